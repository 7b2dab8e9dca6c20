"""Answers of live services that are used again, and the pace at which each host may be called, for all processes."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from accord.errors import Unavailable

TABLES = """
CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, status INTEGER, content_type TEXT, body BLOB, at TEXT, url TEXT);
CREATE TABLE IF NOT EXISTS pace (host TEXT PRIMARY KEY, next_at REAL NOT NULL);
"""


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
        """Keeps an answer in place of an older one."""
        row = (key, raw.status, raw.content_type, raw.body, raw.retrieved_at.isoformat(), raw.url)
        with self._open() as file:
            file.execute("INSERT OR REPLACE INTO answer VALUES (?,?,?,?,?,?)", row)

    def seconds_to_wait(self, host: str, per_second: float) -> float:
        """Takes the next turn at a host, and says how long until it; turns of all processes are 1/per_second apart."""
        now = time.time()
        with self._open() as file:
            file.execute("BEGIN IMMEDIATE")
            row = file.execute("SELECT next_at FROM pace WHERE host = ?", (host,)).fetchone()
            turn = max(now, row[0]) if row else now
            file.execute("INSERT OR REPLACE INTO pace VALUES (?, ?)", (host, turn + 1 / per_second))
        return turn - now

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(self.path, timeout=30)
        except (OSError, sqlite3.Error) as fault:
            raise Unavailable(
                f"The file of kept answers cannot be opened ({type(fault).__name__}), so no live service is asked.",
                f"Make {self.path.parent} writable, or set ACCORD_DATA to a folder that is.",
            ) from fault
        try:
            with file:
                file.executescript(TABLES)
                yield file
        finally:
            file.close()
