"""Opening the database, and the two ways to use it: reading, and one transaction that writes.

SQLite -- write-ahead log, every commit on the disk before it is said; a writer takes its turn at the start of its
transaction (BEGIN IMMEDIATE), so that what it reads first still holds when it writes.
PostgreSQL -- read committed; rows that decide something are locked by whoever reads them for that, or changed by an UPDATE
that says what it expects. A transaction says whose it is, and row security holds it to that (`row_security`).
"""

from __future__ import annotations

import copy
import os
import sqlite3
import stat
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from accord.errors import Invalid, Unavailable
from accord.settings import settings

SECONDS_TO_WAIT = 30
ONLY_ITS_OWNER = 0o600
POOL = 10
ORGANIZATION, DOOR = "accord.organization", "accord.door"  # what a transaction says of itself
REMEDY = "See that the database runs, that the disk has room, and that ACCORD_DATABASE names it."


class Database:
    """One database. Raises Invalid for an address that is none."""

    def __init__(self, address: str) -> None:
        try:
            self.url = make_url(address)
            self.is_sqlite = self.url.get_backend_name() == "sqlite"
            if self.url.get_backend_name() not in ("sqlite", "postgresql"):
                raise Invalid(f"'{self.url.get_backend_name()}' is no database of Accord.", "Use sqlite or postgresql.")
            self.engine = self._opened()
        except (ArgumentError, NoSuchModuleError) as fault:
            raise Invalid(
                "ACCORD_DATABASE is no address of a database.",
                "Write sqlite:////srv/accord/accord.sqlite or postgresql://user:password@host/accord.",
            ) from fault
        # Writers of one process come in turn: SQLite lets those who wait try again in no order, and one would wait for ever.
        self._turn = threading.Lock()
        self._said: Mapping[str, str] = {}

    def of(self, organization: str) -> Self:
        """The same database, whose transactions are an organization's: on PostgreSQL they see its rows and no others."""
        return self._saying({ORGANIZATION: organization})

    def at_the_door(self) -> Self:
        """The same database, whose transactions also see what is read before it is known who asks, and nothing of cases."""
        return self._saying({DOOR: "open"})

    def _saying(self, said: Mapping[str, str]) -> Self:
        made = copy.copy(self)
        made._said = {**self._said, **said}
        return made

    def _opened(self) -> Engine:
        if not self.is_sqlite:
            url = self.url.set(drivername="postgresql+psycopg")
            return create_engine(
                url,
                hide_parameters=True,
                pool_size=POOL,
                max_overflow=POOL,
                pool_pre_ping=True,
                pool_timeout=SECONDS_TO_WAIT,
            )
        engine = create_engine(
            self.url, hide_parameters=True, connect_args={"timeout": SECONDS_TO_WAIT, "check_same_thread": False}
        )
        _keep_private(self.url.database)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A connection that only reads; what it sees is of one moment. Raises Unavailable."""
        with _told(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                self._say(connection)
                yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction: all of it is on the disk at the end, or nothing of it. Raises Unavailable."""
        if not self.is_sqlite:
            with _told(), self.engine.begin() as connection:
                self._say(connection)
                yield connection
            return
        with _told(), self._turn, self.engine.connect() as connection:
            connection.info["writes"] = True
            try:
                with connection.begin():
                    yield connection
            finally:
                connection.info.pop("writes", None)

    def _say(self, connection: Connection) -> None:
        for name, value in self._said.items():
            _set(connection, name, value)

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


def bind(connection: Connection, organization: str) -> None:
    """From here on the transaction is that organization's; for who began it at the door and then knew whose it is."""
    _set(connection, ORGANIZATION, organization)


def _set(connection: Connection, name: str, value: str) -> None:
    """For this transaction; SQLite has no row security."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})


@contextmanager
def _told() -> Generator[None]:
    try:
        yield
    except DBAPIError as fault:
        if fault.connection_invalidated or isinstance(fault.orig, sqlite3.OperationalError) or _is_down(fault):
            raise Unavailable(f"The database does not answer ({type(fault.orig).__name__}).", REMEDY) from fault
        raise


def _is_down(fault: DBAPIError) -> bool:
    """PostgreSQL's own words for what is no fault of ours: connection, resources, shutdown, deadlock."""
    state = str(getattr(fault.orig, "sqlstate", "") or "")
    return type(fault.orig).__name__ == "OperationalError" or state[:2] in ("08", "53", "57", "58")


def _keep_private(path: str | None) -> None:
    """The file is for its account alone; SQLite gives what it makes beside it (`-wal`, `-shm`) the rights of the file itself."""
    if not path or path.startswith(":") or path.startswith("file:"):
        return
    with suppress(OSError):  # it is there; or what is wrong with its folder is told when it is opened
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, ONLY_ITS_OWNER))
    for file in (Path(path), Path(f"{path}-wal"), Path(f"{path}-shm")):
        with suppress(FileNotFoundError, PermissionError):  # of another account's file that account decides
            if stat.S_IMODE(file.stat().st_mode) & ~ONLY_ITS_OWNER:
                file.chmod(ONLY_ITS_OWNER)


def _prepare(connection: Any, _: Any) -> None:
    """Before anything else on a connection of SQLite; transactions are begun by us, not by the driver."""
    connection.isolation_level = None
    for word in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {word}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writes") else "BEGIN")


@cache
def site_database() -> Database:
    """The database of the settings; its tables are those of this version. Raises Invalid, Conflict, Unavailable."""
    from accord.db.migrate import migrate

    database = database_of_settings()
    migrate(database)
    return database


def database_of_settings() -> Database:
    """The database that the settings name, as it stands. Raises Invalid."""
    told = settings()
    address = told.database.get_secret_value()
    if not address:
        told.data.mkdir(parents=True, exist_ok=True)
        address = f"sqlite:///{told.data / 'accord.sqlite'}"
    return Database(address)
