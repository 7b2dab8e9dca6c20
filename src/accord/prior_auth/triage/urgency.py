"""How soon: the clinician's words against the way and the day that the referral is on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.narrative.context import assertion
from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened, found
from accord.records.documents import Document
from accord.records.findings import Presence
from accord.records.places import Place

_URGENT = re.compile(
    r"\b(?:urgency|priority|acuity)\s*:\s*(?:emergen\w+|urgent\w*|stat|expedited)|"
    r"\b(?:emergent|emergency|urgent|stat|expedited)\s+(?:\w+\s+){0,2}?(?:surg\w+|procedure|repair|cath\w*|intervention|revasculari[sz]ation|authori[sz]ation|review|request|"
    r"admission|treatment|imaging|mri|ct|biopsy|study|polysomnography|evaluation|presentation|referral|scleral|pci|craniotomy|decompression)|"
    r"\b(?:urgently|emergently)\b|\b(?:requires?|needs?) (?:immediate|emergent|urgent) \w+|"
    r"\b(?:surg\w+|repair\w*|intervention|revasculari[sz]ation|procedure|authori[sz]ation|treat\w*|decompress\w+|required?|needed|perform\w*)\b[^.\n]{0,30}"
    r"\bwithin (?:the next )?(?:\d{1,2}(?:\s*[-–]\s*\d{1,2})?|twenty.four|forty.eight|seventy.two) (?:minutes|hours)\b|"
    r"\btime[- ]sensitive\b|\b(?:life|limb|vision|sight)[- ]threatening\b",
    re.IGNORECASE,
)
# Words of the plan about waiting, teaching or another place of care.
_NOT_NOW = re.compile(
    r"\b(?:urgent care|emergency department|emergency room|if|return precautions|er precautions|symptoms (?:worsen|develop))\b",
    re.IGNORECASE,
)
_FAST = re.compile(
    r"\b(?:urgent|expedited|emergen\w+|stat|rush)\b|\b(?:24|48|72)\s*(?:[-–]\s*(?:24|48|72)\s*)?(?:hours?|hrs?|h)\b",
    re.IGNORECASE,
)
_SLOW = re.compile(r"\b(?:routine|standard|elective)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:expedite[ds]?|expedited|urgent(?:ly)?)\b", re.IGNORECASE)
# An expedited request is one whose delay could seriously endanger life, health or function (42 CFR 422.570): a booking
# further away than this does not look like one.
DAYS_OF_URGENT = 14


def urgency(at: Opened) -> Iterator[Concern]:
    """Urgent in the note and not on the request stops; urgent on both is told, with a booking far away to confirm."""
    said = next((place for note in at.notes for place in _urgent(note)), None)
    if said is None:
        asks = next((place for _, place in found(at.letter, _ASKS)), None) if at.letter else None
        if asks is not None and not _is_fast(at):
            yield concern(Kind.URGENT_REQUEST, Weight.CONFIRM, asks, said=asks.text)
        return
    fields = at.referral.auth_requirements
    if _SLOW.search(at.referral.appointment.priority) or not _is_fast(at):
        way = at.referral.appointment.priority or fields.turnaround_time or fields.submission_method or "-"
        place = at.at("authRequirements.turnaroundTime", way)
        yield concern(Kind.URGENCY, Weight.HOLD, said, place, said=said.text, way=way)
        return
    yield concern(Kind.URGENT_REQUEST, Weight.CONFIRM, said, said=said.text)
    day = at.referral.appointment.date
    dates = [profile.date.value.latest for profile in at.note_profiles if profile.date]
    if day and dates and (day - max(dates)).days > DAYS_OF_URGENT:
        yield concern(Kind.BOOKED_LATE, Weight.CONFIRM, at.at("appointment.date", day), said, day=day, said=said.text)


def is_urgent(at: Opened) -> bool:
    """Does a clinician call it urgent?"""
    return any(True for note in at.notes for _ in _urgent(note))


def _urgent(note: Document) -> Iterator[Place]:
    for match, place in found(note, _URGENT):
        start = note.text.rfind("\n", 0, match.start()) + 1
        before = note.text[max(start, match.start() - 60) : match.start()]
        if _NOT_NOW.search(before) or _NOT_NOW.search(match[0]):
            continue
        told = assertion(note, match.start(), match.end())
        if told.presence is not Presence.ABSENT and not told.hypothetical:
            yield place


def _is_fast(at: Opened) -> bool:
    asked = at.referral.auth_requirements
    return bool(
        _FAST.search(at.referral.appointment.priority)
        or _FAST.search(asked.turnaround_time)
        or _FAST.search(asked.submission_method)
        or _FAST.search(asked.prior_auth_description)
    )
