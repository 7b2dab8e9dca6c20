"""Where people came to an end and did not know why: what is missing is said, and who goes on."""

from __future__ import annotations

from typing import Any

from accord.cases.case import case_of
from accord.cases.decisions import LineDecision, Outcome
from accord.cases.moving import Given, move
from accord.cases.states import State, Step
from accord.wording import say
from tests.cases.conftest import NOW
from tests.cases.outward import own, signed
from tests.web.conftest import Web, version_of


def standing(web: Web, case: str) -> State:
    with web.database.reading() as connection:
        return case_of(connection, web.people.coordinator, case).state


def test_a_case_of_nobody_and_for_nothing_is_not_ready(web: Web) -> None:
    browser = web.browser(web.people.coordinator)
    files = [("files", ("evil.exe", b"MZ\x90\x00 no paper", "application/octet-stream"))]
    browser.post("/cases/new", urgency="standard", received_at="", files=files)
    assert browser.last is not None
    case = browser.last.url.path.rpartition("/")[2]
    web.work()
    version = version_of(browser.get(f"/cases/{case}"))
    assert "no patient or no service was read" in browser.post(f"/cases/{case}/steps/complete", 409, version=version)
    assert standing(web, case) is State.DRAFT
    whole = web.case(web.people.coordinator)
    browser.post(f"/cases/{whole}/steps/complete", version=version_of(browser.get(f"/cases/{whole}")))
    assert standing(web, whole) is State.READY


def test_a_payers_denial_is_recorded_with_its_reason_and_a_coordinator_is_told_who_appeals(web: Web) -> None:
    people, browser = web.people, web.browser(web.people.coordinator)
    case = web.case(people.coordinator)
    for step, given in (
        (Step.COMPLETE, Given()),
        (Step.SEND, signed(web.database, people.clinician, case)),
    ):
        version = int(version_of(browser.get(f"/cases/{case}")))
        move(web.database, people.coordinator, case, version, step, NOW, own(step, given))
    denied: dict[str, Any] = {
        "outcome-1": "denied",
        "reason-1": " ",
        "version": version_of(browser.get(f"/cases/{case}")),
    }
    again = browser.post(f"/cases/{case}/steps/payer_decides", 422, **denied)
    assert "the payer's reason is missing" in again
    assert standing(web, case) is State.SENT
    page = browser.post(f"/cases/{case}/steps/payer_decides", 200, **{**denied, "reason-1": "No sleep test was sent."})
    assert standing(web, case) is State.ANSWERED
    assert say("web.step_form.appeal_hint") in page
    assert "/steps/appeal" not in page
    clinicians = web.browser(people.clinician).get(f"/cases/{case}")
    assert "/steps/appeal" in clinicians
    assert say("web.step_form.appeal_hint") not in clinicians


def test_nobody_is_told_of_an_appeal_where_all_was_approved(web: Web) -> None:
    people, browser = web.people, web.browser(web.people.coordinator)
    case = web.case(people.coordinator)
    given = {Step.SEND: signed(web.database, people.clinician, case),
             Step.PAYER_DECIDES: Given(decisions=(LineDecision(1, Outcome.APPROVED),))}  # fmt: skip
    for step in (Step.COMPLETE, Step.SEND, Step.PAYER_DECIDES):
        version = int(version_of(browser.get(f"/cases/{case}")))
        move(web.database, people.coordinator, case, version, step, NOW, own(step, given.get(step, Given())))
    assert say("web.step_form.appeal_hint") not in browser.get(f"/cases/{case}")


def test_an_administrator_is_told_who_sees_the_audit_trail(web: Web) -> None:
    browser = web.browser(web.payer_administrator)
    assert say("web.site.trail") in browser.get("/site")
    browser.get("/audit", 403)
