"""A SQLite file of the site that several processes open, make and write at once."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

from filelock import FileLock

SECONDS_TO_WAIT = 30.0


def connect(path: Path, layout: str, *, wal: bool = False) -> sqlite3.Connection:
    """A connection to the file, whose tables are there: whoever comes first makes them, the others wait for it.

    layout -- statements that may be run again; a file made by another layout gets what it lacks.
    wal    -- readers do not wait for writers; only where what a power cut takes can be had again.
    Raises OSError or sqlite3.Error.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = sqlite3.connect(path, timeout=SECONDS_TO_WAIT)
    try:
        _make(file, path, layout, wal)
    except BaseException:
        file.close()
        raise
    return file


def _make(file: sqlite3.Connection, path: Path, layout: str, wal: bool) -> None:
    """SQLite does not wait where two processes change a file to WAL or make its tables at once; the lock does."""
    version = zlib.crc32(layout.encode()) >> 1
    if _version(file) == version:
        return
    with FileLock(path.with_name(f"{path.name}.lock"), timeout=SECONDS_TO_WAIT):
        if _version(file) != version:
            if wal:
                file.execute("PRAGMA journal_mode = WAL")
            file.executescript(layout)
            file.execute(f"PRAGMA user_version = {version}")


def _version(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])
