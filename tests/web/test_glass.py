"""Breaking the glass in the browser: with a reason, for an hour, plainly marked, closed again, and listed to auditors."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from accord.access import Role
from accord.access.organizations import make_person
from accord.audit.chain import events_of, verify_chain
from tests.web.conftest import Browser, Web

REASON = "The review of this case fails and both reviewers are away."
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def case(web: Web) -> str:
    """The payer's one case, PA-2026-000001, reviewed."""
    return web.case(web.people.reviewer)


def opened(web: Web) -> Browser:
    browser = web.browser(web.payer_administrator)
    browser.post("/break-glass", reference="pa-2026-000001", reason=REASON)
    return browser


def test_an_administrator_opens_one_case_and_it_says_so(web: Web, case: str) -> None:
    browser = web.browser(web.payer_administrator)
    browser.get(f"/cases/{case}", 403)
    assert "Emergency" in browser.get("/people")
    page = browser.post("/break-glass", reference="PA-2026-000001", reason=REASON)
    assert "You see this case in an emergency, until 2026-05-12 11:30 EDT" in page
    assert "PA-2026-000001" in page
    assert "/steps/" not in page
    assert "Josiah" in page or "Pemberton" in page
    assert "until 2026-05-12 11:30 EDT" in browser.get("/break-glass")
    assert (
        "in an emergency"
        not in web.browser(web.people.reviewer).get(f"/cases/{case}").split("<main")[1].split("<h1")[0]
    )
    web.clock.now += 29 * MINUTE
    browser.get(f"/cases/{case}")
    web.clock.now += 29 * MINUTE
    browser.get(f"/cases/{case}")
    web.clock.now += 2 * MINUTE
    browser.get(f"/cases/{case}", 403)
    assert "Open to you now" not in browser.get("/break-glass")


def test_it_is_closed_again_before_its_hour(web: Web, case: str) -> None:
    browser = opened(web)
    assert "Open to you now" not in browser.post("/break-glass/close", case=case)
    browser.get(f"/cases/{case}", 403)
    assert "Its hour may be over" in browser.post("/break-glass/close", 404, case=case)
    with web.database.reading() as connection:
        assert verify_chain(connection, web.people.payer).fault == ""
        found = [one.action for one in events_of(connection, web.people.payer, f"case {case}")]
    assert found[-3:] == ["glass_broken", "case_opened", "glass_closed"]


def test_auditors_have_the_list_with_the_reason(web: Web, case: str) -> None:
    auditor = web.browser(web.people.auditor)
    assert "Nobody ever did" in auditor.get("/audit/glass")
    assert 'href="/audit/glass"' in auditor.get("/audit")
    opened(web)
    page = auditor.get("/audit/glass")
    for words in (REASON, "Ann Ash", "PA-2026-000001", "open now", f'href="/cases/{case}"'):
        assert words in page
    web.clock.now += 60 * MINUTE
    page = web.browser(web.people.auditor).get("/audit/glass")
    assert "open now" not in page
    assert REASON in page
    with web.database.writing() as connection:
        foreign = make_person(
            connection, "system", web.people.clinic, "Olga Oak", "olga@lake.example", [Role.AUDITOR], web.clock.now
        )
    assert "Nobody ever did" in web.browser(foreign).get("/audit/glass")


@pytest.mark.parametrize(
    ("reference", "reason", "status", "words"),
    [
        ("PA-2026-000001", "", 422, "20 to 1000 characters"), ("PA-2026-000001", "because", 422, "20 to 1000"),
        ("PA-2026-000001", " " * 50, 422, "20 to 1000"), ("PA-2026-000002", REASON, 404, "no case of that number"),
        ("", REASON, 404, "no case of that number"), ("x" * 5_000, REASON, 404, "no case of that number"),
    ],
)  # fmt: skip
def test_without_a_reason_or_a_case_nothing_opens(
    web: Web, case: str, reference: str, reason: str, status: int, words: str
) -> None:
    browser = web.browser(web.payer_administrator)
    page = browser.post("/break-glass", status, reference=reference, reason=reason)
    assert words in page
    assert reason.strip() in page
    browser.get(f"/cases/{case}", 403)


def test_a_foreign_administrator_opens_nothing(web: Web, case: str) -> None:
    browser = web.browser(web.administrator)
    browser.post("/break-glass", 404, reference="PA-2026-000001", reason=REASON)
    browser.get(f"/cases/{case}", 403)


def test_it_ends_with_the_session(web: Web, case: str) -> None:
    opened(web).post("/sign-out")
    web.browser(web.payer_administrator).get(f"/cases/{case}", 403)


def test_who_sees_the_cases_anyhow_has_nothing_to_break(web: Web, case: str) -> None:
    browser = web.browser(web.people.director)
    assert "without it" in browser.get("/break-glass", 409)
    assert not re.search(r'href="/break-glass"', browser.get("/cases"))
