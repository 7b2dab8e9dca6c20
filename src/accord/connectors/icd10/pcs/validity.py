"""Judges one code against an edition: valid, or where it goes wrong."""

from __future__ import annotations

from accord.connectors.icd10.pcs import axes
from accord.connectors.icd10.pcs.answers import Axis, ProcedureStanding, ProcedureVerdict
from accord.connectors.icd10.pcs.codes import LENGTH, START, has_shape, sections
from accord.connectors.icd10.pcs.store import Book


def judge(book: Book, code: str) -> ProcedureVerdict:
    """code is written as the code set writes it; it need not have the shape of a code."""
    if not START.fullmatch(code) or not code or code[0] not in sections() or (len(code) == LENGTH) != has_shape(code):
        reason = f"'{code}' does not have the shape of an ICD-10-PCS code: seven digits and letters, never I or O."
        return ProcedureVerdict(code, ProcedureStanding.BAD_SHAPE, "", reason, None, ())
    found = book.titles(code, 1)
    if found and len(code) == LENGTH:
        return ProcedureVerdict(code, ProcedureStanding.VALID, found[0][1], "", None, ())
    if code[0] not in book.whole:
        reason = f"{code} cannot be judged: section {code[0]} is not loaded. 'accord sync icd10' loads it."
        return ProcedureVerdict(code, ProcedureStanding.CANNOT_SAY, "", reason, None, ())
    right = _longest_right(book, code)
    allowed = axes.options(book, right)
    if right == code:
        reason = f"{code} is only the beginning of a code: {_place(code, len(code) + 1)} is to be chosen."
        return ProcedureVerdict(code, ProcedureStanding.INCOMPLETE, "", reason, len(code) + 1, allowed)
    wrong = len(right) + 1
    reason = (
        f"{code} is not a code of {book.provenance.source}: {_place(code, wrong)} cannot be {code[wrong - 1]} after "
        f"'{right}'{_said(axes.axes(book, right))}."
    )
    return ProcedureVerdict(code, ProcedureStanding.NOT_A_CODE, "", reason, wrong, allowed)


def _longest_right(book: Book, code: str) -> str:
    """The longest beginning with which at least one code goes on."""
    return next((code[:size] for size in range(len(code), 0, -1) if book.titles(code[:size], 1)), "")


def _place(code: str, place: int) -> str:
    return f"place {place} ({axes.name_of(code, place)})"


def _said(right: tuple[Axis, ...]) -> str:
    words = ", ".join(axis.word for axis in right[1:] if axis.word)
    return f" ({words})" if words else ""
