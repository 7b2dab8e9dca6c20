"""What watches every journey sees what must not happen."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.web.browser import chromium
from tests.web.browser.chromium import DESK, Visitor, check_installed, visitor
from tests.web.browser.live import served
from tests.web.conftest import Web

pytestmark = pytest.mark.xdist_group("browser-watch")
INLINE = "() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1'; document.body.append(s); return window.bad }"
STYLE = "() => document.querySelector('h1').setAttribute('style', 'color: red')"
BREAKS = "() => { setTimeout(() => { throw new Error('broken') }, 0) }"
ELSEWHERE = "() => fetch('https://example.org/').catch(() => {})"
MISSING = "() => fetch('/static/none.css')"


@pytest.fixture
def who(web: Web, browser: Browser) -> Iterator[Visitor]:
    """A stranger at the sign-in page; the site is gone before anybody could complain."""
    with served(web.app) as origin:
        made = visitor(browser, origin, DESK)
        made.page.goto("/sign-in")
        yield made
        made.context.close()


def does(page: Page, what: str) -> None:
    page.evaluate(what)
    page.wait_for_timeout(300)


@pytest.mark.parametrize("what", [INLINE, STYLE, BREAKS, ELSEWHERE, MISSING])
def test_a_fault_of_a_page_is_a_complaint(who: Visitor, what: str) -> None:
    who.watch.check()
    does(who.page, what)
    with pytest.raises(AssertionError):
        who.watch.check()


def test_no_script_runs_that_the_policy_does_not_allow(who: Visitor) -> None:
    assert who.page.evaluate(INLINE) is None


def test_a_page_of_somebody_else_is_a_complaint(who: Visitor) -> None:
    with contextlib.suppress(Error):  # nobody answers there
        who.page.goto("http://localhost:9/")
    with pytest.raises(AssertionError, match="localhost:9"):
        who.watch.check()


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_where_chromium_is_missing_ci_fails_and_others_skip(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setattr(chromium, "PROGRAM", None)
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="bin/install-system"):
        check_installed()
