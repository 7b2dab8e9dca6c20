"""Breaking the glass: who may, for which case, for how long, and what stays of it."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.access import Act, Person, Role, may
from accord.access.break_glass import break_glass
from accord.access.organizations import make_person
from accord.access.sessions import Session, begin_session, session_of, sign_out
from accord.audit.chain import events_of, verify_chain
from accord.cases.case import Case, case_of, cases_of, counts_of
from accord.cases.files import Arrived
from accord.cases.making import make_case
from accord.cases.moving import assign, move
from accord.cases.states import Step
from accord.db.engine import Database
from accord.db.sealing import unveiled
from accord.errors import Conflict, Forbidden, Invalid, NotFound
from tests.cases.conftest import NOW, People

REASON = "The review of this case fails and both reviewers are away."
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def anna(database: Database, people: People) -> Session:
    """An administrator of the payer, signed in."""
    with database.writing() as connection:
        made = make_person(
            connection, "system", people.payer, "Anna Ash", "anna@hill.example", [Role.ADMINISTRATOR], NOW
        )
        return begin_session(connection, made.id, "password", NOW)


def received(database: Database, by: Person) -> Case:
    return make_case(database, by, [Arrived("request.txt", "text/plain", b"Please.")], NOW)


def seen(database: Database, session: Session, case: Case, after: int) -> Case:
    now = session_of(database, session.token, NOW + after * MINUTE)
    assert now is not None
    with database.reading() as connection:
        return case_of(connection, now.person, case.id)


def test_one_case_is_seen_for_an_hour(database: Database, people: People, anna: Session) -> None:
    case, other = received(database, people.reviewer), received(database, people.reviewer)
    with pytest.raises(Forbidden):
        seen(database, anna, case, 0)
    assert break_glass(database, anna, case.id, REASON, NOW) == NOW + 60 * MINUTE
    assert seen(database, anna, case, 29).id == case.id
    with pytest.raises(NotFound):
        seen(database, anna, other, 29)
    assert seen(database, anna, case, 58).id == case.id
    with pytest.raises(Forbidden):
        seen(database, anna, case, 60)


def test_it_is_in_the_audit_trail_with_its_reason(database: Database, people: People, anna: Session) -> None:
    case = received(database, people.reviewer)
    break_glass(database, anna, case.id, REASON, NOW)
    with database.reading() as connection:
        assert verify_chain(connection, people.payer).fault == ""
        last = list(events_of(connection, people.payer, f"case {case.id}"))[-1]
    assert (last.action, last.who, unveiled(last.told["reason"])) == ("glass_broken", anna.person.id, REASON)
    assert REASON not in str(last.told)  # it may name a patient


def test_who_broke_the_glass_sees_and_does_nothing(database: Database, people: People, anna: Session) -> None:
    case = received(database, people.reviewer)
    break_glass(database, anna, case.id, REASON, NOW)
    now = session_of(database, anna.token, NOW)
    assert now is not None
    with pytest.raises(Forbidden):
        move(database, now.person, case.id, case.version, Step.TAKE, NOW)
    with pytest.raises(Forbidden):
        assign(database, now.person, case.id, case.version, now.person, NOW)
    with database.reading() as connection:
        assert [one.id for one in cases_of(connection, now.person).cases] == [case.id]
        with pytest.raises(Forbidden):
            counts_of(connection, now.person)


def test_a_foreign_case_stays_unknown(database: Database, people: People, anna: Session) -> None:
    foreign = received(database, people.coordinator)
    for id_ in (foreign.id, "no case"):
        with pytest.raises(NotFound):
            break_glass(database, anna, id_, REASON, NOW)


@pytest.mark.parametrize("reason", ["", "because", " " * 40, "a b c d e f g h i  ", "x" * 1001])
def test_a_reason_is_a_sentence(database: Database, people: People, anna: Session, reason: str) -> None:
    case = received(database, people.reviewer)
    with pytest.raises(Invalid, match="reason"):
        break_glass(database, anna, case.id, reason, NOW)
    with pytest.raises(Forbidden):
        seen(database, anna, case, 0)


def test_another_session_or_one_that_is_over_opens_nothing(database: Database, people: People, anna: Session) -> None:
    case = received(database, people.reviewer)
    with database.writing() as connection:
        other = begin_session(connection, anna.person.id, "password", NOW)
    break_glass(database, anna, case.id, REASON, NOW)
    with pytest.raises(Forbidden):
        seen(database, other, case, 0)
    sign_out(database, other.token, NOW)
    with pytest.raises(Forbidden, match="no longer signed in"):
        break_glass(database, other, case.id, REASON, NOW)


def test_only_who_needs_it_may(database: Database, people: People) -> None:
    case = received(database, people.reviewer)
    with database.writing() as connection:
        sessions = {
            person.id: begin_session(connection, person.id, "password", NOW)
            for person in (people.reviewer, people.director, people.auditor)
        }
    for person in (people.reviewer, people.auditor):
        with pytest.raises(Forbidden):
            break_glass(database, sessions[person.id], case.id, REASON, NOW)
    assert may(people.director, Act.SEE_CASES)
    with pytest.raises(Conflict, match="without it"):
        break_glass(database, sessions[people.director.id], case.id, REASON, NOW)
