"""The table of calls to models, and their answers by content: the same question about the same words is asked once."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from accord.audit.site_file import writing
from accord.errors import Unavailable

LAYOUT = """
CREATE TABLE IF NOT EXISTS call (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
    task TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, host TEXT NOT NULL,
    prompt TEXT NOT NULL, about TEXT NOT NULL, spans TEXT NOT NULL,
    tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL, cost REAL NOT NULL, seconds REAL NOT NULL,
    tries INTEGER NOT NULL, outcome TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS verdict (number INTEGER NOT NULL REFERENCES call, entry TEXT NOT NULL, verdict TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answer (content TEXT PRIMARY KEY, json TEXT NOT NULL, number INTEGER NOT NULL REFERENCES call);
"""
COLUMNS = (
    "task", "provider", "model", "host", "prompt", "about", "spans",
    "tokens_in", "tokens_out", "cost", "seconds", "tries", "outcome",
)  # fmt: skip
ADD = f"INSERT INTO call (at, {', '.join(COLUMNS)}) VALUES (?{',?' * len(COLUMNS)})"
NEWEST = f"SELECT {', '.join(COLUMNS)} FROM call ORDER BY number DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call: which model, which question (its digest), which spans, what it took, how it ended ('answered', ...)."""

    task: str
    provider: str
    model: str
    host: str
    prompt: str
    about: str
    spans: str
    tokens_in: int
    tokens_out: int
    cost: float
    seconds: float
    tries: int
    outcome: str


class Calls:
    """The file of one site. It holds what models said of patients, so only the account may read it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, call: ModelCall) -> int:
        """A row for a call; its number."""
        now = dt.datetime.now(dt.UTC).isoformat()
        with self._open() as file:
            return file.execute(ADD, (now, *astuple(call))).lastrowid or 0

    def keep(self, content: str, answer: str, number: int) -> None:
        """Keeps an answer under the digest of model, question and words."""
        with self._open() as file:
            file.execute("INSERT OR REPLACE INTO answer VALUES (?,?,?)", (content, answer, number))

    def find(self, content: str) -> tuple[str, int] | None:
        """A kept answer with the number of its call."""
        with self._open() as file:
            return file.execute("SELECT json, number FROM answer WHERE content = ?", (content,)).fetchone()

    def judged(self, number: int, verdicts: Sequence[tuple[str, str]]) -> None:
        """What the verifier said of each entry of a call's answer: 'held', or why not."""
        with self._open() as file:
            file.execute("DELETE FROM verdict WHERE number = ?", (number,))
            file.executemany("INSERT INTO verdict VALUES (?,?,?)", [(number, *row) for row in verdicts])

    def newest(self, most: int = 100) -> tuple[ModelCall, ...]:
        """The newest calls, newest first."""
        with self._open() as file:
            return tuple(ModelCall(*row) for row in file.execute(NEWEST, (most,)))

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(mode=0o600)
            with writing(self.path, LAYOUT) as file:
                yield file
        except (OSError, sqlite3.Error) as fault:
            raise Unavailable(
                f"The table of calls to language models cannot be read or written ({type(fault).__name__}).",
                f"Make {self.path.parent} writable, or set ACCORD_DATA to a folder that is.",
            ) from fault
