"""A running site for each test, on SQLite unless the test asks for the other database too, and a browser for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from accord.db.engine import Database
from tests.cases.conftest import empty_database
from tests.web.browser.chromium import chromium
from tests.web.browser.live import Live, served, working
from tests.web.conftest import Web

BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database: SQLite, but for the journeys that run on both."""
    with empty_database(getattr(request, "param", "sqlite"), request, tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the whole session: while Playwright runs, no other test of the process could run a loop of its own."""
    with chromium() as running:
        yield running


@pytest.fixture
def live(web: Web, browser: Browser) -> Iterator[Live]:
    """The running site. When the test is over, what the browsers did is looked at."""
    with served(web.app) as origin, working(web.database, web.clock):
        made = Live(web.database, web.clock, origin, browser, [])
        yield made
        made.close()
