"""Look-ups in the tabular list: is it a code, may it be used, what is it called, what stands above and beneath it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from accord.connectors.icd10.codes import Code, code
from accord.connectors.icd10.edition import FY2026, Edition, Standing
from accord.connectors.icd10.editions import edition_on
from accord.connectors.icd10.index import open_index
from accord.connectors.icd10.kinds import NoteKind
from accord.errors import Invalid, NotFound

COLUMNS = "number, parent, last, letters, label, billable"
IS_CODE = "kind IN ('code', 'extended')"


@dataclass(frozen=True, slots=True)
class Listing:
    """A category or code as listed. number and last are places in the book: all that lies beneath is between them."""

    number: int
    parent: int
    last: int
    code: Code
    label: str
    billable: bool

    def holds(self, other: Listing) -> bool:
        """Is the other this one, or beneath it?"""
        return self.number <= other.number <= self.last


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the tabular list. owner is the chapter, section or code it stands at ('9', 'I60-I69', 'I63.1').

    block tells the note elements of one owner apart: a heading ('underlying disease, such as:') shares its lines'.
    """

    kind: NoteKind
    text: str
    owner: str
    block: int


def is_valid(text: str | Code, edition: Edition = FY2026) -> bool:
    """Is it a category or code of the edition at hand? False too when it is not even shaped like one."""
    return find(text, edition) is not None


def is_billable(text: str | Code, edition: Edition = FY2026) -> bool:
    """May it stand on a request or claim: a code of full length, not a heading?"""
    found = find(text, edition)
    return found is not None and found.billable


def listing(text: str | Code, edition: Edition = FY2026) -> Listing:
    """The listed category or code. Raises Invalid (shape) and NotFound."""
    found = _by_letters(code(text).letters, edition)
    if found is None:
        raise NotFound(f"{code(text)} is not in {edition.name}.")
    return found


def label(text: str | Code, edition: Edition = FY2026) -> str:
    """The official title: 'Type 2 diabetes mellitus with hypoglycemia without coma'. Raises Invalid, NotFound."""
    return listing(text, edition).label


def in_force(text: str | Code, date: dt.date) -> Standing:
    """May the code be used for a service on that day? The shipped edition (FY2026) and those that were loaded answer.

    A day that none of them governs gives CANNOT_SAY, whether the code is listed or not: another edition decides.
    """
    edition = edition_on(date)
    if edition is None:
        return Standing.CANNOT_SAY
    return Standing.IN_FORCE if is_valid(text, edition) else Standing.NOT_IN_EDITION


def children(text: str | Code, edition: Edition = FY2026) -> tuple[Listing, ...]:
    """What stands directly beneath, in the order of the book; with seventh characters where they are due."""
    found = listing(text, edition)
    query = f"SELECT {COLUMNS} FROM entry WHERE number BETWEEN ? AND ? AND parent = ? AND {IS_CODE} ORDER BY number"
    return rows_of(edition, query, found.number, found.last, found.number)


def billable_codes(text: str | Code, edition: Edition = FY2026) -> tuple[Listing, ...]:
    """Every code at or beneath it that may stand on a request."""
    found = listing(text, edition)
    query = f"SELECT {COLUMNS} FROM entry WHERE number BETWEEN ? AND ? AND billable ORDER BY number"
    return rows_of(edition, query, found.number, found.last)


def parents(text: str | Code, edition: Edition = FY2026) -> tuple[Listing, ...]:
    """The codes above it, nearest first, up to the category (sections and chapters are not codes)."""
    found: list[Listing] = []
    above = _by_number(listing(text, edition).parent, edition)
    while above is not None:
        found.append(above)
        above = _by_number(above.parent, edition)
    return tuple(found)


def notes(text: str | Code, *kinds: NoteKind, edition: Edition = FY2026) -> tuple[Note, ...]:
    """The notes that govern the code, its own first, then those of all that stands above it, chapter included."""
    return _notes(listing(text, edition).number, kinds or tuple(NoteKind), edition)


@lru_cache(maxsize=4096)
def _notes(number: int, kinds: tuple[NoteKind, ...], edition: Edition) -> tuple[Note, ...]:
    marks = ", ".join("?" * len(kinds))
    query = f"""
        WITH RECURSIVE above(number, depth) AS (
            VALUES (?, 0) UNION ALL
            SELECT entry.parent, depth + 1 FROM above JOIN entry USING (number) WHERE entry.parent >= 0)
        SELECT note.kind, note.text, entry.letters, entry.kind IN ('code', 'extended'), note.block
        FROM above JOIN entry USING (number) JOIN note ON note.entry = above.number
        WHERE note.kind IN ({marks}) ORDER BY depth, note.rowid"""
    rows = open_index(edition).execute(query, (number, *kinds))
    return tuple(
        Note(NoteKind(kind), words, str(Code(owner)) if is_code else owner, block)
        for kind, words, owner, is_code, block in rows
    )


def find(text: str | Code, edition: Edition = FY2026) -> Listing | None:
    """The listed category or code, or None when there is none or the text is not shaped like one."""
    try:
        return _by_letters(code(text).letters, edition)
    except Invalid:
        return None


@lru_cache(maxsize=16384)
def _by_letters(letters: str, edition: Edition) -> Listing | None:
    return next(iter(rows_of(edition, f"SELECT {COLUMNS} FROM entry WHERE letters = ? AND {IS_CODE}", letters)), None)


@lru_cache(maxsize=16384)
def _by_number(number: int, edition: Edition) -> Listing | None:
    return next(iter(rows_of(edition, f"SELECT {COLUMNS} FROM entry WHERE number = ? AND {IS_CODE}", number)), None)


def rows_of(edition: Edition, query: str, *values: object) -> tuple[Listing, ...]:
    """The listings that a query for COLUMNS gives."""
    return tuple(
        Listing(number, parent, last, Code(letters), label, bool(billable))
        for number, parent, last, letters, label, billable in open_index(edition).execute(query, values)
    )
