"""The register's file: SQLite, filled row by row in the order of the archive, its indexes made afterwards by sorting.

INDEXED BY stands in every search, because after ANALYZE SQLite prefers an index on the state, which is 300 times slower.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

FILE = "register.sqlite"
TABLES = """
CREATE TABLE IF NOT EXISTS provider (
    npi INTEGER NOT NULL, variant INTEGER NOT NULL, kind INTEGER NOT NULL,
    name TEXT NOT NULL, first TEXT NOT NULL, city TEXT NOT NULL, state TEXT NOT NULL, zip TEXT NOT NULL,
    taxonomy TEXT NOT NULL, written TEXT, middle TEXT, credential TEXT,
    enumerated INTEGER, updated INTEGER, deactivated INTEGER, reactivated INTEGER, pack INTEGER);
CREATE TABLE IF NOT EXISTS pack (number INTEGER PRIMARY KEY, header INTEGER NOT NULL, lines BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS header (number INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS other_name (npi INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS location (npi INTEGER NOT NULL, fields TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS endpoint (npi INTEGER NOT NULL, fields TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sound (key TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS loaded (step TEXT PRIMARY KEY, blocks INTEGER NOT NULL, rows INTEGER NOT NULL);
"""
INSERT_PROVIDER = f"INSERT INTO provider VALUES ({','.join('?' * 17)})"
INDEXES: dict[str, str] = {
    "by_npi": "provider (npi, variant)",
    "by_name": "provider (kind, name, state, first)",
    "by_full_name": "provider (kind, name, first, city, state)",
    "by_taxonomy": "provider (taxonomy, city, state)",
    "by_city": "provider (city, state)",
    "by_zip": "provider (zip)",
    "by_deactivation": "provider (deactivated) WHERE deactivated IS NOT NULL",
    "by_other_name": "other_name (npi)",
    "by_location": "location (npi)",
    "by_endpoint": "endpoint (npi)",
}
CACHE_KIB = 200_000


def open_to_write(path: Path) -> sqlite3.Connection:
    """The file while it is being built: what was committed survives the end of the process at any moment."""
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA journal_mode=TRUNCATE")
    file.execute("PRAGMA synchronous=NORMAL")
    file.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    file.execute("PRAGMA temp_store=FILE")
    file.execute("PRAGMA threads=2")
    file.executescript(TABLES)
    return file


def open_to_read(path: Path) -> sqlite3.Connection:
    """The file of a release: nothing changes it any more, and many threads may read it."""
    file = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    file.execute("PRAGMA cache_size=-64000")
    return file
