"""A SQLite file of the site that several processes open, make and write at once."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock

SECONDS_TO_WAIT = 60.0
_TURNS: dict[Path, threading.Lock] = {}


@contextmanager
def writing(path: Path, layout: str, *, lasting: bool = True) -> Generator[sqlite3.Connection]:
    """A connection for one transaction, committed at the end; the threads of a process take turns.

    SQLite lets those who wait try again and again in no order, so that on a slow disk one of many waits for ever;
    between two processes that is no matter. lasting -- what was committed outlives a power cut.
    """
    with _TURNS.setdefault(path, threading.Lock()), closing(connect(path, layout)) as file, file:
        file.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
        yield file


def connect(path: Path, layout: str) -> sqlite3.Connection:
    """A connection to the file, whose tables are there: whoever comes first makes them, the others wait for it.

    layout -- statements that may be run again; a file made by another layout gets what it lacks.
    Readers do not wait for writers, and a commit writes the disk once (SQLite's WAL). Raises OSError or sqlite3.Error.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = sqlite3.connect(path, timeout=SECONDS_TO_WAIT)
    try:
        _make(file, path, layout)
    except BaseException:
        file.close()
        raise
    return file


def _make(file: sqlite3.Connection, path: Path, layout: str) -> None:
    """SQLite does not wait where two processes change a file to WAL or make its tables at once; the lock does."""
    version = zlib.crc32(layout.encode()) >> 1
    if _version(file) == version:
        return
    with FileLock(path.with_name(f"{path.name}.lock"), timeout=SECONDS_TO_WAIT):
        if _version(file) != version:
            file.execute("PRAGMA journal_mode = WAL")
            file.executescript(layout)
            file.execute(f"PRAGMA user_version = {version}")


def _version(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])
