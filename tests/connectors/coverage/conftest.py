"""A loaded coverage database for tests, in a data folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.connectors.coverage.load import CoverageLoader
from accord.connectors.syncing import sync
from accord.settings import settings
from tests.connectors.coverage.bulk import downloads
from tests.connectors.coverage.small import tables


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder."""
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


@pytest.fixture(scope="module")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small database, loaded once for a file of tests; its data folder."""
    base = tmp_path_factory.mktemp("coverage")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_DATA", str(base / "data"))
        settings.cache_clear()
        sync(CoverageLoader(), downloads(base / "files", tables()))
        settings.cache_clear()
        yield base / "data"


@pytest.fixture
def loaded(small_release: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The small database answers."""
    monkeypatch.setenv("ACCORD_DATA", str(small_release))
    settings.cache_clear()
    yield small_release
    settings.cache_clear()
