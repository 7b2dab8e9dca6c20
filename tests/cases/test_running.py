"""Steps and the clock: what begins it anew, what lets it run again, and that a case which waits never loses its day for good."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from accord.cases.case import Case, case_of, clock_of, lines_of
from accord.cases.clocks import ClockRow, RowKind
from accord.cases.decisions import LineDecision, Outcome
from accord.cases.due import look_at_clocks
from accord.cases.files import Arrived
from accord.cases.moving import Given, add_papers, move, set_clock
from accord.cases.running import BEGINS
from accord.cases.states import STATES, TRANSITIONS, State, Step
from accord.db.engine import Database
from accord.db.tables import case, event
from accord.errors import Conflict
from tests.cases.conftest import NOW, People
from tests.cases.outward import own, signed
from tests.cases.test_cases import approvals, reviewed

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
WHY = "State law stops it while the requester answers."


def steps(database: Database, seen: Case) -> list[str]:
    with database.reading() as connection:
        query = select(event.c.action).where(
            event.c.about == f"case {seen.id}", event.c.action.in_(("reminded", "escalated", "overdue"))
        )
        return list(connection.execute(query.order_by(event.c.number)).scalars())


def kinds(database: Database, seen: Case) -> list[RowKind]:
    with database.reading() as connection:
        return [row.kind for row in clock_of(connection, seen.id)]


def sent(database: Database, people: People, at: dt.datetime) -> Case:
    seen = reviewed(database, people.coordinator)
    seen = move(database, people.coordinator, seen.id, seen.version, Step.COMPLETE, NOW)
    given = signed(database, people.clinician, seen.id, "Signed: Carl Quist, MD")
    return move(database, people.coordinator, seen.id, seen.version, Step.SEND, at, given)


def stopped(database: Database, people: People) -> Case:
    """Taken, asked of, and then its clock stopped."""
    seen = reviewed(database, people.reviewer)
    seen = move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)
    asked = own(Step.ASK, Given(words="Please send the second night."))
    seen = move(database, people.reviewer, seen.id, seen.version, Step.ASK, NOW, asked)
    row = ClockRow(RowKind.STOPPED, NOW + DAY, 0, WHY)
    return set_clock(database, people.reviewer, seen.id, seen.version, row, NOW + DAY)


def decided(database: Database, people: People) -> Case:
    seen = reviewed(database, people.reviewer)
    seen = move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)
    given = own(Step.APPROVE, Given(decisions=approvals(database, seen)))
    return move(database, people.reviewer, seen.id, seen.version, Step.APPROVE, NOW, given)


def test_the_payers_time_is_counted_from_the_day_of_sending(database: Database, people: People) -> None:
    late = NOW + 10 * DAY
    seen = sent(database, people, late)
    assert seen.due_at == late + 7 * DAY
    assert kinds(database, seen) == [RowKind.RECEIVED, RowKind.SENT]
    assert look_at_clocks(database, late + 4 * DAY) == 0
    look_at_clocks(database, late + 7 * DAY)
    assert steps(database, seen) == ["overdue"]
    # Its answer to a question of the payer is no new request.
    asked = Given(words="They want the second night.")
    seen = move(database, people.coordinator, seen.id, seen.version, Step.PAYER_ASKS, late + 8 * DAY, asked)
    answer = own(Step.ANSWER, Given(words="Here it is."))
    seen = move(database, people.coordinator, seen.id, seen.version, Step.ANSWER, late + 9 * DAY, answer)
    assert seen.due_at == late + 7 * DAY


def test_an_appeal_has_thirty_days_of_its_own_and_is_reminded_of_anew(database: Database, people: People) -> None:
    seen = sent(database, people, NOW)
    look_at_clocks(database, NOW + 8 * DAY)
    with database.reading() as connection:
        lines = lines_of(connection, seen.id)
    answers = tuple(LineDecision(line.number, Outcome.DENIED, reason="The plan says no.") for line in lines)
    then = NOW + 9 * DAY
    seen = move(database, people.coordinator, seen.id, seen.version, Step.PAYER_DECIDES, then, Given(decisions=answers))
    assert seen.due_at is None
    letter = own(Step.APPEAL, Given(letter="We appeal."))
    seen = move(database, people.clinician, seen.id, seen.version, Step.APPEAL, NOW + 20 * DAY, letter)
    assert seen.due_at == NOW + 50 * DAY
    assert look_at_clocks(database, NOW + 40 * DAY) == 0
    for moment in (48, 49, 50):
        look_at_clocks(database, NOW + moment * DAY)
    assert steps(database, seen) == ["overdue", "reminded", "escalated", "overdue"]


def test_a_reopened_case_has_a_day_that_lies_ahead(database: Database, people: People) -> None:
    seen = decided(database, people)
    assert seen.due_at is None
    then = NOW + 30 * DAY
    seen = move(database, people.director, seen.id, seen.version, Step.REOPEN, then, Given(words="A new report came."))
    assert seen.due_at == then + 7 * DAY
    assert kinds(database, seen) == [RowKind.RECEIVED, RowKind.REOPENED]
    look_at_clocks(database, then + 7 * DAY)
    assert steps(database, seen) == ["overdue"]
    with database.reading() as connection:
        told = connection.execute(select(event.c.told).where(event.c.action == "reopen")).scalar_one()
    assert told["clock"] == "reopened"


@pytest.mark.parametrize("papers", [False, True])
def test_what_was_asked_for_lets_a_stopped_clock_run_again(database: Database, people: People, papers: bool) -> None:
    seen = stopped(database, people)
    assert seen.due_at is None
    back = NOW + 4 * DAY
    if papers:
        files = [Arrived("night.txt", "text/plain", b"The second night.")]
        seen = add_papers(database, people.reviewer, seen.id, seen.version, files, back)
    else:
        seen = move(database, people.reviewer, seen.id, seen.version, Step.MORE_CAME, back)
    assert (seen.state, seen.due_at) == (State.IN_REVIEW, NOW + 10 * DAY)  # three days stood still
    assert kinds(database, seen) == [RowKind.RECEIVED, RowKind.STOPPED, RowKind.RESUMED]
    look_at_clocks(database, NOW + 10 * DAY)
    assert steps(database, seen) == ["overdue"]


def test_a_clock_that_runs_is_not_resumed(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    seen = move(database, people.reviewer, seen.id, seen.version, Step.TAKE, NOW)
    asked = own(Step.ASK, Given(words="Please send the second night."))
    seen = move(database, people.reviewer, seen.id, seen.version, Step.ASK, NOW, asked)
    seen = move(database, people.reviewer, seen.id, seen.version, Step.MORE_CAME, NOW + DAY)
    assert kinds(database, seen) == [RowKind.RECEIVED]
    assert seen.due_at == NOW + 7 * DAY


def test_a_case_whose_clock_does_not_run_gets_no_day(database: Database, people: People) -> None:
    seen = decided(database, people)
    row = ClockRow(RowKind.EXTENDED, NOW + HOUR, 14, "The laboratory sends its report on Friday.")
    with pytest.raises(Conflict, match="No clock runs"):
        set_clock(database, people.reviewer, seen.id, seen.version, row, NOW + HOUR)
    with database.reading() as connection:
        assert case_of(connection, people.reviewer, seen.id) == seen
    assert kinds(database, seen) == [RowKind.RECEIVED]
    assert look_at_clocks(database, NOW + 100 * DAY) == 0


@pytest.mark.parametrize("kind", sorted(BEGINS.values()))
def test_no_person_begins_a_clock_anew_but_by_its_step(database: Database, people: People, kind: RowKind) -> None:
    seen = reviewed(database, people.reviewer)
    with pytest.raises(Conflict, match="received once"):
        set_clock(database, people.reviewer, seen.id, seen.version, ClockRow(kind, NOW + HOUR), NOW + HOUR)
    with database.reading() as connection:
        assert case_of(connection, people.reviewer, seen.id).due_at == NOW + 7 * DAY


def test_a_machine_whose_clock_was_set_back_sends_nothing_with_a_wrong_day(database: Database, people: People) -> None:
    with pytest.raises(Conflict, match="set back"):
        sent(database, people, NOW - HOUR)
    with database.reading() as connection:
        assert connection.execute(select(case.c.state)).scalar_one() == State.READY.value


def test_every_way_into_a_running_clock_counts_it_anew() -> None:
    """From a state whose clock does not run into one whose does: the day of before would lie in the past."""
    for way in TRANSITIONS.values():
        if STATES[way.target].runs and not all(STATES[origin].runs for origin in way.origins):
            assert way.step in BEGINS, way.step
