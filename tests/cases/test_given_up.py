"""Work that was given up is said once: a row of the trail, and a notice to those who can have it tried again."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from accord.access import Person, Role
from accord.access.organizations import make_person
from accord.audit.chain import events_of, verify_chain
from accord.cases.due import notices_of
from accord.cases.given_up import tell_given_up
from accord.cases.jobs import MOST_TRIES, claim_job, fail_job, given_up, try_again, work_of
from accord.cases.making import make_case
from accord.cases.worker import look
from accord.db.engine import Database
from accord.db.tables import case, job
from tests.cases.conftest import NOW, People
from tests.cases.test_cases import papers

LEASE = dt.timedelta(minutes=1)
LATE = NOW + dt.timedelta(hours=3)


@pytest.fixture
def administrator(database: Database, people: People) -> Person:
    with database.writing() as connection:
        return make_person(connection, "system", people.payer, "Ann Ash", "ann@x.example", [Role.ADMINISTRATOR], NOW)


def killed(database: Database, times: int = MOST_TRIES, now: dt.datetime = NOW) -> dt.datetime:
    """Workers claim the work and are never heard of again; when the last of their leases is over."""
    for _ in range(times):
        assert claim_job(database, now, LEASE) is not None
        now += 2 * LEASE
    return now


def told(database: Database, person: Person) -> list[tuple[str, str]]:
    with database.reading() as connection:
        return [(one.kind, one.case) for one in notices_of(connection, person)]


def rows(database: Database, organization: str) -> list[dict[str, object]]:
    with database.reading() as connection:
        assert verify_chain(connection, organization).fault == ""
        return [dict(one.told) for one in events_of(connection, organization) if one.action == "work_given_up"]


def test_work_whose_worker_was_killed_each_time_is_said_once(
    database: Database, people: People, administrator: Person
) -> None:
    made = make_case(database, people.reviewer, papers(), NOW)
    last = killed(database)
    with database.writing() as connection:
        connection.execute(update(case).values(owner=None))
    assert tell_given_up(database, last - 3 * LEASE) == 0  # the last try may still be at it
    assert [tell_given_up(database, last) for _ in range(3)] == [1, 0, 0]
    assert rows(database, people.payer) == [{"kind": "review", "fault": "killed"}]
    for person in (administrator, people.reviewer, people.director):
        assert told(database, person) == [("given_up", made.id)], person.roles
    assert told(database, people.coordinator) == []
    with database.reading() as connection:
        assert len(given_up(connection, people.payer, last)) == 1
        ((failed,),) = (work_of(connection, people.payer, last)[2],)
    assert failed.tries == MOST_TRIES
    assert claim_job(database, LATE) is None


def test_its_owner_hears_of_it_and_a_fault_is_named_by_its_kind(
    database: Database, people: People, administrator: Person
) -> None:
    made = make_case(database, people.reviewer, papers(), NOW)
    with database.writing() as connection:
        connection.execute(update(case).values(owner=people.second.id))
    now = NOW
    for _ in range(MOST_TRIES):
        held = claim_job(database, now)
        assert held is not None
        fail_job(database, held, "ValueError", now)
        now += dt.timedelta(minutes=10)
    look(database, now)
    assert rows(database, people.payer) == [{"kind": "review", "fault": "ValueError"}]
    assert told(database, people.second) == told(database, administrator) == [("given_up", made.id)]
    assert told(database, people.reviewer) == []


def test_what_was_tried_again_and_given_up_again_is_said_again(
    database: Database, people: People, administrator: Person
) -> None:
    make_case(database, people.reviewer, papers(), NOW)
    last = killed(database)
    assert tell_given_up(database, last) == 1
    with database.reading() as connection:
        about = connection.execute(select(job.c.about)).scalar_one()
    try_again(database, administrator, "review", about, last)
    assert tell_given_up(database, last) == 0
    last = killed(database, now=last)
    assert tell_given_up(database, last) == 1
    assert len(rows(database, people.payer)) == 2


def test_what_still_has_tries_is_not_given_up(database: Database, people: People) -> None:
    make_case(database, people.reviewer, papers(), NOW)
    killed(database, MOST_TRIES - 1)
    assert tell_given_up(database, LATE) == 0
    assert rows(database, people.payer) == []
