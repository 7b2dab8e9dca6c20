"""The book from the outside in: chapters, sections, categories, codes; and lists of codes that begin alike."""

from __future__ import annotations

from dataclasses import dataclass

from accord.connectors.icd10.answers import CodeName, Node
from accord.connectors.icd10.codes import Code
from accord.connectors.icd10.edition import Edition
from accord.connectors.icd10.index import open_index
from accord.connectors.icd10.kinds import Kind
from accord.errors import NotFound

COLUMNS = "number, parent, last, letters, kind, label, billable"
CODES = (Kind.CODE.value, Kind.EXTENDED.value)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the book: a chapter, section, category or code."""

    number: int
    parent: int
    last: int
    letters: str
    kind: str
    label: str
    billable: bool

    @property
    def name(self) -> str:
        """As it is written: 'E11.9', 'I60-I69', '9'."""
        return str(Code(self.letters)) if self.kind in CODES else self.letters

    def named(self) -> CodeName:
        """With its title."""
        return CodeName(self.name, self.label, self.billable)


def entry(edition: Edition, name: str) -> Entry:
    """The entry of that name. Raises NotFound."""
    letters = name.strip().upper().replace(".", "")
    found = _entries(edition, f"SELECT {COLUMNS} FROM entry WHERE letters = ? ORDER BY kind IN {CODES} DESC", letters)
    if not found:
        raise NotFound(f"'{name}' is no chapter, section or code of {edition.name}.", "Chapters are 1 to 22: '9'.")
    return found[0]


def chapters(edition: Edition) -> list[Entry]:
    """The chapters in the order of the book."""
    return _entries(edition, f"SELECT {COLUMNS} FROM entry WHERE parent = -1 ORDER BY number")


def above(edition: Edition, one: Entry) -> list[Entry]:
    """What stands above, nearest first, up to the chapter."""
    found: list[Entry] = []
    while one.parent >= 0:
        (one,) = _entries(edition, f"SELECT {COLUMNS} FROM entry WHERE number = ?", one.parent)
        found.append(one)
    return found


def beneath(edition: Edition, one: Entry, depth: int, most: int) -> tuple[tuple[Node, ...], bool]:
    """Entries beneath in the order of the book down to a depth, and whether there are more than `most`."""
    query = f"SELECT {COLUMNS} FROM entry WHERE number > ? AND number <= ? ORDER BY number"
    depths = {one.number: 0}
    nodes: list[Node] = []
    for found in _entries(edition, query, one.number, one.last):
        at = depths[found.parent] + 1
        depths[found.number] = at
        if at <= depth:
            if len(nodes) == most:
                return tuple(nodes), True
            more = at == depth and found.last > found.number
            nodes.append(Node(found.name, found.label, found.billable, at, more))
    return tuple(nodes), False


def codes_from(edition: Edition, prefix: str, after: str, most: int) -> list[Entry]:
    """Categories and codes whose letters begin so, in order of letters, after a given one."""
    query = f"""SELECT {COLUMNS} FROM entry WHERE letters >= ? AND letters < ? AND letters > ? AND kind IN {CODES}
                ORDER BY letters LIMIT ?"""
    return _entries(edition, query, prefix, f"{prefix}~", after, most)


def _entries(edition: Edition, query: str, *values: object) -> list[Entry]:
    return [
        Entry(number, parent, last, letters, kind, label, bool(billable))
        for number, parent, last, letters, kind, label, billable in open_index(edition).execute(query, values)
    ]
