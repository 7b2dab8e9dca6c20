"""Answers of live services that are used again, and the pace at which each host may be called, for all processes."""

from __future__ import annotations

import datetime as dt
import math
import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from accord.audit.site_file import writing
from accord.errors import Unavailable

TABLES = """
CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, status INTEGER, content_type TEXT, body BLOB, at TEXT, url TEXT);
CREATE INDEX IF NOT EXISTS answer_at ON answer (at);
CREATE TABLE IF NOT EXISTS pace (host TEXT PRIMARY KEY, next_at REAL NOT NULL DEFAULT 0, closed_until REAL NOT NULL DEFAULT 0);
"""
DAYS_KEPT = 90
CLOCK_WAS_SET_BACK = 3_600.0


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer as it came: status, content type, bytes, when it came and from which address (without the question)."""

    status: int
    content_type: str
    body: bytes
    retrieved_at: dt.datetime
    url: str

    @property
    def is_html(self) -> bool:
        """Maintenance pages come as HTML with status 200."""
        return "html" in self.content_type.lower() or self.body.lstrip()[:15].lower().startswith(
            (b"<!doctype html", b"<html")
        )


class KeptAnswers:
    """One SQLite file for the site. Raises Unavailable when it cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def find(self, key: str) -> Raw | None:
        """The kept answer to that question, of whatever age."""
        with self._open() as file:
            row = file.execute(
                "SELECT status, content_type, body, at, url FROM answer WHERE key = ?", (key,)
            ).fetchone()
        if row is None:
            return None
        status, content_type, body, at, url = row
        return Raw(status, content_type, body, dt.datetime.fromisoformat(at), url)

    def keep(self, key: str, raw: Raw) -> None:
        """Keeps an answer in place of an older one; answers of more than 90 days go."""
        row = (key, raw.status, raw.content_type, raw.body, raw.retrieved_at.isoformat(), raw.url)
        oldest = dt.datetime.now(dt.UTC) - dt.timedelta(days=DAYS_KEPT)
        with self._open() as file:
            file.execute("INSERT OR REPLACE INTO answer VALUES (?,?,?,?,?,?)", row)
            file.execute("DELETE FROM answer WHERE at < ?", (oldest.isoformat(),))

    def seconds_to_wait(self, host: str, per_second: float, closed_for_at_most: float = math.inf) -> float | None:
        """Takes the next turn at a host, and says how long until it; turns of all processes are 1/per_second apart.

        None, and no turn, while the host asked to be left alone for longer than closed_for_at_most seconds.
        """
        now = time.time()
        with self._open() as file:
            file.execute("BEGIN IMMEDIATE")
            row = file.execute("SELECT next_at, closed_until FROM pace WHERE host = ?", (host,)).fetchone()
            next_at, closed_until = (at if at - now < CLOCK_WAS_SET_BACK else now for at in row or (now, now))
            if closed_until - now > closed_for_at_most:
                return None
            turn = max(now, next_at, closed_until)
            file.execute("INSERT INTO pace (host, next_at) VALUES (?, ?) ON CONFLICT DO UPDATE SET next_at = excluded.next_at",
                         (host, turn + 1 / per_second))  # fmt: skip
        return turn - now

    def hold_back(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long: no process calls it before."""
        until = time.time() + min(seconds, CLOCK_WAS_SET_BACK / 2)
        with self._open() as file:
            file.execute("INSERT INTO pace (host, closed_until) VALUES (?, ?) ON CONFLICT DO UPDATE SET closed_until = excluded.closed_until",
                         (host, until))  # fmt: skip

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        try:
            with writing(self.path, TABLES, lasting=False) as file:  # what a power cut takes can be asked again
                yield file
        except (OSError, sqlite3.Error) as fault:
            raise Unavailable(
                f"The file of kept answers cannot be used ({type(fault).__name__}), so no live service is asked.",
                f"Make {self.path.parent} writable; {self.path.name} may be removed, it holds only what can be asked again.",
            ) from fault
