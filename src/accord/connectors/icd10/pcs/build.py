"""Builds an index of procedures in a folder: SQLite for what is exact, tantivy for what is ranked."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import tantivy

from accord.connectors.icd10.pcs.codes import sections
from accord.connectors.icd10.pcs.contents import LAYOUT, TABLES_FILE, WORDS_FOLDER, Contents, Pointer, table_of
from accord.connectors.icd10.pcs.lexicon import LONGEST_PHRASE
from accord.connectors.icd10.pcs.words import tokens

HEAP = 60_000_000
PARENTHESIS = re.compile(r"\(([^)]*)\)")
TABLES = """
CREATE TABLE code (code TEXT PRIMARY KEY, name TEXT NOT NULL, short TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE label (start TEXT, place INTEGER, value TEXT, word TEXT NOT NULL, PRIMARY KEY (start, place, value))
    WITHOUT ROWID;
CREATE TABLE operation (section TEXT, value TEXT, name TEXT, definition TEXT, explanation TEXT, examples TEXT,
    PRIMARY KEY (section, value));
CREATE TABLE entry (key TEXT, words TEXT, pointer TEXT, target TEXT, start TEXT);
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE cell (start TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def build(folder: Path, contents: Contents) -> dict[str, int]:
    """Fills the folder and counts what it holds."""
    (folder / TABLES_FILE).unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / TABLES_FILE)) as file, file:
        file.execute("PRAGMA journal_mode = OFF")
        file.executescript(TABLES)
        file.executemany("INSERT INTO code VALUES (?,?,?)", ((t.code, t.name, t.short) for t in contents.titles))
        labels = {**_known_labels(contents), **contents.labels}
        file.executemany("INSERT INTO label VALUES (?,?,?,?)", ((*key, word) for key, word in labels.items()))
        file.executemany(
            "INSERT INTO operation VALUES (?,?,?,?,?,?)",
            ((o.section, o.value, o.name, o.definition, o.explanation, o.examples) for o in contents.operations),
        )
        file.executemany("INSERT INTO entry VALUES (?,?,?,?,?)", _entries(contents))
        file.execute("CREATE INDEX entry_key ON entry (key)")
        file.executemany("INSERT OR IGNORE INTO word VALUES (?)", ((word,) for word in _vocabulary(contents)))
        file.execute("INSERT INTO cell SELECT DISTINCT substr(code, 1, 4) FROM code")
        file.execute(f"PRAGMA user_version = {LAYOUT}")
    _index_words(folder / WORDS_FOLDER, _texts(contents))
    return {"codes": len(contents.titles), "labels": len(labels), "index entries": len(contents.entries)}


def _known_labels(contents: Contents) -> dict[tuple[str, int, str], str]:
    """Sections, and their operations, which our own table names where no official table is loaded."""
    found: dict[tuple[str, int, str], str] = {}
    for code in {title.code[:3] for title in contents.titles}:
        section = sections()[code[0]]
        found["", 1, code[0]] = section.name
        if code[2] in section.operations:
            found[table_of(code, 3), 3, code[2]] = section.operations[code[2]]
    return found


def _entries(contents: Contents) -> Iterator[tuple[str, str, str, str, str]]:
    """The lines of the alphabetic index that a phrase of a question can be, once for each way to write it."""
    done = {word.lower() for (_, place, _), word in contents.labels.items() if place == 3}
    for entry in contents.entries:
        if entry.pointer is Pointer.NAMES and entry.words.split(" ")[0].lower() in done:
            continue  # the operation's own list of sites says no more than the tables
        for key in keys(entry.words):
            yield key, entry.words, entry.pointer.value, entry.target, entry.start


def keys(words: str) -> tuple[str, ...]:
    """'Esophagogastroduodenoscopy (EGD)' -> both, folded; none for what is too long to be said in a question."""
    short = [inside for inside in PARENTHESIS.findall(words) if inside.isupper()]
    ways = [PARENTHESIS.sub(" ", words), *short]
    found = (tokens(way) for way in ways)
    return tuple(dict.fromkeys(" ".join(way) for way in found if 0 < len(way) <= LONGEST_PHRASE))


def _vocabulary(contents: Contents) -> Iterator[str]:
    texts = {*contents.labels.values(), *(entry.words for entry in contents.entries)}
    texts |= {word for title in contents.titles for word in title.name.split()}
    for text in texts:
        yield from (word for word in tokens(text) if len(word) > 3)


def _texts(contents: Contents) -> Iterator[tuple[str, str]]:
    """(code or beginning of one, words) of every name and of every line of the alphabetic index that names a code."""
    for title in contents.titles:
        yield title.code, title.name
    held = {title.code[0] for title in contents.titles}
    for entry in contents.entries:
        if entry.pointer is Pointer.NAMES and (entry.start[0] not in held or len(entry.start) == 7):
            yield entry.start, entry.words


def _index_words(folder: Path, texts: Iterable[tuple[str, str]]) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # what an interrupted build left
    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("start", stored=True, tokenizer_name="raw")
    builder.add_text_field("words", stored=True, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build(), path=str(folder), reuse=False)
    writer = index.writer(heap_size=HEAP, num_threads=1)
    for start, words in texts:
        writer.add_document(tantivy.Document(start=start, words=words))
    writer.commit()
    writer.wait_merging_threads()
