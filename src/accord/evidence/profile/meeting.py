"""How patient and practitioner met: in person, by video, by telephone."""

from __future__ import annotations

import re
from enum import StrEnum

from accord.evidence.profile.kinds import PartKind
from accord.evidence.profile.parts import Part
from accord.records.documents import Document
from accord.records.places import Place
from accord.records.request import Stated


class Mode(StrEnum):
    """How patient and practitioner met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    AUDIO = "audio"


_MODES: tuple[tuple[Mode, str], ...] = (
    (Mode.AUDIO, r"\baudio.?only\b|\btelephone (visit|encounter)\b|\bphone visit\b|\bby (tele)?phone\b"),
    (Mode.VIDEO, r"\bvideo\b|\btele.?(health|medicine|visit)\b|\bvirtual visit\b"),
    (
        Mode.IN_PERSON,
        r"\bin.(person|office)\b|\bface.to.face\b|\boffice visit\b|\bclinic visit\b|\bseen in (the )?(clinic|office)\b|\bin (the )?"
        r"(office|clinic)\b|\boutpatient consult|\bseen (and examined )?(here )?today\b|\bhere (w/|with|for|today)\b|"
        r"\bsaw (him|her|the patient|mr|mrs|ms)\b|\bin the room\b|\bvisit type\W+office\b|\bexam(ination)? (room|today)\b",
    ),
)
_EXAMINED = re.compile(
    r"\b(on )?(exam(ination)?|vitals?|objective|o|pe)\b\s*[:\-].{0,160}\b(bp|hr|wt|weight|lungs?|heart|neck|bmi|gait|slr|\d{2,3}/\d{2,3})\b|"
    r"\bbp\W{0,3}\d{2,3}/\d{2,3}\b"
)
_MET = (
    PartKind.VISIT_NOTE,
    PartKind.CHART_EXTRACT,
    PartKind.LETTER,
    PartKind.OTHER,
    PartKind.DISCHARGE_SUMMARY,
    PartKind.MESSAGES,
)


def mode_of(document: Document, part: Part) -> Stated[Mode] | None:
    """From the words of the head first, then of the body; an examination with vital signs is in person."""
    if part.kind not in _MET:
        return None
    flat = document.flat
    head_end = min(part.end, part.start + 600)
    hits = [(m.start(), mode, m) for mode, pattern in _MODES for m in re.finditer(pattern, flat[part.start : head_end])]
    if hits:
        _, mode, match = min(hits, key=lambda hit: hit[0])
        return Stated(mode, document.place(part.start + match.start(), part.start + match.end()))
    if part.kind is PartKind.MESSAGES:
        return None
    examined = _EXAMINED.search(flat, part.start, part.end)
    if examined:
        return Stated(Mode.IN_PERSON, document.place(examined.start(), examined.end()))
    if part.kind is PartKind.DISCHARGE_SUMMARY:
        return Stated(Mode.IN_PERSON, first_line(document, part))
    match = re.search(_MODES[2][1], flat[part.start : part.end])
    if match:
        return Stated(Mode.IN_PERSON, document.place(part.start + match.start(), part.start + match.end()))
    return None


def first_line(document: Document, part: Part) -> Place:
    """The first line of a part that says something."""
    start = part.start
    for line in document.text[start : part.end].splitlines(keepends=True):
        if any(c.isalnum() for c in line):
            return document.place(start, start + len(line))
        start += len(line)
    return document.place(part.start, part.end)
