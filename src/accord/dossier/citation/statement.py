"""A statement: a sentence of a letter with what bears it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from accord.dossier.visible import one_line
from accord.records.places import AnyPlace
from accord.wording import say

NO_VALUES: Mapping[str, str] = MappingProxyType({})


class StatementKind(StrEnum):
    """Where a sentence comes from, which decides how it is checked."""

    FIXED = "fixed"  # a signed phrase of the wording table, with values
    QUOTED = "quoted"  # the words of the record, nothing else
    DRAFTED = "drafted"  # written freely, by a person or a model


@dataclass(frozen=True, slots=True)
class Own:
    """Words of the review itself: a criterion's text, the policy's edition, the day of the review."""

    name: str
    text: str


Citation = AnyPlace | Own


@dataclass(frozen=True)
class Statement:
    """A sentence, its kind, and its citations. For a fixed phrase also the key and the values put into it."""

    text: str
    kind: StatementKind
    citations: tuple[Citation, ...] = ()
    phrase: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: NO_VALUES)


def fixed(phrase: str, *citations: Citation, **values: str) -> Statement:
    """A phrase of the wording table with its values, each of which the citations must bear."""
    return Statement(say(phrase, **values), StatementKind.FIXED, citations, phrase, MappingProxyType(dict(values)))


def quoted(place: AnyPlace) -> Statement:
    """The words at the place, in quotation marks."""
    return Statement(f"“{one_line(place.text)}”", StatementKind.QUOTED, (place,))


def drafted(text: str, *citations: Citation) -> Statement:
    """A free sentence, which the check will compare with its citations word by word."""
    return Statement(text, StatementKind.DRAFTED, citations)
