"""Builds the index: one SQLite file with every entry and note of the tabular list."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.icd10.index import LAYOUT
from accord.connectors.icd10.kinds import Kind
from accord.connectors.icd10.source import Entry, read_entries
from accord.errors import Unavailable

TABLES = """
CREATE TABLE entry (number INTEGER PRIMARY KEY, parent INTEGER, last INTEGER, letters TEXT, kind TEXT, label TEXT,
                    billable INTEGER);
CREATE TABLE note (entry INTEGER, kind TEXT, block INTEGER, text TEXT);
"""
KEYS = """
CREATE INDEX entry_letters ON entry (letters);
CREATE INDEX note_entry ON note (entry);
"""


def build_file(path: Path, edition: Edition = FY2026) -> None:
    """Builds the index beside `path` and moves it there in one step, so that no reader ever sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        with sqlite3.connect(draft) as connection:
            fill(connection, edition)
        connection.close()
        _flush(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def fill(connection: sqlite3.Connection, edition: Edition) -> None:
    """Writes the edition's tables. Raises Unavailable when the number of billable codes is not the published one."""
    entries = read_entries(edition)
    billable = sum(is_leaf(entry) for entry in entries)
    if billable != edition.billable_codes:
        raise Unavailable(
            f"{edition.name}: {billable} billable codes were read where {edition.billable_codes} are published.",
            f"Reinstall {edition.package}=={edition.package_version}.",
        )
    write_entries(connection, entries)


def write_entries(connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Writes the tables of one edition into an empty file."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(TABLES)
    connection.executemany(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((e.number, e.parent, e.last, e.letters, e.kind.value, e.label, is_leaf(e)) for e in entries),
    )
    connection.executemany(
        "INSERT INTO note VALUES (?, ?, ?, ?)",
        ((e.number, kind.value, block, text) for e in entries for kind, block, text in e.notes),
    )
    connection.executescript(KEYS)
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def is_leaf(entry: Entry) -> bool:
    """Only a code with nothing beneath it may stand on a request."""
    return entry.kind in (Kind.CODE, Kind.EXTENDED) and not entry.children


def _flush(path: Path) -> None:
    """Puts the bytes on the disk before the file gets its name: after a power cut there is a whole index or none."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
