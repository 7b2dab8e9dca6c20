"""The way out to the service of words, which answers {"found": 1}."""

from __future__ import annotations

import pytest

from accord.connectors.outward import Outward
from tests.connectors.ground.words import WORDS


@pytest.fixture
def out(fault_server, site, no_sleep) -> Outward:
    """Calls go to the fault server; waits take no time."""
    fault_server.routes["/search"] = {"found": 1}
    return Outward(WORDS, site("words"))
