"""Whose a case is after a step, who is told of it, and to whom it can be given."""

from __future__ import annotations

import pytest

from accord.access import Person, Role
from accord.access.organizations import make_person
from accord.cases.case import Case, case_of
from accord.cases.due import count_notices, look_at_clocks, notices_of, see_notice
from accord.cases.moving import Given, assign, move
from accord.cases.states import State, Step
from accord.cases.turns import colleagues
from accord.db.engine import Database
from accord.errors import Invalid
from tests.cases.conftest import NOW, People
from tests.cases.outward import own
from tests.cases.test_cases import FOR_A_CLINICIAN, in_clinician_review, reviewed

BACK, ASK = Given(words="Please look at the walk first."), Given(words="Please send the walking test.")


def told(database: Database, person: Person) -> list[str]:
    with database.reading() as connection:
        return [one.kind for one in notices_of(connection, person)]


def go(database: Database, person: Person, case: Case, step: Step, given: Given = FOR_A_CLINICIAN) -> Case:
    with database.reading() as connection:
        version = case_of(connection, person, case.id).version
    return move(database, person, case.id, version, step, NOW, own(step, given))


def test_who_takes_a_case_has_it_and_who_refers_it_gives_it_away(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    assert seen.owner is None
    assert go(database, people.reviewer, seen, Step.TAKE).owner == people.reviewer.id
    assert go(database, people.reviewer, seen, Step.REFER).owner is None
    assert go(database, people.director, seen, Step.RETURN, BACK).owner == people.reviewer.id


def test_a_case_is_referred_with_a_reason_that_the_next_reads(database: Database, people: People) -> None:
    seen = go(database, people.reviewer, reviewed(database, people.reviewer), Step.TAKE)
    with pytest.raises(Invalid, match="Say it in words"):
        go(database, people.reviewer, seen, Step.REFER, Given(words=" "))
    with database.reading() as connection:
        assert case_of(connection, people.reviewer, seen.id).state is State.IN_REVIEW
    assert told(database, people.director) == []


def test_a_step_is_told_to_whose_turn_it_becomes_and_to_who_referred(database: Database, people: People) -> None:
    seen = in_clinician_review(database, people)
    assert told(database, people.director) == ["refer"]
    assert told(database, people.reviewer) == told(database, people.auditor) == told(database, people.stranger) == []
    go(database, people.director, seen, Step.RETURN, BACK)
    assert told(database, people.reviewer) == ["return"]
    assert told(database, people.second) == told(database, people.director) == []  # it waits for them no more
    go(database, people.reviewer, seen, Step.REFER)
    go(database, people.director, seen, Step.ASK, ASK)
    assert sorted(told(database, people.reviewer)) == ["ask", "return"]
    assert "ask" not in told(database, people.director)  # never who did it


def test_an_owner_is_told_what_others_do(database: Database, people: People) -> None:
    seen = go(database, people.reviewer, reviewed(database, people.reviewer), Step.TAKE)
    assign(database, people.reviewer, seen.id, seen.version, people.second, NOW)
    go(database, people.reviewer, seen, Step.ASK, ASK)
    assert told(database, people.second) == ["ask"]
    assert told(database, people.reviewer) == []


def test_a_case_is_given_only_to_who_may_work_on_it(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    with database.reading() as connection:
        assert {one for one, _ in colleagues(connection, people.reviewer)} == {
            people.reviewer.id, people.second.id, people.director.id,
        }  # fmt: skip
    with pytest.raises(Invalid, match="may not work on cases"):
        assign(database, people.reviewer, seen.id, seen.version, people.auditor, NOW)
    with database.reading() as connection:
        assert case_of(connection, people.reviewer, seen.id).owner is None


def test_somebody_with_two_roles_is_told_once_and_sees_it_once(database: Database, people: People) -> None:
    seen = reviewed(database, people.reviewer)
    assert seen.due_at is not None
    with database.writing() as connection:
        both = make_person(connection, "system", people.payer, "Bo Both", "bo@plan.example",
                           [Role.REVIEWER, Role.MEDICAL_DIRECTOR], NOW)  # fmt: skip
    look_at_clocks(database, seen.due_at)
    assert told(database, both) == ["overdue"]
    with database.reading() as connection:
        assert count_notices(connection, both) == 1
        (one,) = notices_of(connection, both)
    see_notice(database, both, one.id, NOW)
    assert told(database, both) == []
    with database.reading() as connection:
        assert count_notices(connection, both) == 0
