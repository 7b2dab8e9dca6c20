"""The ledger: one row for each call that left this machine, what it carried and whither. Rows are only ever added."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from accord.errors import Unavailable

TABLE = """
CREATE TABLE IF NOT EXISTS outward_call (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, service TEXT NOT NULL, method TEXT NOT NULL, host TEXT NOT NULL, path TEXT NOT NULL,
    carried TEXT NOT NULL, outcome TEXT NOT NULL, bytes_in INTEGER NOT NULL, seconds REAL NOT NULL);
CREATE TRIGGER IF NOT EXISTS outward_call_stays BEFORE UPDATE ON outward_call
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER IF NOT EXISTS outward_call_is_kept BEFORE DELETE ON outward_call
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
"""
COLUMNS = "at, service, method, host, path, carried, outcome, bytes_in, seconds"


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


class Ledger:
    """The file of outward calls of one site. Raises Unavailable when it cannot be written: then no call is made."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, call: OutwardCall) -> None:
        """Writes the row and waits until it is on the disk."""
        row = (call.at.isoformat(), call.service, call.method, call.host, call.path, call.carried, call.outcome)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as file, file:
                file.execute(f"INSERT INTO outward_call ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)",
                             (*row, call.bytes_in, call.seconds))  # fmt: skip
        except (OSError, sqlite3.Error) as fault:
            raise Unavailable(
                f"The ledger of outward calls cannot be written ({type(fault).__name__}), so nothing is sent.",
                f"Make {self.path.parent} writable, or set ACCORD_DATA to a folder that is.",
            ) from fault

    def calls(self, most: int = 100) -> tuple[OutwardCall, ...]:
        """The newest calls, newest first."""
        if not self.path.exists():
            return ()
        with closing(self._open()) as file:
            rows = file.execute(f"SELECT {COLUMNS} FROM outward_call ORDER BY number DESC LIMIT ?", (most,)).fetchall()
        return tuple(OutwardCall(dt.datetime.fromisoformat(at), *others) for at, *others in rows)

    def _open(self) -> sqlite3.Connection:
        file = sqlite3.connect(self.path, timeout=30)
        file.executescript(TABLE)
        return file
