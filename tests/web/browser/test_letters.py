"""A letter written in a real browser: checked as one writes, by the keyboard alone, and the same without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from accord.cases.letters import versions_of
from accord.cases.moving import move
from accord.cases.states import Step
from accord.wording import say
from tests.web.browser.live import Live
from tests.web.conftest import Web

pytestmark = pytest.mark.xdist_group("browser-letters")
STRUCK, OWN, BORNE = (re.compile(rf"\b{one}\b") for one in ("struck", "own", "borne"))


@pytest.fixture
def address(live: Live, web: Web) -> str:
    """The request for information on a case in review."""
    case = live.case(web.people.reviewer)
    move(live.database, web.people.reviewer, case.id, case.version, Step.TAKE, live.clock())
    return f"/cases/{case.id}/letters/request"


def quotation(page: Page) -> Locator:
    """The first sentence that quotes more than a word or two."""
    for one in page.locator(".sentence").all():
        words = one.locator("textarea").input_value()
        if words.startswith("“") and len(words) > 30:
            return page.locator(f"#{one.get_attribute('id')}")
    raise AssertionError("the letter quotes nothing")


def test_a_sentence_is_checked_while_it_is_written(live: Live, web: Web, address: str) -> None:
    page = live.enter(web.people.reviewer).page
    page.goto(address)
    one = quotation(page)
    before = one.locator("textarea").input_value()
    expect(one).to_have_class(BORNE)
    one.locator("textarea").press("End")
    one.locator("textarea").type(" and 4711 steps")
    expect(one).to_have_class(STRUCK)
    expect(one.get_by_role("status")).to_contain_text("4711")
    one.locator("textarea").fill(before)
    expect(one).to_have_class(BORNE)
    expect(one.get_by_role("status")).not_to_contain_text("4711")


@pytest.mark.parametrize("script", [True, False])
def test_a_sentence_is_added_cited_and_kept_with_the_keyboard_alone(
    live: Live, web: Web, address: str, script: bool
) -> None:
    page = live.enter(web.people.reviewer, script=script).page
    page.goto(address)
    page.get_by_role("button", name=say("letter_edit.add_sentence")).first.press("Enter")
    added = page.locator("textarea:focus")
    expect(added).to_have_value("")
    name = added.get_attribute("name") or ""
    page.keyboard.type("He falls to 85 % on room air when walking.")
    one = page.locator(f"#s{name[2:]}")
    one.locator("summary").press("Enter")
    one.get_by_label(say("letter_edit.cite")).press_sequentially("he falls to 85 % on room air when walking")
    one.get_by_role("button", name=say("letter_edit.cite_button")).press("Enter")
    expect(page.locator(f"#s{name[2:]}")).to_have_class(BORNE)
    page.get_by_role("button", name=say("letter_edit.keep")).first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("version 1")
    expect(page.get_by_text("He falls to 85 % on room air when walking.").first).to_be_visible()
    with live.database.reading() as connection:
        (kept,) = versions_of(connection, address.split("/")[2])
    assert (kept.struck, kept.by) == (0, web.people.reviewer.id)


@pytest.mark.parametrize("script", [True, False])
def test_a_section_is_added_named_moved_and_taken_out_with_the_keyboard_alone(
    live: Live, web: Web, address: str, script: bool
) -> None:
    page = live.enter(web.people.reviewer, script=script).page
    page.goto(address)
    cited = page.locator("input[name^='c-']").evaluate_all("all => all.map(one => one.value)")
    headings = page.locator(".heading input")
    before = [one.input_value() for one in headings.all()]
    page.locator(".chapter").first.get_by_role("button", name=say("letter_edit.section_add")).press("Enter")
    expect(page.locator("input:focus")).to_have_attribute("name", "h-s1")
    page.keyboard.type("What the walk shows")
    page.keyboard.press("Tab")
    page.keyboard.type("He falls to 85 % on room air when walking.")
    page.locator(".chapter").nth(1).get_by_role("button", name=say("letter_edit.section_down")).press("Enter")
    focused = page.locator("button:focus")
    expect(focused).to_have_text(say("letter_edit.section_down"))  # once more, and where the cursor is
    page.keyboard.press("Enter")
    expect(headings.nth(3)).to_have_value("What the walk shows")
    expect(page.locator(".chapter").nth(3).locator("textarea")).to_have_value(
        "He falls to 85 % on room air when walking."
    )
    page.locator(".chapter").first.get_by_role("button", name=say("letter_edit.section_cut")).press("Enter")
    expect(page.locator("button:focus")).to_have_text(say("letter_edit.section_back"))
    expect(page.locator(".heading input")).to_have_count(len(before))
    page.keyboard.press("Enter")
    expect(page.locator(".heading input")).to_have_count(len(before) + 1)
    page.get_by_role("button", name=say("letter_edit.keep")).first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("version 1")
    page.goto(address)
    expect(headings.nth(3)).to_have_value("What the walk shows")
    kept = page.locator("input[name^='c-']").evaluate_all("all => all.map(one => one.value)")
    assert sorted(one for one in kept if one) == sorted(one for one in cited if one)
