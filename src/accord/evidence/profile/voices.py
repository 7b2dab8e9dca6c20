"""Who speaks: the kind of author of a paper, from its kind, its signer and its letterhead."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accord.evidence.profile.kinds import PartKind
from accord.evidence.profile.parts import Part
from accord.evidence.profile.people import PRACTITIONER, TREATING, Signature, SignatureState
from accord.records.documents import Document
from accord.records.findings import Voice
from accord.records.request import Request, Stated

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
# what only suppliers are called; a 'mobility clinic' and a 'seating evaluation' are none
_TRADE = (
    r"dme(?:pos)?|orthotics?|prosthetics?|o ?& ?p|scooters?|bracing|medical suppl(?:y|ies)|"
    r"(?:mobility|wheelchairs?|seating)(?=\W*(?:$|inc\b|llc\b|co\b|corp\b|solutions|products|equipment|plus|services))"
)
_SUPPLIER_WORDS = re.compile(
    rf"\b(home (medical|oxygen|respiratory|gas)|medical equipment|{_TRADE}|diabet\w+ (supply|direct)|sleep supply|"
    r"oxygen (co|company|& medical)|respiratory (equipment|supply|services)|mail-?order medical|durable)\b",
    re.IGNORECASE,
)
# the evaluation of an orthotist or prosthetist is a clinician's, whoever employs the writer
_FITTER = re.compile(r"[a-z],? (?:CPO|CO|CP|BOCPO?|BOCO|LPO)\b(?!,? \d{5})|\b[Cc]ertified (?:orthotist|prosthetist)\b")
# a visit at home is as often the supplier's as the practitioner's; who signs it tells
_HOME_VISIT = re.compile(r"\bhome visit\b(?!\W*(?:note|by (?:dr|np|md)))", re.IGNORECASE)
HEAD = 200
"""Characters of a paper's head."""
_PAYER = re.compile(
    r"\bdear (?:supplier|provider|practitioner|member|beneficiary|physician)\b|\bwe (?:have|received|reviewed|are reviewing) your request\b|"
    r"\byour (?:prior authorization )?request (?:has been|was|is|cannot)\b|\bthis (?:letter|notice) is (?:not )?a denial\b",
    re.IGNORECASE,
)


def voice_of(
    part: Part, signed: tuple[Signature, ...], organization: Stated[str] | None, request: Request | None, text: str
) -> Voice:
    """Who speaks in a paper. A letter to the one who asked, without a practitioner's name below, is the payer's."""
    treating = any(s.state is not SignatureState.BLANK and s.credential in {*TREATING, PRACTITIONER} for s in signed)
    if part.kind in (PartKind.LETTER, PartKind.OTHER) and not treating and len(_PAYER.findall(text)) >= 2:
        return Voice.PAYER
    if part.kind in (PartKind.ORDER, PartKind.DEVICE_REPORT):
        return Voice.CLINICIAN if treating else Voice.SUPPLIER if of_supplier(organization, request) else Voice.UNKNOWN
    if part.kind in (PartKind.LETTER, PartKind.COVER_SHEET, PartKind.OTHER, PartKind.MESSAGES):
        if treating:
            return Voice.CLINICIAN
        if _OFFICE.search(text) or of_supplier(organization, request):
            return Voice.SUPPLIER
        return Voice.PATIENT if part.kind is PartKind.MESSAGES else Voice.UNKNOWN
    voice = _VOICES.get(part.kind, Voice.UNKNOWN)
    if part.kind is PartKind.VISIT_NOTE and _HOME_VISIT.search(text[:HEAD]) and not any(s.credential for s in signed):
        voice = Voice.UNKNOWN
    if (
        voice in (Voice.FACILITY, Voice.LABORATORY, Voice.CLINICIAN, Voice.UNKNOWN)
        and not treating
        and of_supplier(organization, request)
    ):
        fitted = part.kind is PartKind.VISIT_NOTE and _FITTER.search(text) is not None
        return voice if fitted else Voice.SUPPLIER
    return voice


# First letters of the codes that suppliers fill: supplies, enteral feeding, equipment, orthoses and prostheses, vision.
SUPPLIED = tuple("ABEKLV")


def of_supplier(organization: Stated[str] | None, request: Request | None) -> bool:
    """Is the letterhead that of the requested supplier, or plainly of one?"""
    if organization is None:
        return False
    if (
        request is not None
        and request.performer.name is not None
        and same_organization(organization.value, request.performer.name.value)
    ):
        return bool(request.services) and request.services[0].code[:1] in SUPPLIED
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


def letterhead(document: Document, part: Part) -> Stated[str] | None:
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
    rf"\b({_TRADE}|"
    r"clinic|center|centre|hospital|medical|medicine|health\w*|associates|group|institute|laborator\w+|labs?|diagnostics?|"
    r"supply|supplies|oxygen|respiratory|pulmonary|practice|physicians?|pain|spine|sleep|imaging|radiology|surgery|"
    r"outpatient|therapy|rehab\w*|care|direct|equipment|pllc|llc|inc|psc|p\.?c|ambulance|pharmacy|endocrin\w*|diabetes|family|"
    r"consultants|partners|services|wellness)\b",
    re.IGNORECASE,
)
