"""A session of teaching as a paper records it: its lines, the words for what is taught, and who signed below."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.evidence.narrative.sentences import Line
from accord.evidence.profile import Profile
from accord.evidence.profile.people import name_words
from accord.evidence.readers.pap.signing import (
    BLANK,
    DATE,
    PERSON,
    SIGNS,
    STAFF,
    UNSIGNED,
    affirms,
    initialled,
    names_both,
    signer,
    signs_below,
)
from accord.records.places import Place

USE = re.compile(
    r"\buse\b|\boperat\w+|\bramp\b|\bpower\b|\bturn(?:ing)? on\b|starting|\bon ?/ ?off\b|controls|start / stop|"
    r"(?:pressure|exhal\w+) relief|mask on\b|buttons?|(?:unit|machine|device|equipment) (?:was |is )?(?:shown|demonstrated|explained)|"
    r"(?:shown|demonstrated|explained) (?:the |his |her )?(?:unit|machine|device|equipment)|hands[ -]on|how (?:it|the (?:unit|machine|device)) works|"
    r"humidifier|modem|put(?:ting)? on|\buso\b|encend\w+|\brampa\b|humidificador|manejo|funcionamiento|\busar\b"
)
CARE = re.compile(
    r"clean\w*|\bcare\b|wash\w*|filters?|maint\w+|disinfect\w*|chamber|suppl(?:y|ies)|mask|"
    r"limpi\w+|cuidado|filtros?|mascarilla|m[aá]scara|lavado|mantenimiento"
)
HELD = re.compile(
    r"\b(?:taught|shown|showed|instructed|trained|educated|oriented|teach-?back|demonstrated|return(?:ed)? demo\w*|explained|covered|reviewed|"
    r"verbali[sz]\w+|repeated|practi[cs]ed|done|completed|attended|explicad[oa]|demostrad[oa]|instruid[oa]|ense[nñ]\w+)\b"
)


@dataclass(frozen=True)
class Block:
    """The lines of a paper that record a teaching session."""

    paper: Profile
    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def flat(self) -> str:
        return self.paper.document.flat[self.start : self.end]


def patient_signature(block: Block, family: set[str], patient: str) -> tuple[Place | None, Place | None]:
    """The line signed by patient or caregiver; or one signed by somebody else in the patient's place."""
    document = block.paper.document
    other: Place | None = None
    for number, line in reversed(list(enumerate(block.lines))):
        raw = document.text[line.start : line.end]
        above = document.text[block.lines[number - 1].start : block.lines[number - 1].end] if number else ""
        who = signer(raw, family) or affirms(raw, family) or initialled(raw, patient) or signs_below(above, raw, family)
        if who == "patient" and _of_relative(block, raw, patient):
            who = "other"
        if who == "patient":
            return document.place(line.start, line.end), None
        if who == "other":
            other = document.place(line.start, line.end)
    return None, other


def _of_relative(block: Block, raw: str, patient: str) -> bool:
    """Is it signed by somebody of the same family name, in a paper that never names the patient by the given name?"""
    own = name_words(patient)
    part = block.paper.document.flat[block.paper.part.start : block.paper.part.end]
    if len(own) < 2 or re.search(
        rf"(?<![a-z])(?:{re.escape(own[0])}|{own[0][0]}\.? ?{re.escape(own[-1])})(?![a-z])", part
    ):
        return False
    given = [m[1].lower() for m in re.finditer(rf"([A-Z][a-z]+) +(?:[A-Z]\.? +)?(?i:{re.escape(own[-1])})", raw)]
    return any(word not in ("mr", "mrs", "ms", "signed", "signature", own[0]) for word in given)


def signed_off(block: Block, family: set[str]) -> Place | None:
    """The last line, where it names patient and teacher side by side beneath what was taught: 'pt: A. Name   RT: B. Other'.

    The head of a form names both too; it stands above what was taught, and something else is the last line.
    """
    last = block.lines[-1]
    document = block.paper.document
    raw = document.text[last.start : last.end]
    above = document.flat[block.start : last.start]
    if len(block.lines) < 2 or not HELD.search(above) or not (USE.search(above) or CARE.search(above)):
        return None
    return document.place(last.start, last.end) if names_both(raw, family) else None


def blank_line(block: Block) -> Place | None:
    """A line for the patient's signature that nobody signed."""
    document = block.paper.document
    for line in block.lines:
        raw = document.text[line.start : line.end]
        person, signs = PERSON.search(raw), SIGNS.search(raw)
        if signs and UNSIGNED.search(raw):
            return document.place(line.start, line.end)
        if person and signs and (BLANK.search(raw[signs.end() :][:40]) or not raw[signs.end() :].strip(" .:_-")):
            return document.place(line.start, line.end)
    return None


def names_patient(block: Block, family: set[str]) -> bool:
    """Does the paper bear the patient's name? What staff sign alone may be a class of theirs, or of others."""
    words = block.paper.document.flat[block.paper.part.start : block.paper.part.end]
    return not family or any(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", words) for word in family)


def staff_signature(block: Block) -> Place | None:
    """A line signed by the therapist or trainer."""
    document = block.paper.document
    for line in reversed(block.lines):
        raw = document.text[line.start : line.end]
        if STAFF.search(raw) and (SIGNS.search(raw) or DATE.search(raw)) and not BLANK.search(raw):
            return document.place(line.start, line.end)
    return None
