"""A site whose NPI registry is loaded from a small official archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.connectors.npi.load import NppesLoader
from accord.connectors.syncing import sync
from accord.settings import settings
from tests.connectors.npi.archives import month


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, with nothing loaded."""
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


@pytest.fixture
def registry(own_data: Path, tmp_path: Path) -> Path:
    """The folder of archives, its month loaded."""
    folder = tmp_path / "files"
    month(folder)
    sync(NppesLoader(), folder)
    return folder


@pytest.fixture(scope="session")
def _loaded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the month loaded, for tests that only read."""
    home = tmp_path_factory.mktemp("npi")
    month(home / "files")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_DATA", str(home / "data"))
        settings.cache_clear()
        sync(NppesLoader(), home / "files")
    settings.cache_clear()
    return home / "data"


@pytest.fixture
def register_once(_loaded_once: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The registry of the month, shared; nothing may be loaded over it."""
    monkeypatch.setenv("ACCORD_DATA", str(_loaded_once))
    settings.cache_clear()
    yield
    settings.cache_clear()
