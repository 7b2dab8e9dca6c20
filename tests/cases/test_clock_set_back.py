"""A clock that is set back makes no session, and no case opened in an emergency, last longer."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.access import Role
from accord.access.break_glass import LASTS, break_glass
from accord.access.organizations import make_person
from accord.access.passwords import set_password
from accord.access.sessions import SET_BACK, Session, session_of, sign_in
from accord.cases.case import case_of
from accord.cases.making import make_case
from accord.db.engine import Database
from tests.cases.conftest import NOW, People
from tests.cases.test_cases import papers

WORDS, MINUTE = "four words in a row", dt.timedelta(minutes=1)
WHY = "The worker cannot read this case and nobody is here."


@pytest.fixture
def session(database: Database, people: People) -> Session:
    with database.writing() as connection:
        person = make_person(connection, "system", people.payer, "Ann Ash", "ann@x.example", [Role.ADMINISTRATOR], NOW)
    set_password(database, None, person, WORDS, NOW)
    return sign_in(database, "ann@x.example", WORDS, NOW)


def test_a_session_ends_where_the_clock_was_set_back_behind_it(database: Database, session: Session) -> None:
    last = NOW + 20 * MINUTE
    assert session_of(database, session.token, last) is not None
    for hours in (1, 24, 24 * 400):
        assert session_of(database, session.token, last - dt.timedelta(hours=hours)) is None
    assert session_of(database, session.token, last + MINUTE) is not None  # set right again, it is as it was


def test_clocks_of_several_machines_may_differ_a_little(database: Database, session: Session) -> None:
    last = NOW + 20 * MINUTE
    assert session_of(database, session.token, last) is not None
    found = session_of(database, session.token, last - SET_BACK)
    assert found is not None
    assert found.seen_at == last  # and it gains nothing by it
    assert session_of(database, session.token, last - SET_BACK - dt.timedelta(seconds=1)) is None
    assert session_of(database, session.token, last + dt.timedelta(minutes=30)) is None


def test_a_case_opened_in_an_emergency_is_not_open_longer(database: Database, people: People, session: Session) -> None:
    made = make_case(database, people.reviewer, papers(), NOW)
    until = break_glass(database, session, made.id, WHY, NOW)
    assert until == NOW + LASTS
    last = NOW + 29 * MINUTE
    seen = session_of(database, session.token, last)
    assert seen is not None
    with database.reading() as connection:
        assert case_of(connection, seen.person, made.id).id == made.id
    assert session_of(database, session.token, last - 25 * MINUTE) is None
    assert session_of(database, session.token, last - dt.timedelta(days=1)) is None
