"""What the ICD-10-CM tools give."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.answer import Provenance
from accord.connectors.icd10.edition import Standing


class Language(StrEnum):
    """English: ICD-10-CM, for requests in the United States. French: CIM-10, another classification, never mixed in."""

    ENGLISH = "en"
    FRENCH = "fr"


class Fault(StrEnum):
    """Why a code cannot stand on a request."""

    SHAPE = "shape"
    NOT_IN_EDITION = "not_in_edition"
    HEADING = "heading"
    SEVENTH_CHARACTER = "seventh_character"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True)
class CodeName:
    """A code, category, section or chapter with its title; billable when it may stand on a request."""

    code: str
    label: str
    billable: bool


@dataclass(frozen=True, slots=True)
class CodeHit:
    """A code found by words. found_by -- the term that led to it; score -- about 0 to 1, for comparing within an answer."""

    code: str
    label: str
    billable: bool
    score: float
    found_by: str
    category: str
    category_label: str


@dataclass(frozen=True, slots=True)
class CodeHits:
    """Codes, best first. read_as -- words that were read otherwise than typed: 'diabetis: diabetes'."""

    items: tuple[CodeHit, ...]
    read_as: tuple[str, ...]
    total: int | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note that governs a code. owner -- where it stands; kinds as in the tabular list (excludes1, codeFirst ...)."""

    kind: str
    text: str
    owner: str


@dataclass(frozen=True, slots=True)
class SeventhCharacter:
    """A seventh character that a code still takes: 'A', 'initial encounter', and the whole code."""

    character: str
    meaning: str
    code: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A code with all that the book says of it. notes are its own first, then those of what stands above."""

    code: str
    label: str
    billable: bool
    standing: Standing
    above: tuple[CodeName, ...]
    children: tuple[CodeName, ...]
    seventh_characters: tuple[SeventhCharacter, ...]
    notes: tuple[NoteLine, ...]
    edition: str
    first: dt.date | None
    last: dt.date | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class CodeVerdict:
    """May the code stand on a request for a service on that day? why is empty when it may.

    suggestions -- codes that may, near the one given.
    """

    given: str
    code: str
    label: str
    usable: bool
    billable: bool
    standing: Standing
    fault: Fault | None
    why: str
    suggestions: tuple[CodeName, ...]


@dataclass(frozen=True, slots=True)
class CodeVerdicts:
    """A verdict for each code given, in the order given. usable -- how many may be used."""

    items: tuple[CodeVerdict, ...]
    usable: int
    on: dt.date
    edition: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Node:
    """An entry beneath another; depth 1 is directly beneath. more -- it has entries of its own that are not shown."""

    code: str
    label: str
    billable: bool
    depth: int
    more: bool


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """What stands above an entry, nearest first up to the chapter, and beneath it in the order of the book.

    cut -- there is more beneath than is shown.
    """

    entry: CodeName
    above: tuple[CodeName, ...]
    beneath: tuple[Node, ...]
    cut: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Together:
    """Something that is said against two codes standing together, or in this order. note -- the book's words."""

    rule: str
    code: str
    other: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class TogetherAnswer:
    """What the book says against a list of diagnoses. unknown -- codes that are not in the edition and not judged."""

    problems: tuple[Together, ...]
    unknown: tuple[str, ...]
    edition: str
    provenance: Provenance
