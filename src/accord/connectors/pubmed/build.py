"""Builds a release from citation files in the order of their numbers: new and revised citations in, deleted ones out.

A release that goes on from the one before shares its files by hard link: the index's segments and the parts of
documents never change once written, so a day's update writes what is new and no more.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from tantivy import Document, Index, IndexWriter, Query

from accord.connectors.pubmed.ahead import LARGE, LOT, Prepared, Ready, lots, prepare, read_ahead
from accord.connectors.pubmed.documents import (
    PART,
    WINDOW,
    Documents,
    Press,
    create_part,
    parts,
    rows,
    shared_words,
)
from accord.connectors.pubmed.index import FOLDER, SCHEMA, create
from accord.connectors.pubmed.reader import Deleted, Record, read_file

HEAP = 400_000_000
LEARNT_FROM = 120
MOST_PARTS = 16
COPIED = frozenset({"meta.json", ".managed.json"})


class Builder:
    """Applies files, one after the other, to a release that is being built."""

    def __init__(self, folder: Path, number: int) -> None:
        """number -- of the part of documents that is written; those before it are only read."""
        self.folder, self.number = folder, number
        self.before = Documents(folder) if number else None
        self.index: Index = create(folder / FOLDER)
        self.writer: IndexWriter = self.index.writer(HEAP, 2)
        self._file: sqlite3.Connection | None = None
        self._press: Press | None = None

    def apply(self, path: Path) -> int:
        """One file, whole or not at all: when it is damaged nothing of it remains, and the builder is at its end.

        Gives how many records it held. Raises Invalid naming the file and the PMID.
        """
        count = 0
        try:
            for lot in read_ahead(path) if path.stat().st_size >= LARGE else lots(read_file(path)):
                self.write(lot)
                count += len(lot)
        except BaseException:
            self.abandon()
            raise
        self.commit()
        return count

    def commit(self) -> None:
        """Keeps what was written. Documents first, so that a repeated file finds what to take out of the index."""
        if self._file:
            self._file.commit()
        self.writer.commit()

    def abandon(self) -> None:
        """Lets everything go as it was last committed."""
        self.writer.rollback()
        if self._file:
            self._file.rollback()
        self.finish()

    def finish(self) -> int:
        """Lets merges end and files go. Gives how many citations the index holds."""
        self.writer.wait_merging_threads()
        if self._file:
            self._file.close()
        if self.before:
            self.before.close()
        self.index.reload()
        return self.index.searcher().num_docs

    def write(self, records: Sequence[Record | Ready]) -> None:
        """New and revised citations in, deleted ones out; deletions come last."""
        ready = [prepare(record) for record in records]
        citations = _newest(record for record in ready if isinstance(record, Prepared))
        deleted = [pmid for record in ready if isinstance(record, Deleted) for pmid in record.pmids]
        known = self._versions([*citations, *deleted])
        fresh = [one for one in citations.values() if one.version >= known.get(one.pmid, 0)]
        file, press = self._part(fresh)
        stale = [pmid for pmid in (*(one.pmid for one in fresh), *deleted) if pmid in known]
        if stale:  # by query: a term made from a number is taken as a signed one, and matches nothing
            self.writer.delete_documents_by_query(Query.term_set_query(SCHEMA, "pmid", stale))
        for one in fresh:
            self.writer.add_document(Document.from_dict(one.searched, SCHEMA))
        file.executemany(
            "INSERT OR REPLACE INTO document VALUES (?, ?, ?)",
            [(one.pmid, one.version, press.pack_json(one.body)) for one in fresh],
        )
        file.executemany("INSERT OR REPLACE INTO document VALUES (?, 0, NULL)", [(pmid,) for pmid in deleted])

    def _versions(self, pmids: list[int]) -> dict[int, int]:
        own = (
            dict(rows(self._file, "SELECT pmid, version FROM document WHERE pmid IN ({})", pmids)) if self._file else {}
        )
        missing = [pmid for pmid in pmids if pmid not in own]
        return own | (self.before.versions(missing) if self.before else {})

    def _part(self, citations: list[Prepared]) -> tuple[sqlite3.Connection, Press]:
        if self._file is None or self._press is None:
            path = self.folder / PART.format(self.number)
            if path.exists():
                self._file = sqlite3.connect(path)
                (words,) = self._file.execute("SELECT words FROM dictionary").fetchone()
            else:
                words = b"".join(one.body for one in citations[:LEARNT_FROM])[-WINDOW:]
                self._file = create_part(self.folder, self.number, words)
            self._press = Press(words)
        return self._file, self._press


def share(before: Path, folder: Path) -> None:
    """Links the files of a release into a draft. What tantivy rewrites by rename is copied; locks are left."""
    (folder / FOLDER).mkdir(exist_ok=True)
    for path in chain(parts(before), (before / FOLDER).iterdir()):
        to = folder / path.relative_to(before)
        to.unlink(missing_ok=True)
        if path.name in COPIED:
            shutil.copy2(path, to)
        elif path.suffix != ".lock":
            os.link(path, to)


def compact(folder: Path) -> None:
    """Makes one part of all updates when they have become many; the base stays as it is."""
    old = parts(folder)[1:]
    if len(old) < MOST_PARTS:
        return
    whole = Documents(folder)
    number = int(old[-1].stem.rpartition("-")[2]) + 1
    pmids = sorted({pmid for path in old for pmid in _pmids(path)})
    first = list(whole.get(pmids[:LEARNT_FROM]).values())
    words = shared_words(first)
    press = Press(words)
    file = create_part(folder, number, words)
    for begin in range(0, len(pmids), LOT):
        lot = pmids[begin : begin + LOT]
        found, versions = whole.get(lot), whole.versions(lot)
        told = [(p, versions[p], press.pack(found[p]) if p in found else None) for p in lot]
        file.executemany("INSERT INTO document VALUES (?, ?, ?)", told)
    file.commit()
    file.close()
    whole.close()
    for path in old:
        path.unlink()


def _pmids(path: Path) -> list[int]:
    file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return [pmid for (pmid,) in file.execute("SELECT pmid FROM document")]
    finally:
        file.close()


def _newest(citations: Iterable[Prepared]) -> dict[int, Prepared]:
    """Of each PMID the highest version, and of those the last."""
    found: dict[int, Prepared] = {}
    for one in citations:
        if one.pmid not in found or one.version >= found[one.pmid].version:
            found[one.pmid] = one
    return found
