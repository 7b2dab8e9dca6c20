"""A practitioner's note that tells of the teaching: who taught the use and the care, and that it was signed for."""

from __future__ import annotations

from accord.evidence.narrative.context import assertion
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.pap.words import ANY_PAP
from accord.evidence.readers.statements import said_in
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.records.places import Place

TOOL = "instruction/1"
_NOTES = (PartKind.VISIT_NOTE, PartKind.OTHER, PartKind.CHART_EXTRACT, PartKind.LETTER)
_TAUGHT = lazy_pattern(
    r"\b(?:taught|trained|instructed|educated|oriented|(?:was |were )?shown|showed|demonstrated|return demo\w*|teach-?back|"
    r"(?:training|instruction|teaching|education|set-?up|mask fit\w*)(?: and \w+)? (?:was |were )?(?:done|completed|given|provided))\b"
)
_USE = lazy_pattern(
    r"\buse\b|\busing\b|\boperat\w+|\bon/off\b|\bramp\b|\bmask\b|\bhow (?:it|to)\b|\bcontrols?\b|\bput(?:ting)? (?:it )?on\b"
)
_CARE = lazy_pattern(r"\bclean\w*|\bcare\b|\bwash\w*|\bfilters?\b|\bmaint\w+|\bhumidifier\b|\bdisinfect\w*")
_DEVICE = lazy_pattern(rf"(?<![a-z]){ANY_PAP}(?![a-z])|\b(?:unit|machine|device)\b")
_SIGNED_FOR = lazy_pattern(
    r"\b(?:she|he|they|pt|patient|husband|wife|spouse|daughter|son|caregiver|both)\b[^.;]{0,24}\bsigned\b|"
    r"\bsigned (?:the |his |her |off on )?(?:\w+ )?(?:sheet|form|record|checklist|log|receipt|ticket|acknowledg\w+)|[,;] signed\b|"
    r"\b(?:sheet|form|checklist|record) (?:was |is )?signed\b"
)
_OPEN = lazy_pattern(
    r"\b(?:will|to be|not yet|refus\w*|declin\w*|pending|scheduled|needs?|should|until|if|class on|next (?:week|visit))\b|\bnot (?:sign\w*|taught|shown)\b"
)


def taught_in_note(paper: Profile) -> Finding | None:
    """The teaching of which a signed note tells, by its last sentence about it."""
    place = _sentence(paper)
    if place is None:
        return None
    return Finding(
        "device_instruction", place, whose=Whose.OTHER if paper.subject is False else Whose.PATIENT, date=date_of(paper),
        qualifiers={"signed": "yes", "kind": paper.kind.value}, voice=paper.voice, tool=TOOL,
    )  # fmt: skip


def _sentence(paper: Profile) -> Place | None:
    """The sentence of a signed note by which use and care were taught and signed for; the latest of them."""
    signature = paper.signature
    if paper.kind not in _NOTES or paper.voice is not Voice.CLINICIAN or signature is None or not signature.treating:
        return None
    found: Place | None = None
    before = ""
    for each in said_in(paper):
        match = _TAUGHT.search(each.text)
        about = before + " " + each.text
        before = each.text
        if match is None or _OPEN.search(each.text) or not _DEVICE.search(about):
            continue
        if not (_USE.search(each.text) and _CARE.search(each.text) and _SIGNED_FOR.search(each.text)):
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        if told.presence is Presence.PRESENT and told.whose is Whose.PATIENT and told.time is not Time.PLANNED:
            found = paper.document.place(each.sentence.start, each.sentence.end)
    return found
