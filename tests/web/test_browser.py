"""The pages in a real browser: with a script, without one, and with the keyboard alone."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn

from accord.access.passwords import set_password
from accord.audit.chain import events_of
from accord.doors.guard import Guard
from tests.cases.conftest import NOW
from tests.web.chromium import PROGRAM, Chromium
from tests.web.conftest import Web

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")
PASSWORD = "four green bicycles sing"
Open = Callable[..., Chromium]


@pytest.fixture
def address(web: Web) -> Iterator[str]:
    """The pages behind their guard, on a port."""
    bound = socket.create_server(("127.0.0.1", 0))
    guarded = Guard(web.app, host="127.0.0.1", token="", signs_in=lambda _: True)
    server = uvicorn.Server(uvicorn.Config(guarded, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Open]:
    """Opens browsers, and ends them."""
    begun: list[Chromium] = []

    def go(**how: bool) -> Chromium:
        begun.append(Chromium(tmp_path / f"browser-{len(begun)}", **how))
        return begun[-1]

    yield go
    for one in begun:
        one.close()


def sign_in(page: Chromium, web: Web, address: str) -> None:
    set_password(web.database, None, web.people.reviewer, PASSWORD, NOW)
    page.go(f"{address}/cases")
    page.write("#email", f"rita.rowe@{web.people.payer}.example")
    page.write("#password", PASSWORD)
    page.key("Enter")
    page.wait("document.querySelector('.leave')")


def opened(web: Web, case: str) -> int:
    with web.database.reading() as connection:
        return sum(one.action == "evidence_opened" for one in events_of(connection, web.people.payer, f"case {case}"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_a_reviewer_opens_evidence_and_begins_the_review(web: Web, address: str, browser: Open, script: bool) -> None:
    case = web.case(web.people.reviewer)
    page = browser(script=script)
    sign_in(page, web, address)
    page.click(f'a[href="/cases/{case}"]')
    page.wait("document.querySelector('.criterion')")
    page.value("window.kept = 1")
    page.click(".criterion form button")
    page.wait("document.querySelectorAll('.proof').length === 1")
    assert bool(page.value("window.kept")) is script  # with the script the page stays, without it a new one comes
    assert opened(web, case) == 1
    page.click(".proof a[data-mark]")
    page.wait("document.querySelector('mark:target, mark :target, tr:target')")
    mark = "document.querySelector('mark:target, mark :target, tr:target').getBoundingClientRect()"
    assert page.value(f"{mark}.top >= 0 && {mark}.bottom <= innerHeight")
    page.click(f'form[action="/cases/{case}/steps/take"] button')
    page.wait(f"document.querySelector('form[action=\"/cases/{case}/steps/refer\"]')")
    page.click(".leave button")
    page.wait("location.pathname === '/sign-in'")
    assert page.complaints() == []


def test_the_keyboard_alone_goes_from_criterion_to_criterion(web: Web, address: str, browser: Open) -> None:
    case = web.case(web.people.reviewer)
    page = browser()
    sign_in(page, web, address)
    page.go(f"{address}/cases/{case}")
    page.key("Tab")
    assert page.value("document.activeElement.className") == "skip"
    page.key("j")
    page.key("j")
    assert page.value("document.activeElement === document.querySelectorAll('.criterion')[1]")
    page.key("o")
    page.wait("document.querySelectorAll('.proof').length === 1")
    assert page.value("document.activeElement === document.querySelectorAll('.criterion')[1]")
    assert opened(web, case) == 1
    page.key("k")
    assert page.value("document.activeElement === document.querySelectorAll('.criterion')[0]")
    assert page.complaints() == []
