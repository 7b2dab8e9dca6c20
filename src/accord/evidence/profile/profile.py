"""The profile of each paper in a record: what it is, who speaks, about whom, when, and whether it is signed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.profile.header import Header, read_header
from accord.evidence.profile.kinds import PartKind
from accord.evidence.profile.parts import Part, parts_of
from accord.evidence.profile.people import TREATING, Signature, SignatureState, same_person
from accord.evidence.profile.signatures import signatures
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.findings import Voice
from accord.records.places import Place
from accord.records.request import Request, Stated


class Mode(StrEnum):
    """How patient and practitioner met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    AUDIO = "audio"


@dataclass(frozen=True)
class Profile:
    """One paper of a document.

    date    -- when what it tells happened (visit, test, order), not when it was printed or signed.
    voice   -- who speaks.
    subject -- True: about the patient of the request; False: about somebody else; None: cannot be told.
    """

    document: Document
    part: Part
    header: Header
    voice: Voice
    signatures: tuple[Signature, ...]
    date: Stated[PartialDate] | None
    dates: tuple[DateMention, ...] = field(repr=False)
    mode: Stated[Mode] | None = None
    organization: Stated[str] | None = None
    subject: bool | None = True

    @property
    def kind(self) -> PartKind:
        """What the paper is."""
        return self.part.kind

    @property
    def signature(self) -> Signature | None:
        """The signature of a treating practitioner if there is one, else any signature."""
        signed = [s for s in self.signatures if s.state is SignatureState.SIGNED]
        return next((s for s in signed if s.treating), signed[0] if signed else None)

    def covers(self, place: Place) -> bool:
        """Does the place stand in this paper?"""
        return place.document == self.document.name and self.part.start <= place.start < self.part.end


def profiles(document: Document, request: Request | None = None) -> tuple[Profile, ...]:
    """The papers of a document, in order. The request tells who the patient and the supplier are."""
    return _profiles(document.sha256, document.name, _Held(document, request))


@dataclass(frozen=True)
class _Held:
    document: Document = field(hash=False, compare=False)
    request: Request | None = field(hash=True)

    def __hash__(self) -> int:
        return hash(id(self.request))


@lru_cache(maxsize=4096)
def _profiles(sha256: str, name: str, held: _Held) -> tuple[Profile, ...]:
    document, request = held.document, held.request
    made: list[Profile] = []
    for part in parts_of(document):
        made.append(_profile(document, part, request, made[0] if made else None))
    return tuple(made)


def _profile(document: Document, part: Part, request: Request | None, first: Profile | None) -> Profile:
    header = read_header(document, part)
    mentioned = tuple(m for m in dates(document) if part.start <= m.start < part.end)
    signed = tuple(signatures(document, part, mentioned))
    organization = _letterhead(document, part) or (first.organization if first else None)
    if not header.names and not header.loose and not header.birth_dates and first is not None:
        header = first.header
    return Profile(
        document=document,
        part=part,
        header=header,
        voice=_voice(part, signed, organization, request, document.text[part.start : part.end]),
        signatures=signed,
        date=_date_of(document, part, mentioned, header, signed),
        dates=mentioned,
        mode=_mode(document, part),
        organization=organization,
        subject=about_patient(header, request),
    )


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

# what stands before a date, and how well it says 'this is when it happened', by kind of paper
_WHEN: tuple[tuple[int, str], ...] = (
    (
        10,
        r"(study|test|sleep|recording) (night|date)\W*$|night of\W*$|date of (study|test|service|visit|exam|procedure|order|operation)\W*$",
    ),
    (
        10,
        r"\bdos\W*$|service date\W*$|order date\W*$|date ordered\W*$|\bordered( on)?\W*$|visit( date)?\W*$|exam date\W*$",
    ),
    (
        10,
        r"(date )?seen( on)?\W*$|drawn\W*$|coll(ected)?\W*$|collection( date)?\W*$|encounter( date)?\W*$|performed( on)?\W*$",
    ),
    (8, r"recorded( at home)?( on)?\W*$|ticket date\W*$|session\W*(\w+day)?\W*$|admit(ted)?\W*$"),
    (7, r"\bdate\W*$|\bvisit\W.{0,12}$"),
    (2, r"\bon\W*$"),
)
# A paper whose newest date is so many years later is not of that day: it is a birth date without its label.
LONG_AGO = 15
_NOT_WHEN = re.compile(
    r"(dob|d\.o\.b\.?|birth|born|b\.?d\.?|signed|sign|signature|printed|print|prepared|received|rec'?d|faxed|fax|"
    r"since|dx|until|thru|through|next|appt|appointment|scheduled|compared with|comparison|due|expires?|sent|from|to|"
    r"reported|report date|read|analyzed|dictated|authenticated|e-signed|transcribed|copied|carried forward from)"
    r"\W{0,6}(date\W{0,3}|on\W{0,3}|by\W{0,3})?$"
)
_ORDER_WHEN = re.compile(r"(order(ed)?|start/order|start)( date)?\W*$|date (of|ordered)( order)?\W*$")


def _date_of(
    document: Document, part: Part, mentioned: tuple[DateMention, ...], header: Header, signed: tuple[Signature, ...]
) -> Stated[PartialDate] | None:
    born = {stated.value for stated in header.birth_dates}
    newest = max((m.date.year for m in mentioned if not m.relative), default=0)
    best: tuple[float, DateMention] | None = None
    for order, mention in enumerate(mentioned):
        if mention.relative or mention.date.month is None or (mention.date.exact in born and mention.date.exact):
            continue
        if newest - mention.date.year > LONG_AGO:
            continue
        before = document.flat[max(part.start, mention.start - 34) : mention.start].rstrip(" .:-")
        if _NOT_WHEN.search(before):
            continue
        weight = max((w for w, pattern in _WHEN if re.search(pattern, before)), default=0)
        if part.kind is PartKind.ORDER and _ORDER_WHEN.search(before):
            weight = 12
        line = document.text.count("\n", part.start, mention.start)
        weight += max(0.0, 6 - line) - order * 0.2 - (0 if mention.date.day else 4)
        if best is None or weight > best[0]:
            best = (weight, mention)
    if best is not None and (best[0] >= 3 or part.kind in (PartKind.VISIT_NOTE, PartKind.MESSAGES)):
        mention = best[1]
        return Stated(mention.date, document.place(mention.start, mention.end))
    for signature in signed:
        if (
            signature.date is not None
            and signature.date.exact not in born
            and part.kind not in (PartKind.SLEEP_STUDY, PartKind.OXIMETRY)
        ):
            return Stated(signature.date, signature.place)
    if best is not None:
        return Stated(best[1].date, document.place(best[1].start, best[1].end))
    return None


# ── how they met ─────────────────────────────────────────────────────────────────────────────────────────────────────

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


def _mode(document: Document, part: Part) -> Stated[Mode] | None:
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


# ── who speaks ───────────────────────────────────────────────────────────────────────────────────────────────────────

_VOICES: Mapping[PartKind, Voice] = {
    PartKind.LABORATORY: Voice.LABORATORY,
    PartKind.SLEEP_STUDY: Voice.FACILITY,
    PartKind.OXIMETRY: Voice.FACILITY,
    PartKind.IMAGING: Voice.FACILITY,
    PartKind.CARDIOLOGY: Voice.FACILITY,
    PartKind.EMERGENCY_REPORT: Voice.FACILITY,
    PartKind.THERAPY_NOTE: Voice.CLINICIAN,
    PartKind.PROCEDURE_NOTE: Voice.CLINICIAN,
    PartKind.VISIT_NOTE: Voice.CLINICIAN,
    PartKind.DISCHARGE_SUMMARY: Voice.CLINICIAN,
    PartKind.CHART_EXTRACT: Voice.CLINICIAN,
    PartKind.SUPPLIER_FORM: Voice.SUPPLIER,
    PartKind.DELIVERY_RECORD: Voice.SUPPLIER,
    PartKind.INSTRUCTION_RECORD: Voice.SUPPLIER,
    PartKind.LOG: Voice.PATIENT,
    PartKind.MEDICATION_LIST: Voice.FACILITY,
}
_OFFICE = re.compile(
    r"\b(intake coordinator|billing|auth(ori[sz]ation)? (desk|coordinator|specialist|team)|customer service|account (rep|manager)|"
    r"supplier rep|reimbursement|prior auth (desk|team|specialist))\b",
    re.IGNORECASE,
)
_SUPPLIER_WORDS = re.compile(
    r"\b(home (medical|oxygen|respiratory)|medical (equipment|supply)|\bdme\b|diabet\w+ (supply|direct)|sleep supply|"
    r"oxygen (co|company|& medical)|respiratory (equipment|supply|services)|mail-?order medical|durable)\b",
    re.IGNORECASE,
)


def _voice(
    part: Part, signed: tuple[Signature, ...], organization: Stated[str] | None, request: Request | None, text: str
) -> Voice:
    treating = any(s.state is not SignatureState.BLANK and s.credential in TREATING for s in signed)
    if part.kind in (PartKind.ORDER, PartKind.DEVICE_REPORT):
        return Voice.CLINICIAN if treating else Voice.SUPPLIER if _of_supplier(organization, request) else Voice.UNKNOWN
    if part.kind in (PartKind.LETTER, PartKind.COVER_SHEET, PartKind.OTHER, PartKind.MESSAGES):
        if treating:
            return Voice.CLINICIAN
        if _OFFICE.search(text) or _of_supplier(organization, request):
            return Voice.SUPPLIER
        return Voice.PATIENT if part.kind is PartKind.MESSAGES else Voice.UNKNOWN
    voice = _VOICES.get(part.kind, Voice.UNKNOWN)
    if (
        voice in (Voice.FACILITY, Voice.LABORATORY, Voice.CLINICIAN)
        and not treating
        and _of_supplier(organization, request)
    ):
        return Voice.SUPPLIER
    return voice


def _of_supplier(organization: Stated[str] | None, request: Request | None) -> bool:
    """Is the letterhead that of the requested supplier, or plainly of one?"""
    if organization is None:
        return False
    if (
        request is not None
        and request.performer.name is not None
        and same_organization(organization.value, request.performer.name.value)
    ):
        return bool(request.services) and request.services[0].code[:1].isalpha()
    return bool(_SUPPLIER_WORDS.search(organization.value))


def same_organization(one: str, other: str) -> bool:
    """Do two names mean one organization? Legal endings and punctuation do not count."""
    ignored = {"inc", "llc", "co", "corp", "ltd", "the", "of", "and", "company", "pllc", "psc", "pc"}
    a = [w for w in re.findall(r"[a-z0-9]+", one.lower()) if w not in ignored]
    b = [w for w in re.findall(r"[a-z0-9]+", other.lower()) if w not in ignored]
    if not a or not b:
        return False
    shared = set(a) & set(b)
    return len(shared) >= min(len(set(a)), len(set(b)), 3) and len(shared) >= min(2, len(a), len(b))


_HEAD_NOISE = re.compile(r"\s{3,}.*$|\b(ph|phone|tel|fax|page|date|printed)\b.*$|[,(|].*$", re.IGNORECASE)


def _letterhead(document: Document, part: Part) -> Stated[str] | None:
    """The organization on top: the first line that names one."""
    offset = part.start
    for line in document.text[part.start : part.end].splitlines(keepends=True)[:5]:
        words = line.strip()
        lead = len(line) - len(line.lstrip())
        name = re.split(r"\s{2,}|\s[-|–]\s| {2}", words)[0].strip(" -*=|")
        if words and _heads(name):
            start = offset + lead + words.find(name)
            return Stated(name, document.place(start, start + len(name)))
        offset += len(line)
    return None


def _heads(name: str) -> bool:
    """A letterhead: few words, capitalised, none of them a label or a date, one that names an organization."""
    words = [w for w in re.findall(r"[A-Za-z][A-Za-z'’.]*", name) if w.lower() not in ("of", "the", "and", "at", "for")]
    capital = sum(w[0].isupper() for w in words)
    labelled = re.match(r"(?i)\W*(patient|pt|re|name|dear|dx|plan|equipment|labs?|from|to)\b\W", name)
    return bool(
        1 <= len(words) <= 9
        and capital >= 0.75 * len(words)
        and not labelled
        and not re.search(r"\d{2}/|\d{4}", name)
        and ORGANIZATION.search(name)
    )


ORGANIZATION = re.compile(
    r"\b(clinic|center|centre|hospital|medical|medicine|health\w*|associates|group|institute|laborator\w+|labs?|diagnostics?|"
    r"supply|supplies|oxygen|respiratory|pulmonary|practice|physicians?|pain|spine|sleep|imaging|radiology|surgery|"
    r"outpatient|therapy|rehab\w*|care|direct|equipment|pllc|llc|inc|psc|p\.?c|ambulance|pharmacy|endocrin\w*|diabetes|family|"
    r"consultants|partners|services|wellness)\b",
    re.IGNORECASE,
)


# ── about whom ───────────────────────────────────────────────────────────────────────────────────────────────────────


def about_patient(header: Header, request: Request | None) -> bool | None:
    """Compare the names and birth dates of the head with the request's patient.

    Somebody else: another birth date with no name or another name; or a labelled full name that is another one where no
    birth date is given. One of the two right and the other wrong is left to the checks: it is a contradiction, not a stranger.
    """
    if request is None:
        return None
    born: dt.date | None = request.patient.birth_date.value if request.patient.birth_date else None
    named = request.patient.name.value if request.patient.name else ""
    names = [same_person(stated.value, named) for stated in header.names] if named else []
    loose = [same_person(stated.value, named) for stated in header.loose] if named else []
    births = [stated.value == born for stated in header.birth_dates] if born else []
    if True in names or True in births or True in loose:
        return True
    if (births and (not names or False in names)) or (names and all(answer is False for answer in names)):
        return False
    return None


__all__ = ["TREATING", "Mode", "Profile", "about_patient", "profiles", "same_organization"]
