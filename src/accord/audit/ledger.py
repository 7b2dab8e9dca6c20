"""The ledger: one row for each call that left this machine, what it carried and whither. Rows are only ever added.

The row is on the disk before anything is sent; its outcome is added afterwards. A call whose outcome is 'unknown' was
begun by a process that ended before the answer came.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from accord.audit.site_file import connect, writing
from accord.errors import Unavailable

TABLES = """
CREATE TABLE IF NOT EXISTS outward_call (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, service TEXT NOT NULL, method TEXT NOT NULL, host TEXT NOT NULL, path TEXT NOT NULL,
    carried TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS outward_outcome (
    number INTEGER PRIMARY KEY REFERENCES outward_call,
    outcome TEXT NOT NULL, bytes_in INTEGER NOT NULL, seconds REAL NOT NULL);
"""
KEPT = """
CREATE TRIGGER IF NOT EXISTS {table}_stays BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER IF NOT EXISTS {table}_is_kept BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER IF NOT EXISTS {table}_is_not_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
"""
LAYOUT = TABLES + "".join(KEPT.format(table=table) for table in ("outward_call", "outward_outcome"))
BEGUN = "INSERT INTO outward_call (at, service, method, host, path, carried) VALUES (?,?,?,?,?,?)"
ENDED = "INSERT INTO outward_outcome (number, outcome, bytes_in, seconds) VALUES (?,?,?,?)"
NEWEST = """
SELECT at, service, method, host, path, carried, coalesce(outcome, 'unknown'), coalesce(bytes_in, 0), coalesce(seconds, 0)
FROM outward_call LEFT JOIN outward_outcome USING (number) ORDER BY number DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class OutwardCall:
    """One call. carried -- the words, names and codes that went out, as 'name=value'; never a key or token.

    outcome is the HTTP status, or the kind of failure ('timeout', 'cut off'); seconds and bytes_in are measured.
    """

    at: dt.datetime
    service: str
    method: str
    host: str
    path: str
    carried: str
    outcome: str
    bytes_in: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Outcome:
    """What the caller fills in while a call goes on."""

    outcome: str = "failed"
    bytes_in: int = 0


class Ledger:
    """The file of outward calls of one site. Raises Unavailable when it cannot be written: then no call is made."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def call(self, service: str, method: str, host: str, path: str, carried: str) -> Generator[Outcome]:
        """Around a call: its row is written and on the disk before the body runs, its outcome after it."""
        row = (dt.datetime.now(dt.UTC).isoformat(), service, method, host, path, carried)
        number, begun, told = self._write(BEGUN, row), time.monotonic(), Outcome()
        try:
            yield told
        finally:
            self._write(ENDED, (number, told.outcome, told.bytes_in, round(time.monotonic() - begun, 3)))

    def calls(self, most: int = 100) -> tuple[OutwardCall, ...]:
        """The newest calls, newest first."""
        if not self.path.exists():
            return ()
        with self._told(), closing(connect(self.path, LAYOUT)) as file:
            rows = file.execute(NEWEST, (most,)).fetchall()
        return tuple(OutwardCall(dt.datetime.fromisoformat(at), *others) for at, *others in rows)

    def _write(self, statement: str, row: tuple[object, ...]) -> int:
        with self._told(), writing(self.path, LAYOUT) as file:
            return file.execute(statement, row).lastrowid or 0

    @contextmanager
    def _told(self) -> Generator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as fault:
            raise Unavailable(
                f"The ledger of outward calls cannot be read or written ({type(fault).__name__}), so nothing is sent.",
                f"Make {self.path.parent} writable, or set ACCORD_DATA to a folder that is.",
            ) from fault
