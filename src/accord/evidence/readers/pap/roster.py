"""Lists of those who came to a class: one row a person, with what each did and each one's signature.

Only the patient's own row counts; that others signed, or that the teacher did, says nothing of the patient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.evidence.narrative.sentences import Line
from accord.evidence.profile.people import name_words, same_person

_CELLS = re.compile(r"\s{2,}|\t|\|")
_NAME_HEAD = re.compile(
    r"^\W*(?:name|nombre|attendee|patient|client|customer|participant|member|learner|cliente|paciente|print(?:ed)?)\b",
    re.IGNORECASE,
)
_SIGN_HEAD = re.compile(r"^\W*(?:\w+(?:'s)? )?(?:sign(?:ed|ature)?|initials?|firma|sig\.?)\b", re.IGNORECASE)
_AWAY = re.compile(
    r"\b(?:no[ -]?show|absent|did not (?:come|attend|show)|dna|cancel\w*|resched\w*|left early|incomplete|not (?:done|seen|present)|pending)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:refus\w+|declin\w+)\b", re.IGNORECASE)
_NO = re.compile(r"^\W*(?:n|no|fail(?:ed)?|x no|0)\W*$", re.IGNORECASE)


class Attendance(StrEnum):
    """What a list shows of the patient."""

    SIGNED = "signed"
    REFUSED = "refused"
    OPEN = "open"
    NOT_LISTED = "not listed"


@dataclass(frozen=True)
class Row:
    """The patient's row, or, where there is none, the head of the list."""

    shows: Attendance
    line: Line


def row_of(rows: Sequence[Line], text: str, patient: str) -> Row | None:
    """What the list in these lines shows of the patient; None where the lines hold no such list."""
    head = next((n for n, line in enumerate(rows) if _is_head(_cells(text[line.start : line.end]))), None)
    if head is None:
        return None
    for line in _entries(rows[head + 1 :], text):
        cells = _cells(text[line.start : line.end])
        if _names(cells[0], patient):
            return Row(_shows(cells, patient), line)
    return Row(Attendance.NOT_LISTED, rows[head])


def _cells(words: str) -> list[str]:
    return [cell.strip() for cell in _CELLS.split(words) if cell.strip(" -_=")]


def _is_head(cells: Sequence[str]) -> bool:
    return (
        len(cells) >= 3
        and any(_NAME_HEAD.match(c) for c in cells[:2])
        and any(_SIGN_HEAD.match(c) for c in cells[1:])
        and ":" not in cells[0]
    )


def _entries(rows: Sequence[Line], text: str) -> Iterator[Line]:
    """The lines of the list: those with two cells or more that are no prose."""
    for line in rows:
        cells = _cells(text[line.start : line.end])
        if len(cells) >= 2 and len(cells[0]) < 50:
            yield line


def _names(cell: str, patient: str) -> bool:
    """Is this cell the patient's name, given name and all?"""
    words, own = set(name_words(cell)), set(name_words(patient))
    family = {word for word in own if len(word) > 2}
    return bool(words & family) and same_person(cell, patient) is not False


def _shows(cells: Sequence[str], patient: str) -> Attendance:
    rest = cells[1:]
    if any(_REFUSED.search(cell) for cell in rest):
        return Attendance.REFUSED
    if any(_AWAY.search(cell) or _NO.match(cell) for cell in rest):
        return Attendance.OPEN
    return Attendance.SIGNED if any(_signs(cell, patient) for cell in rest) else Attendance.OPEN


def _signs(cell: str, patient: str) -> bool:
    """Is it the patient's name again, or the patient's initials?"""
    letters = re.sub(r"[^A-Z]", "", cell)
    initials = {word[0].upper() for word in name_words(patient) if word}
    marks = 2 <= len(letters) <= 3 and letters == re.sub(r"\W", "", cell.upper()) and set(letters) <= initials
    return marks or _names(re.sub(r"[\d/]+|/s/", " ", cell), patient)
