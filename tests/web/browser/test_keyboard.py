"""The keyboard alone: no mouse, and never a moment in which one does not see where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accord.audit.chain import events_of
from accord.cases.case import case_of
from accord.cases.states import State
from accord.wording import say
from tests.web.browser.chromium import PHONE, Visitor
from tests.web.browser.live import Live
from tests.web.browser.test_journeys import state
from tests.web.conftest import Web

pytestmark = pytest.mark.xdist_group("browser-keyboard")
MOST_TABS = 120


def tab_to(who: Visitor, words: str, tag: str = "") -> None:
    """Presses Tab until the thing of these words has the focus; on the way one always sees where one is."""
    for _ in range(MOST_TABS):
        who.page.keyboard.press("Tab")
        at = who.focused()
        assert at["tag"] != "BODY", "the focus was lost"
        assert at["onScreen"], at
        assert at["seen"], at
        if words in (at["words"], at["label"]) and tag in ("", at["tag"]):
            return
    raise AssertionError(f"Tab does not come to {words!r}")


def opened(live: Live, web: Web, case: str) -> int:
    """How often evidence of the case was opened."""
    with live.database.reading() as connection:
        return sum(one.action == "evidence_opened" for one in events_of(connection, web.people.payer, f"case {case}"))


def test_a_reviewer_works_a_case_from_sign_in_to_sign_out_by_keyboard(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer)
    who = live.open()
    page = who.page
    page.goto("/")
    assert who.focused()["id"] == "email"  # where one begins to type
    page.keyboard.type(f"rita.rowe@{web.people.payer}.example")
    tab_to(who, say("web.sign_in.password"))
    page.keyboard.type(live.password(web.people.reviewer))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.nav.cases"))

    page.keyboard.press("Tab")
    assert who.focused()["words"] == say("web.skip")
    assert who.focused()["onScreen"]
    page.keyboard.press("Enter")  # past the links of every page
    tab_to(who, say("web.cases.state"))
    tab_to(who, case.reference)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(case.reference)

    tab_to(who, say("web.step.take"))
    page.keyboard.press("Enter")
    state(page, "in_review")

    page.keyboard.press("j")
    page.keyboard.press("j")
    criteria = page.locator(".criterion")
    expect(criteria.nth(1)).to_be_focused()
    page.keyboard.press("o")
    expect(criteria.nth(1).locator(".proof")).to_be_visible()
    expect(criteria.nth(1)).to_be_focused()  # opening does not lose the place
    assert opened(live, web, case.id) == 1
    page.keyboard.press("k")
    expect(criteria.nth(0)).to_be_focused()
    assert who.focused()["seen"]

    page.keyboard.press("Home")
    page.goto(page.url)
    tab_to(who, say("web.step.ask"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.step.ask"))
    tab_to(who, say("web.step_form.words_sent"))
    page.keyboard.press("Control+End")
    page.keyboard.type("\nBy keyboard.")
    tab_to(who, say("web.step.ask"), "BUTTON")
    page.keyboard.press("Space")
    known = page.locator("label:has([name=keep])")  # what nothing of the record bears is sent knowingly
    expect(known).to_be_visible()
    tab_to(who, known.inner_text().strip())
    page.keyboard.press("Space")
    tab_to(who, say("web.step.ask"), "BUTTON")
    page.keyboard.press("Space")
    state(page, "more_asked")
    expect(page.get_by_text("By keyboard.")).to_be_visible()
    tab_to(who, say("web.sign_out"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.sign_in.title"))
    with live.database.reading() as connection:
        assert case_of(connection, web.people.reviewer, case.id).state is State.MORE_ASKED


def test_shortcuts_are_letters_where_one_writes(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer)
    who = live.enter(web.people.reviewer)
    who.page.goto("/cases")
    who.page.locator("#patient").focus()
    who.page.keyboard.type("jkoycxvn")
    assert who.page.locator("#patient").input_value() == "jkoycxvn"
    who.page.goto(f"/cases/{case.id}")
    who.page.keyboard.press("Control+j")
    assert who.focused()["tag"] == "BODY"  # the browser's own shortcuts are left alone


@pytest.mark.parametrize("path", ["/cases", "/cases/new", "/cases/{case}"])
def test_tab_goes_through_a_whole_page_and_out_again(web: Web, live: Live, path: str) -> None:
    case = live.case(web.people.reviewer)
    who = live.enter(web.people.reviewer, PHONE)
    who.page.goto(path.format(case=case.id))
    seen: list[str] = []
    for _ in range(MOST_TABS * 3):
        who.page.keyboard.press("Tab")
        at = who.focused()
        if at["tag"] == "BODY":
            break
        assert at["onScreen"], at
        assert at["seen"], at
        seen.append(f"{at['tag']} {at['words']}")
    else:
        raise AssertionError("Tab does not come to the end of the page")
    assert seen[0] == f"A {say('web.skip')}"
    assert any(say("web.sign_out") in one for one in seen)


def test_files_that_are_refused_leave_the_focus_where_one_goes_on(web: Web, live: Live) -> None:
    who = live.enter(web.people.reviewer)
    page = who.page
    page.goto("/cases/new")
    page.get_by_label(say("web.new.files")).set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"})
    page.get_by_label(say("web.new.received")).fill("2031-01-01T08:00")  # later than now
    page.get_by_role("button", name=say("web.new.button")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    at = who.focused()
    assert at["id"] == "files"
    assert at["seen"]
    assert page.get_by_label(say("web.new.received")).input_value() == "2031-01-01T08:00"
    assert who.watch.refused == [422]
