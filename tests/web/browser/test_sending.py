"""Files are sent in a real browser: whoever sends them sees the record once, with a script and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accord.cases.views import OPENED
from accord.wording import say
from tests.prior_auth.shipped import EXAMPLES
from tests.web.browser.live import Live
from tests.web.browser.test_journeys import happened
from tests.web.conftest import Web

pytestmark = pytest.mark.xdist_group("browser-journeys")


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
    assert seen == ["case_made", OPENED, "papers_added", OPENED]
    assert who.watch.refused == []
