"""A site for tests: its own data folder, a live service of our own, and no waiting."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accord.connectors import download, outward
from accord.settings import Settings, settings
from tests.connectors.fault_server import FaultServer

SHORT = 0.5


@pytest.fixture
def fault_server() -> Iterator[FaultServer]:
    """A server with nothing on it yet; see fault_server.py."""
    server = FaultServer()
    yield server
    server.close()


@pytest.fixture
def site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault_server: FaultServer
) -> Iterator[Callable[..., Settings]]:
    """site('npi', 'pubmed') leads these services to the fault server; site(..., ncbi_api_key='k') sets more.

    The settings given back are also those of settings() in this process; data is tmp_path; answers are waited for
    half a second.
    """
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(outward, "SECONDS_TO_ANSWER", SHORT)
    monkeypatch.setattr(download, "SECONDS_WITHOUT_A_BYTE", SHORT)

    def with_services(*services: str, **more: object) -> Settings:
        told = {
            "data": str(tmp_path),
            "allow_hosts": ["127.0.0.1"],
            "hosts": dict.fromkeys(services, fault_server.base),
            **more,
        }
        for name, value in told.items():
            text = value if isinstance(value, str) else json.dumps(value)
            monkeypatch.setenv(f"ACCORD_{name.upper()}", text)
        settings.cache_clear()
        return settings()

    yield with_services
    settings.cache_clear()


@pytest.fixture
def no_sleep(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waits for a turn and between tries take no time; what they would have been stands in this list."""
    waits: list[float] = []
    monkeypatch.setattr(outward, "pause", waits.append)
    return waits
