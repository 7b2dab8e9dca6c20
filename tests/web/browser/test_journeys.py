"""What each person does from their first page to their last, with a mouse and a keyboard in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from accord.access import Person
from accord.audit.chain import events_of, verify_chain
from accord.cases.case import case_of, decisions_of
from accord.cases.files import Arrived
from accord.cases.states import State
from accord.cases.views import FORM, OPENED
from accord.wording import say
from tests.cases.test_cases import REASON, papers
from tests.prior_auth.shipped import EXAMPLES, form, texts
from tests.web.browser.chromium import Visitor
from tests.web.browser.conftest import BOTH
from tests.web.browser.live import Live
from tests.web.conftest import Web
from tests.web.signing import sign_letter

pytestmark = pytest.mark.xdist_group("browser-journeys")
MISSING = "A measurement of the third part of the test."
CHOSEN = "seven yellow kettles whistle"
ASK = "Please send the walking test with oxygen, signed and dated."


def sign_in(who: Visitor, live: Live, person: Person, email: str) -> Page:
    """Types address and password on the page that a stranger is shown."""
    page = who.page
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.sign_in.title"))
    page.get_by_label(say("web.sign_in.email")).press_sequentially(email)
    page.get_by_label(say("web.sign_in.password")).press_sequentially(live.password(person))
    page.get_by_role("button", name=say("web.sign_in.button")).click()
    expect(page.get_by_role("banner").get_by_role("link", name=person.name)).to_be_visible()
    return page


def drop(page: Page, zone: Locator, files: list[Path]) -> None:
    """Lets files fall on a place, as a hand that drags them from a folder does."""
    zone.scroll_into_view_if_needed()
    box = zone.bounding_box()
    assert box is not None
    where = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(one) for one in files], "dragOperationsMask": 1}
    devtools = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": kind, **where, "data": data})
    devtools.detach()


def criterion(page: Page, status: str) -> Locator:
    """The first criterion of a verdict."""
    return page.locator(".criterion", has=page.locator(f".badge.{status}")).first


def open_evidence(one: Locator) -> None:
    """Presses the button and sees the proof in its place."""
    one.get_by_role("button").click()
    expect(one.locator(".proof")).to_be_visible()


def step(page: Page, name: str) -> None:
    """Presses a step of the case page: a button, or a link to its form."""
    steps = page.get_by_role("group", name=say("web.case.steps"))
    steps.get_by_role("button", name=say(f"web.step.{name}"), exact=True).or_(
        steps.get_by_role("link", name=say(f"web.step.{name}"), exact=True)
    ).click()


def send(page: Page, name: str) -> None:
    """Sends the form of a step."""
    page.get_by_role("main").get_by_role("button", name=say(f"web.step.{name}"), exact=True).click()


def send_knowingly(page: Page, name: str) -> None:
    """Sends the form; what the record does not bear is marked, and it is sent again with the box ticked."""
    send(page, name)
    expect(page.get_by_role("heading", name=say("web.step_form.weighed"))).to_be_visible()
    page.locator("input[name=keep]").check()
    send(page, name)


def state(page: Page, name: str) -> None:
    """The case stands there."""
    expect(page.locator("main .tag").first).to_have_text(say(f"web.state.{name}"))


def happened(live: Live, organization: str, case: str) -> list[str]:
    """What the trail says of a case; the chain holds."""
    with live.database.reading() as connection:
        assert verify_chain(connection, organization).fault == ""
        return [one.action for one in events_of(connection, organization, f"case {case}")]


@BOTH
def test_a_coordinator_drops_files_sees_what_is_asked_and_sends(web: Web, live: Live) -> None:
    person = web.people.coordinator
    who = live.open()
    page = sign_in(who, live, person, f"cora.cole@{web.people.clinic}.example")
    expect(page.get_by_text(say("web.cases.none"))).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=say("web.nav.new")).click()

    files = sorted(path for path in (EXAMPLES / "oxygen-ask").rglob("*") if path.is_file())
    drop(page, page.get_by_label(say("web.new.files")), files)
    assert page.get_by_label(say("web.new.files")).evaluate("e => [...e.files].map(f => f.name)") == [
        one.name for one in files
    ]
    page.get_by_label(say("web.new.expedited")).check()
    page.get_by_role("button", name=say("web.new.button")).click()

    expect(page.get_by_role("heading", name=say("label.criteria"))).to_be_visible()  # the page looked again by itself
    case = page.url.rpartition("/")[2].partition("?")[0]
    for name in ("unclear", "met"):
        open_evidence(criterion(page, name))
    expect(criterion(page, "unclear").locator(".proof")).to_contain_text(say("doc.ask"))
    page.get_by_text(say("web.case.proposal_show")).click()
    expect(page.locator(".proposal").get_by_role("listitem").first).to_be_visible()

    step(page, "complete")
    state(page, "ready")
    step(page, "send")
    expect(page.get_by_role("heading", name=say("web.step_form.sign_first"))).to_be_visible()
    expect(page.get_by_role("button", name=say("web.step.send"), exact=True)).to_have_count(0)
    sign_letter(web, case)
    page.reload()
    expect(page.get_by_role("radio")).to_be_checked()
    send(page, "send")
    state(page, "sent")
    expect(page.get_by_text("Signed on screen by Carl Quist, MD").first).to_be_visible()
    page.get_by_role("button", name=say("web.sign_out")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.sign_in.title"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.sign_in.title"))  # nothing of the case is left

    done = happened(live, web.people.clinic, case)
    assert [one for one in done if one not in (OPENED, FORM, "letter_opened")] == [
        "case_made", "reviewed", "evidence_opened", "evidence_opened", "complete", "letter_kept",
        "letter_signed", "send", "letter_sent",
    ]  # fmt: skip
    assert who.watch.refused == []


@BOTH
def test_a_reviewer_claims_a_case_sees_the_evidence_and_asks_and_cannot_deny(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer)
    who = live.open()
    page = sign_in(who, live, web.people.reviewer, f"rita.rowe@{web.people.payer}.example")
    page.get_by_label(say("web.cases.owner")).select_option("nobody")
    page.get_by_role("button", name=say("web.cases.show")).click()
    page.get_by_role("link", name=case.reference).click()
    expect(page.locator(".proof")).to_have_count(0)
    expect(page.locator(".proposal")).not_to_have_attribute("open", "")

    page.get_by_text(say("web.case.give"), exact=True).click()
    page.get_by_label(say("web.case.give_to")).select_option(label="Rita Rowe")
    page.get_by_role("button", name=say("web.case.give_button")).click()
    expect(page.locator(".casehead")).to_contain_text("Rita Rowe")
    step(page, "take")
    state(page, "in_review")

    one = criterion(page, "met")
    page.evaluate("window.kept = 1")
    open_evidence(one)
    assert page.evaluate("window.kept") == 1  # the page stayed
    one.locator("a[data-mark]").first.click()
    marked = page.locator("mark:target, mark:has(:target), tr:target").first
    expect(marked).to_be_in_viewport()
    marked.locator("a.back").first.click()
    expect(one).to_be_in_viewport()

    step(page, "ask")
    words = page.get_by_label(say("web.step_form.words_sent"))
    assert words.input_value().startswith("- ")  # what the review would ask for, to be changed
    words.fill(ASK)
    send_knowingly(page, "ask")
    state(page, "more_asked")
    expect(page.get_by_text(ASK)).to_be_visible()

    assert who.watch.refused == [422]
    with live.database.reading() as connection:
        seen = case_of(connection, web.people.reviewer, case.id)
        assert (seen.state, seen.owner) == (State.MORE_ASKED, web.people.reviewer.id)
        assert decisions_of(connection, case.id) == []


def test_a_reviewer_finds_no_way_to_deny(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer)
    who = live.enter(web.people.reviewer)
    page = who.page
    refer(page, case.id)
    steps = page.get_by_role("group", name=say("web.case.steps"))
    expect(steps.get_by_role("link", name=say("web.step.ask"))).to_be_visible()
    expect(steps.get_by_role("link", name=say("web.step.decide"))).to_have_count(0)
    step(page, "approve")
    expect(page.get_by_label(say("web.outcome.approved"))).to_be_visible()
    expect(page.get_by_label(say("web.outcome.denied"))).to_have_count(0)
    page.goto(f"/cases/{case.id}/steps/decide")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("web.wrong.403"))
    assert who.watch.refused == [403]


def two_lines() -> list[Arrived]:
    """A request for two services."""
    asked = form("oxygen-ask")
    asked["services"] = [*asked["services"], {"code": "E0431", "quantity": 2, "modifiers": ["RR"]}]
    told = [Arrived(name, "text/plain", text.encode()) for name, text in texts("oxygen-ask").items()]
    return [*told, Arrived("request.json", "application/json", json.dumps(asked).encode())]


def refer(page: Page, case: str) -> None:
    """A reviewer begins the review and hands it on."""
    page.goto(f"/cases/{case}")
    step(page, "take")
    step(page, "refer")
    page.get_by_label(say("web.step_form.words")).fill("The sleep test is for a clinician to weigh.")
    send(page, "refer")
    state(page, "clinician_review")


def decide_against(page: Page, line: int, outcome: str, key: str) -> Locator:
    """Fills what a decision against a line has to hold; the line's part of the form."""
    part = page.locator("fieldset.decide").nth(line - 1)
    part.get_by_label(say(f"web.outcome.{outcome}")).check()
    if not part.get_by_label(say("web.step_form.criterion")).is_visible():
        part.get_by_text(say("web.step_form.against")).click()
    part.get_by_label(say("web.step_form.criterion")).select_option(value=key)
    part.get_by_label(say("web.step_form.missing")).fill(MISSING)
    part.get_by_label(say("web.step_form.reason")).fill(REASON)
    return part


@BOTH
def test_a_medical_director_denies_for_a_reason_and_only_at_the_evidence(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer)
    refer(live.enter(web.people.reviewer).page, case.id)
    who = live.open()
    page = sign_in(who, live, web.people.director, f"dora.day@{web.people.payer}.example")
    page.get_by_role("link", name=case.reference).click()
    unclear = criterion(page, "unclear")
    key = unclear.locator(".key").first.inner_text()
    step(page, "decide")
    written = decide_against(page, 1, "denied", key).get_by_label(say("web.step_form.reason"))
    page.get_by_label(say("web.step_form.letter")).fill("We deny the request.")
    send(page, "decide")
    expect(page.get_by_role("alert")).to_contain_text("You have not opened the evidence")
    expect(written).to_have_value(REASON)  # what was written stays
    assert live.decided(case) == []

    page.get_by_role("link", name=say("web.step_form.back", case=case.reference)).click()
    open_evidence(unclear)
    step(page, "decide")
    decide_against(page, 1, "denied", key)
    page.get_by_label(say("web.step_form.letter")).fill("We deny the request.")
    send_knowingly(page, "decide")
    state(page, "decided")
    decided = page.locator(".decision", has_text=REASON)
    expect(decided).to_contain_text("Dora Day, MD, sleep medicine")
    expect(decided).to_contain_text(MISSING)
    assert who.watch.refused == [403, 422]
    assert live.decided(case) == ["denied"]


def test_a_medical_director_approves_one_line_and_reduces_the_other(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer, two_lines())
    refer(live.enter(web.people.reviewer).page, case.id)
    who = live.enter(web.people.director)
    page = who.page
    page.goto(f"/cases/{case.id}")
    unclear = criterion(page, "unclear")
    key = unclear.locator(".key").first.inner_text()
    open_evidence(unclear)
    step(page, "decide")
    expect(page.locator("fieldset.decide")).to_have_count(2)
    first = page.locator("fieldset.decide").first
    first.get_by_label(say("web.outcome.approved")).check()
    first.get_by_label(say("web.step_form.reason")).fill(REASON)
    reduced = decide_against(page, 2, "modified", key)
    reduced.get_by_label(say("web.step_form.quantity")).fill("1")
    page.get_by_label(say("web.step_form.letter")).fill("We approve the first as asked, and one of the second.")
    send_knowingly(page, "decide")
    state(page, "decided")
    assert live.decided(case) == ["approved", "modified"]
    assert who.watch.refused == [422]


def test_a_medical_director_approves_as_asked(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer, papers("cpap-approve"))
    refer(live.enter(web.people.reviewer).page, case.id)
    page = live.enter(web.people.director).page
    page.goto(f"/cases/{case.id}")
    step(page, "approve")
    page.get_by_label(say("web.outcome.approved")).check()
    send(page, "approve")
    state(page, "decided")
    expect(page.locator(".decision").first).to_contain_text("PA-2026-000001-1.1")
    assert live.decided(case) == ["approved"]


@BOTH
def test_an_auditor_reads_verifies_and_does_nothing_else(web: Web, live: Live) -> None:
    case = live.case(web.people.reviewer)
    who = live.open()
    page = sign_in(who, live, web.people.auditor, f"otto.orr@{web.people.payer}.example")
    page.get_by_role("link", name=case.reference).click()
    expect(page.locator(".criterion").first).to_be_visible()
    for does in ("/steps/", "/owner", "/clock", "/papers", "/findings"):
        expect(page.locator(f'main a[href*="{does}"], main form[action*="{does}"]')).to_have_count(0)
    page.get_by_role("link", name=say("web.nav.audit"), exact=True).click()
    row = page.get_by_role("row", name=say("web.event.case_opened")).first
    expect(row).to_contain_text("Otto Orr")
    row.get_by_role("link").click()
    expect(page.get_by_text(say("web.audit.only"))).to_be_visible()
    page.get_by_role("button", name=say("web.audit.verify")).click()
    expect(page.get_by_role("status")).to_contain_text("The chain holds")
    with page.expect_download() as taken:
        page.get_by_role("button", name=say("web.audit.export")).click()
    rows = taken.value.path().read_text("utf-8").splitlines()
    assert any("case_opened" in row and case.id in row for row in rows)
    for closed in ("/people", "/cases/new", f"/cases/{case.id}/steps/take", f"/cases/{case.id}/clock"):
        page.goto(closed)
        expect(page.get_by_role("heading", level=1)).to_have_text(say("web.wrong.403"))
        expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
    assert who.watch.refused == [403] * 4


def test_a_coordinator_adds_a_paper_that_was_missing_and_the_case_is_reviewed_again(web: Web, live: Live) -> None:
    told = papers()
    kept_back = next(one for one in told if "walk" in one.name)
    case = live.case(web.people.coordinator, [one for one in told if one is not kept_back])
    page = live.enter(web.people.coordinator).page
    page.goto(f"/cases/{case.id}")
    expect(page.locator(".criterion").first).to_be_visible()
    before = page.locator(".counts").first.inner_text()
    page.get_by_role("link", name=say("web.papers.title")).click()
    page.get_by_label(say("web.new.files")).set_input_files(
        {"name": kept_back.name, "mimeType": "text/plain", "buffer": kept_back.data}
    )
    page.get_by_role("button", name=say("web.papers.button")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(case.reference)
    expect(page.get_by_role("link", name=kept_back.name)).to_be_visible()
    made = page.get_by_text(say("web.again.made"))
    waits = page.get_by_text(say("web.again.waits"))
    expect(made.or_(waits).or_(page.get_by_text("walk").first).first).to_be_visible()
    expect(waits).to_have_count(0, timeout=20_000)  # the page says by itself that the review is there
    page.goto(f"/cases/{case.id}")
    expect(page.locator(".counts").first).not_to_have_text(before)
    done = happened(live, web.people.clinic, case.id)
    assert done.count("reviewed") == 2


def test_an_administrator_adds_somebody_who_chooses_a_password_and_signs_in(web: Web, live: Live) -> None:
    who = live.open()
    page = sign_in(who, live, web.payer_administrator, f"ann@{web.people.payer}.example")
    page.get_by_role("banner").get_by_role("link", name=say("web.nav.people")).click()
    page.get_by_label(say("web.people.name")).fill("Nora New")
    page.get_by_label(say("web.people.email")).fill("nora@hill.example")
    page.get_by_role("button", name=say("web.people.add")).click()
    expect(page.get_by_role("alert")).to_contain_text("at least one role")
    expect(page.get_by_label(say("web.people.name"))).to_have_value("Nora New")
    page.get_by_label(say("web.role.reviewer")).check()
    page.get_by_role("button", name=say("web.people.add")).click()
    link = urlsplit(page.locator("code.once").inner_text())
    page.get_by_role("main").get_by_role("link", name=say("web.nav.people")).click()
    expect(page.get_by_text(link.query)).to_have_count(0)  # it was shown once

    other = live.open()
    hers = other.page
    hers.goto(f"{link.path}?{link.query}")
    hers.get_by_label(say("web.password.new"), exact=True).fill(CHOSEN)
    hers.get_by_label(say("web.password.again")).fill(CHOSEN)
    hers.get_by_role("button", name=say("web.welcome.button")).click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Nora New")
    hers.get_by_role("banner").get_by_role("link", name=say("web.nav.cases"), exact=True).click()
    expect(hers.get_by_role("heading", level=1)).to_have_text(say("web.nav.cases"))
    again = live.open()
    again.page.goto(f"{link.path}?{link.query}")
    expect(again.page.get_by_role("heading", level=1)).to_have_text(say("web.wrong.403"))  # it was used

    page.get_by_role("link", name="Nora New").click()
    page.get_by_label(say("web.people.sure", name="Nora New")).check()
    page.get_by_role("button", name=say("web.people.remove"), exact=True).click()
    expect(page.get_by_role("link", name="Nora New")).to_have_count(0)
    hers.reload()
    expect(hers.get_by_role("heading", level=1)).to_have_text(say("web.sign_in.title"))  # signed out at once
    assert who.watch.refused == [422]
    assert again.watch.refused == [403]
