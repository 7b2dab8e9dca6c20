"""Letters: sentences that keep their citations, what is said of those that lose them, versions, signatures, sending."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from typing import cast

import httpx
import pytest
from pypdf import PdfReader
from sqlalchemy import Connection, func, insert, select

from accord.audit.chain import events_of, verify_chain
from accord.cases.case import case_of, decisions_of, lines_of
from accord.cases.decisions import LineDecision, Outcome
from accord.cases.letters import versions_of
from accord.cases.moving import Given, move, open_evidence
from accord.cases.reviews import last_review
from accord.cases.states import State, Step
from accord.cases.views import messages_of
from accord.db.tables import case_review, letter_version, review
from accord.dossier.review_json import to_json
from tests.cases.conftest import NOW
from tests.cases.outward import own, signed
from tests.cases.test_cases import FOR_A_CLINICIAN, REASON, denial, unclear
from tests.web.conftest import Browser, Web, version_of

OTHER = "f" * 64


def fields(page: str) -> dict[str, list[str]]:
    """What the form of the letter would send, without buttons and boxes that nobody ticked."""
    form = re.search(r'<form method="post" action="[^"]*" class="letter".*?</form>', page, re.S)
    assert form is not None
    told: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form[0]):
        kind = re.search(r'type="([^"]+)"', tag)
        name = re.search(r'name="([^"]+)"', tag)
        if name is None or (kind is not None and kind[1] in ("checkbox", "radio")):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        told.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form[0], re.S):
        told.setdefault(name, []).append(unescape(text))
    return told


def editor(browser: Browser, case: str, kind: str = "request") -> dict[str, list[str]]:
    browser.get(f"/cases/{case}/letters/{kind}")
    assert browser.last is not None
    return fields(browser.last.text)


def sent(
    browser: Browser, case: str, form: dict[str, list[str]], do: str, status: int = 200, kind: str = "request"
) -> str:
    answer = browser.client.post(f"/cases/{case}/letters/{kind}", data={**form, "do": [do]})
    assert answer.status_code == status, answer.text[-1500:]
    browser.last = cast(httpx.Response, answer)
    return answer.text


def sentence(page: str, id_: str) -> str:
    found = re.search(rf'<div class="sentence [a-z]+" id="s{id_}">.*?</details>\s*</div>', page, re.S)
    assert found is not None, id_
    return unescape(found[0])


def quoted(form: dict[str, list[str]]) -> str:
    """The number of a sentence that quotes words of the record."""
    return next(
        name[2:]
        for name, (text, *_) in form.items()
        if name.startswith("t-") and text.startswith("“") and len(text) > 30
    )


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, a page waits until the record was read."""
    for module in ("desk", "case_page"):
        monkeypatch.setattr(f"accord.web.{module}.SECONDS_TO_READ", 60.0)


@pytest.fixture
def taken(web: Web) -> tuple[Browser, str]:
    """A case in review at the payer, and its reviewer's browser."""
    case = web.case(web.people.reviewer)
    browser = web.browser(web.people.reviewer)
    browser.post(f"/cases/{case}/steps/{Step.TAKE.value}", version=version_of(browser.get(f"/cases/{case}")))
    return browser, case


def test_the_letter_that_fits_opens_as_sentences_with_their_citations(taken: tuple[Browser, str]) -> None:
    browser, case = taken
    page = browser.get(f"/cases/{case}/letters")
    assert page.index("Request for further information") < page.index("Hand-over")
    form = editor(browser, case)
    page = browser.last.text  # type: ignore[union-attr]
    one = sentence(page, quoted(form))
    assert "supported" in one
    assert re.search(r'<a href="#c\d+"', one)
    assert 'class="sentence struck"' not in page


def test_a_changed_number_is_struck_with_the_reason_and_a_blank_space_is_not(taken: tuple[Browser, str]) -> None:
    browser, case = taken
    form = editor(browser, case)
    id_ = quoted(form)
    form[f"t-{id_}"] = [form[f"t-{id_}"][0] + " and 4711 more"]
    one = sentence(sent(browser, case, form, "check"), id_)
    assert "not supported" in one
    assert "4711" in one.split('role="status"')[1]
    form = editor(browser, case)
    form[f"t-{id_}"] = [f"  {form[f't-{id_}'][0]}\n "]
    assert 'class="sentence borne"' in sentence(sent(browser, case, form, "check"), id_)


def test_a_citation_is_taken_away_found_by_its_number_and_by_its_words(taken: tuple[Browser, str]) -> None:
    browser, case = taken
    form = editor(browser, case)
    id_ = quoted(form)
    words, keys = form[f"t-{id_}"][0], form[f"c-{id_}"][0]
    gone = sent(browser, case, {**form, f"x-{id_}": [keys]}, "check")
    assert "It cites nothing" in sentence(gone, id_)
    assert 'class="sentence own"' in sentence(gone, id_)
    form = fields(gone)
    assert form[f"c-{id_}"] == [""]
    back = fields(sent(browser, case, {**form, f"w-{id_}": [words.strip("“”")]}, "check"))
    assert back[f"c-{id_}"] == [keys]
    number = re.search(r'href="#c(\d+)"', sentence(browser.last.text, id_))  # type: ignore[union-attr]
    assert number is not None
    again = fields(sent(browser, case, {**form, f"w-{id_}": [f"[{number[1]}]"]}, "check"))
    assert again[f"c-{id_}"] == [keys]


def test_words_that_are_not_in_the_record_or_in_several_places_of_it_are_not_cited(taken: tuple[Browser, str]) -> None:
    browser, case = taken
    form = editor(browser, case)
    id_ = quoted(form)
    page = sent(browser, case, {**form, f"w-{id_}": ["a flying carpet"]}, "check", 422)
    assert "does not hold these words" in sentence(page, id_)
    page = sent(browser, case, {**form, f"w-{id_}": ["06/01/2026"]}, "check", 422)
    one = sentence(page, id_)
    assert "several places" in one
    choices = re.findall(rf'type="radio" name="k-{id_}" value="([^"]+)"', one)
    assert len(choices) > 1
    chosen = fields(sent(browser, case, {**fields(page), f"k-{id_}": [choices[0]]}, "check"))
    assert len(chosen[f"c-{id_}"][0].split()) == 2


@pytest.mark.parametrize("key", ["0" * 12, "p0.0.9999999", "p99.0.5", "p0.5.5", "<script>"])
def test_a_made_up_citation_is_refused(taken: tuple[Browser, str], key: str) -> None:
    browser, case = taken
    form = editor(browser, case)
    page = sent(browser, case, {**form, f"c-{quoted(form)}": [key]}, "keep", 422)
    assert "leads nowhere" in page


def test_a_sentence_without_citation_is_the_writers_own_and_one_that_names_no_code_there_is_struck(
    taken: tuple[Browser, str],
) -> None:
    browser, case = taken
    form = fields(sent(browser, case, editor(browser, case), "add:s0"))
    new = max((name[2:] for name in form if name.startswith("t-")), key=int)
    assert form[f"t-{new}"] == [""]
    form[f"t-{new}"] = ["We thank you for your request."]
    form = fields(page := sent(browser, case, form, "check"))
    assert "writer's own statement" in sentence(page, new)
    form[f"t-{new}"] = ["It rests on G47.99Z, as you know."]
    assert 'class="sentence struck"' in sentence(sent(browser, case, form, "check"), new)


def test_versions_are_kept_one_after_the_other_and_nobody_overwrites_another(
    web: Web, taken: tuple[Browser, str]
) -> None:
    browser, case = taken
    form = editor(browser, case)
    id_ = quoted(form)
    sent(browser, case, {**form, f"g-{id_}": ["1"]}, "keep")
    assert browser.last is not None
    assert browser.last.url.path.endswith("/letters/request/1")
    assert "version 1" in browser.last.text
    late = web.browser(web.people.second)
    told = {**form, "form_token": [late.token], "t-1": ["Words of the late one."]}
    page = sent(late, case, told, "keep", 409)
    assert "kept version 1" in unescape(page)
    assert "Words of the late one." in page
    again = fields(browser.get(f"/cases/{case}/letters/request"))
    assert f"t-{id_}" not in again
    assert again["base"] == ["1"]
    sent(browser, case, again, "keep")
    with web.database.reading() as connection:
        kept = versions_of(connection, case)
        assert [(one.number, one.by, one.struck) for one in kept] == [
            (2, web.people.reviewer.id, 0),
            (1, web.people.reviewer.id, 0),
        ]
        assert verify_chain(connection, web.people.payer).fault == ""
        told_of = [
            one for one in events_of(connection, web.people.payer, f"case {case}") if one.action == "letter_kept"
        ]
        assert [one.told["number"] for one in told_of] == [1, 2]
        body = connection.exec_driver_sql("SELECT body FROM letter_version").scalars().all()
    assert all(b"Pemberton" not in bytes(one) for one in body)


def test_a_struck_letter_is_not_sent_until_it_is_changed_or_signed_for(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    form = editor(browser, case)
    id_ = quoted(form)
    form[f"t-{id_}"] = ["The patient walked 4711 steps."]
    page = sent(browser, case, form, "keep")
    assert "not supported when kept: 1" in page
    version = version_of(browser.get(f"/cases/{case}"))
    assert "Send it" not in browser.get(f"/cases/{case}/letters/request/1")
    page = browser.post(f"/cases/{case}/letters/request/1/send", 422, version=version)
    assert "not supported by what they cite: 1" in page
    form = editor(browser, case)
    sent(browser, case, {**form, f"o-{id_}": ["1"]}, "keep", 403)  # a reviewer signs nothing
    director = web.browser(web.people.director)
    form = editor(director, case)
    page = sent(director, case, {**form, f"o-{id_}": ["1"]}, "keep")
    assert "own statement of Dora Day, MD" in page
    version = version_of(browser.get(f"/cases/{case}"))
    page = browser.post(f"/cases/{case}/letters/request/2/send", version=version)
    assert "more asked" in page
    assert "sent" in page
    with web.database.reading() as connection:
        assert case_of(connection, web.people.reviewer, case).state is State.MORE_ASKED
        (out,) = [one for one in messages_of(connection, case) if one.sent_at is not None]
        actions = [one.action for one in events_of(connection, web.people.payer, f"case {case}")]
    assert "4711 steps" in out.body
    assert "(own statement of Dora Day, MD)" in out.body
    assert actions[-2:] == ["letter_sent", "letter_opened"]
    assert re.search(
        r"letter sent\s*<span[^>]*>Request for further information, version 2", browser.get(f"/cases/{case}")
    )


def test_a_sent_version_stays_as_it_is(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    sent(browser, case, editor(browser, case), "keep")
    version = version_of(browser.get(f"/cases/{case}"))
    browser.post(f"/cases/{case}/letters/request/1/send", version=version)
    page = browser.post(f"/cases/{case}/letters/request/1/send", 409, version=version)
    assert "is not written while" in page
    director = web.browser(web.people.director)
    assert "stays as it is" in director.post(f"/cases/{case}/letters/request/1/sign", 409)
    with web.database.reading() as connection:
        row = connection.execute(select(letter_version)).one()
    assert (row.sent_by, row.signed_at) == (web.people.reviewer.id, None)
    sent(browser, case, editor(browser, case), "keep")
    with web.database.reading() as connection:
        assert [one.sent_at is None for one in versions_of(connection, case)] == [True, False]


def test_a_stale_case_version_sends_nothing(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    sent(browser, case, editor(browser, case), "keep")
    browser.post(f"/cases/{case}/letters/request/1/send", 409, version="1")
    with web.database.reading() as connection:
        assert versions_of(connection, case)[0].sent_at is None
        assert not [one for one in messages_of(connection, case) if one.sent_at]


def test_the_pdf_of_a_version_is_taken_with_a_row_of_the_audit_trail(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    form = editor(browser, case)
    sent(browser, case, form, "keep")
    answer = browser.client.get(f"/cases/{case}/letters/request/1/pdf")
    assert answer.status_code == 200
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert "Request for further information" in text
    assert form[f"t-{quoted(form)}"][0][1:30] in text
    assert b"pdfaid" in answer.content or "/Metadata" in str(reader.trailer["/Root"])
    with web.database.reading() as connection:
        assert [one.action for one in events_of(connection, web.people.payer, f"case {case}")][-1] == "letter_taken"


def test_a_letter_of_necessity_goes_out_signed_by_a_clinician(web: Web) -> None:
    case = web.case(web.people.coordinator, "cpap-approve")
    desk, clinician = web.browser(web.people.coordinator), web.browser(web.people.clinician)
    desk.post(f"/cases/{case}/steps/{Step.COMPLETE.value}", version=version_of(desk.get(f"/cases/{case}")))
    sent(desk, case, editor(desk, case, "necessity"), "keep", kind="necessity")
    version = version_of(desk.get(f"/cases/{case}"))
    assert "clinician's name" in desk.post(f"/cases/{case}/letters/necessity/1/send", 422, version=version)
    desk.post(f"/cases/{case}/letters/necessity/1/sign", 403)
    assert "signed by Carl Quist, MD" in clinician.post(f"/cases/{case}/letters/necessity/1/sign")
    page = desk.post(f"/cases/{case}/letters/necessity/1/send", version=version)
    with web.database.reading() as connection:
        assert case_of(connection, web.people.coordinator, case).state is State.SENT
        (out,) = [one.body for one in messages_of(connection, case) if one.sent_at]
    assert "sent" in page
    pdf = PdfReader(io.BytesIO(desk.client.get(f"/cases/{case}/letters/necessity/1/pdf").content))
    for text in (out, " ".join(" ".join(page.extract_text() for page in pdf.pages).split())):
        assert "Signed on screen by Carl Quist, MD, NPI 1234567893" in text


def test_a_denial_notice_holds_the_clinicians_own_words_and_only_they_sign_it(
    web: Web, taken: tuple[Browser, str]
) -> None:
    _, case = taken
    people, database = web.people, web.database

    def seen() -> object:
        with database.reading() as connection:
            return case_of(connection, people.director, case)

    move(database, people.reviewer, case, seen().version, Step.REFER, NOW, FOR_A_CLINICIAN)  # type: ignore[attr-defined]
    director = web.browser(people.director)
    assert f"/cases/{case}/letters/notice" not in director.get(f"/cases/{case}/letters")
    open_evidence(database, people.director, case, unclear(database, seen()), NOW)  # type: ignore[arg-type]
    given = own(Step.DECIDE, Given(letter="Denied.", decisions=tuple(denial(database, seen()))))  # type: ignore[arg-type]
    move(database, people.director, case, seen().version, Step.DECIDE, NOW, given)  # type: ignore[attr-defined]
    page = director.get(f"/cases/{case}/letters/notice")
    assert "is denied" in page
    assert REASON in page
    assert "own statement of Dora Day, MD" in page
    reviewer = web.browser(people.second)
    sent(reviewer, case, editor(reviewer, case, "notice"), "keep", kind="notice")
    version = version_of(director.get(f"/cases/{case}"))
    assert "name under it" in director.post(f"/cases/{case}/letters/notice/1/send", 422, version=version)
    director.post(f"/cases/{case}/letters/notice/1/sign")
    reviewer.post(f"/cases/{case}/letters/notice/1/send", 403, version=version)
    director.post(f"/cases/{case}/letters/notice/1/send", version=version)
    with database.reading() as connection:
        assert versions_of(connection, case)[0].sent_at is not None
        assert REASON in next(one.body for one in messages_of(connection, case) if one.kind == "notice")


def test_a_notice_of_an_approval_is_sent_by_its_reviewer_with_its_number(web: Web) -> None:
    case, people, database = web.case(web.people.reviewer, "cpap-approve"), web.people, web.database
    browser = web.browser(people.reviewer)
    browser.post(f"/cases/{case}/steps/{Step.TAKE.value}", version=version_of(browser.get(f"/cases/{case}")))
    browser.get(f"/cases/{case}/letters/notice", 409)
    sent(browser, case, editor(browser, case, "approval"), "keep", kind="approval")
    version = version_of(browser.get(f"/cases/{case}"))
    browser.post(f"/cases/{case}/letters/approval/1/send", 409, version=version)  # nothing is decided yet
    with database.reading() as connection:
        approved = tuple(LineDecision(line.number, Outcome.APPROVED) for line in lines_of(connection, case))
    move(database, people.reviewer, case, int(version), Step.APPROVE, NOW, Given(decisions=approved))
    page = browser.get(f"/cases/{case}/letters/notice")
    assert "is approved as requested" in page
    with database.reading() as connection:
        number = decisions_of(connection, case)[0][2].authorization
    assert number in page
    for kind in ("notice", "approval"):
        sent(browser, case, editor(browser, case, kind), "keep", kind=kind)
    for path in ("notice/1", "approval/2"):
        browser.post(f"/cases/{case}/letters/{path}/send", version=version_of(browser.get(f"/cases/{case}")))
    with database.reading() as connection:
        assert {one.kind for one in messages_of(connection, case) if one.sent_at} >= {"notice", "approval"}


def test_nobody_signs_a_sentence_for_somebody_else(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    director = web.browser(web.people.director)
    form = editor(director, case)
    id_ = quoted(form)
    form[f"t-{id_}"] = ["This is my view."]
    sent(director, case, {**form, f"o-{id_}": ["1"]}, "keep")
    form = editor(browser, case)
    form[f"t-{id_}"] = ["This is another view."]
    page = sent(browser, case, form, "keep")
    assert "own statement of" not in page  # changed words are signed by nobody
    assert "writer's own statement" in unescape(page)


def test_an_appeal_answers_the_recorded_decision(web: Web) -> None:
    case = web.case(web.people.coordinator, "cpap-approve")
    people, database = web.people, web.database

    def version() -> int:
        with database.reading() as connection:
            return case_of(connection, people.coordinator, case).version

    move(database, people.coordinator, case, version(), Step.COMPLETE, NOW)
    move(
        database,
        people.coordinator,
        case,
        version(),
        Step.SEND,
        NOW,
        signed(database, people.clinician, case, "Letter."),
    )
    desk = web.browser(people.coordinator)
    desk.get(f"/cases/{case}/letters/appeal", 409)
    reason = "The apnea hypopnea index of a sleep test was not documented."
    decided = Given(decisions=(LineDecision(1, Outcome.DENIED, reason=reason),))
    move(database, people.coordinator, case, version(), Step.PAYER_DECIDES, NOW, decided)
    page = desk.get(f"/cases/{case}/letters/appeal")
    assert "Appeal of a denied request" in page
    assert 'class="sentence struck"' not in page
    sent(desk, case, editor(desk, case, "appeal"), "keep", kind="appeal")
    page = desk.get(f"/cases/{case}/letters/appeal/1")
    assert f"The request was denied for this reason: {reason}" in page
    assert "payer's decision as recorded" in page
    clinician = web.browser(people.clinician)
    page = clinician.post(f"/cases/{case}/letters/appeal/1/sign")
    clinician.post(f"/cases/{case}/letters/appeal/1/send", version=version_of(page))
    with database.reading() as connection:
        assert case_of(connection, people.coordinator, case).state is State.APPEALED
    assert "Peer-to-peer brief" in desk.get(f"/cases/{case}/letters/brief")
    sent(desk, case, editor(desk, case, "brief"), "keep", kind="brief")
    pdf = PdfReader(io.BytesIO(desk.client.get(f"/cases/{case}/letters/brief/1/pdf").content))
    assert "home_sleep_test" in " ".join(page.extract_text() for page in pdf.pages)


def test_a_letter_shows_what_changed_when_a_newer_review_came(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    sent(browser, case, editor(browser, case), "keep")
    assert "A newer review came" not in browser.get(f"/cases/{case}/letters/request")
    with web.database.writing() as connection:
        number = connection.execute(
            select(func.max(case_review.c.number)).where(case_review.c.case == case)
        ).scalar_one()
        content = another_review(web, connection, case)
        connection.execute(insert(case_review).values(case=case, number=number + 1, content=content, at=NOW))
    page = browser.get(f"/cases/{case}/letters/request")
    assert "A newer review came" in page
    assert "Begin anew" in page
    assert "Another reason." in page or "What changed" in page


def another_review(web: Web, connection: Connection, case: str) -> str:
    """Under which content another review of the case is kept."""
    made = last_review(connection, web.people.payer, case)
    assert made is not None
    other = replace(made, proposal=replace(made.proposal, why="Another reason."), checks=(), conflicts=())
    told = to_json(other).decode()
    connection.execute(insert(review).values(organization=web.people.payer, content=OTHER, json=told, made_at=NOW))
    return OTHER


def test_the_check_for_the_script_says_one_sentence(taken: tuple[Browser, str]) -> None:
    browser, case = taken
    form = editor(browser, case)
    id_ = quoted(form)
    place = next(told for told in form["p"] if id_ in told.split())
    told = {name: form[name][0] for name in ("form_token", "base", "content", "denial")} | {"id": id_, "p": place}
    told |= {f"t-{id_}": "He slept 17 hours.", f"c-{id_}": form[f"c-{id_}"][0]}
    answer = browser.client.post(f"/cases/{case}/letters/request/check", data=told)
    assert answer.status_code == 200
    assert "17" in answer.text
    assert "<html" not in answer.text


def test_another_organization_finds_no_letter(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    sent(browser, case, editor(browser, case), "keep")
    stranger = web.browser(web.people.stranger)
    for path in ("", "/request", "/request/1", "/request/1/pdf"):
        stranger.get(f"/cases/{case}/letters{path}", 404)


def test_the_auditor_reads_letters_and_changes_none(web: Web, taken: tuple[Browser, str]) -> None:
    browser, case = taken
    sent(browser, case, editor(browser, case), "keep")
    auditor = web.browser(web.people.auditor)
    page = auditor.get(f"/cases/{case}/letters/request/1")
    assert "Change it" not in page
    form = editor(auditor, case)
    sent(auditor, case, form, "keep", 403)


def headings(form: dict[str, list[str]]) -> list[str]:
    """The headings from top to bottom, as the form would send them."""
    return [form[f"h-{one}"][0] for one in form["h"]]


def cites(form: dict[str, list[str]]) -> dict[str, str]:
    """The citations of each sentence by its words."""
    return {form[f"t-{name[2:]}"][0]: told[0] for name, told in form.items() if name.startswith("c-")}


def test_sections_are_added_moved_taken_out_and_put_back_with_their_citations(
    web: Web, taken: tuple[Browser, str]
) -> None:
    browser, case = taken
    form = editor(browser, case)
    before, cited = headings(form), cites(form)
    assert len(before) > 2
    # Moved down and up again: the same letter, every citation with its sentence.
    down = fields(sent(browser, case, form, "down:s0"))
    assert headings(down) == [before[1], before[0], *before[2:]]
    assert cites(down) == cited
    assert 'value="down:s1" autofocus' in browser.last.text  # type: ignore[union-attr]
    again = fields(sent(browser, case, down, "up:s1"))
    assert (headings(again), cites(again)) == (before, cited)
    assert again["p"] == form["p"]
    # At an edge nothing happens.
    assert headings(fields(sent(browser, case, again, "up:s0"))) == before
    assert headings(fields(sent(browser, case, again, f"down:s{len(before) - 1}"))) == before
    # Taken out, it stays in reach until the letter is kept.
    out = fields(page := sent(browser, case, again, "cut:s1"))
    assert out["gone"] == ["s1"]
    assert f"Is taken out when you keep the letter: {before[1] or 'without a heading'}" in unescape(page)
    back = fields(sent(browser, case, out, "back:s1"))
    assert "gone" not in back
    assert (headings(back), cites(back)) == (before, cited)
    # A new one below the first, with a heading of the writer's and a sentence that cites.
    new = fields(page := sent(browser, case, back, "section:s0"))
    assert headings(new) == [before[0], "", *before[1:]]
    assert re.search(r'id="h-s1"[^>]* autofocus', page)
    (place,) = [one for one in new["p"] if one.startswith("s1.0 ")]
    id_ = place.split()[1]
    quote = max((words for words in cited if words.startswith("“")), key=len)
    new |= {"h-s1": ["What we see"], f"t-{id_}": [quote], f"c-{id_}": [cited[quote]]}
    kept = sent(browser, case, {**new, "gone": ["s2"]}, "keep")
    assert "What we see" in kept
    last = editor(browser, case)
    assert headings(last) == [before[0], "What we see", *before[2:]]
    assert 'class="sentence struck"' not in browser.last.text  # type: ignore[union-attr]
    assert cites(last)[quote] == cited[quote]
    with web.database.reading() as connection:
        (row,) = [one for one in events_of(connection, web.people.payer, f"case {case}") if one.action == "letter_kept"]
    assert (row.told["headings"], row.told["struck"]) == (1, 0)


def test_a_heading_of_the_writers_states_nothing_and_says_whose_words_it_is(
    web: Web, taken: tuple[Browser, str]
) -> None:
    browser, case = taken
    form = editor(browser, case)
    for words, what in (("Saturation 85 %", "85"), ("As of 2026-06-01", "2026-06-01"), ("On G47.33", "G47.33")):
        told = {**form, "h-s1": [words]}
        assert f"A heading states nothing, but this one does: {what}" in unescape(sent(browser, case, told, "check"))
        assert "states nothing" in unescape(sent(browser, case, told, "keep", 422))
    sent(browser, case, {**form, "h-s1": ["x" * 121]}, "keep", 422)
    page = sent(browser, case, {**form, "h-s1": ["What the walk shows"]}, "keep")
    assert "own words" in page
    browser.post(f"/cases/{case}/letters/request/1/send", version=version_of(browser.get(f"/cases/{case}")))
    with web.database.reading() as connection:
        (out,) = [one.body for one in messages_of(connection, case) if one.sent_at is not None]
    assert "## What the walk shows (the writer's own statement)" in out


@pytest.mark.parametrize(
    "odd",
    [{"h": ["s0", "s0"]}, {"h": ["s1"]}, {"gone": ["s99"]}, {"h": ["<b>"]}, {"gone": ["0"]}, {"h": ["s0", "s5000"]}],
    ids=str,
)
def test_a_made_up_order_of_sections_is_refused(taken: tuple[Browser, str], odd: dict[str, list[str]]) -> None:
    browser, case = taken
    sent(browser, case, {**editor(browser, case), **odd}, "keep", 422)


@pytest.mark.parametrize("do", ["up:s77", "section:s77", "cut:top", "back:s999", "add:s77", "add:r77"])
def test_a_button_for_a_section_that_is_not_there_is_refused(taken: tuple[Browser, str], do: str) -> None:
    browser, case = taken
    sent(browser, case, editor(browser, case), do, 422)
