"""What a decision says and what is told of it: terms within what was asked for, a payer's own answer, reasons, a notice."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from accord.audit.chain import events_of
from accord.cases.case import Case, decisions_of, lines_of
from accord.cases.decisions import Line, LineDecision, Outcome, check_answers, overrides
from accord.cases.moving import Given, move, open_evidence
from accord.cases.states import State, Step
from accord.db.engine import Database
from accord.db.tables import message
from accord.errors import Invalid
from tests.cases.conftest import NOW, People
from tests.cases.outward import own, signed
from tests.cases.test_cases import REASON, WHY, approvals, denial, in_clinician_review, reviewed, unclear

FIRST, LAST = dt.date(2026, 6, 11), dt.date(2026, 12, 10)
ASKED = Line(1, "E1390", quantity=Decimal(2), starts=FIRST, ends=LAST)
OPEN = Line(1, "E1390")


def line(database: Database, case: Case) -> Line:
    with database.reading() as connection:
        return lines_of(connection, case.id)[0]


def sent(database: Database, case: Case) -> list[tuple[str, str]]:
    """(kind, body) of what went out."""
    query = select(message).where(message.c.case == case.id, message.c.sent_at.is_not(None)).order_by(message.c.at)
    with database.reading() as connection:
        return [(row.kind, row.body) for row in connection.execute(query)]


def at_payer(database: Database, people: People, case: str = "oxygen-ask") -> Case:
    seen = reviewed(database, people.reviewer, case)
    return move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)


def approved(database: Database, people: People, seen: Case, letter: str = "", **terms: Any) -> Case:
    told = tuple(dataclasses.replace(one, **terms) for one in approvals(database, seen))
    given = own(Step.APPROVE, Given(letter=letter, decisions=told))
    return move(database, people.reviewer, seen.id, seen.version, Step.APPROVE, NOW, given)


def waiting(database: Database, people: People) -> Case:
    """At a provider, sent to the payer."""
    seen = reviewed(database, people.coordinator)
    seen = move(database, people.coordinator, seen.id, seen.version, Step.COMPLETE, NOW)
    given = signed(database, people.clinician, seen.id, "Signed: Carl Quist, MD")
    return move(database, people.coordinator, seen.id, seen.version, Step.SEND, NOW, given)


def answered(database: Database, people: People, seen: Case, *answers: LineDecision) -> Case:
    step = Step.PAYER_DECIDES if seen.state is State.SENT else Step.APPEAL_DECIDED
    return move(database, people.coordinator, seen.id, seen.version, step, NOW, Given(decisions=answers))


def test_a_provider_keeps_the_payers_number_and_makes_none(database: Database, people: People) -> None:
    seen = waiting(database, people)
    answered(database, people, seen, LineDecision(1, Outcome.APPROVED, authorization="A-77 120/4", ends=LAST))
    with database.reading() as connection:
        ((_, one, row),) = decisions_of(connection, seen.id)
        told = next(
            one.told for one in events_of(connection, people.clinic, f"case {seen.id}") if "decisions" in one.told
        )
    assert (one.authorization, one.starts, one.ends) == ("A-77 120/4", None, LAST)
    assert row.signed == {"recorded_by": "Cora Cole"}
    assert told["decisions"] == [{"line": 1, "outcome": "approved"}]  # it is nobody's override here


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.DENIED])
def test_an_answer_without_a_number_is_kept_without_one(database: Database, people: People, outcome: Outcome) -> None:
    seen = answered(database, people, waiting(database, people), LineDecision(1, outcome, reason=REASON))
    with database.reading() as connection:
        assert [row.authorization for _, _, row in decisions_of(connection, seen.id)] == [""]


def test_a_case_is_not_answered_without_an_answer_to_each_line(database: Database, people: People) -> None:
    seen = waiting(database, people)
    twice = LineDecision(1, Outcome.APPROVED)
    for answers in ((), (twice, twice), (LineDecision(2, Outcome.APPROVED),)):
        with pytest.raises(Invalid, match="Each line"):
            answered(database, people, seen, *answers)
    with database.reading() as connection:
        assert decisions_of(connection, seen.id) == []
    with pytest.raises(Invalid, match="no line of service"):
        check_answers([], [])


ODD_ANSWERS = [
    (LineDecision(1, Outcome.WITHDRAWN), "withdraws nothing"),
    (LineDecision(1, Outcome.DENIED, authorization="A-1"), "no authorization number"),
    (LineDecision(1, Outcome.APPROVED, authorization="A" * 33), "32 letters"),
    (LineDecision(1, Outcome.APPROVED, authorization="A\n1"), "32 letters"),
    (LineDecision(1, Outcome.APPROVED, quantity=Decimal(1)), "less than was asked"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "words"), ODD_ANSWERS)
def test_what_no_payer_can_have_answered_is_refused(answer: LineDecision, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        check_answers([ASKED], [dataclasses.replace(answer, reason=REASON)])


POSSIBLE = [
    (ASKED, LineDecision(1, Outcome.APPROVED)), (OPEN, LineDecision(1, Outcome.APPROVED, Decimal(3), FIRST, LAST)),
    (ASKED, LineDecision(1, Outcome.APPROVED, Decimal(2), FIRST, LAST + dt.timedelta(30))),
    (ASKED, LineDecision(1, Outcome.MODIFIED, Decimal(1))), (ASKED, LineDecision(1, Outcome.MODIFIED, ends=FIRST)),
    (ASKED, LineDecision(1, Outcome.MODIFIED, starts=LAST)), (OPEN, LineDecision(1, Outcome.MODIFIED, ends=LAST)),
    (OPEN, LineDecision(1, Outcome.MODIFIED, Decimal(1))), (ASKED, LineDecision(1, Outcome.DENIED)),
]  # fmt: skip
IMPOSSIBLE = [
    (ASKED, LineDecision(1, Outcome.MODIFIED, Decimal(999)), "was asked for"),
    (ASKED, LineDecision(1, Outcome.APPROVED, Decimal(3)), "was asked for"),
    (ASKED, LineDecision(1, Outcome.MODIFIED, Decimal(2)), "nothing says how"),
    (ASKED, LineDecision(1, Outcome.MODIFIED, starts=FIRST, ends=LAST), "nothing says how"),
    (ASKED, LineDecision(1, Outcome.MODIFIED), "nothing says how"),
    (ASKED, LineDecision(1, Outcome.MODIFIED, Decimal(0)), "to nothing"),
    (ASKED, LineDecision(1, Outcome.MODIFIED, Decimal(1), dt.date(2030, 1, 1), dt.date(2020, 1, 1)), "before the first"),
    (ASKED, LineDecision(1, Outcome.APPROVED, starts=LAST, ends=FIRST), "before the first"),
    (OPEN, LineDecision(1, Outcome.APPROVED, starts=LAST, ends=FIRST), "before the first"),
    (ASKED, LineDecision(1, Outcome.MODIFIED, ends=FIRST - dt.timedelta(1)), "before the first"),
    (ASKED, LineDecision(1, Outcome.APPROVED, ends=LAST - dt.timedelta(1)), "less than was asked"),
    (ASKED, LineDecision(1, Outcome.APPROVED, starts=FIRST + dt.timedelta(1)), "less than was asked"),
    (ASKED, LineDecision(1, Outcome.DENIED, Decimal(1)), "nothing of which"),
    (ASKED, LineDecision(1, Outcome.DENIED, ends=LAST), "nothing of which"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "one"), POSSIBLE)
def test_terms_that_are_possible(asked: Line, one: LineDecision) -> None:
    check_answers([asked], [dataclasses.replace(one, reason=REASON)])


@pytest.mark.parametrize(("asked", "one", "words"), IMPOSSIBLE)
def test_terms_that_are_not(asked: Line, one: LineDecision, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        check_answers([asked], [dataclasses.replace(one, reason=REASON)])


def test_the_day_of_service_stands_at_the_line_and_an_approval_takes_its_terms(
    database: Database, people: People
) -> None:
    seen = at_payer(database, people)
    assert line(database, seen).starts == FIRST
    approved(database, people, seen)
    with database.reading() as connection:
        ((_, one, row),) = decisions_of(connection, seen.id)
    assert (one.quantity, one.starts, one.ends) == (Decimal(1), FIRST, None)
    assert row.authorization == f"{seen.reference}-1.1"


def test_an_approval_has_the_dates_that_were_given(database: Database, people: People) -> None:
    seen = approved(database, people, at_payer(database, people), starts=FIRST, ends=LAST)
    with database.reading() as connection:
        assert [(one.starts, one.ends) for _, one, _ in decisions_of(connection, seen.id)] == [(FIRST, LAST)]
    with pytest.raises(Invalid, match="before the first"):
        approved(database, people, at_payer(database, people), ends=FIRST - dt.timedelta(1))


def test_what_is_approved_otherwise_than_was_proposed_takes_a_reason(database: Database, people: People) -> None:
    seen = at_payer(database, people)
    assert seen.proposal == "ask"
    for short in ("", " ", "x", "Approved.", "Fine fine fine fine fine fine fine fine fine fine fine fine."):
        with pytest.raises(Invalid, match="otherwise than was proposed"):
            approved(database, people, seen, reason=short)
    approved(database, people, seen)
    with database.reading() as connection:
        ((_, one, row),) = decisions_of(connection, seen.id)
        told = next(
            one.told for one in events_of(connection, people.payer, f"case {seen.id}") if "decisions" in one.told
        )
    assert (one.reason, row.proposal) == (WHY, "ask")
    assert told["decisions"][0]["overrides"] is True
    assert WHY not in " ".join(body for _, body in sent(database, seen))  # it stays in the house


def test_what_is_approved_as_was_proposed_takes_none(database: Database, people: People) -> None:
    seen = at_payer(database, people, "cpap-approve")
    assert seen.proposal == "approve"
    approved(database, people, seen, reason="")


@pytest.mark.parametrize(
    ("proposal", "outcome", "otherwise"),
    [("approve", Outcome.APPROVED, False), ("approve", Outcome.DENIED, True), ("ask", Outcome.APPROVED, True),
     ("clinician", Outcome.APPROVED, True), ("clinician", Outcome.DENIED, False), ("ask", Outcome.MODIFIED, False)],
)  # fmt: skip
def test_what_counts_as_otherwise(proposal: str, outcome: Outcome, otherwise: bool) -> None:
    assert overrides(proposal, LineDecision(1, outcome)) is otherwise


@pytest.mark.parametrize("letter", ["", "Dear Ms. Whitfield, we approve."])
def test_an_approval_always_tells_its_number(database: Database, people: People, letter: str) -> None:
    seen = approved(database, people, at_payer(database, people), letter, ends=LAST)
    ((kind, body),) = sent(database, seen)
    assert kind == "approval"
    assert body.startswith(letter)
    assert body.endswith(
        f"Your request {seen.reference} is approved as asked.\n"
        f"E1390: approved, quantity 1, from 2026-06-11, until 2026-12-10, authorization {seen.reference}-1.1."
    )


def test_a_decision_against_a_request_goes_out_with_a_letter_and_its_outcome(
    database: Database, people: People
) -> None:
    seen = in_clinician_review(database, people)
    open_evidence(database, people.director, seen.id, unclear(database, seen), NOW)
    told = tuple(denial(database, seen))
    for empty in ("", "  \n"):
        with pytest.raises(Invalid, match="goes out with a letter"):
            move(database, people.director, seen.id, seen.version, Step.DECIDE, NOW, own(Step.DECIDE, Given(letter=empty, decisions=told)))  # fmt: skip
    assert sent(database, seen) == []
    given = own(Step.DECIDE, Given(letter="We deny the request.", decisions=told))
    move(database, people.director, seen.id, seen.version, Step.DECIDE, NOW, given)
    ((kind, body),) = sent(database, seen)
    assert (kind, body) == (
        "decision",
        f"We deny the request.\n\nWhat was decided on your request {seen.reference}:\nE1390: denied.",
    )


def test_a_denial_still_holds_its_reason(database: Database, people: People) -> None:
    seen = in_clinician_review(database, people)
    open_evidence(database, people.director, seen.id, unclear(database, seen), NOW)
    given = own(Step.DECIDE, Given(letter="We deny.", decisions=tuple(denial(database, seen))))
    move(database, people.director, seen.id, seen.version, Step.DECIDE, NOW, given)
    with database.reading() as connection:
        ((_, one, row),) = decisions_of(connection, seen.id)
    assert (one.reason, one.quantity, one.starts, row.authorization, row.signed["licensed_in"]) == (
        REASON,
        None,
        None,
        "",
        "NY, ME",
    )
