"""A request goes out with a kept letter that a clinician signed, chosen on the form, and with no other words."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from accord.cases.case import case_of
from accord.cases.states import State, Step
from accord.db.tables import letter_version
from accord.wording import say
from tests.web.conftest import Browser, Web, keep
from tests.web.signing import sign_letter
from tests.web.test_journeys import step


@pytest.fixture
def ready(web: Web) -> tuple[Browser, str]:
    case = web.case(web.people.coordinator)
    browser = web.browser(web.people.coordinator)
    step(browser, case, Step.COMPLETE)
    return browser, case


def standing(web: Web, case: str) -> State:
    with web.database.reading() as connection:
        return case_of(connection, web.people.coordinator, case).state


def test_without_a_signed_letter_the_form_says_so_leads_to_the_editor_and_sends_nothing(
    web: Web, ready: tuple[Browser, str]
) -> None:
    browser, case = ready
    for kept in (False, True):
        if kept:
            sign_letter(web, case, sign=False)
        page = browser.get(f"/cases/{case}/steps/send")
        assert say("web.step_form.sign_first") in page
        assert f'href="/cases/{case}/letters/necessity{"/1" if kept else ""}"' in page
        assert "<textarea" not in page
        assert f"<button>{say('web.step.send')}</button>" not in page
        typed = {"letter": "Dear plan, signed: Carl Quist, MD", "keep": keep("Dear plan, signed: Carl Quist, MD")}
        for chosen in ("", "necessity/1", "necessity/2", "appeal/1", "x"):
            assert "that a clinician signed" in step(browser, case, "send", 422, signed=chosen, **typed)
    assert standing(web, case) is State.READY


def test_the_signed_letter_is_chosen_goes_out_and_is_sent_once(web: Web, ready: tuple[Browser, str]) -> None:
    browser, case = ready
    sign_letter(web, case)
    page = browser.get(f"/cases/{case}/steps/send")
    assert f'href="/cases/{case}/letters/necessity/1"' in page
    assert say("web.step_form.sign_first") not in page
    assert "that a clinician signed" in step(browser, case, "send", 422)
    page = step(browser, case, "send", signed="necessity/1")
    assert standing(web, case) is State.SENT
    assert "Signed on screen by Carl Quist, MD" in page
    with web.database.reading() as connection:
        row = connection.execute(select(letter_version).where(letter_version.c.case == case)).one()
    assert row.sent_by == web.people.coordinator.id
    assert row.sent_at is not None


def test_a_newer_version_that_nobody_signed_keeps_an_older_one_from_going_out(
    web: Web, ready: tuple[Browser, str]
) -> None:
    browser, case = ready
    sign_letter(web, case)
    sign_letter(web, case, sign=False)
    assert say("web.step_form.sign_first") in browser.get(f"/cases/{case}/steps/send")
    step(browser, case, "send", 422, signed="necessity/1")
    assert standing(web, case) is State.READY
