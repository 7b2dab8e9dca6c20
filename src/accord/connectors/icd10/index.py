"""The tabular list as one SQLite file: built at first use, then opened read-only in milliseconds."""

from __future__ import annotations

import logging
import os
import sqlite3
import tempfile
from functools import cache
from pathlib import Path

from accord.connectors.cache import cache_folder
from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.icd10.source import Entry, Kind, read_entries
from accord.errors import Unavailable

log = logging.getLogger(__name__)

LAYOUT = 1
TABLES = """
CREATE TABLE entry (number INTEGER PRIMARY KEY, parent INTEGER, last INTEGER, letters TEXT, kind TEXT, label TEXT,
                    billable INTEGER);
CREATE TABLE note (entry INTEGER, kind TEXT, block INTEGER, text TEXT);
CREATE TABLE seventh (entry INTEGER, character TEXT, meaning TEXT);
"""
KEYS = """
CREATE INDEX entry_letters ON entry (letters);
CREATE INDEX note_entry ON note (entry);
CREATE INDEX seventh_entry ON seventh (entry);
"""


@cache
def open_index(edition: Edition = FY2026) -> sqlite3.Connection:
    """The edition's index: from the cache folder, else built there, else (nowhere to write) built in memory.

    Raises Unavailable when the package that carries the edition is missing or is another version.
    """
    folder = cache_folder()
    if folder is None:
        return _in_memory(edition, "this account has no cache folder")
    path = folder / f"icd10cm-{edition.tabular_file.removesuffix('.xml')}-{edition.package_version}-{LAYOUT}.sqlite"
    found = _open(path, edition)
    if found is not None:
        return found
    try:
        build_file(path, edition)
    except (OSError, sqlite3.OperationalError) as fault:
        return _in_memory(edition, f"the cache cannot be written ({type(fault).__name__})")
    return _open(path, edition) or _in_memory(edition, "the cache cannot be read back")


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
    connection.executemany(
        "INSERT INTO seventh VALUES (?, ?, ?)", ((e.number, c, m) for e in entries for c, m in e.seventh.items())
    )
    connection.executescript(KEYS)
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def is_leaf(entry: Entry) -> bool:
    """Only a code with nothing beneath it may stand on a request."""
    return entry.kind in (Kind.CODE, Kind.EXTENDED) and not entry.children


def _open(path: Path, edition: Edition) -> sqlite3.Connection | None:
    """The index at `path`, or None when there is none or it is not whole."""
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        (last,) = connection.execute("SELECT max(number) FROM entry").fetchone()
    except sqlite3.DatabaseError as fault:
        log.warning("ICD-10-CM index set aside: %s", type(fault).__name__)
        return None
    return connection if layout == LAYOUT and last else None


def _in_memory(edition: Edition, reason: str) -> sqlite3.Connection:
    log.warning("ICD-10-CM index is built in memory at each start: %s", reason)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    fill(connection, edition)
    connection.commit()
    return connection
