"""The audit trail in the browser: which rows, taken as a file, signed heads."""

from __future__ import annotations

import datetime as dt
import json
import re

from accord.access.break_glass import break_glass
from accord.access.sessions import session_of
from accord.audit.chain import FIRST, digest_of, verify_chain
from accord.cases.worker import sign_heads
from tests.cases.conftest import NOW
from tests.web.conftest import Web

REASON = "The reviewer is ill and Mr. Pemberton waits for his oxygen."


def rows(page: str) -> list[str]:
    """What the rows tell of."""
    return re.findall(r'<th role="rowheader" scope="row" data-label="What">([^<]+)</th>', page)


def test_rows_are_chosen_by_person_event_and_day(web: Web) -> None:
    web.case(web.people.reviewer)
    auditor = web.browser(web.people.auditor)
    assert {"case begun", "reviewed", "signed in"} <= set(rows(auditor.get("/audit")))
    assert rows(auditor.get("/audit?action=case_made")) == ["case begun"]
    assert "reviewed" not in rows(auditor.get(f"/audit?who={web.people.reviewer.id}"))
    assert set(rows(auditor.get("/audit?who=system&action=reviewed"))) == {"reviewed"}
    page = auditor.get("/audit?since=2026-05-13")
    assert rows(page) == []
    assert "No row is like that" in page
    assert "case begun" in rows(auditor.get("/audit?since=2026-05-12&until=2026-05-12"))
    assert rows(auditor.get("/audit?until=2026-05-11")) == []
    for day in ("0001-01-01", "9999-12-31"):
        auditor.get(f"/audit?since={day}")
        auditor.get(f"/audit?until={day}")
    assert "A day is written" in auditor.get("/audit?since=yesterday", 422)


def test_what_is_chosen_stays_on_the_next_page(web: Web) -> None:
    auditor = web.browser(web.people.auditor)
    for _ in range(101):
        web.browser(web.people.reviewer)
    page = auditor.get("/audit?action=signed_in")
    onward = re.search(r'rel="next" href="([^"]+)"', page)
    assert onward is not None
    assert "action=signed_in" in onward[1]
    assert set(rows(auditor.get(onward[1]))) == {"signed in"}


def test_the_trail_is_taken_as_a_file_that_verifies_elsewhere(web: Web) -> None:
    web.case(web.people.reviewer)
    told = web.browser(web.people.auditor).post("/audit/export")
    lines = [json.loads(line) for line in told.splitlines()]
    assert lines[0]["id"] == web.people.payer
    events = [one for one in lines if one["kind"] == "event"]
    before = FIRST
    for one in events:
        made = digest_of(one["organization"], one["number"], dt.datetime.fromisoformat(one["at"]), one["who"], one["action"],
                         one["about"], one["told"], before)  # fmt: skip
        assert made == one["digest"]
        before = made
    assert events[-1]["action"] == "audit_exported"
    assert web.people.clinic not in told
    with web.database.reading() as connection:
        assert verify_chain(connection, web.people.payer).fault == ""


def test_signed_heads_are_shown(web: Web) -> None:
    auditor = web.browser(web.people.auditor)
    assert "Nothing was signed yet" in auditor.get("/audit")
    lines = sign_heads(web.database, NOW)
    mine = next(line for line in lines if line.startswith(web.people.payer)).split()
    page = auditor.get("/audit")
    assert mine[3] in page
    assert mine[4] in page


def test_a_reason_that_could_name_a_patient_is_sealed_in_the_trail_and_read_on_its_page(web: Web) -> None:
    case = web.case(web.people.reviewer, review=False)
    session = session_of(web.database, web.browser(web.payer_administrator).client.cookies["accord"], NOW)
    assert session is not None
    break_glass(web.database, session, case, REASON, NOW)
    assert REASON in web.browser(web.people.auditor).get("/audit?action=glass_broken")
    assert "Pemberton" not in web.browser(web.people.auditor).post("/audit/export")
