"""The tables of states and clocks: without gaps, and every way leads only where it may."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.access import Act, Person, Role, check_may, may
from accord.access.roles import MAY
from accord.cases.clocks import ClockRow, RowKind, Urgency, check_row, due_at
from accord.cases.states import FIRST, STATES, TRANSITIONS, State, Step, diagram, steps_from, transition
from accord.dossier.review import Desk
from accord.errors import Conflict, Forbidden, Invalid

EAST = "America/New_York"


def at(words: str, zone: str = EAST) -> dt.datetime:
    return dt.datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def received(words: str) -> list[ClockRow]:
    return [ClockRow(RowKind.RECEIVED, at(words))]


def test_every_state_and_step_stands_in_the_tables() -> None:
    assert set(STATES) == set(State)
    assert set(TRANSITIONS) == set(Step)
    assert set(MAY) == set(Act)


def test_every_state_is_reached_and_none_but_the_last_is_a_dead_end() -> None:
    for side in Desk:
        reached, waiting = set[State](), [FIRST[side]]
        while waiting:
            state = waiting.pop()
            if state not in reached:
                reached.add(state)
                waiting += [one.target for one in steps_from(state)]
        assert reached == {state for state, told in STATES.items() if told.side is side}
        assert {state for state in reached if not list(steps_from(state))} <= {State.CLOSED}


def test_no_way_leads_from_one_side_to_the_other() -> None:
    for one in TRANSITIONS.values():
        assert {STATES[origin].side for origin in one.origins} == {STATES[one.target].side}


def test_only_what_the_tables_hold_can_happen() -> None:
    for step in Step:
        for state in State:
            if state in TRANSITIONS[step].origins:
                assert transition(step, state).target in State
            else:
                with pytest.raises(Conflict, match="is not possible"):
                    transition(step, state)


def test_only_one_step_may_decide_against_a_request_and_only_a_medical_director_takes_it() -> None:
    deciding = [one for one in TRANSITIONS.values() if one.act is Act.DENY]
    assert [one.step for one in deciding] == [Step.DECIDE]
    assert MAY[Act.DENY] == {Role.MEDICAL_DIRECTOR}
    assert deciding[0].origins == (State.CLINICIAN_REVIEW,)


def test_the_diagram_shows_every_way() -> None:
    drawn = diagram(Desk.PAYER) + diagram(Desk.PROVIDER)
    for one in TRANSITIONS.values():
        for origin in one.origins:
            assert f"{origin.value} --> {one.target.value}: {one.step.value}" in drawn


def test_a_rule_that_forbids_says_who_may() -> None:
    person = Person("p", "o", "Rita", frozenset({Role.REVIEWER}))
    assert may(person, Act.APPROVE)
    assert not may(person, Act.DENY)
    with pytest.raises(Forbidden, match="Only a medical director"):
        check_may(person, Act.DENY)


@pytest.mark.parametrize(
    ("rows", "urgency", "due"),
    [
        (received("2026-05-12T10:30"), Urgency.STANDARD, at("2026-05-19T10:30")),
        (received("2026-05-12T10:30"), Urgency.EXPEDITED, at("2026-05-15T10:30")),
        # Summer time begins on 2026-03-08 and ends on 2026-11-01: calendar days keep the hour, hours are hours.
        (received("2026-03-05T10:30"), Urgency.STANDARD, at("2026-03-12T10:30")),
        (received("2026-03-06T10:30"), Urgency.EXPEDITED, at("2026-03-09T11:30")),
        (received("2026-10-30T10:30"), Urgency.STANDARD, at("2026-11-06T10:30")),
        (received("2026-10-25T01:30"), Urgency.STANDARD, dt.datetime(2026, 11, 1, 5, 30, tzinfo=dt.UTC)),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.EXTENDED, at("2026-05-13T09:00"), 14, "r")],
         Urgency.STANDARD, at("2026-06-02T10:30")),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.STOPPED, at("2026-05-13T09:00"), 0, "r")],
         Urgency.STANDARD, None),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.STOPPED, at("2026-05-13T09:00"), 0, "r"),
          ClockRow(RowKind.RESUMED, at("2026-05-15T12:00"))], Urgency.STANDARD, at("2026-05-21T13:30")),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.EXPEDITED, at("2026-05-13T09:00"), 0, "r")],
         Urgency.STANDARD, at("2026-05-16T09:00")),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.EXPEDITED, at("2026-05-18T09:00"), 0, "r")],
         Urgency.STANDARD, at("2026-05-19T10:30")),
        # What is sent, appealed or reopened begins anew; extensions and stops of before count no more, haste does.
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.SENT, at("2026-05-22T09:00"))],
         Urgency.STANDARD, at("2026-05-29T09:00")),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.SENT, at("2026-05-22T09:00"))],
         Urgency.EXPEDITED, at("2026-05-25T09:00")),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.SENT, at("2026-05-12T11:00")),
          ClockRow(RowKind.APPEALED, at("2026-06-01T09:00"))], Urgency.STANDARD, at("2026-07-01T09:00")),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.EXTENDED, at("2026-05-13T09:00"), 14, "r"),
          ClockRow(RowKind.STOPPED, at("2026-05-14T09:00"), 0, "r"), ClockRow(RowKind.REOPENED, at("2026-07-01T09:00"))],
         Urgency.STANDARD, at("2026-07-08T09:00")),
        ([*received("2026-05-12T10:30"), ClockRow(RowKind.EXPEDITED, at("2026-05-13T09:00"), 0, "r"),
          ClockRow(RowKind.APPEALED, at("2026-06-01T09:00"))], Urgency.STANDARD, at("2026-06-04T09:00")),
    ],
)  # fmt: skip
def test_when_a_decision_is_due(rows: list[ClockRow], urgency: Urgency, due: dt.datetime | None) -> None:
    assert due_at(rows, urgency, EAST) == due


@pytest.mark.parametrize(
    ("row", "error", "words"),
    [
        (ClockRow(RowKind.EXTENDED, at("2026-05-13T09:00"), 15, "r"), Invalid, "14 days"),
        (ClockRow(RowKind.EXTENDED, at("2026-05-13T09:00"), 0, "r"), Invalid, "14 days"),
        (ClockRow(RowKind.EXTENDED, at("2026-05-13T09:00"), 5), Invalid, "for a reason"),
        (ClockRow(RowKind.STOPPED, at("2026-05-13T09:00")), Invalid, "for a reason"),
        (ClockRow(RowKind.RESUMED, at("2026-05-13T09:00")), Conflict, "runs already"),
        (ClockRow(RowKind.RECEIVED, at("2026-05-13T09:00")), Conflict, "received once"),
        (ClockRow(RowKind.EXTENDED, at("2026-05-11T09:00"), 5, "r"), Conflict, "set back"),
    ],
)
def test_what_may_not_happen_to_a_clock(row: ClockRow, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        check_row(received("2026-05-12T10:30"), row)


@given(st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2030, 1, 1)), st.sampled_from(["America/New_York", "America/Denver",
       "Pacific/Honolulu", "Europe/Paris", "Australia/Lord_Howe"]), st.sampled_from(list(Urgency)))  # fmt: skip
def test_a_decision_is_never_due_later_than_the_law_says(moment: dt.datetime, zone: str, urgency: Urgency) -> None:
    start = moment.replace(tzinfo=dt.UTC)
    due = due_at([ClockRow(RowKind.RECEIVED, start)], urgency, zone)
    assert due is not None
    days = (due.astimezone(ZoneInfo(zone)).date() - start.astimezone(ZoneInfo(zone)).date()).days
    assert days <= (7 if urgency is Urgency.STANDARD else 4)
    assert due > start
    if urgency is Urgency.EXPEDITED:
        assert due - start == dt.timedelta(hours=72)


def test_an_extension_of_before_takes_nothing_from_the_one_that_may_follow() -> None:
    before = [*received("2026-05-12T10:30"), ClockRow(RowKind.EXTENDED, at("2026-05-13T09:00"), 14, "r")]
    row = ClockRow(RowKind.EXTENDED, at("2026-07-02T09:00"), 14, "r")
    with pytest.raises(Invalid, match="as far as it may be"):
        check_row(before, row)
    check_row([*before, ClockRow(RowKind.REOPENED, at("2026-07-01T09:00"))], row)


def test_a_clock_without_a_beginning_or_a_zone_is_refused() -> None:
    with pytest.raises(Invalid, match="begins with the receipt"):
        due_at([], Urgency.STANDARD, EAST)
    with pytest.raises(Invalid, match="no time zone"):
        due_at(received("2026-05-12T10:30"), Urgency.STANDARD, "Mars/Olympus")
