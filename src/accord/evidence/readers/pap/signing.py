"""Who signed a line of a record of teaching: the patient or a caregiver, somebody else, or nobody."""

from __future__ import annotations

import re

from accord.evidence.profile.people import name_words

SIGNS = re.compile(
    r"\b(?:sig(?:n|ned|nature|nd)?\.?|initials?|/s/|acknowledg\w+|e-?sig\w*|firma(?:do)?|docusign\w*)(?![a-z])",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:patient|pt|customer|cust|client|beneficiary|attendee|member|recipient|learner|user|caregiver|spouse|"
    r"wife|husband|daughter|son|family|poa|guardian|responsible party|paciente|cliente|cuidador[a]?|espos[oa]|hij[oa])\b",
    re.IGNORECASE,
)
_CAREGIVER = re.compile(
    r"\b(?:caregiver|spouse|wife|husband|daughter|son|family|poa|guardian|responsible party|cuidador[a]?|espos[oa]|hij[oa])\b",
    re.IGNORECASE,
)
BLANK = re.compile(r"_{4,}|\.{6,}|\(blank\)|\[\s*\]\s*$")
DATE = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d\d-\d\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]*\.? \d{1,2}",
    re.IGNORECASE,
)
STAFF = re.compile(
    r"\b(?:RRT|CRT|RT|RCP|RN|LPN|RPSGT|BSN)\b|\b(?:staff|tech|therapist|trainer|instructor|RT|clinician|t[eé]cnic[oa]|terapeuta|instructora)\b",
    re.IGNORECASE,
)
UNSIGNED = re.compile(
    r"\b(?:refus\w+|declin\w+|unable|unwilling|needs?|has|will|waiting|awaiting|forgot) (?:to )?(?:sign|be signed)\b|\bto be signed\b|"
    r"\b(?:not|never|un) ?-?(?:yet )?signed\b|\b(?:signature|sig\.?|signed|firma)\b\W{0,3}(?:pending|missing|none|needed|n/a|(?:not )?(?:obtained|on file)|"
    r"refused|declined|pendiente)\b",
    re.IGNORECASE,
)
_FOR_ELSE = re.compile(
    r"\b(?:assignment of benefits|aob|hipaa|privacy|financial|payment|billing|release of information|prescriber|physician|practitioner|"
    r"for (?:the )?order|warranty|rental agreement|abn)\b",
    re.IGNORECASE,
)
_OF_TEACHING = re.compile(
    r"\b(?:train|teach|taught|instruct|educat|orient|understand|class|demonstrat)\w*", re.IGNORECASE
)
_STATES = re.compile(
    r"\b(?:i|we) (?:have |was |were |am |can |do |now |fully |also )*(?:understand|understood|been|received|acknowledge|know|instructed|taught|trained|shown|"
    r"able|demonstrate\w*|attended|completed|learned)\b|\b(?:entiendo|comprendo|recib[ií]|me (?:ense[nñ]aron|explicaron|instruyeron))",
    re.IGNORECASE,
)
_AFFIRMS = re.compile(
    r"\b(?:i (?:have |was |am |can |do |now |fully |also )*(?:understand|understood|been|received|acknowledge|know|instructed|taught|trained|shown|able|"
    r"demonstrate\w*|agree|feel|attended|completed|learned|use)|(?:entiendo|comprendo|recib[ií]|me (?:ense[nñ]aron|explicaron|instruyeron)))\b"
    r"[^_]*?(?:[:.]|\s{2,})\s*(?P<name>[^_:]+)$",
    re.IGNORECASE,
)


def affirms(raw: str, family: set[str]) -> str:
    """Who set their name behind 'I understand ...': 'patient', 'other', or '' nobody."""
    said = _AFFIRMS.search(raw.rstrip())
    if said is None:
        return ""
    name = re.split(r"\s{3,}", said["name"].strip())[0]
    if family & set(name_words(name)) and len(name) < 40:
        return "patient"
    return "other" if _FULL_NAME.fullmatch(name) else ""


_STAFF_SIDE = re.compile(
    r"\s{3,}|\b(?:staff|rrt|rt|tech|trainer|therapist|t[eé]cnic[oa]|terapeuta)\b(?: (?:sig\w*|sign\w*))?", re.IGNORECASE
)
_FULL_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+|[A-Z]\. ?[A-Z][a-z]+")
_ANY_NAME = re.compile(r"(?:[A-Z][a-z'-]+|[A-Z]\.) ?[A-Z][a-z'-]+")


def signer(raw: str, family: set[str]) -> str:
    """Who signed a line: 'patient' (or a caregiver of theirs), 'other' (somebody else as the patient), '' nobody."""
    if UNSIGNED.search(raw) or (_FOR_ELSE.search(raw) and not _OF_TEACHING.search(raw)):
        return ""
    person, signs = PERSON.search(raw), SIGNS.search(raw)
    first = min((m for m in (person, signs) if m is not None), key=lambda m: m.start(), default=None)
    if any(
        SIGNS.search(cell) and not BLANK.search(cell) and family & set(name_words(cell))
        for cell in re.split(r"\s{3,}", raw)
    ):
        return "patient"
    if first is None or (signs is None and not (DATE.search(raw) and STAFF.search(raw))):
        return ""
    cells = _STAFF_SIDE.split(raw[first.start() :])
    words = " ".join(cells[:3])
    names = set(name_words(re.sub(r"_+", " ", words)))
    mine = bool(family & names) or any(
        a in b.split("-") or b in a.split("-") for a in family for b in names if len(b) > 2
    )
    if mine:
        return "patient"
    if BLANK.search(cells[0]):
        return ""
    if _CAREGIVER.search(raw) and _FULL_NAME.search(words):
        return "patient"
    return "other" if person and signs and _ANY_NAME.search(raw[signs.end() :].split("   ")[0]) else ""


_BOTH_SIDES = re.compile(
    r"(?:^|\s{2,}|\t)\s*(?:pt|patient|client|customer|cust|caregiver|attendee|learner|user|paciente|cliente)\s*[:=-]\s*"
    r"(?P<name>[^:_\n]+?)(?:\s{3,}|\t|;|$)",
    re.IGNORECASE,
)
_THERAPIST = re.compile(
    r"\b(?:RRT|CRT|RT|RCP|RN|LPN|RPSGT|therapist|trainer|instructora?|teacher|tech|staff|t[eé]cnic[oa]|terapeuta)\b\s*[:=-]?\s*[^_\s]",
    re.IGNORECASE,
)


_NAME_ALONE = re.compile(r"^\W*(?:X\b[\s:_]*)?(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3})(?P<after>.*)$")
_AFTER_NAME = re.compile(
    r"^\s*(?:$|[,(]? ?(?:patient|pt|customer|client|signed|paciente)\b|\d{1,2}[/-]|\s{2,})", re.IGNORECASE
)
_CROSS = re.compile(r"^\W*X\b[\s:_]*[A-Z]")


def signs_below(above: str, raw: str, family: set[str]) -> str:
    """'patient' where the patient's name stands alone beneath 'I was taught ...' or behind the cross of a line to sign on."""
    named = _NAME_ALONE.match(raw)
    if named is None or not family & set(name_words(named["name"])) or not _AFTER_NAME.match(named["after"]):
        return ""
    return "patient" if _CROSS.match(raw) or _STATES.search(above) else ""


def names_both(raw: str, family: set[str]) -> bool:
    """Does a line name the patient and the teacher side by side, each behind a label: 'pt: A. Name   RT: B. Other'?"""
    named = _BOTH_SIDES.search(raw)
    if named is None or BLANK.search(raw) or not family & set(name_words(named["name"])):
        return False
    return bool(_THERAPIST.search(raw[: named.start()] + "   " + raw[named.end("name") :]))


_INITIALS = re.compile(
    r"\b(?:pt|patient|client|customer|cust|caregiver|attendee|learner|user|paciente|cliente)(?:'s)? ?(?:init(?:ials?)?\.?|iniciales)\s*[:=-]?\s*"
    r"(?P<marks>(?:[A-Z]\.?){2,3})(?![A-Za-z])",
    re.IGNORECASE,
)


def initialled(raw: str, name: str) -> str:
    """'patient' where the patient's own initials stand behind a label that asks for the patient's; else ''."""
    found = _INITIALS.search(raw)
    if found is None or not found["marks"].replace(".", "").isupper():
        return ""
    marks = found["marks"].replace(".", "")
    own = [word[0].upper() for word in name_words(name)]
    return "patient" if len(own) > 1 and marks[0] == own[0] and marks[-1] == own[-1] else ""
