"""What an index of procedures is made of, whichever files it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LAYOUT = 3  # changes whenever a file that is built would look different
TABLES_FILE, WORDS_FOLDER = "procedures.sqlite", "words"


class Pointer(StrEnum):
    """What a line of the alphabetic index does: names a code, sends to another term, or to an official word."""

    NAMES = "names"
    SEE = "see"
    USE = "use"


@dataclass(frozen=True, slots=True)
class Title:
    """A code and its name; short is empty where the file has one name only."""

    code: str
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """What the third place says in a section, as the official definitions have it."""

    section: str
    value: str
    name: str
    definition: str
    explanation: str = ""
    examples: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the alphabetic index: the words that lead to it, what it says, and where codes for it begin."""

    words: str
    pointer: Pointer
    target: str
    start: str


@dataclass(frozen=True)
class Contents:
    """labels -- (beginning of the table, place 1-7, value) -> official word; the beginning is at most three places."""

    titles: tuple[Title, ...]
    labels: Mapping[tuple[str, int, str], str]
    operations: tuple[Operation, ...] = ()
    entries: tuple[Entry, ...] = field(default=())


def table_of(start: str, place: int) -> str:
    """The beginning that a value of this place depends on: '0FT44ZZ', 5 -> '0FT'; '0FT', 3 -> '0F'."""
    return start[: min(3, place - 1)]
