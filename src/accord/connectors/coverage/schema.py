"""The SQLite file of a release: how documents and what hangs on them are kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

FILE = "coverage.sqlite"
WORDS = "words"
LAYOUT = 1
# base: N national, L local determination, A article. The official key of a document is (base, number, version).
TABLES = """
create table document (
  key integer primary key, base text not null, number integer not null, version integer not null,
  id text not null, kind text not null, title text not null, status text not null,
  effective text, ends text, retired text, updated text, revision text not null default '',
  names text not null default '', newest integer not null default 0,
  unique (base, number, version)
);
create table section (document integer not null, position integer not null, name text not null, text text not null,
  digest text not null default '', primary key (document, position)) without rowid;
create table code_group (key integer primary key, document integer not null, kind text not null,
  number integer not null, paragraph text not null, footnote text not null, digest text not null default '',
  unique (document, kind, number));
create table code (code_group integer not null, code text not null, note text not null,
  primary key (code_group, code)) without rowid;
create table code_text (code text primary key, text text not null) without rowid;
create table named (code text not null, document integer not null, primary key (code, document)) without rowid;
create table contractor (key integer primary key, id integer not null, type_id integer not null,
  version integer not null, name text not null, number text not null, type text not null, subtype text not null,
  url text not null, unique (id, type_id, version));
create table jurisdiction (contractor integer not null, state text not null, since text, until text,
  primary key (contractor, state)) without rowid;
create table holds (document integer not null, contractor integer not null,
  primary key (document, contractor)) without rowid;
create table holds_in (document integer not null, state text not null, primary key (document, state)) without rowid;
create table related (document integer not null, base text not null, number integer not null, version integer not null,
  primary key (document, base, number)) without rowid;
create table sad (document integer not null, row integer not null, code text not null, brand text not null,
  effective text, ends text, comment text not null, primary key (document, row, code)) without rowid;
create table loaded (name text primary key, rows integer not null) without rowid;
"""
INDEXES = """
create index document_id on document (id, version);
create index document_number on document (base, number);
create index code_code on code (code, code_group);
create index related_back on related (base, number, document);
create index holds_back on holds (contractor, document);
create index sad_code on sad (code);
"""


def create(path: Path) -> sqlite3.Connection:
    """A new, empty store that is written in one go: a crash leaves a file that is thrown away."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536;")
    db.executescript(TABLES)
    db.execute("begin")
    return db


def opened(path: Path) -> sqlite3.Connection:
    """A store to read from, by any thread."""
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    db.row_factory = sqlite3.Row
    return db
