"""Fetching the official archives: only where a setting allows the host, and through the host's usual faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from accord.connectors import releases
from accord.connectors.coverage.load import ARCHIVES, FOLDER, CoverageLoader
from accord.connectors.syncing import sync
from accord.errors import Forbidden, Invalid
from accord.settings import Settings
from tests.connectors.coverage.bulk import downloads
from tests.connectors.coverage.small import tables
from tests.connectors.fault_server import Fault, FaultServer

Site = Callable[..., Settings]


def offer(server: FaultServer, folder: Path) -> None:
    for name in ARCHIVES:
        server.routes[FOLDER + name] = (folder / name).read_bytes()


def test_the_archives_are_fetched_and_loaded(
    fault_server: FaultServer, site: Site, no_sleep: list[float], tmp_path: Path
) -> None:
    site("cms_downloads")
    offer(fault_server, downloads(tmp_path / "offered", tables()))
    fault_server.faults(Fault.BUSY_503, Fault.CUT_OFF)
    release = sync(CoverageLoader())
    assert release.counts["articles"] == 4
    assert {request.path for request in fault_server.requests} == {FOLDER + name for name in ARCHIVES}


def test_a_page_instead_of_an_archive_loads_nothing(
    fault_server: FaultServer, site: Site, no_sleep: list[float], tmp_path: Path
) -> None:
    site("cms_downloads")
    offer(fault_server, downloads(tmp_path / "offered", tables()))
    fault_server.routes[FOLDER + ARCHIVES[1]] = b"<html>Maintenance</html>"
    with pytest.raises(Invalid, match=r"current_lcd\.zip is no whole archive"):
        sync(CoverageLoader())
    assert releases.current("coverage") is None


def test_nothing_is_fetched_where_no_setting_allows_it(fault_server: FaultServer, site: Site) -> None:
    site("cms_downloads", allow_hosts=["elsewhere.example"])
    with pytest.raises(Forbidden, match="allow"):
        sync(CoverageLoader())
    assert fault_server.requests == []
