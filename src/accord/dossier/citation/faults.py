"""What may be wrong with a statement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """Why a statement was struck."""

    UNCITED = "uncited"
    UNRESOLVED = "unresolved"
    PHRASE = "phrase"
    QUOTE = "quote"
    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    CODE = "code"
    POLICY = "policy"
    ARTICLE = "article"
    SIDE = "side"
    CUE = "cue"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Fault:
    """What in a statement is not borne by its citations."""

    kind: FaultKind
    what: str
