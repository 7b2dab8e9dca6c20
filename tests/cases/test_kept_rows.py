"""What is kept stays: the database refuses to change, replace or remove it, whoever asks, and lets the rest through."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.exc import DBAPIError

from accord.cases.making import make_case
from accord.db.columns import Moment, metadata
from accord.db.engine import Database
from accord.db.migrate import config, migrate
from accord.db.tables import case_line, clock, correction, decision, event, letter_version, message, signed_head
from tests.cases.conftest import NOW, People
from tests.cases.test_cases import papers
from tests.cases.test_terms_of_older_cases import empty

KEPT = (event, signed_head, decision, correction, clock, message)
LATER = NOW + dt.timedelta(hours=1)
SIGNED = {"signed": {"name": "Dora Day"}, "signed_at": NOW}


@pytest.fixture
def full(database: Database, people: People) -> Database:
    """A row at least in each table that is only added to, and a letter."""
    made = make_case(database, people.reviewer, papers(), NOW)
    with database.writing() as connection:
        add = connection.execute
        add(sa.insert(case_line).values(case=made.id, number=7, code="E0601"))
        add(sa.insert(decision).values(id="d", case=made.id, line=7, round=1, outcome="approved", signed={}, at=NOW))
        add(sa.insert(correction).values(case=made.id, number=1, organization=people.payer, finding="f", criterion="c",
            word="confirmed", was="{}", reason="r", by=people.reviewer.id, signed="x", at=NOW))  # fmt: skip
        add(sa.insert(message).values(id="m", case=made.id, kind="ask", body="b", round=1, at=NOW))
        add(sa.insert(signed_head).values(organization=people.payer, day=NOW.date(), number=0, digest="0" * 64,
            public_key="", signature=""))  # fmt: skip
        add(sa.insert(letter_version).values(case=made.id, kind="notice", number=1, organization=people.payer, review="r",
            body="b", struck=0, by=people.director.id, at=NOW))  # fmt: skip
    return database


def rows(database: Database, table: sa.Table) -> list[Any]:
    with database.reading() as connection:
        return list(connection.execute(sa.text(f'SELECT * FROM "{table.name}"')).all())  # as it stands, seals unopened


def refused(database: Database, statement: sa.Executable, table: sa.Table) -> None:
    before = rows(database, table)
    assert before
    with pytest.raises(DBAPIError, match="only added to"), database.writing() as connection:
        connection.execute(statement)
    assert rows(database, table) == before


@pytest.mark.parametrize("table", KEPT, ids=lambda one: one.name)
def test_no_column_of_a_kept_row_is_changed_and_no_row_is_removed(full: Database, table: sa.Table) -> None:
    for column in table.c:
        refused(full, sa.update(table).values({column.name: sa.null()}), table)
    refused(full, sa.delete(table), table)
    refused(full, sa.delete(letter_version), letter_version)


@pytest.mark.parametrize("table", [*KEPT, letter_version], ids=lambda one: one.name)
def test_a_kept_row_is_not_replaced_by_another_and_a_table_not_emptied(full: Database, table: sa.Table) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.c)
    if not full.is_sqlite:
        refused(full, sa.text(f'TRUNCATE "{table.name}" CASCADE'), table)
        refused(full, sa.text("TRUNCATE organization CASCADE"), table)
        (first, *_) = table.primary_key.columns
        words = f"ON CONFLICT ON CONSTRAINT pk_{table.name} DO UPDATE SET \"{first.name}\" = 'x'"
        refused(full, sa.text(f'INSERT INTO "{table.name}" SELECT * FROM "{table.name}" {words}'), table)
        return
    refused(full, sa.text(f'INSERT OR REPLACE INTO "{table.name}" SELECT {names} FROM "{table.name}"'), table)
    other = ", ".join(_another(column) for column in table.c)  # another row, put in the place where this one lies
    replacing = f'INSERT OR REPLACE INTO "{table.name}" (rowid, {names}) SELECT rowid, {other} FROM "{table.name}"'
    refused(full, sa.text(replacing), table)


def _another(column: sa.Column[Any]) -> str:
    name = f'"{column.name}"'
    if column.foreign_keys or not column.primary_key:
        return name
    return f"{name} + 1000" if isinstance(column.type, sa.Integer) else f"'x' || {name}"


def test_a_decision_of_the_same_line_and_round_replaces_none(full: Database) -> None:
    if not full.is_sqlite:
        pytest.skip("PostgreSQL has no such statement")
    names = ", ".join(f'"{column.name}"' for column in decision.c if column.name not in ("id", "outcome"))
    words = f"INSERT OR REPLACE INTO decision (id, outcome, {names}) SELECT 'e', 'denied', {names} FROM decision"
    refused(full, sa.text(words), decision)


def test_rows_are_still_added(full: Database, people: People) -> None:
    with full.reading() as connection:
        case = connection.execute(sa.select(clock.c.case)).scalar_one()
    with full.writing() as connection:
        connection.execute(sa.insert(clock).values(case=case, number=2, kind="extended", at=LATER, days=14))
        connection.execute(sa.insert(message).values(id="n", case=case, kind="ask", body="b", round=2, at=NOW))
    assert (len(rows(full, clock)), len(rows(full, message))) == (2, 2)
    assert people


# ---- letters


def changed(database: Database, **values: Any) -> None:
    with database.writing() as connection:
        connection.execute(sa.update(letter_version).values(values))


def test_who_signed_a_letter_is_added_until_it_is_sent_and_that_it_was_sent_once(
    full: Database, people: People
) -> None:
    changed(full, **SIGNED)
    changed(full, **SIGNED | {"signed": {"name": "Another"}})
    changed(full, sent_at=NOW, sent_by=people.director.id)
    for values in (
        {"sent_at": LATER},
        {"sent_at": None},
        {"sent_by": None},
        {"signed": {"name": "x"}},
        {"signed_at": LATER},
    ):
        refused(full, sa.update(letter_version).values(values), letter_version)


def test_all_else_of_a_letter_stays_from_the_start(full: Database) -> None:
    added = {*SIGNED, "sent_at", "sent_by"}
    assert added < {column.name for column in letter_version.c}
    for column in letter_version.c:
        if column.name not in added:  # a column that is new has to be told to the guard
            refused(full, sa.update(letter_version).values({column.name: _other_value(column)}), letter_version)


def _other_value(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, Moment):
        return LATER
    return 99 if isinstance(column.type, sa.Integer) else "zz"


# ---- databases that have rows already


def test_a_database_with_rows_gets_its_guards(database: Database) -> None:
    with database.writing() as connection:
        empty(connection)
        command.upgrade(config(connection), "0012")
        _older_rows(connection)
    migrate(database)
    for table in (event, clock):
        refused(database, sa.delete(table), table)
        refused(database, sa.update(table).values(at=LATER), table)


def _older_rows(connection: sa.Connection) -> None:
    home, case = str(uuid4()), str(uuid4())
    at = NOW.replace(tzinfo=None) if connection.dialect.name == "sqlite" else NOW

    def add(table: str, **values: Any) -> None:
        kinds = {name: column.type for name, column in metadata.tables[table].c.items()}
        of = {name: sa.DateTime(timezone=True) if value is at else kinds[name] for name, value in values.items()}
        connection.execute(
            sa.insert(sa.table(table, *(sa.column(name, kind) for name, kind in of.items()))).values(values)
        )

    add("organization", id=home, name="Plan", side="payer", time_zone="America/New_York", made_at=at)
    add("case_", id=case, organization=home, reference="PA-2026-000001", side="payer", state="received", version=1,
        urgency="standard", received_at=at, sampled=False, changed_at=at)  # fmt: skip
    add("clock", case=case, number=1, kind="received", at=at)
    add("event", organization=home, number=1, at=at, who="x", action="made", about=f"case {case}", told={}, before="",
        digest="")  # fmt: skip
