"""What each person does in the browser, from page to page, without a script."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from accord.access import Role
from accord.access.organizations import make_person, person_of
from accord.access.passwords import set_password
from accord.audit.chain import events_of, verify_chain
from accord.cases.case import decisions_of, lines_of
from accord.cases.views import FORM, OPENED
from tests.cases.conftest import NOW
from tests.cases.test_cases import FOR_A_CLINICIAN, REASON, papers
from tests.web.conftest import Browser, Web, keep, upload, version_of
from tests.web.signing import sign_letter

HOUR = dt.timedelta(hours=1)
PASSWORD = "four green bicycles sing"


def actions(web: Web, organization: str, case: str) -> list[str]:
    with web.database.reading() as connection:
        assert verify_chain(connection, organization).fault == ""
        return [one.action for one in events_of(connection, organization, f"case {case}")]


def step(browser: Browser, case: str, name: str, status: int = 200, **form: str) -> str:
    version = version_of(browser.get(f"/cases/{case}"))
    return browser.post(f"/cases/{case}/steps/{name}", status, version=version, **form)


def criteria(page: str, sign: str) -> list[str]:
    """The keys of the criteria of a verdict on a case page."""
    found = re.findall(r'<article class="criterion".*?</article>', page, re.S)
    return [re.search(r'class="key">([^<]+)', one)[1] for one in found if f'badge {sign}"' in one]  # type: ignore[index]


def test_somebody_signs_in_with_a_password_and_out_again(web: Web) -> None:
    set_password(web.database, None, web.people.reviewer, PASSWORD, NOW)
    client = web.stranger()
    first = client.get("/cases?state=received")
    assert first.url.path == "/sign-in"
    token = re.search(r'name="form_token" value="([^"]+)"', first.text)
    assert token is not None
    email = f"rita.rowe@{web.people.payer}.example"
    wrong = client.post(
        "/sign-in", data={"form_token": token[1], "next": "/cases", "email": email, "password": "wrong"}
    )
    assert wrong.status_code == 403
    assert "do not fit together" in wrong.text
    assert "wrong" not in re.findall(r'value="([^"]*)"', wrong.text)
    token = re.search(r'name="form_token" value="([^"]+)"', wrong.text)
    assert token is not None
    told = {"form_token": token[1], "next": "/cases", "email": email, "password": PASSWORD}
    right = client.post("/sign-in", data=told)
    assert (right.status_code, right.url.path) == (200, "/cases")
    assert "Rita Rowe" in right.text
    out = client.post("/sign-out", data={"form_token": Browser(client).token})
    assert out.url.path == "/sign-in"
    assert client.get("/cases").url.path == "/sign-in"


def test_a_session_that_stood_idle_is_over(web: Web) -> None:
    browser = web.browser(web.people.reviewer)
    browser.get("/cases")
    web.clock.now = NOW + 2 * HOUR
    browser.get("/cases")
    assert browser.last is not None
    assert browser.last.url.path == "/sign-in"


def test_a_coordinator_makes_a_case_and_sends_it(web: Web) -> None:
    browser = web.browser(web.people.coordinator)
    assert "There are no cases yet" in browser.get("/cases")
    page = browser.post("/cases/new", urgency="standard", received_at="", files=upload())
    assert "being reviewed" in page
    assert browser.last is not None
    assert browser.last.headers["refresh"].startswith("4; url=/cases/")
    case = browser.last.url.path.rpartition("/")[2]
    browser.get(f"/cases/{case}")
    assert web.work() == 1
    page = browser.get(f"/cases/{case}")
    assert "Criteria" in page
    step(browser, case, "complete")
    sign_letter(web, case)
    assert "Signed on screen by Carl Quist, MD" in browser.get(f"/cases/{case}/steps/send")
    step(browser, case, "send", signed="necessity/1")
    page = browser.get(f"/cases/{case}")
    assert "Signed on screen by Carl Quist, MD" in page
    done = actions(web, web.people.clinic, case)
    # Posts lead back to the case, which is then opened; what who sent it sees before it was reviewed is no view of the record.
    seen = (OPENED, FORM, "letter_opened")
    assert [one for one in done if one not in seen] == [
        "case_made", "reviewed", "complete", "letter_kept", "letter_signed", "send", "letter_sent",
    ]  # fmt: skip
    assert done.index("reviewed") == 1


def test_a_reviewer_sees_criteria_and_evidence_before_the_proposal_and_approves(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    listed = browser.get("/cases")
    assert "ask for what is missing" not in listed
    assert "received" in listed
    page = browser.get(f"/cases/{case}")
    assert page.index('id="criteria"') < page.index('<details class="proposal">')
    assert '<details class="proposal" open' not in page
    assert 'class="proof"' not in page
    key = criteria(page, "met")[0]
    page = browser.post(f"/cases/{case}/evidence", criterion=key)
    assert page.count('class="proof"') == 1
    linked = re.search(r'class="proof">.*?href="#(c\d+)"', page, re.S)
    assert linked is not None
    assert f'id="{linked[1]}"' in page
    step(browser, case, "take")
    assert "say what becomes of it" in step(browser, case, "approve", 422)
    told = {"outcome-1": "approved", "letter": "Approved as asked.", "keep": keep("Approved as asked.")}
    refused = step(browser, case, "approve", 422, **told)
    assert "otherwise than was proposed" in refused
    assert "You approve otherwise than was proposed (ask for what is missing)." in refused
    page = step(browser, case, "approve", **told, **{"reason-1": REASON})
    assert REASON in page
    assert "approved as asked" in page
    head = page[: page.index('class="steps"')]
    assert (
        '<a href="#decisions">Line 1: approved as asked</a>' in head
    )  # what was decided stands at the top, and leads there
    assert page.count('href="#decisions"') == 2
    assert "PA-2026-000001-1.1" in page
    with web.database.reading() as connection:
        assert {one.outcome.value for _, one, _ in decisions_of(connection, case)} == {"approved"}


def test_a_reviewer_is_offered_no_way_to_deny(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    step(browser, case, "take")
    step(browser, case, "refer", 422, words="")
    page = step(browser, case, "refer", words=FOR_A_CLINICIAN.words)
    assert "/steps/decide" not in page
    assert 'value="denied"' not in browser.get(f"/cases/{case}/steps/approve")
    browser.get(f"/cases/{case}/steps/decide", 403)
    denial = {"outcome-1": "denied", "reason-1": REASON}
    step(browser, case, "approve", 403, **denial)
    step(browser, case, "decide", 403, **denial)


def test_a_medical_director_denies_a_line_once_its_evidence_was_opened(web: Web) -> None:
    case = web.case(web.people.reviewer)
    reviewer, director = web.browser(web.people.reviewer), web.browser(web.people.director)
    step(reviewer, case, "take")
    step(reviewer, case, "refer", words=FOR_A_CLINICIAN.words)
    page = director.get(f"/cases/{case}")
    key = criteria(page, "unclear")[0]
    told = {
        "outcome-1": "denied", "criterion-1": key, "missing-1": "A test during sleep.", "reason-1": REASON,
        "letter": "We deny.",
        "keep": keep("We deny.", "A test during sleep.", REASON),
    }  # fmt: skip
    refused = step(director, case, "decide", 403, **told)
    assert "You have not opened the evidence" in refused
    assert REASON in refused  # what was written stays
    assert "A test during sleep." in refused
    director.post(f"/cases/{case}/evidence", criterion=key)
    short = step(director, case, "decide", 422, **{**told, "reason-1": "No."})
    assert "too short" in short
    page = step(director, case, "decide", **told)
    assert "denied" in page
    assert "Dora Day, MD, sleep medicine" in page
    assert REASON in page


@pytest.mark.parametrize(("quantity", "says"), [("50", "was asked for"), ("0", "less than was asked for"), ("1", "")])
def test_a_quantity_that_was_typed_is_never_passed_over(web: Web, quantity: str, says: str) -> None:
    case = web.case(web.people.reviewer)
    reviewer, director = web.browser(web.people.reviewer), web.browser(web.people.director)
    step(reviewer, case, "take")
    step(reviewer, case, "refer", words=FOR_A_CLINICIAN.words)
    told = {"outcome-1": "approved", "quantity-1": quantity, "reason-1": REASON}
    page = step(director, case, "decide", 422 if says else 200, **told)
    assert (says or "decided") in page


def test_no_page_decides_on_more_than_one_case(web: Web) -> None:
    web.case(web.people.reviewer)
    for person in (web.people.reviewer, web.people.director):
        page = web.browser(person).get("/cases")
        assert 'type="checkbox"' not in page
        assert 'method="post"' not in page.replace('method="post" action="/sign-out"', "")


def test_whoever_acts_on_an_old_version_is_told_and_loses_nothing_written(web: Web) -> None:
    case = web.case(web.people.reviewer)
    first, second = web.browser(web.people.reviewer), web.browser(web.people.second)
    step(first, case, "take")
    version = version_of(first.get(f"/cases/{case}"))
    second.post(f"/cases/{case}/owner", version=version, owner=web.people.second.id)
    words = "Please send the overnight study."
    page = first.post(f"/cases/{case}/steps/ask", 409, version=version, words=words)
    assert "Somebody changed the case meanwhile" in page
    assert words in page
    page = first.post(f"/cases/{case}/steps/ask", version=version_of(page), words=words, keep=keep(words))
    assert "more asked" in page


def test_the_clock_shows_what_is_overdue_in_words(web: Web) -> None:
    case = web.case(web.people.reviewer)
    for later, words in (
        (0, "due in 7 days 0 h"),
        (7 * 24 - 5, "soon: due in 5 h 0 min"),
        (7 * 24 + 30, "overdue by 1 day 6 h"),
    ):
        web.clock.now = NOW + later * HOUR
        browser = web.browser(web.people.reviewer)
        assert words in browser.get("/cases"), later
        assert words in browser.get(f"/cases/{case}")


def test_the_clock_is_extended_with_a_reason(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    version = version_of(browser.get(f"/cases/{case}"))
    assert "for a reason" in browser.post(
        f"/cases/{case}/clock", 422, version=version, kind="extended", days="3", reason=""
    )
    page = browser.post(
        f"/cases/{case}/clock", version=version, kind="extended", days="3", reason="The member asked for it."
    )
    assert "extended by 3 days" in page
    assert "due in 10 days 0 h" in page


def test_the_list_is_filtered_and_goes_on_by_links(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    with web.database.reading() as connection:
        assert lines_of(connection, case)
    assert "No case fits" in browser.get("/cases?patient=Nobody")
    assert case in browser.get("/cases?patient=pemberton&state=received&whose=nobody")
    assert "No case fits" in browser.get("/cases?whose=mine")
    assert "No case fits" in browser.get("/cases?due=soon")
    browser.get("/cases?state=nonsense", 404)
    for odd in ("x", "2026-01-01|", "2026-01-01T00:00:00+00:00|", "2026-01-01T00:00:00|a"):
        browser.client.get("/cases", params={"after": odd})
        assert browser.client.get("/cases", params={"after": odd}).status_code == 422, odd


def test_a_list_longer_than_a_page_has_a_next_one(web: Web, monkeypatch) -> None:
    monkeypatch.setattr("accord.web.work_list.MOST", 2)
    made = {web.case(web.people.reviewer, review=False) for _ in range(5)}
    browser = web.browser(web.people.reviewer)
    address, seen = "/cases?state=received", set[str]()
    while address:
        page = browser.get(address)
        seen |= set(re.findall(r'href="/cases/([0-9a-f-]{36})"', page))
        onward = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = onward[1] if onward else ""
    assert seen == made


def test_files_come_back_byte_for_byte_and_are_never_shown_by_the_browser(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    for number, file in enumerate(papers(), 1):
        browser.get(f"/cases/{case}/files/{number}")
        assert browser.last is not None
        assert browser.last.content == file.data
        assert browser.last.headers["content-disposition"].startswith("attachment;")
        assert browser.last.headers["content-type"] == "application/octet-stream"
        assert "sandbox" in browser.last.headers["content-security-policy"]
    browser.get(f"/cases/{case}/files/99", 404)
    assert actions(web, web.people.payer, case).count("file_taken") == len(papers())


def test_each_view_of_a_case_is_one_row_of_the_audit_trail(web: Web) -> None:
    case = web.case(web.people.reviewer)
    before = actions(web, web.people.payer, case).count(OPENED)
    for person in (web.people.reviewer, web.people.director, web.people.auditor):
        web.browser(person).get(f"/cases/{case}")
    assert actions(web, web.people.payer, case).count(OPENED) == before + 3


def test_an_auditor_reads_the_trail_and_verifies_it(web: Web) -> None:
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.auditor)
    page = browser.get("/audit")
    assert "case begun" in page
    assert "Rita Rowe" in page
    assert "PA-2026-000001" in page
    assert "The chain holds" in browser.post("/audit/verify")
    assert "signed in" not in browser.get(f"/audit?about=case+{case}").split("<tbody")[1]
    page = browser.get(f"/cases/{case}")
    assert "/steps/" not in page
    browser.get("/audit?before=nonsense")


def test_an_administrator_adds_somebody_gives_roles_and_takes_access(web: Web) -> None:
    browser = web.browser(web.administrator)
    told = {
        "name": "Nora New",
        "email": "nora@clinic.example",
        "credentials": "",
        "npi": "",
        "specialty": "",
        "licensed_in": "",
    }
    assert "at least one role" in browser.post("/people", 422, **told)
    assert "does not exist" in browser.post("/people", 422, **told, roles="reviewer")
    assert "NPI is not" in browser.post("/people", 422, **{**told, "npi": "1"}, roles="coordinator")
    page = browser.post("/people", **told, roles="coordinator")
    assert re.search(r'class="once">http://localhost:8000/welcome\?link=[\w-]{40,}<', page)
    assert "already" in browser.post("/people", 409, **told, roles="coordinator")
    found = re.search(r'href="/people/([^"]+)">Nora New', browser.get("/people"))
    assert found is not None
    browser.post(f"/people/{found[1]}/roles", roles=["coordinator", "auditor"])
    assert "auditor, coordinator" in browser.get("/people")
    assert "Say that Nora New" in browser.post(f"/people/{found[1]}/remove", 422)
    assert "Nora New has no access any more" in browser.post(f"/people/{found[1]}/remove", sure="1")
    assert f'href="/people/{found[1]}"' not in browser.get("/people")
    assert "cannot take away your own" in browser.post(f"/people/{web.administrator.id}/remove", 403)
    assert "cannot take away your own" in browser.post(
        f"/people/{web.administrator.id}/roles", 403, roles="coordinator"
    )


def test_qualifications_change_from_then_on_and_the_trail_says_from_what_to_what(web: Web) -> None:
    browser, director = web.browser(web.payer_administrator), web.people.director
    told = {"credentials": "DO", "npi": "1234567893", "specialty": "cardiology", "licensed_in": "NY, NJ"}
    assert "NPI is not" in browser.post(f"/people/{director.id}/qualifications", 422, **{**told, "npi": "12"})
    assert "DO, cardiology" in browser.post(f"/people/{director.id}/qualifications", **told)
    with web.database.reading() as connection:
        now = person_of(connection, director.id)
        changed = [one for one in events_of(connection, web.people.payer) if one.action == "qualifications_changed"]
    assert (now.credentials, now.specialty, now.licensed_in) == ("DO", "cardiology", ("NY", "NJ"))
    assert [one.told["from"]["credentials"] for one in changed] == ["MD"]
    web.browser(web.administrator).post(f"/people/{director.id}/qualifications", 404, **told)


def test_a_patient_has_no_page_but_their_own(web: Web) -> None:
    with web.database.writing() as connection:
        patient = make_person(
            connection, "system", web.people.clinic, "Pat Pine", "pat@home.example", [Role.PATIENT], NOW
        )
    browser = web.browser(patient)
    assert "no pages for patients yet" in browser.get("/")
    browser.get("/cases", 403)
