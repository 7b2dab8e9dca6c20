"""Findings are judged in a real browser: by the keyboard alone, and with forms where there is no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from accord.cases.corrections import standing_of
from accord.cases.files import Arrived
from accord.cases.reviews import last_review
from accord.criteria import Status
from accord.dossier.correction import Correction, Word
from accord.web.assets import HTMX
from accord.wording import say
from tests.prior_auth.shipped import EXAMPLES
from tests.web.browser.live import Live
from tests.web.conftest import Web

pytestmark = [
    pytest.mark.xdist_group("browser-judging"),
    pytest.mark.skipif(not HTMX.is_file(), reason="htmx is not installed: bin/install-web installs it"),
]
AHI = "k-cpap.severity.ahi_ge_15"


def scanned() -> list[Arrived]:
    """The shipped request whose test is a scan."""
    folder = EXAMPLES / "cpap-approve"
    kinds = {".pdf": "application/pdf", ".txt": "text/plain", ".json": "application/json"}
    files = [*sorted((folder / "documents").iterdir()), folder / "request.json"]
    return [Arrived(one.name, kinds[one.suffix], one.read_bytes()) for one in files]


@pytest.fixture
def case(live: Live, web: Web) -> str:
    """A case at the payer, reviewed."""
    return live.case(web.people.reviewer, scanned()).id


def standing(live: Live, case: str) -> list[Correction]:
    with live.database.reading() as connection:
        return list(standing_of(connection, case))


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def at_criterion(page: Page, name: str) -> None:
    """Goes to a criterion by pressing j."""
    for _ in range(page.locator(".criterion").count()):
        page.keyboard.press("j")
        if focused(page) == name:
            return
    raise AssertionError(name)


def test_a_form_is_put_away_and_words_lead_back_with_the_keyboard_alone(live: Live, web: Web, case: str) -> None:
    who = live.enter(web.people.reviewer)
    page = who.page
    page.goto(f"/cases/{case}")
    page.locator(".criterion").first.wait_for()
    at_criterion(page, AHI)
    page.keyboard.press("o")
    page.locator(f'[id="{AHI}"] .proof').wait_for()
    page.keyboard.press("n")
    finding = focused(page)
    assert finding.startswith("f-")
    page.keyboard.press("c")
    page.locator(".judge").wait_for()
    page.keyboard.type("7")  # the focus is in the form
    page.keyboard.press("Escape")
    expect(page.locator(".judge")).to_have_count(0)
    assert focused(page) == finding
    page.keyboard.press("x")
    page.get_by_role("link", name=say("web.judge.cancel")).click()
    expect(page.locator(".judge")).to_have_count(0)
    assert focused(page) == finding
    page.keyboard.press("v")
    page.wait_for_function("document.activeElement.id.startsWith('c')")
    page.keyboard.press("b")
    assert focused(page) == finding
    assert standing(live, case) == []


def test_a_finding_is_confirmed_corrected_and_rejected_with_the_keyboard_alone(live: Live, web: Web, case: str) -> None:
    who = live.enter(web.people.reviewer)
    page = who.page
    page.goto(f"/cases/{case}")
    page.evaluate("window.kept = 1")
    at_criterion(page, AHI)
    page.keyboard.press("o")
    expect(page.locator(f'[id="{AHI}"] .proof')).to_be_visible()
    page.keyboard.press("n")
    finding = focused(page)
    assert finding.startswith(f"f-{AHI}")
    page.keyboard.press("y")
    expect(page.locator(f'[id="{finding}"]')).to_contain_text("Confirmed by Rita Rowe")
    expect(page.locator(f'[id="{finding}"]')).to_be_focused()
    page.keyboard.press("v")
    expect(page.locator(":target")).to_be_in_viewport()
    page.locator(f'[id="{finding}"]').focus()
    page.keyboard.press("c")
    expect(page.locator(".judge")).to_be_visible()
    expect(page.locator(".judge input[name=value]")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("many")
    page.locator(".judge textarea[name=reason]").focus()
    page.keyboard.type("The picture shows 12.4.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".judge .wrong")).to_contain_text("no number")
    page.locator(".judge input[name=value]").fill("12.4")
    page.locator(".judge input[name=value]").press("Enter")
    expect(page.locator(f'[id="{finding}"]')).to_contain_text("Corrected by Rita Rowe")
    expect(page.locator("#again")).to_contain_text("The review was made again", timeout=20_000)
    assert page.evaluate("window.kept") == 1  # all of it without leaving the page
    (kept,) = standing(live, case)
    assert (kept.word, str(kept.becomes and kept.becomes.value)) == (Word.CORRECTED, "12.4")
    page.get_by_role("link", name=say("web.again.look")).click()
    at_criterion(page, AHI)
    page.keyboard.press("o")
    expect(page.locator(f'[id="{AHI}"]')).to_contain_text("Without what persons said: met.")
    page.keyboard.press("n")
    page.keyboard.press("x")
    expect(page.locator(".judge textarea[name=reason]")).to_be_focused()
    page.keyboard.type("It is another person's test.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f'[id="{AHI}"]')).to_contain_text("Rejected by Rita Rowe")
    assert [one.word for one in standing(live, case)] == [Word.REJECTED]
    with live.database.reading() as connection:
        told = last_review(connection, web.people.payer, case)
    assert told is not None
    assert told.criterion(AHI.removeprefix("k-")).before is Status.MET
    assert who.watch.refused == [422]  # what was typed wrong, and nothing else


def test_everything_can_be_said_without_a_script(live: Live, web: Web, case: str) -> None:
    page = live.enter(web.people.reviewer, script=False).page
    page.goto(f"/cases/{case}")
    one = page.locator(f'[id="{AHI}"]')
    one.get_by_role("button").click()
    page.locator(f'[id="{AHI}"] .finding').first.get_by_role("button", name=re.compile("Confirm")).click()
    expect(page.locator(f'[id="{AHI}"]')).to_contain_text("Confirmed by Rita Rowe")
    page.locator(f'[id="{AHI}"] .finding').first.get_by_role("link", name=re.compile("Reject")).click()
    page.locator("textarea[id^=reject-reason]").fill("A neighbour's.")
    page.get_by_role("button", name=say("web.judge.reject_button")).click()
    expect(page.locator(f'[id="{AHI}"]')).to_contain_text("Rejected by Rita Rowe")
    assert [one.word for one in standing(live, case)] == [Word.REJECTED]


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_a_box_leads_to_its_criterion_and_a_citation_to_its_box(live: Live, web: Web, case: str, script: bool) -> None:
    page = live.enter(web.people.reviewer, script=script).page
    page.goto(f"/cases/{case}")
    page.locator(f'[id="{AHI}"]').get_by_role("button").click()
    expect(page.locator(f'[id="{AHI}"] .proof')).to_be_visible()
    page.get_by_role("link", name=say("web.case.papers_pages")).click()
    picture = page.locator(".sheet img").first
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    page.wait_for_function("document.querySelector('.sheet img').naturalWidth > 0") if script else None
    page.locator(f'[id="{AHI}"] a[data-mark]').first.click()
    expect(page.locator("svg a:target rect").first).to_be_in_viewport()
    page.locator(f'svg a[href="#{AHI}"]').first.click()
    expect(page.locator(f'[id="{AHI}"]')).to_be_in_viewport()
