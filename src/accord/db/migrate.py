"""Bringing a database to the tables of this version, once, whoever comes first."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from accord.db.engine import REMEDY, Database
from accord.db.row_security import secure
from accord.errors import Conflict, Unavailable

LOCK = 0x41_43_43_4F_52_44  # of PostgreSQL's advisory locks, for us alone
SECONDS_TO_WAIT = 60.0
NOT_ALLOWED = "42501"  # PostgreSQL's word for a right that an account does not have


def migrate(database: Database) -> None:
    """Makes or changes the tables where they are older. Raises Conflict when they are newer, Unavailable when it is down."""
    with _told():
        if revision_of(database) == head():
            return
        if database.is_sqlite and database.url.database not in (None, "", ":memory:"):
            with FileLock(f"{database.url.database}.lock", timeout=SECONDS_TO_WAIT):
                _upgrade(database)
        else:
            _upgrade(database)


def prepare(database: Database) -> None:
    """Tables, policies and rights as this version wants them, also where only the rights are missing. Raises as `migrate`."""
    migrate(database)
    if not database.is_sqlite:
        with _told(), database.writing() as connection:
            _wait_for_turn(connection)
            secure(connection)


@contextmanager
def _told() -> Generator[None]:
    try:
        yield
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", "") == NOT_ALLOWED:
            raise Conflict(
                "The tables are older than this version, or its rights are not given, and this account of the database "
                "may not change them.",
                "Run 'accord database prepare' with the account that owns them.",
            ) from fault
        raise Unavailable(f"The database cannot be opened ({type(fault.orig).__name__}).", REMEDY) from fault


def head() -> str:
    """The revision of this version's tables."""
    return str(ScriptDirectory.from_config(config()).get_current_head())


def config(connection: Connection | None = None) -> Config:
    """Where the revisions stand."""
    told = Config()
    told.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    told.attributes["connection"] = connection
    return told


def revision_of(database: Database) -> str | None:
    """The revision of the database's tables; None where there are none. Raises Conflict where they are newer."""
    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in {
        one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()
    }:
        raise Conflict(
            "The database was made by a newer version of Accord.", "Install that version, or name another database."
        )
    return found


def _upgrade(database: Database) -> None:
    with database.writing() as connection:
        if not database.is_sqlite:
            _wait_for_turn(connection)
        command.upgrade(config(connection), "head")
        if not database.is_sqlite:
            secure(connection)


def _wait_for_turn(connection: Connection) -> None:
    until = time.monotonic() + SECONDS_TO_WAIT
    while not connection.execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": LOCK}).scalar():
        if time.monotonic() > until:
            raise Unavailable(
                "Another process has been changing the tables for a minute.", "Try again once it has ended."
            )
        time.sleep(0.1)
