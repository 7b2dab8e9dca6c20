"""The audit trail holds, and whoever changes, moves, adds or takes away a row is found."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import DBAPIError

from accord.audit.chain import add_event, events_of, sign_head, verify_chain
from accord.db.engine import Database
from accord.db.tables import event, event_head, signed_head
from accord.errors import NotFound
from tests.cases.conftest import NOW, People


def add(database: Database, organization: str, count: int = 5) -> None:
    for number in range(count):
        with database.writing() as connection:
            add_event(connection, organization, "someone", "looked", f"case {number}", {"n": number, "ä": "ö"}, at=NOW)


def verified(database: Database, organization: str) -> str:
    with database.reading() as connection:
        return verify_chain(connection, organization).fault


def tamper(database: Database, *statements: str) -> None:
    """What somebody with the database's own rights could do: the guards are taken away first."""
    with database.writing() as connection:
        for table in ("event", "signed_head"):
            for word in ("update", "delete"):
                on = "" if database.is_sqlite else f" ON {table}"
                connection.execute(text(f"DROP TRIGGER {table}_no_{word}{on}"))
        for statement in statements:
            connection.execute(text(statement))


def test_the_chain_holds_and_says_how_long_it_is(database: Database, people: People) -> None:
    with database.reading() as connection:
        before = verify_chain(connection, people.payer)
    add(database, people.payer)
    with database.reading() as connection:
        after = verify_chain(connection, people.payer)
        rows = list(events_of(connection, people.payer))
    assert (before.fault, after.fault) == ("", "")
    assert after.events == before.events + 5 == len(rows)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    with database.reading() as connection:
        assert [row.told["n"] for row in events_of(connection, people.payer, "case 3")] == [3]


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE event SET who = 'else' WHERE number = 6", "row 6 was changed"),
        ("UPDATE event SET action = 'denied' WHERE number = 6", "row 6 was changed"),
        ("UPDATE event SET told = '{\"n\": 99}' WHERE number = 6", "row 6 was changed"),
        ("UPDATE event SET about = 'case 9' WHERE number = 6", "row 6 was changed"),
        ("UPDATE event SET at = '2020-01-01 00:00:00' WHERE number = 6", "row 6 was changed"),
        ("DELETE FROM event WHERE number = 6", "row 6 is missing"),
        ("DELETE FROM event WHERE number > 6", "rows after 6 are missing"),
        ("UPDATE event SET number = number + 1000 WHERE number > 6", "row 7 is missing"),
    ],
)
def test_a_row_that_was_touched_is_found(database: Database, people: People, statement: str, fault: str) -> None:
    add(database, people.payer)
    tamper(database, f"{statement} AND organization = '{people.payer}'")
    assert fault in verified(database, people.payer)
    assert verified(database, people.clinic) == ""


def test_the_database_itself_lets_nobody_change_or_remove_a_row(database: Database, people: People) -> None:
    add(database, people.payer, 1)
    for statement in ("UPDATE event SET who = 'x'", "DELETE FROM event"):
        with pytest.raises(DBAPIError, match="only added to"), database.writing() as connection:
            connection.execute(text(statement))
    assert verified(database, people.payer) == ""


def test_whoever_writes_the_whole_chain_anew_is_found_by_the_signed_head(database: Database, people: People) -> None:
    add(database, people.payer)
    with database.writing() as connection:
        line = sign_head(connection, people.payer, dt.date(2026, 5, 12), NOW)
        assert sign_head(connection, people.payer, dt.date(2026, 5, 12), NOW) is None
    assert line is not None
    assert verified(database, people.payer) == ""
    tamper(database, f"DELETE FROM event WHERE organization = '{people.payer}'",
           f"UPDATE event_head SET number = 0, digest = '{'0' * 64}' WHERE organization = '{people.payer}'")  # fmt: skip
    add(database, people.payer, 12)
    assert "signed on 2026-05-12 does not stand" in verified(database, people.payer)


def test_a_signature_that_somebody_made_up_does_not_hold(database: Database, people: People) -> None:
    add(database, people.payer)
    with database.writing() as connection:
        number, digest = connection.execute(
            text("SELECT number, digest FROM event_head WHERE organization = :o"), {"o": people.payer}
        ).one()
        connection.execute(insert(signed_head).values(organization=people.payer, day=dt.date(2026, 5, 1), number=number,
                           digest=digest, public_key="00" * 32, signature="00" * 64))  # fmt: skip
    assert "signature of 2026-05-01 does not hold" in verified(database, people.payer)


def test_rows_of_many_threads_make_one_chain(database: Database, people: People) -> None:
    threads = [threading.Thread(target=add, args=(database, people.payer, 10)) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    with database.reading() as connection:
        told = verify_chain(connection, people.payer)
        assert (told.fault, len(list(events_of(connection, people.payer)))) == ("", told.events)
    assert told.events >= 60


def test_what_fails_leaves_no_row(database: Database, people: People) -> None:
    before = verified(database, people.payer)
    with pytest.raises(RuntimeError), database.writing() as connection:  # noqa: PT012
        add_event(connection, people.payer, "x", "y", "z", at=NOW)
        raise RuntimeError
    with database.reading() as connection:
        assert not list(events_of(connection, people.payer, "z"))
    assert verified(database, people.payer) == before == ""


def test_an_organization_that_is_none_has_no_trail(database: Database) -> None:
    with pytest.raises(NotFound), database.writing() as connection:
        add_event(connection, "nobody", "x", "y", "z", at=NOW)


def test_a_head_that_was_set_back_is_found(database: Database, people: People) -> None:
    add(database, people.payer)
    with database.writing() as connection:
        connection.execute(update(event_head).where(event_head.c.organization == people.payer).values(number=2))
    assert "are missing" in verified(database, people.payer)
    assert event.c.digest is not None
