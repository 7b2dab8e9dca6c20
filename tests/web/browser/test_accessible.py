"""axe finds nothing on any page, in any of its states, in light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from playwright.sync_api import Browser

from accord.db import sealing
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.settings import settings
from accord.web.app import ROUTERS, make_web
from tests.web.browser.axe import faults
from tests.web.browser.house import House, build
from tests.web.browser.live import Live, served
from tests.web.browser.pages import NO_PAGE, VISITS
from tests.web.browser.visits import Visit
from tests.web.conftest import Clock

# Two houses, so that two processes share the work: these are the slowest of all tests.
HALVES = [
    pytest.param(one, marks=pytest.mark.xdist_group(f"browser-accessible-{at * 2 // len(VISITS)}"), id=one.name)
    for at, one in enumerate(VISITS)
]


@pytest.fixture(scope="module", autouse=True)
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A data folder and a key for all of these tests: they look at one house."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("ACCORD_DATA", str(tmp_path_factory.mktemp("house")))
        for kept in (settings, sealing.site_key):
            kept.cache_clear()
        yield
    for kept in (settings, sealing.site_key):
        kept.cache_clear()


@pytest.fixture(scope="module")
def house(site: None, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Live]]:
    """The house, served without a worker: what waits goes on waiting."""
    database, clock = Database(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'accord.sqlite'}"), Clock()
    migrate(database)
    built = build(database)
    with served(make_web(database, secure=False, clock=clock)) as origin:
        yield built, Live(database, clock, origin, browser, [])
    database.close()


def test_every_way_into_the_application_is_visited_or_no_page() -> None:
    ways = {f"{method} {one.path}" for router in ROUTERS for one in router.routes for method in one.methods}  # type: ignore[attr-defined]
    assert all(isinstance(one, APIRoute) for router in ROUTERS for one in router.routes)
    visited = {one.route for one in VISITS}
    assert not visited & set(NO_PAGE)
    assert visited | set(NO_PAGE) == ways
    assert {one.route for one in VISITS if not one.brief} == visited  # each in all looks, in one state at least


@pytest.mark.parametrize("visit", HALVES)
def test_axe_finds_nothing(house: tuple[House, Live], visit: Visit) -> None:
    built, live = house
    who = live.enter(built.people[visit.who]) if visit.who else live.open()
    answered: list[int] = []
    pages = ("document", "xhr", "fetch")
    who.page.on("response", lambda got: answered.append(got.status) if got.request.resource_type in pages else None)
    try:
        with visit.while_():
            who.page.goto(built.path(visit.path))
            visit.does(who.page)
        found = faults(who.page, brief=visit.brief)
    finally:
        who.context.close()
    assert answered[-1] == visit.status, answered
    assert not found, "\n".join(found)
    assert [one for one in who.watch.complaints if not one.startswith(str(visit.status))] == []


@pytest.mark.xdist_group("browser-accessible-1")
def test_axe_would_find_what_is_wrong(house: tuple[House, Live]) -> None:
    _, live = house
    page = live.open().page
    page.goto("/sign-in")
    page.evaluate("""() => {
        document.querySelector("label").remove();
        document.querySelector("main").insertAdjacentHTML("beforeend", "<h4>out of order</h4>");
        document.querySelector("form").style.width = "2000px";
        document.querySelector("h1").style.color = "#ccc";
    }""")
    found = "\n".join(faults(page))
    for rule in ("label", "heading-order", "px wider than the window"):
        assert rule in found, found
