"""Builds a quarter's index in a folder: SQLite for codes and dates, tantivy for words."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import tantivy

from accord.connectors.hcpcs.item import Item, ItemKind, kind_of
from accord.connectors.hcpcs.known import family
from accord.connectors.hcpcs.release import FIELDS, LAYOUT, TABLES_FILE, WORDS_FOLDER
from accord.connectors.hcpcs.speech import tokens
from accord.errors import Invalid

HEAP = 50_000_000
TABLES = """
CREATE TABLE item (code TEXT PRIMARY KEY, kind TEXT NOT NULL, long TEXT NOT NULL, short TEXT NOT NULL, coverage TEXT,
    betos TEXT, added TEXT, effective TEXT, ended TEXT, action TEXT) WITHOUT ROWID;
CREATE TABLE told (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def build(folder: Path, items: Iterable[Item], whole_file: bool, least_whole: int) -> dict[str, int]:
    """Fills the folder and counts codes and modifiers. Raises Invalid when a code stands twice, or there is none.

    whole_file -- the file is by its kind the whole code set; fewer codes than least_whole are not taken for it.
    """
    found = [item for item in items if kind_of(item.code) is item.kind]
    counts = {f"{kind}s": sum(item.kind is kind for item in found) for kind in ItemKind}
    if not found:
        raise Invalid("The file has no HCPCS Level II code.", "CPT and dental codes are not taken in.")
    complete = whole_file and counts["codes"] >= least_whole
    (folder / TABLES_FILE).unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / TABLES_FILE)) as file, file:
        file.execute("PRAGMA journal_mode = OFF")
        file.executescript(TABLES)
        try:
            file.executemany(f"INSERT INTO item ({FIELDS}) VALUES (?,?,?,?,?,?,?,?,?,?)", map(_row, found))
        except sqlite3.IntegrityError as fault:
            raise Invalid("A code stands twice in the file.", "Check that it is the official file.") from fault
        file.execute("INSERT INTO told VALUES ('complete', ?)", ("yes" if complete else "no",))
        words = {word for item in found for word in tokens(_words(item)) if len(word) > 3}
        file.executemany("INSERT INTO word VALUES (?)", ((word,) for word in words))
        file.execute(f"PRAGMA user_version = {LAYOUT}")
    _index_words(folder / WORDS_FOLDER, found)
    return counts


def _row(item: Item) -> tuple[str, ...]:
    days = (item.added, item.effective, item.ended)
    return (item.code, item.kind.value, item.long, item.short, item.coverage, item.betos, *map(_day, days), item.action)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _words(item: Item) -> str:
    return " ".join(part for part in (item.long, item.short, family(item.code)) if part)


def _index_words(folder: Path, items: list[Item]) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # what an interrupted build left
    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", stored=True, tokenizer_name="raw")
    builder.add_text_field("words", stored=True, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build(), path=str(folder), reuse=False)
    writer = index.writer(heap_size=HEAP, num_threads=1)
    for item in items:
        if item.kind is ItemKind.CODE:
            writer.add_document(tantivy.Document(code=item.code, words=" ".join(tokens(_words(item)))))
    writer.commit()
    writer.wait_merging_threads()
