"""Quality control in the browser: figures, overrides, rules and shares, second opinions that know nothing of the first."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import pytest
from sqlalchemy import delete, func, select

from accord.audit.chain import verify_chain
from accord.cases import sampling
from accord.cases.case import case_of
from accord.cases.judging import judge_finding
from accord.cases.moving import Given, move
from accord.cases.opinions import blinded
from accord.cases.reviews import bare_key, last_review, newest_content
from accord.cases.rules import rules_of
from accord.cases.states import Step
from accord.criteria import Status
from accord.db.tables import event, review, sample_share, second_opinion
from accord.dossier.correction import FindingKeys, Word
from tests.cases.conftest import NOW
from tests.cases.test_cases import approvals
from tests.web.conftest import Browser, Web, version_of

REASON = "Nocturnal oximetry of the second night shows eighty four percent at rest"
AHI = "cpap.severity.ahi_ge_15"
NAME, BORN, MEMBER = "Pemberton", "1951", "M00"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case is drawn."""
    monkeypatch.setattr(sampling, "drawn", lambda *_: True)


def decided(web: Web, example: str = "oxygen-ask") -> str:
    """A case that the reviewer approved, whatever was proposed."""
    made, who = web.case(web.people.reviewer, example), web.people.reviewer
    with web.database.reading() as connection:
        case = case_of(connection, who, made)
    case = move(web.database, who, made, case.version, Step.TAKE, NOW)
    move(web.database, who, made, case.version, Step.APPROVE, NOW, Given(decisions=approvals(web.database, case)))
    return made


def take(web: Web, browser: Browser, case: str) -> str:
    """The blinded page, after taking it on from the list."""
    page = browser.get("/opinions")
    version = re.search(rf'/opinions/{case}/take">.*?name="version" value="(\d+)"', page, re.DOTALL)
    assert version is not None
    return browser.post(f"/opinions/{case}/take", version=version[1])


def actions(web: Web, about: str) -> list[tuple[str, str]]:
    with web.database.reading() as connection:
        query = select(event.c.who, event.c.action).where(event.c.about == about).order_by(event.c.number)
        return [(row.who, row.action) for row in connection.execute(query)]


def looks(page: str) -> list[str]:
    """Of the list of second looks how far each is, in its order."""
    part = page[page.index('id="looks"') :]
    return re.findall(
        r"(waits for somebody|taken on by [A-Z]\w+ \w+|given by [A-Z]\w+ \w+)", part[: part.index("</section>")]
    )


@pytest.mark.usefixtures("drawn")
def test_who_checks_quality_sees_which_cases_are_looked_at_twice_and_how_far(web: Web) -> None:
    auditor, director, sam = (web.browser(one) for one in (web.people.auditor, web.people.director, web.people.second))
    first, second = decided(web), decided(web)
    assert looks(auditor.get("/quality")) == ["waits for somebody"] * 2
    take(web, sam, first)
    page = director.get("/quality")
    assert looks(page) == ["waits for somebody", "taken on by Sam Stone"]
    part = page[page.index('id="looks"') : page.index('id="agreement"')]
    assert part.index(f'href="/cases/{second}"') < part.index(f'href="/cases/{first}"')
    assert "approved" not in part
    sam.post(f"/opinions/{first}", **{"outcome-1": "approved"})
    assert looks(auditor.get("/quality")) == ["waits for somebody", "given by Sam Stone"]
    assert 'id="looks"' not in web.browser(web.people.stranger).get("/quality")
    sam.get("/quality", 403)


# ---- second opinions


@pytest.mark.usefixtures("drawn")
def test_a_second_opinion_is_given_blind_and_then_held_against_the_first(web: Web) -> None:
    case, sam = decided(web), web.browser(web.people.second)
    page = take(web, sam, case)
    assert "hidden until" in page
    for hidden in ("Rita Rowe", "Proposal", "ask for what is missing", "PA-2026-000001-1.1"):
        assert hidden not in page, hidden
    assert 'class="proof"' in page
    for path in (f"/cases/{case}", f"/cases/{case}/steps/take", f"/cases/{case}/clock"):
        assert "You owe the second opinion" in sam.get(path, 403)
    sam.get(f"/cases/{case}/files/1")
    key = re.search(r'name="otherwise" value="([^"]+)"', page)
    assert key is not None
    wrong = sam.post(f"/opinions/{case}", 422, note="The words that I wrote.")
    assert "Say for each line" in wrong
    assert "The words that I wrote." in wrong
    both = sam.post(f"/opinions/{case}", otherwise=key[1], note="No night was measured.", **{"outcome-1": "denied"})
    for words in ("Rita Rowe", "approved as asked", "denied", "differs", key[1], "No night was measured."):
        assert words in both, words
    assert "approved as asked" in web.browser(web.people.reviewer).get(f"/opinions/{case}")
    sam.get(f"/cases/{case}")
    sam.post(f"/opinions/{case}", 404, **{"outcome-1": "approved"})
    with web.database.reading() as connection:
        assert connection.execute(select(second_opinion.c.outcomes)).scalar_one() == {"1": "denied"}
        assert verify_chain(connection, web.people.payer).fault == ""
    mine = [action for who, action in actions(web, f"case {case}") if who == web.people.second.id]
    assert mine[:2] == ["second_opinion_taken", "case_opened"]


@pytest.mark.usefixtures("drawn")
def test_what_the_first_person_said_of_findings_is_no_part_of_a_second_opinion(web: Web) -> None:
    case, sam = web.case(web.people.reviewer, "cpap-approve"), web.browser(web.people.second)
    said = "It is about the neighbour."
    with web.database.reading() as connection:
        read = last_review(connection, web.people.payer, case)
    assert read is not None
    finding = read.criterion(AHI).evidence[0]
    key = FindingKeys.of(read.record).key(finding)
    judge_finding(web.database, web.people.reviewer, case, AHI, key, 0, Word.REJECTED, said, NOW)
    web.work()
    told = ("Rita Rowe", said, "Rejected by", "Without what persons said", "Set aside")
    page = web.browser(web.people.reviewer).post(f"/cases/{case}/evidence", criterion=AHI, id=f"k-{AHI}")
    for words in told:
        assert words in page, words  # who works on the case sees them
    page = take(web, sam, case)
    for words in told:
        assert words not in page, words
    # What is shown is the criterion as it was read, with the words that the first person set aside.
    shown = page[page.index(f'value="{AHI}"') - 6_000 : page.index(f'value="{AHI}"')].rpartition("<article")[2]
    assert ">met<" in re.sub(r"\s+", "", shown)
    assert finding.place.text[:40] in page
    with web.database.reading() as connection:
        seen = blinded(connection, web.people.second, case)
    assert next(one for one in seen.criteria if one.key == AHI).status is Status.MET
    both = sam.post(f"/opinions/{case}", otherwise=AHI, **{"outcome-1": "denied"})
    assert AHI in both
    assert said in sam.get(f"/cases/{case}")  # once it is given, all is shown


@pytest.mark.usefixtures("drawn")
def test_a_second_opinion_waits_where_only_what_was_said_is_kept(web: Web) -> None:
    case, sam = web.case(web.people.reviewer, "cpap-approve"), web.browser(web.people.second)
    with web.database.reading() as connection:
        read = last_review(connection, web.people.payer, case)
    assert read is not None
    key = FindingKeys.of(read.record).key(read.criterion(AHI).evidence[0])
    judge_finding(web.database, web.people.reviewer, case, AHI, key, 0, Word.CONFIRMED, "", NOW)
    web.work()
    with web.database.writing() as connection:  # as an older version of Accord left it
        bare = bare_key(newest_content(connection, case))
        assert connection.execute(delete(review).where(review.c.content == bare)).rowcount == 1
    page = sam.get("/opinions")
    version = re.search(rf'/opinions/{case}/take">.*?name="version" value="(\d+)"', page, re.DOTALL)
    assert version is not None
    refused = sam.post(f"/opinions/{case}/take", 409, version=version[1])
    assert "reviewed again" in refused
    assert "Rita Rowe" not in refused
    assert f"/opinions/{case}/take" in sam.get("/opinions")  # it was not taken on


@pytest.mark.usefixtures("drawn")
def test_every_page_of_a_case_is_kept_from_who_owes_an_opinion(web: Web) -> None:
    from accord.web.app import ROUTERS
    from accord.web.opinions import STILL_SHOWN

    case, sam = decided(web), web.browser(web.people.second)
    take(web, sam, case)
    pages = {
        (method, route.path) for router in ROUTERS for route in router.routes for method in route.methods  # type: ignore[attr-defined]
        if "{case_id}" in route.path and not route.path.startswith("/opinions") and route.path not in STILL_SHOWN  # type: ignore[attr-defined]
    }  # fmt: skip
    assert len(pages) > 5
    for method, path in pages:
        told = re.sub(r"\{\w+\}", "1", path.replace("{case_id}", case))
        form = {"form_token": sam.token, "version": "1"}
        answer = sam.client.get(told) if method == "GET" else sam.client.post(told, data=form)
        assert answer.status_code == 403, (method, path)
        assert "You owe the second opinion" in answer.text, (method, path)


@pytest.mark.usefixtures("drawn")
def test_who_saw_a_case_is_not_offered_it_and_gives_no_opinion_on_it(web: Web) -> None:
    case, sam = decided(web), web.browser(web.people.second)
    sam.get(f"/cases/{case}")
    assert "Nothing waits" in sam.get("/opinions")
    page = web.browser(web.people.director).get("/opinions")
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    assert "worked on this case or seen it" in sam.post(f"/opinions/{case}/take", 403, version=version[1])
    assert "moved on" in web.browser(web.people.director).post(f"/opinions/{case}/take", 409, version="1")


def test_one_is_asked_for_from_the_case_and_what_was_written_stays(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda *_: False)
    case, rita = web.case(web.people.reviewer, "cpap-approve"), web.browser(web.people.reviewer)
    page = rita.get(f"/cases/{case}")
    assert f"/opinions/{case}/ask" in page
    version = version_of(rita.get(f"/opinions/{case}/ask"))
    assert "Say why" in rita.post(f"/opinions/{case}/ask", 422, version=version, why="  ")
    stale = rita.post(f"/opinions/{case}/ask", 409, version="1", why=REASON)
    assert REASON in stale
    page = rita.post(f"/opinions/{case}/ask", version=version, why=REASON)
    assert f"/opinions/{case}/ask" not in page
    sam = web.browser(web.people.second)
    assert "asked for, " in sam.get("/opinions")
    assert REASON not in take(web, sam, case)
    assert REASON in sam.post(f"/opinions/{case}", **{"outcome-1": "approved"})


# ---- figures


def test_before_anything_is_decided_the_page_says_so(web: Web) -> None:
    assert "Nothing was decided" in web.browser(web.people.auditor).get("/quality")
    assert "No person decided otherwise" in web.browser(web.people.auditor).get("/quality/overrides")


@pytest.mark.usefixtures("drawn")
def test_the_figures_show_agreement_overrides_time_and_weeks(web: Web) -> None:
    case = decided(web)
    sam = web.browser(web.people.second)
    take(web, sam, case)
    sam.post(f"/opinions/{case}", **{"outcome-1": "denied"})
    page = web.browser(web.people.auditor).get("/quality")
    for words in (
        "second opinions given: 1",
        "lines decided otherwise than proposed: 1",
        "too few cases",
        "Rita Rowe",
        "0.0 %",
        "<svg",
    ):
        assert words in page, words
    assert page.count("<svg") == 4
    assert "<script>" not in page
    assert "style=" not in page
    policy = re.findall(r'<option value="(\w[^"]+)">', page)
    assert "Rita Rowe" in web.browser(web.people.auditor).get(f"/quality?weeks=52&policy={policy[-1]}")
    assert "Nothing was decided" in web.browser(web.people.auditor).get("/quality?policy=none.such")
    assert "Nothing was decided" in web.browser(web.people.stranger).get("/quality?weeks=x")


@pytest.mark.usefixtures("drawn")
def test_reading_an_override_counts_as_seeing_the_case(web: Web) -> None:
    case, dora = decided(web), web.browser(web.people.director)
    assert case in dora.get("/opinions")
    page = dora.get("/quality/overrides")
    assert f"/cases/{case}" in page
    assert "Rita Rowe" in page
    assert (web.people.director.id, "override_read") in actions(web, f"case {case}")
    assert case not in dora.get("/opinions")


@pytest.mark.usefixtures("drawn")
def test_the_file_holds_figures_and_nothing_of_a_case_or_patient(web: Web) -> None:
    case, auditor = decided(web), web.browser(web.people.auditor)
    told = auditor.get("/quality/figures.csv")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [(row["reviewer"], row["lines"], row["approved"], row["as_proposed"]) for row in rows] == [
        ("Rita Rowe", "1", "1", "0")
    ]
    assert auditor.last is not None
    assert "attachment" in auditor.last.headers["content-disposition"]
    with web.database.reading() as connection:
        row = case_of(connection, web.people.reviewer, case)
    assert row.patient
    for word in (case, row.reference, row.patient, *row.patient.split(), row.member or "-none-", str(row.born)):
        assert word not in told, word
    assert (web.people.auditor.id, "quality_exported") in actions(web, f"organization {web.people.payer}")


@pytest.mark.parametrize(
    ("name", "cell"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("Rita", "Rita"), ("-2", "'-2"), ("+x", "'+x")]
)
def test_no_cell_of_the_file_is_a_formula(name: str, cell: str) -> None:
    from accord.web.quality import plain_cell

    assert plain_cell(name) == cell


# ---- rules and shares


def a_policy(page: str) -> str:
    found = re.search(r'name="policy" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_director_switches_a_rule_with_a_reason_and_everybody_reads_it(web: Web) -> None:
    dora = web.browser(web.people.director)
    policy = a_policy(dora.get("/quality/rules"))
    assert "Say for which policy and why" in dora.post(
        "/quality/rules", 422, policy=policy, on="yes", needs="reviewed", why=" "
    )
    assert "on or off" in dora.post("/quality/rules", 422, policy=policy, needs="reviewed", why="Kept words.")
    assert "Kept words." in dora.post("/quality/rules", 422, policy=policy, needs="reviewed", why="Kept words.")
    dora.post("/quality/rules", 404, policy="no.such", on="yes", needs="reviewed", why="A year of it.")
    page = dora.post("/quality/rules", policy=policy, on="yes", needs="active", why="A year without a disagreement.")
    assert "A year without a disagreement." in page
    with web.database.reading() as connection:
        (rule,) = rules_of(connection, web.people.payer)
        assert (rule.policy, rule.on, rule.needs, rule.by) == (policy, True, "active", web.people.director.id)
        assert rules_of(connection, web.people.clinic) == []
    page = web.browser(web.people.auditor).get("/quality/rules")
    assert "A year without a disagreement." in page
    assert '<form method="post" action="/quality' not in page
    dora.post("/quality/rules", policy=policy, on="no", needs="active", why="Two disagreements.")
    with web.database.reading() as connection:
        assert [one.on for one in rules_of(connection, web.people.payer)] == [False]


@pytest.mark.parametrize("percent", ["0", "0.99", "100.1", "", "x", "nan", "-5", "1e9"])
def test_a_share_is_never_nothing(web: Web, percent: str) -> None:
    dora = web.browser(web.people.director)
    policy = a_policy(dora.get("/quality/rules"))
    assert "between 1 and 100" in dora.post(
        "/quality/rules/share", 422, policy=policy, percent=percent, why="Less work."
    )
    with web.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(sample_share)).scalar_one() == 0


def test_a_share_is_set_in_percent(web: Web) -> None:
    dora = web.browser(web.people.director)
    policy = a_policy(dora.get("/quality/rules"))
    page = dora.post("/quality/rules/share", policy=policy, percent="2,5", why="Nothing was found in a year.")
    assert "Second looks: 2.5 %" in page
    with web.database.reading() as connection:
        assert Decimal(str(connection.execute(select(sample_share.c.share)).scalar_one())) == Decimal("0.025")
