"""Files are sent in a real browser: whoever sends them sees the record once, with a script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accord.cases.views import FORM, OPENED
from accord.wording import say
from tests.prior_auth.shipped import EXAMPLES
from tests.web.browser.live import Live
from tests.web.browser.test_journeys import happened
from tests.web.conftest import Web

pytestmark = pytest.mark.xdist_group("browser-journeys")


def test_files_chosen_in_several_goes_stay_together_and_can_be_left_out(web: Web, live: Live) -> None:
    who = live.enter(web.people.coordinator)
    page = who.page
    page.goto("/cases/new")
    field, button = page.locator("#files"), page.get_by_role("button", name=say("web.new.button"))

    def choose(*names: str) -> None:
        field.set_input_files([{"name": one, "mimeType": "text/plain", "buffer": one.encode()} for one in names])

    choose("a.txt", "b.txt")
    choose("c.txt")
    rows = page.locator("#chosen li")
    expect(rows).to_contain_text(["a.txt", "b.txt", "c.txt"])
    page.get_by_role("button", name=f"{say('web.new.leave_out')}: b.txt").click()
    expect(rows).to_have_count(2)
    page.locator("form[data-most]").evaluate("f => { f.dataset.most = '5' }")
    button.click()
    expect(page.get_by_text(say("web.new.too_much", most=200))).to_be_visible()
    page.locator("form[data-most]").evaluate("f => { f.dataset.most = '5000' }")
    page.locator("#received_at").evaluate("e => { e.type = 'text'; e.value = 'never' }")
    button.click()
    expect(page.locator("main .wrong").first).to_contain_text(say("web.new.no_time"))
    expect(rows).to_contain_text(["a.txt", "c.txt"])  # what was chosen is still there
    expect(page.get_by_text(say("web.new.choose_again"))).to_have_count(0)
    page.locator("#received_at").fill("")
    button.click()
    page.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}"))
    expect(page.get_by_role("link", name="c.txt")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("link", name="b.txt")).to_have_count(0)
    assert who.watch.refused == [422]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_files_that_are_sent_make_one_view_of_the_record(web: Web, live: Live, script: bool) -> None:
    who = live.enter(web.people.coordinator, script=script)
    page = who.page
    page.goto("/cases/new")
    page.get_by_label(say("web.new.files")).set_input_files(
        sorted(path for path in (EXAMPLES / "oxygen-ask").rglob("*") if path.is_file())
    )
    page.get_by_role("button", name=say("web.new.button")).click()
    expect(page.get_by_role("heading", name=say("label.criteria"))).to_be_visible(timeout=20_000)
    case = page.url.rpartition("/")[2]
    assert happened(live, web.people.clinic, case) == ["case_made", "reviewed", OPENED]

    page.get_by_role("link", name=say("web.papers.title")).click()
    page.get_by_label(say("web.new.files")).set_input_files(
        {"name": "later.txt", "mimeType": "text/plain", "buffer": b"Later."}
    )
    page.get_by_role("button", name=say("web.papers.button")).click()
    expect(page.get_by_role("link", name="later.txt")).to_be_visible(timeout=20_000)
    seen = [one for one in happened(live, web.people.clinic, case) if one != "reviewed"]
    assert seen == ["case_made", OPENED, FORM, "papers_added", OPENED]
    assert who.watch.refused == []
