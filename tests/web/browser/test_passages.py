"""Words of the record are shown as proof in a real browser: selected and a key pressed, or pasted where there is no script."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from accord.cases.corrections import standing_of
from accord.dossier.correction import Word
from accord.wording import say
from tests.cases.test_cases import papers
from tests.prior_auth.test_added import AHI, READ, UNREAD, WORDS
from tests.web.browser.live import Live
from tests.web.browser.test_judging import at_criterion
from tests.web.conftest import Web

pytestmark = pytest.mark.xdist_group("browser-passages")
ANCHOR = f"k-{AHI}"
TEST = "cpap-approve_home_sleep_test.txt"
WHY = "It is the index by the 4 % rule."
# Puts the selection over the words, as a pointer or the keys of a browser do.
SELECT = """words => {
  const pages = [...document.querySelectorAll("pre[data-document]")];
  for (const page of pages) {
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
      return page.dataset.document;
    }
  }
  return null;
}"""


@pytest.fixture
def case(live: Live, web: Web) -> str:
    """A case whose index no reader reads."""
    told = [replace(one, data=one.data.replace(READ.encode(), UNREAD.encode())) for one in papers("cpap-approve")]
    return live.case(web.people.reviewer, told).id


def finish(page: Page) -> None:
    """Says what the words show, and keeps it."""
    page.get_by_label(say("web.passage.shows")).first.select_option(index=1)
    page.get_by_label(say("web.passage.reason")).fill(WHY)
    page.get_by_role("button", name=say("web.passage.add")).press("Enter")


def kept(live: Live, case: str) -> None:
    with live.database.reading() as connection:
        (one,) = standing_of(connection, case)
    assert (one.word, one.was.place.text, str(one.was.value), one.was.unit) == (Word.ADDED, WORDS, "22.4", "/h")
    assert one.criterion == AHI


def test_selected_words_are_taken_with_a_key_for_the_criterion_that_was_last_in_focus(
    live: Live, web: Web, case: str
) -> None:
    who = live.enter(web.people.reviewer)
    page = who.page
    page.goto(f"/cases/{case}")
    at_criterion(page, ANCHOR)
    page.keyboard.press("o")
    expect(page.locator(f'[id="{ANCHOR}"] .proof')).to_be_visible()
    expect(page.locator("#prove")).to_be_hidden()
    assert page.evaluate(SELECT, WORDS) is not None
    expect(page.locator("#prove")).to_be_visible()  # the same as a button, for a finger or a pointer
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.passage.title"))
    assert WORDS not in page.url  # no word of a record stands in an address
    assert "22.4" not in page.url
    expect(page.locator("#words")).to_have_value(WORDS)
    page.get_by_label(say("web.passage.shows")).select_option(index=1)
    page.get_by_role("button", name=say("web.passage.look")).press("Enter")
    expect(page.locator("#found")).to_be_visible()
    expect(page.get_by_label(say("web.passage.number"))).to_have_value("22.4")
    finish(page)
    expect(page.locator(f'[id="{ANCHOR}"]')).to_contain_text("Added by Rita Rowe")
    kept(live, case)
    assert who.watch.refused == []


def test_words_are_pasted_where_there_is_no_script(live: Live, web: Web, case: str) -> None:
    page = live.enter(web.people.reviewer, script=False).page
    page.goto(f"/cases/{case}")
    page.locator(f'[id="{ANCHOR}"]').get_by_role("button").first.press("Enter")
    page.locator(f'[id="{ANCHOR}"] [data-act=add]').press("Enter")
    page.get_by_label(say("web.passage.shows")).select_option(index=1)
    names = page.locator("#document option").all_inner_texts()
    page.locator("#document").select_option(label=next(one for one in names if one.endswith(TEST)))
    page.locator("#words").fill(WORDS.replace("22.4", "22.5"))
    page.get_by_role("button", name=say("web.passage.look")).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not stand there")
    page.locator("#words").fill(WORDS)
    page.get_by_role("button", name=say("web.passage.look")).press("Enter")
    expect(page.locator("#found")).to_be_visible()
    finish(page)
    expect(page.locator(f'[id="{ANCHOR}"]')).to_contain_text("Added by Rita Rowe")
    kept(live, case)
