"""What the tools on procedures answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.answer import Provenance


@dataclass(frozen=True, slots=True)
class Axis:
    """One place of a code: which (1-7), what it tells ('Body Part'), its value and the official word for that.

    word is empty where no official table is loaded that has it.
    """

    place: int
    name: str
    value: str
    word: str


@dataclass(frozen=True, slots=True)
class ProcedureHit:
    """A code that was found. whole is False for the beginning of codes that are not loaded (the rest is to be chosen)."""

    code: str
    name: str
    whole: bool
    score: float
    axes: tuple[Axis, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """How the question was read: operations, most likely first; words for the site; ways in; side; words respelt."""

    operations: tuple[str, ...]
    sites: tuple[str, ...]
    approaches: tuple[str, ...]
    devices: tuple[str, ...]
    side: str
    respelt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureHits:
    """Codes, best first, and how the question was read."""

    items: tuple[ProcedureHit, ...]
    understood: Understood
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Procedure:
    """A code with its places; operation_definition is the official meaning of what is done."""

    code: str
    name: str
    short_name: str
    axes: tuple[Axis, ...]
    operation_definition: str
    operation_explanation: str
    operation_examples: str
    first_day: dt.date
    last_day: dt.date
    provenance: Provenance


class ProcedureStanding(StrEnum):
    """May the code be used on the day? CANNOT_SAY where no edition that would know is loaded."""

    VALID = "valid"
    NOT_A_CODE = "not_a_code"
    BAD_SHAPE = "bad_shape"
    INCOMPLETE = "incomplete"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True)
class Option:
    """A value that the next place may have, its word, and how many codes go on with it."""

    value: str
    word: str
    codes: int


@dataclass(frozen=True, slots=True)
class ProcedureVerdict:
    """One code judged. wrong_place is the first place after which no code goes on; allowed are the values it may have."""

    code: str
    standing: ProcedureStanding
    name: str
    reason: str
    wrong_place: int | None
    allowed: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ProcedureVerdicts:
    """The codes in the order in which they were given."""

    items: tuple[ProcedureVerdict, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class BuildStep:
    """What is chosen so far, and what the next place may be. code and name stand when all seven places are chosen."""

    chosen: tuple[Axis, ...]
    next_place: int | None
    next_name: str
    options: tuple[Option, ...]
    code: str
    name: str
    provenance: Provenance
