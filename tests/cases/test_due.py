"""Reminders, escalation and overdue: each once for each day that is set, whoever looks, whatever the clock of the machine does."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from sqlalchemy import select

from accord.access import Person
from accord.audit.chain import verify_chain
from accord.cases.case import Case, case_of
from accord.cases.clocks import ESCALATE_BEFORE, REMIND_BEFORE, ClockRow, RowKind, Urgency
from accord.cases.due import look_at_clocks, notices_of, see_notice
from accord.cases.making import make_case
from accord.cases.moving import assign, move, set_clock
from accord.cases.states import Step
from accord.db.engine import Database
from accord.db.tables import event
from accord.errors import Forbidden, NotFound
from tests.cases.conftest import NOW, People
from tests.cases.outward import signed
from tests.cases.test_cases import papers

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
STEPS = ("reminded", "escalated", "overdue")


def a_case(database: Database, person: Person, urgency: Urgency = Urgency.STANDARD) -> Case:
    return make_case(database, person, papers()[:1], NOW, urgency)


def due(seen: Case) -> dt.datetime:
    assert seen.due_at is not None
    return seen.due_at


def steps(database: Database, people: People, *cases: Case) -> list[str]:
    with database.reading() as connection:
        assert verify_chain(connection, people.payer).fault == ""
        query = select(event.c.action).where(
            event.c.action.in_(STEPS), event.c.about.in_([f"case {one.id}" for one in cases])
        )
        return list(connection.execute(query.order_by(event.c.number)).scalars())


def told(database: Database, person: Person) -> list[str]:
    with database.reading() as connection:
        return sorted(one.kind for one in notices_of(connection, person))


@pytest.mark.parametrize("urgency", list(Urgency))
def test_each_step_comes_at_its_time_and_once(database: Database, people: People, urgency: Urgency) -> None:
    made = a_case(database, people.reviewer, urgency)
    moments = (due(made) - REMIND_BEFORE[urgency], due(made) - ESCALATE_BEFORE[urgency], due(made))
    for done, moment in enumerate(moments):
        look_at_clocks(database, moment - MINUTE)
        assert steps(database, people, made) == list(STEPS[:done])
        for later in (moment, moment, moment + MINUTE):
            look_at_clocks(database, later)
        assert steps(database, people, made) == list(STEPS[: done + 1])
    assert look_at_clocks(database, due(made) + 30 * DAY) == 0
    with database.reading() as connection:
        assert case_of(connection, people.reviewer, made.id).version == made.version  # nobody's work is disturbed


def test_who_was_down_takes_the_furthest_step_and_no_other(database: Database, people: People) -> None:
    made = a_case(database, people.reviewer)
    assert look_at_clocks(database, due(made) + 3 * DAY) == 1
    assert look_at_clocks(database, due(made) + 3 * DAY) == 0
    assert steps(database, people, made) == ["overdue"]


def test_many_workers_that_look_at_once_do_each_step_once(database: Database, people: People) -> None:
    made = [a_case(database, people.reviewer) for _ in range(8)]
    taken: list[int] = []
    moment = due(made[0]) - ESCALATE_BEFORE[Urgency.STANDARD]
    threads = [threading.Thread(target=lambda: taken.append(look_at_clocks(database, moment))) for _ in range(5)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sum(taken) == 8
    assert steps(database, people, *made) == ["escalated"] * 8
    assert told(database, people.director) == ["escalated"] * 8


def test_a_clock_that_was_extended_reminds_anew(database: Database, people: People) -> None:
    made = a_case(database, people.reviewer)
    late = due(made) + MINUTE
    look_at_clocks(database, late)
    row = ClockRow(RowKind.EXTENDED, late, 14, "The laboratory sends its report on Friday.")
    longer = set_clock(database, people.reviewer, made.id, made.version, row, late)
    assert look_at_clocks(database, late) == 0
    for moment in (due(longer) - 2 * DAY, due(longer) - DAY, due(longer)):
        look_at_clocks(database, moment)
    assert steps(database, people, made) == ["overdue", *STEPS]


def test_a_clock_that_stands_still_reminds_nobody(database: Database, people: People) -> None:
    made = a_case(database, people.reviewer)
    row = ClockRow(RowKind.STOPPED, NOW + MINUTE, 0, "State law stops it while the requester answers.")
    set_clock(database, people.reviewer, made.id, made.version, row, NOW + MINUTE)
    assert look_at_clocks(database, NOW + 100 * DAY) == 0


@pytest.mark.parametrize("jump", [-400 * DAY, -DAY, DAY, 400 * DAY])
def test_a_clock_of_the_machine_that_jumps_does_nothing_twice(
    database: Database, people: People, jump: dt.timedelta
) -> None:
    made = a_case(database, people.reviewer)
    now = due(made) - 2 * DAY
    for moment in (now, now + jump, now, now + MINUTE, now + jump, due(made) - DAY, due(made), due(made) + jump):
        look_at_clocks(database, moment)
    found = steps(database, people, made)
    assert len(found) == len(set(found))
    assert found[-1] == "overdue"


def test_a_day_that_somebody_moves_meanwhile_is_not_reminded_of(database: Database, people: People) -> None:
    from accord.cases import due as module

    made = a_case(database, people.reviewer)
    moment = due(made) - DAY
    found = list(module._waiting(database, module.STEPS[1], Urgency.STANDARD, due(made), (NOW, "")))  # pyright: ignore[reportPrivateUsage]
    row = ClockRow(RowKind.EXTENDED, moment, 3, "The laboratory sends its report on Friday.")
    set_clock(database, people.reviewer, made.id, made.version, row, moment)
    assert [module._take(database, 1, one, moment) for one in found] == [False]  # pyright: ignore[reportPrivateUsage]
    assert steps(database, people, made) == []


def test_the_owner_is_told_or_the_role_whose_turn_it_is_and_those_above_when_it_is_late(
    database: Database, people: People
) -> None:
    first, second = a_case(database, people.reviewer), a_case(database, people.reviewer)
    first = assign(database, people.reviewer, first.id, first.version, people.second, NOW)
    look_at_clocks(database, due(first) - 2 * DAY)
    assert told(database, people.second) == ["reminded", "reminded"]
    assert told(database, people.reviewer) == ["reminded"]
    assert told(database, people.director) == []
    look_at_clocks(database, due(first))
    assert told(database, people.director) == ["overdue", "overdue"]
    assert told(database, people.stranger) == told(database, people.coordinator) == []
    del second


def test_a_notice_is_seen_once_by_somebody_whom_it_was_for(database: Database, people: People) -> None:
    made = a_case(database, people.reviewer)
    look_at_clocks(database, due(made) - 2 * DAY)
    with database.reading() as connection:
        (one,) = notices_of(connection, people.reviewer)
    assert (one.case, one.reference, one.role) == (made.id, made.reference, "reviewer")
    for person in (people.director, people.stranger, people.coordinator):
        with pytest.raises((NotFound, Forbidden)):
            see_notice(database, person, one.id, NOW)
    see_notice(database, people.second, one.id, NOW)
    see_notice(database, people.reviewer, one.id, NOW + MINUTE)
    assert told(database, people.reviewer) == told(database, people.second) == []
    with database.reading() as connection:
        (kept,) = notices_of(connection, people.reviewer, seen=True)
        assert kept.seen_at == NOW
        assert connection.execute(select(event.c.who).where(event.c.action == "notice_seen")).scalars().all() == [
            people.second.id
        ]


def test_a_provider_is_told_that_the_payer_is_late(database: Database, people: People) -> None:
    from tests.cases.test_cases import reviewed

    seen = reviewed(database, people.coordinator)
    assert look_at_clocks(database, NOW + 100 * DAY) == 0
    seen = move(database, people.coordinator, seen.id, seen.version, Step.COMPLETE, NOW)
    seen = move(
        database,
        people.coordinator,
        seen.id,
        seen.version,
        Step.SEND,
        NOW,
        signed(database, people.clinician, seen.id, "Signed: C. Quist"),
    )
    look_at_clocks(database, due(seen))
    assert told(database, people.coordinator) == told(database, people.clinician) == ["overdue"]
