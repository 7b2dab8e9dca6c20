"""With JavaScript switched off the work is done as well: links go somewhere, forms post, the waiting page comes back by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accord.wording import say
from tests.prior_auth.shipped import EXAMPLES
from tests.web.browser.live import Live
from tests.web.browser.test_journeys import criterion, decide_against, refer, send, send_knowingly, sign_in, state, step
from tests.web.conftest import Web
from tests.web.signing import sign_letter

pytestmark = pytest.mark.xdist_group("browser-without-script")


def test_a_coordinator_makes_a_case_and_sends_it_without_a_script(web: Web, live: Live) -> None:
    who = live.open(script=False)
    page = sign_in(who, live, web.people.coordinator, f"cora.cole@{web.people.clinic}.example")
    page.get_by_role("banner").get_by_role("link", name=say("web.nav.new")).click()
    files = sorted(path for path in (EXAMPLES / "oxygen-ask").rglob("*") if path.is_file())
    page.get_by_label(say("web.new.files")).set_input_files(files)
    page.get_by_role("button", name=say("web.new.button")).click()
    expect(page.get_by_role("heading", name=say("label.criteria"))).to_be_visible(timeout=20_000)
    criterion(page, "unclear").get_by_role("button").first.click()
    expect(page.locator(".proof")).to_have_count(1)
    step(page, "complete")
    state(page, "ready")
    sign_letter(web, page.url.rpartition("/")[2].partition("?")[0])
    step(page, "send")
    send(page, "send")
    state(page, "sent")
    page.get_by_role("button", name=say("web.sign_out")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.sign_in.title"))
    assert who.watch.refused == []


def test_a_medical_director_denies_without_a_script(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer)
    refer(live.enter(web.people.reviewer, script=False).page, case.id)
    page = live.enter(web.people.director, script=False).page
    page.goto(f"/cases/{case.id}")
    unclear = criterion(page, "unclear")
    key = unclear.locator(".key").first.inner_text()
    unclear.get_by_role("button").first.click()
    expect(unclear.locator(".proof")).to_be_visible()
    step(page, "decide")
    decide_against(page, 1, "denied", key)
    page.get_by_label(say("web.step_form.letter")).fill("We deny the request.")
    send_knowingly(page, "decide")
    state(page, "decided")
    assert live.decided(case) == ["denied"]
