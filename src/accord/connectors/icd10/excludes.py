"""Excludes1: two codes that must not stand together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from accord.connectors.icd10.codes import Code
from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.icd10.kinds import NoteKind
from accord.connectors.icd10.references import means, references
from accord.connectors.icd10.tabular import Listing, Note, find, notes


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`code` carries the Excludes1 note that names `excluded` (with the code beneath which the note stands)."""

    code: Code
    excluded: Code
    note: Note


def excludes1_conflicts(codes: Sequence[str | Code], edition: Edition = FY2026) -> tuple[Exclusion, ...]:
    """Pairs among the codes that exclude each other, each pair once. Codes not in the edition are left out.

    Official Guidelines I.A.12.a: the two may stand together only when the conditions have nothing to do with each
    other; that is for a person to say. A note limited in words that are not understood reports nothing.
    """
    listed = [found for text in codes if (found := find(text, edition)) is not None]
    return tuple(
        conflict for one, other in combinations(dict.fromkeys(listed), 2) if (conflict := _between(one, other, edition))
    )


def _between(one: Listing, other: Listing, edition: Edition) -> Exclusion | None:
    return next(_excluding(one, other, edition), None) or next(_excluding(other, one, edition), None)


def _excluding(one: Listing, other: Listing, edition: Edition) -> Iterator[Exclusion]:
    for note in notes(one.code, NoteKind.EXCLUDES1, edition=edition):
        if any(means(reference, other, edition) for reference in references(note.text)):
            yield Exclusion(one.code, other.code, note)
