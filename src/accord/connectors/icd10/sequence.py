"""Code first: a manifestation may not lead the list, and stands after the disease that it is a sign of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.icd10.codes import Code
from accord.connectors.icd10.references import Reference, means, references
from accord.connectors.icd10.source import NoteKind
from accord.connectors.icd10.tabular import Listing, Note, find, notes

MANIFESTATION = "classified elsewhere"
OPTIONAL = ("if applicable", "if known", "any associated", "any causal", "if present", "when applicable")
OPEN_LIST = ("such as",)


class SequenceFault(StrEnum):
    """What is wrong with the order of the diagnoses."""

    LISTED_FIRST = "listed_first"
    UNDERLYING_AFTER = "underlying_after"
    UNDERLYING_MISSING = "underlying_missing"


@dataclass(frozen=True, slots=True)
class SequenceProblem:
    """note says what is to be coded first; None when only the title ('... classified elsewhere') says so.

    underlying -- the code on the list that should have come first, when it stands after.
    """

    fault: SequenceFault
    code: Code
    note: Note | None
    underlying: Code | None = None


@dataclass(frozen=True, slots=True)
class _Demand:
    """One 'Code first' element: its heading and the codes it names. closed: no other code satisfies it."""

    note: Note
    named: tuple[Reference, ...]
    closed: bool

    def met_by(self, listed: Listing) -> bool:
        return any(means(reference, listed) is not False for reference in self.named)


def code_first_problems(codes: Sequence[str | Code]) -> tuple[SequenceProblem, ...]:
    """What the 'Code first' notes and '... in diseases classified elsewhere' titles say against this order.

    The first code is taken as the first-listed diagnosis (Official Guidelines I.A.13). Notes that ask only 'if
    applicable' or 'if known' are passed over; a list of examples ('such as') is met by any code that comes before.
    """
    listed = [found for text in codes if (found := find(text)) is not None]
    return tuple(
        problem for i, one in enumerate(listed) if (problem := _problem(one, listed[:i], listed[i + 1 :])) is not None
    )


def _problem(one: Listing, before: list[Listing], after: list[Listing]) -> SequenceProblem | None:
    demands = _demands(one)
    manifestation = MANIFESTATION in one.label.lower()
    if not demands and not manifestation:
        return None
    if any(demand.met_by(other) for demand in demands for other in before):
        return None
    note = demands[0].note if demands else None
    late = next((other for demand in demands for other in after if demand.met_by(other)), None)
    if late is not None:
        return SequenceProblem(SequenceFault.UNDERLYING_AFTER, one.code, note, late.code)
    if not before:
        return SequenceProblem(SequenceFault.LISTED_FIRST, one.code, note)
    if demands and all(demand.closed for demand in demands):
        return SequenceProblem(SequenceFault.UNDERLYING_MISSING, one.code, note)
    return None


def _demands(one: Listing) -> list[_Demand]:
    """The 'Code first' elements that bind this code, leaving out those that ask only where it applies."""
    blocks: dict[tuple[str, int], list[Note]] = {}
    for note in notes(one.code, NoteKind.CODE_FIRST):
        blocks.setdefault((note.owner, note.block), []).append(note)
    return [_demand(block) for block in blocks.values() if not _optional(block)]


def _optional(block: list[Note]) -> bool:
    return any(word in block[0].text.lower() for word in OPTIONAL)


def _demand(block: list[Note]) -> _Demand:
    named = tuple(reference for note in block for reference in references(note.text))
    illustrative = any(word in note.text.lower() for note in block for word in OPEN_LIST)
    every_line_named = all(references(note.text) for note in block)
    return _Demand(block[0], named, closed=bool(named) and every_line_named and not illustrative)
