"""Code first: a manifestation may not lead the list, and stands after the disease that it is a sign of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from accord.connectors.icd10.codes import Code
from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.icd10.kinds import NoteKind
from accord.connectors.icd10.references import Reference, means, references
from accord.connectors.icd10.tabular import Listing, Note, find, notes

MANIFESTATION = "classified elsewhere"
BINDING = ("underlying", "condition resulting from")
OPTIONAL = ("if applicable", "if known", "any associated", "any causal", "if present", "when applicable")


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
    """One 'Code first' element: its lines (the first may be a heading) with the codes they name.

    binding -- an underlying disease is always due; otherwise the note speaks of a situation that need not be this one,
               and only the order is judged.
    closed  -- each line names codes, so that no other code satisfies it; a heading ('such as:') names none.
    """

    lines: tuple[tuple[Note, tuple[Reference, ...]], ...]
    binding: bool
    closed: bool

    def line_for(self, listed: Listing, edition: Edition) -> Note | None:
        """The line that names this code."""
        return next((note for note, named in self.lines if any(means(r, listed, edition) for r in named)), None)

    def may_mean(self, listed: Listing, edition: Edition) -> bool:
        """Does it name this code, or limit it in words that are not understood?"""
        return any(means(reference, listed, edition) is not False for _, named in self.lines for reference in named)


def code_first_problems(codes: Sequence[str | Code], edition: Edition = FY2026) -> tuple[SequenceProblem, ...]:
    """What the 'Code first' notes and '... in diseases classified elsewhere' titles say against this order.

    The first code is taken as the first-listed diagnosis (Official Guidelines I.A.13). A note that asks only 'if
    applicable', or for a situation ('heart failure due to hypertension'), speaks only when its code stands too late; a
    list of examples ('such as') is met by any code that comes before.
    """
    listed = [found for text in codes if (found := find(text, edition)) is not None]
    return tuple(
        problem
        for i, one in enumerate(listed)
        if (problem := _problem(one, listed[:i], listed[i + 1 :], edition)) is not None
    )


def _problem(one: Listing, before: list[Listing], after: list[Listing], edition: Edition) -> SequenceProblem | None:
    demands = _demands(one, edition)
    if any(demand.may_mean(other, edition) for demand in demands for other in before):
        return None
    for demand, other in product(demands, after):
        if line := demand.line_for(other, edition):
            return SequenceProblem(SequenceFault.UNDERLYING_AFTER, one.code, line, other.code)
    return _without_underlying(one, [demand for demand in demands if demand.binding], bool(before))


def _without_underlying(one: Listing, binding: list[_Demand], follows: bool) -> SequenceProblem | None:
    """No code of the list is one that a note names: is that wrong, and what does it say?"""
    if not binding and MANIFESTATION not in one.label.lower():
        return None
    note = binding[0].lines[0][0] if binding else None
    if not follows:
        return SequenceProblem(SequenceFault.LISTED_FIRST, one.code, note)
    if binding and all(demand.closed for demand in binding):
        return SequenceProblem(SequenceFault.UNDERLYING_MISSING, one.code, note)
    return None


def _demands(one: Listing, edition: Edition) -> list[_Demand]:
    """The 'Code first' elements that govern this code."""
    blocks: dict[tuple[str, int], list[Note]] = {}
    for note in notes(one.code, NoteKind.CODE_FIRST, edition=edition):
        blocks.setdefault((note.owner, note.block), []).append(note)
    return [_demand(block) for block in blocks.values()]


def _demand(block: list[Note]) -> _Demand:
    lines = tuple((note, references(note.text)) for note in block)
    words = " ".join(note.text.lower() for note in block)
    binding = any(word in block[0].text.lower() for word in BINDING) and not any(word in words for word in OPTIONAL)
    closed = all(named for _, named in lines)
    return _Demand(lines, binding, closed)
