"""How patient and practitioner met: in person, by video, by telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.profile.kinds import PartKind
from accord.evidence.profile.parts import Part
from accord.records.documents import Document, TickState
from accord.records.places import Place
from accord.records.request import Stated


class Mode(StrEnum):
    """How patient and practitioner met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    AUDIO = "audio"


_MODES: tuple[tuple[Mode, str], ...] = (
    (
        Mode.AUDIO,
        r"\b(audio|voice|telephone).?only\b|\b(no|without) (video|camera)\b|\b(tele)?phone (visit|encounter|call|note|consult\w*|follow.?up|f/?u)\b|"
        r"\bby (tele)?phone\b|"
        r"\bcalled (the )?(pt|patient)\b",
    ),
    (Mode.VIDEO, r"\bvideo\b|\btele.?(health|medicine|visit)\b|\bvirtual visit\b"),
    (
        Mode.IN_PERSON,
        r"\bin.(person|office)\b|\bov\b(?! ?\d)|\((?:office|clinic|in clinic)\)|"
        r"\bface.to.face\b|\boffice visit\b|\bclinic visit\b|\bseen in (the )?(clinic|office)\b|\bin (the )?"
        r"(office|clinic)\b|\boutpatient consult|\bseen (and examined )?(here )?today\b|\bhere (w/|with|for|today)\b|"
        r"\b(saw|seeing) (him|her|the patient|mr|mrs|ms)\b|\bin (my|our|this) (office|clinic)\b|"
        r"\b(?:visit|encounter|type|place of service|location|setting|modality)( type| of visit)?\W{1,4}(office|clinic|in.?person|outpatient clinic)\b|"
        r"\d[/-]\d{2,4}\s+(in )?(office|clinic)\b(?! (phone|fax|hours|manager|staff))|"
        r"\b(?:new|established|initial|follow.?up|f/?u|visit|consult\w*)(?: patient| pt| visit| consult\w*)?[,;:/ -]{1,3}(?:in )?(?:the )?"
        r"(?:clinic|office)\s+(?=\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4})|"
        r"\bpos\W{1,3}(code )?11\b|\b(office|ofc) (encounter|appointment|appt|consult\w*|visit)\b|\bf2f\b|"
        r"\bin the room\b|\bexam(ination)? (room|today)\b",
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


# Words before a mode that speak of a meeting to come or of one that was not.
_NOT_THIS = re.compile(
    r"\b(will|should|must|needs? to|schedul\w+|next|rtc|return\w* (to|for|in)|recheck|plans?|recommend\w*|not|unable|cannot|asked to|wants)\b"
    r"[^.;\n]{0,30}$"
)
_LABELS: dict[str, Mode] = {
    label: mode
    for mode, labels in {
        Mode.IN_PERSON: "office|office visit|in person|in-person|face to face|face-to-face|clinic|clinic visit|in office|in clinic",
        Mode.VIDEO: "video|video visit|telehealth|telemedicine|virtual|video/telehealth|telehealth (video)",
        Mode.AUDIO: "phone|telephone|audio|audio only|audio-only|phone visit|phone call",
    }.items()
    for label in labels.split("|")
}


def _ticked(document: Document, part: Part, end: int) -> tuple[Stated[Mode] | None, bool]:
    """The mode whose box is ticked in the head; and whether there are boxes for modes at all."""
    boxes = [
        b for b in checkboxes(document) if part.start <= b.start < end and b.label_text.lower().strip(" .:") in _LABELS
    ]
    chosen = [b for b in boxes if b.state is TickState.CHECKED]
    if len(chosen) == 1:
        box = chosen[0]
        place = document.place(min(box.start, box.label.start), max(box.end, box.label.end))
        return Stated(_LABELS[box.label_text.lower().strip(" .:")], place), True
    return None, bool(boxes)


def _of_this(pattern: str, words: str) -> Iterator[re.Match[str]]:
    """The places of a mode that do not speak of a meeting to come or of one that was not."""
    return (m for m in re.finditer(pattern, words) if not _NOT_THIS.search(words[max(0, m.start() - 60) : m.start()]))


SAME_LINE = 120
"""Characters: as far as 'telehealth' and 'audio only' stand apart in one head line."""


def _told_first(hits: list[tuple[int, Mode, re.Match[str]]]) -> tuple[int, Mode, re.Match[str]]:
    """The mode that is told first; telehealth without picture is audio where the words close behind say so."""
    first = min(hits, key=lambda hit: hit[0])
    if first[1] is Mode.VIDEO and "video" not in first[2][0]:
        behind = [hit for hit in hits if hit[1] is Mode.AUDIO and 0 < hit[0] - first[0] < SAME_LINE]
        return min(behind, key=lambda hit: hit[0], default=first)
    return first


def mode_of(document: Document, part: Part) -> Stated[Mode] | None:
    """From the words of the head first, then of the body; an examination with vital signs is in person."""
    if part.kind not in _MET:
        return None
    flat = document.flat
    head_end = min(part.end, part.start + 600)
    ticked, has_boxes = _ticked(document, part, head_end)
    if has_boxes:
        return ticked
    hits = [(m.start(), mode, m) for mode, pattern in _MODES for m in _of_this(pattern, flat[part.start : head_end])]
    if hits:
        _, mode, match = _told_first(hits)
        return Stated(mode, document.place(part.start + match.start(), part.start + match.end()))
    if part.kind is PartKind.MESSAGES:
        return None
    examined = _EXAMINED.search(flat, part.start, part.end)
    if examined:
        return Stated(Mode.IN_PERSON, document.place(examined.start(), examined.end()))
    if part.kind is PartKind.DISCHARGE_SUMMARY:
        return Stated(Mode.IN_PERSON, first_line(document, part))
    match = next(_of_this(_MODES[2][1], flat[part.start : part.end]), None)
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
