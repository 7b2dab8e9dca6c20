"""The figures of quality control split, and opinions that somebody asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.event import listen, remove

from accord.audit.chain import verify_chain
from accord.cases import sampling
from accord.cases.agreement import Pair, agreement, most_likely_share
from accord.cases.case import Case, case_of
from accord.cases.decisions import Outcome
from accord.cases.moving import Given, move
from accord.cases.opinions import (
    ask_opinion,
    give_opinion,
    given_by,
    opinion_of,
    owed_by,
    take_opinion,
    waiting_for_opinion,
)
from accord.cases.quality import Decided, SecondLook, Span, criteria_disagreed, decided, overrides, second_looks
from accord.cases.quality_by import by_criterion, by_policy, by_reviewer, by_rule, by_week, monday, with_proposal
from accord.cases.states import Step
from accord.db.engine import Database
from accord.db.tables import correction, event
from accord.errors import Conflict, Forbidden, Invalid, NotFound
from tests.cases.conftest import NOW, People
from tests.cases.test_cases import approvals, reviewed

DAY, ZONE = dt.timedelta(days=1), ZoneInfo("America/New_York")
SPAN = Span(NOW - 30 * DAY, NOW + 30 * DAY)


def line(
    case: str, outcome: str = "approved", proposal: str = "approve", by: str | None = "p", day: int = 0, **more: object
) -> Decided:
    return replace(Decided(case, "a", 1, 1, proposal, outcome, "", by, NOW + day * DAY), **more)  # type: ignore[arg-type]


# ---- numbers


@pytest.mark.parametrize(
    ("found", "of", "at_most"), [(0, 300, 0.00994), (0, 100, 0.0295), (0, 50, 0.0582), (3, 132, 0.0578)]
)
def test_what_few_faults_among_so_many_still_allow(found: int, of: int, at_most: float) -> None:
    assert most_likely_share(found, of) == pytest.approx(at_most, rel=0.01)


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_bound_lies_above_what_was_found_and_falls_with_more(found: int, more: int) -> None:
    of = found + more
    told = most_likely_share(found, of)
    if of == 0:
        assert told is None
        return
    assert told is not None
    assert found / of <= told <= 1
    wider = most_likely_share(found, of + 100)
    assert wider is not None
    assert wider <= told + 1e-9


@given(st.lists(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=1, max_size=3), max_size=12))
def test_the_order_of_cases_changes_nothing(cases: list[list[Pair]]) -> None:
    assert agreement(cases) == agreement(cases[::-1])


def test_ten_thousand_cases_are_drawn_in_no_time() -> None:
    cases: Sequence[Sequence[Pair]] = [[("approved", "approved" if n % 9 else "denied")] for n in range(5_000)] * 2
    begun = dt.datetime.now(dt.UTC)
    told = agreement(cases)
    assert (dt.datetime.now(dt.UTC) - begun).total_seconds() < 2
    assert (told.cases, told.percent) == (10_000, pytest.approx(88.9, abs=0.1))


# ---- splits


def test_persons_against_the_proposal_by_policy_and_by_person() -> None:
    rows = [
        line("1"),
        line("2", "denied"),
        line("3", "denied", "clinician", by="q"),
        line("4", by=None),
        line("5", policy="b"),
    ]
    seconds = [
        SecondLook("2", "a", "p", "q", (("denied", "approved"),), NOW),
        SecondLook("5", "b", "p", "q", (("approved", "approved"),), NOW),
    ]
    assert with_proposal(rows).percent == 75
    a, b = by_policy(rows, seconds)
    assert (a.name, a.cases, a.by_rule, a.proposal.lines, a.second.percent) == ("a", 4, 1, 3, 0)
    assert (b.name, b.cases, b.by_rule, b.second.percent) == ("b", 1, 0, 100)
    told = by_reviewer(rows, seconds)
    assert set(told) == {"p", "q"}
    assert (told["p"].cases, told["p"].second.lines, told["q"].second.lines) == (3, 2, 0)


def test_every_week_is_there_and_one_that_lies_outside_is_told() -> None:
    rows = [line(f"{day}-{n}", "approved" if n else "denied", day=day) for day in (-21, -14, 0) for n in range(10)]
    rows += [line(f"x{n}", "denied", day=-7, seconds=6.0 * n) for n in range(10)]
    told = by_week(rows, [], Span(NOW - 28 * DAY, NOW + DAY), ZONE)
    assert [week.begins for week in told] == [dt.date(2026, 4, 13) + n * 7 * DAY for n in range(5)]
    assert [week.lines for week in told] == [0, 10, 10, 10, 10]
    assert (told[0].approved, told[0].outside, told[1].approved) == (None, frozenset(), 0.9)
    assert told[3].outside == {"approved", "otherwise"}
    assert not told[1].outside
    assert [week.seconds for week in told] == [None, 0, 0, 27, 0]


def test_weeks_begin_on_mondays_where_the_organization_is() -> None:
    assert monday(dt.datetime(2026, 5, 11, 3, tzinfo=dt.UTC), ZONE) == dt.date(2026, 5, 4)
    assert monday(dt.datetime(2026, 5, 11, 5, tzinfo=dt.UTC), ZONE) == dt.date(2026, 5, 11)


def test_what_rules_approved_is_held_against_what_persons_saw_of_the_like() -> None:
    rows = [line("1", by=None), line("2", by=None, day=1), line("2", "denied", round=2), line("3"), line("4", "denied"),
            line("5", proposal="ask"), line("6", by="p", policy="b")]  # fmt: skip
    (told,) = by_rule(rows)
    (again,) = by_rule([replace(rows[0], state="reopened"), *rows[1:]])
    assert (told.reopened, again.reopened) == (1, 2)
    assert (told.policy, told.cases, told.reopened, told.looked_at, told.otherwise) == ("a", 2, 1, 2, 1)
    assert told.at_most is not None
    assert 0.5 < told.at_most < 1


def test_figures_are_of_the_own_organization_the_span_and_the_policy(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_drawn(database, people, monkeypatch)
    move(
        database, people.reviewer, made.id, made.version, Step.APPROVE, NOW, Given(decisions=approvals(database, made))
    )
    with database.writing() as connection:
        for number, word in enumerate(("confirmed", "rejected", "withdrawn"), 1):
            connection.execute(insert(correction).values(
                case=made.id, number=number, organization=people.payer, finding="f", criterion="k", word=word, was="{}",
                reason="", by=people.reviewer.id, signed="R", at=NOW))  # fmt: skip
    with database.reading() as connection:
        rows = decided(connection, people.auditor, SPAN)
        assert [(row.case, row.by) for row in rows] == [(made.id, people.reviewer.id)]
        assert decided(connection, people.stranger, SPAN) == []
        assert decided(connection, people.auditor, replace(SPAN, since=NOW + DAY)) == []
        assert decided(connection, people.auditor, replace(SPAN, policy="another")) == []
        assert decided(connection, people.auditor, replace(SPAN, policy=made.policy)) == rows
        (told,) = by_criterion(connection, people.auditor, SPAN, rows, [])
        assert (told.criterion, told.confirmed, told.changed) == ("k", 1, 1)
        assert by_criterion(connection, people.stranger, SPAN, [], []) == []
        for ask in (
            lambda: decided(connection, people.reviewer, SPAN),
            lambda: second_looks(connection, people.reviewer, SPAN),
        ):
            with pytest.raises(Forbidden):
                ask()


# ---- opinions that were asked for


def a_drawn(database: Database, people: People, monkeypatch: pytest.MonkeyPatch, *, drawn: bool = True) -> Case:
    """A case in review; the draw falls on it, or on none."""
    monkeypatch.setattr(sampling, "drawn", lambda *_: drawn)
    made = reviewed(database, people.reviewer, "cpap-approve")
    return move(database, people.reviewer, made.id, made.version, Step.TAKE, NOW)


def outcomes(database: Database, made: Case, word: Outcome) -> dict[int, Outcome]:
    return {one.line: word for one in approvals(database, made)}


def test_an_opinion_is_asked_for_with_a_reason_and_comes_first(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = a_drawn(database, people, monkeypatch)
    made = a_drawn(database, people, monkeypatch, drawn=False)
    assert not made.sampled
    ask_opinion(database, people.reviewer, made.id, made.version, "The two reports differ.", NOW)
    with database.reading() as connection:
        assert case_of(connection, people.reviewer, made.id).sampled
        waiting = waiting_for_opinion(connection, people.second)
        assert [(one.case, one.asked_at) for one in waiting] == [(made.id, NOW), (other.id, None)]
        assert waiting_for_opinion(connection, people.reviewer) == []
        told = connection.execute(select(event.c.told).where(event.c.action == "second_opinion_asked")).scalar_one()
        assert "reports" not in str(told)
        assert verify_chain(connection, people.payer).fault == ""


def test_asking_twice_without_reason_or_on_what_has_moved_changes_nothing(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_drawn(database, people, monkeypatch, drawn=False)
    with pytest.raises(Invalid):
        ask_opinion(database, people.reviewer, made.id, made.version, " ", NOW)
    with pytest.raises(Conflict, match="changed the case"):
        ask_opinion(database, people.reviewer, made.id, made.version - 1, "Why not.", NOW)
    with pytest.raises(Forbidden):
        ask_opinion(database, people.auditor, made.id, made.version, "Why not.", NOW)
    with pytest.raises(NotFound):
        ask_opinion(database, people.stranger, made.id, made.version, "Why not.", NOW)
    with database.reading() as connection:
        assert case_of(connection, people.reviewer, made.id) == made
    ask_opinion(database, people.reviewer, made.id, made.version, "The two reports differ.", NOW)
    with pytest.raises(Conflict, match="already"):
        ask_opinion(database, people.reviewer, made.id, made.version + 1, "Again.", NOW)


def test_who_decides_a_drawn_case_learns_the_opinion_only_afterwards(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_drawn(database, people, monkeypatch)
    take_opinion(database, people.second, made.id, NOW)
    with database.reading() as connection:
        assert [one.case for one in owed_by(connection, people.second)] == [made.id]
    give_opinion(database, people.second, made.id, outcomes(database, made, Outcome.DENIED), [], "", NOW)
    with database.reading() as connection:
        assert opinion_of(connection, people.reviewer, made.id) is None
        assert opinion_of(connection, people.second, made.id) is not None
        assert [one[0] for one in given_by(connection, people.second)] == [made.id]
    move(
        database,
        people.reviewer,
        made.id,
        made.version,
        Step.APPROVE,
        NOW + DAY,
        Given(decisions=approvals(database, made)),
    )
    with database.reading() as connection:
        assert opinion_of(connection, people.reviewer, made.id) is not None
        (told,) = second_looks(connection, people.auditor, SPAN)
        assert told.pairs == (("approved", "denied"),)


def test_a_decision_that_knew_the_opinion_is_no_second_look(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_drawn(database, people, monkeypatch, drawn=False)
    ask_opinion(database, people.reviewer, made.id, made.version, "The two reports differ.", NOW)
    take_opinion(database, people.second, made.id, NOW)
    give_opinion(database, people.second, made.id, outcomes(database, made, Outcome.APPROVED), [], "", NOW)
    with database.reading() as connection:
        assert opinion_of(connection, people.reviewer, made.id) is not None
    move(
        database,
        people.reviewer,
        made.id,
        made.version + 1,
        Step.APPROVE,
        NOW + DAY,
        Given(decisions=approvals(database, made)),
    )
    with database.reading() as connection:
        assert second_looks(connection, people.auditor, SPAN) == []


def test_overrides_keep_from_who_owes_an_opinion_what_was_decided(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda *_: True)
    made = reviewed(database, people.reviewer)
    made = move(database, people.reviewer, made.id, made.version, Step.TAKE, NOW)
    move(
        database, people.reviewer, made.id, made.version, Step.APPROVE, NOW, Given(decisions=approvals(database, made))
    )
    with database.reading() as connection:
        assert len(overrides(connection, people.director, SPAN.since, SPAN.until)) == len(approvals(database, made))
    take_opinion(database, people.director, made.id, NOW)
    with database.reading() as connection:
        assert overrides(connection, people.director, SPAN.since, SPAN.until) == []
        assert overrides(connection, people.auditor, SPAN.since, SPAN.until)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_figures_of_a_span_are_read_by_indexes(database: Database, people: People) -> None:
    """PostgreSQL reads so few rows as are here without one."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def heard(_: object, __: object, statement: str, parameters: tuple[object, ...], *___: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    listen(database.engine, "before_cursor_execute", heard)
    with database.reading() as connection:
        rows = decided(connection, people.auditor, SPAN)
        second_looks(connection, people.auditor, SPAN)
        criteria_disagreed(connection, people.auditor, SPAN.since, SPAN.until)
        by_criterion(connection, people.auditor, SPAN, rows, [])
        remove(database.engine, "before_cursor_execute", heard)
        plans = [
            " ".join(row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))
            for statement, parameters in asked
        ]
    used = ["ix_case__changed", "ix_second_opinion_at", "ix_second_opinion_at", "ix_correction_at"]
    assert [name for plan, name in zip(plans, used, strict=True) if f"{name} (organization=? AND" not in plan] == [], (
        plans
    )
