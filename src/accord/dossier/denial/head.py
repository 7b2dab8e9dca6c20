"""The head of a letter of denial: payer, date, numbers, patient, codes, and how to answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from accord.dossier.denial.letter import Reference
from accord.dossier.denial.lines import Line, LineKind
from accord.records.documents import Document
from accord.records.places import Place
from accord.records.request import Stated

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = re.compile(
    rf"\b(?:(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<m2>\d{{1,2}})[/.-](?P<d2>\d{{1,2}})[/.-](?P<y2>\d{{4}})"
    rf"|(?P<b>{_MONTH})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
    rf"|(?P<d4>\d{{1,2}}) (?P<b4>{_MONTH}),? (?P<y4>\d{{4}}))\b",
    re.IGNORECASE,
)
_MONTHS: list[str] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_OWN_DATE = re.compile(
    r"(?:date of (?:this )?(?:notice|letter|denial|decision|determination)|(?:notice|letter|denial|decision|determination|"
    r"mail(?:ed|ing)?|issue)\s+date|date\s+(?:mailed|issued)|mailed(?: on)?|issued on|dated?)\s*[:#]?\s*$",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(
    r"birth|dob|service|received|receipt|requested|request|order|visit|seen|effective", re.IGNORECASE
)
_PAYER_LABELS = frozenset(
    {"payer", "plan", "plan name", "health plan", "insurer", "insurance", "from", "issued by", "carrier"}
)
_PAYER_WORDS = re.compile(
    r"\b(?:health|insurance|assurance|plans?|medicare|medicaid|advantage|blue cross|benefits?|contractor|HMO|PPO|"
    r"managed care|care|mutual|casualty|administrators?|utilization management|MAC|Noridian|CGS|Palmetto|Novitas|Aetna|Cigna|"
    r"Humana|UnitedHealthcare|Anthem|Kaiser|Molina|Centene|Tricare)\b",
    re.IGNORECASE,
)
_APPEAL_WITH = re.compile(
    r"\b[Aa]ppeal with (?P<payer>[A-Z][\w&'.-]*(?: (?:of|and|&|[A-Z])[\w&'.-]*){0,6})|"
    r"\b[Aa]sk (?P<other>[A-Z][\w&'.-]*(?: (?:of|and|&|[A-Z])[\w&'.-]*){0,6}) to review\b"
)
_NOT_PAYER = re.compile(
    r"\b(?:notice|denial|letter|dear|re|department|attn|clinic|hospital|p\.? ?o\.? box|page)\b", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?<![A-Za-z])(?P<label>(?:prior )?auth(?:orization)?|reference|ref|case|request|claim|tracking|denial|determination|"
    r"file|icn|dcn|utn|unique tracking|service request|control|document control)"
    r"\s*(?:(?:number|num|no|nbr|id|#)\.?\s*)?[#:]*\s*(?:(?:number|no|id)\.?\s*[#:]*\s*)?"
    r"(?P<number>(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{3,24})\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"number|num\b|\bno\b|nbr|\bid\b|#|:", re.IGNORECASE)
_HCPCS = re.compile(r"\b[A-V]\d{4}\b(?!\.\d)")
_FIVE = r"\d{5}(?:\s*(?:,|and|;|/)\s*\d{5})*"
_CPT = re.compile(
    rf"(?:CPT|HCPCS|procedure|service|item)s?(?: code)?s?\s*(?:\(s\))?\s*[:#]?\s*(?P<codes>{_FIVE})\b|"
    rf"\bcodes?\s*[:#]?\s*(?P<more>{_FIVE})\b",
    re.IGNORECASE,
)
_POLICY = re.compile(r"\b(?:L\d{5}|A\d{5}|NCD\s*#?\s*\d{1,3}\.\d{1,2}(?:\.\d{1,2})?|\d{2,3}\.\d{1,2}(?=\s*\(NCD\)))\b")
_ANSWER_LINE = re.compile(
    r"(?:\bfax\b|\btel(?:ephone)?\b|\bphone\b|\bcall\b|\bmail\w*\b|\bpeer[- ]to[- ]peer\b|\bportal\b|\bwrite to\b|\bsend\b)",
    re.IGNORECASE,
)
_REACHABLE = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\bP\.? ?O\.? Box\b|https?://|www\.|@|\b\d{5}(?:-\d{4})?\b")
_MEMBER = re.compile(
    r"\b(?:member|subscriber|beneficiary|enrollee|medicare|mbi|patient)\s*(?:id|number|no\.?|#|identifier|mbi)?\s*(?:number|no\.?)?\s*[#:]+\s*"
    r"(?P<id>(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{5,19})\b",
    re.IGNORECASE,
)
_BORN = re.compile(r"(?:\bDOB\b|date of birth|birth ?date)\s*[:#]?\s*$", re.IGNORECASE)
_PATIENT_LABELS = frozenset(
    f"{who}{name}" for who in ("patient", "member", "enrollee", "beneficiary") for name in ("", " name", "'s name")
) | {"name", "name of enrollee", "re", "regarding"}
_NAME = re.compile(r"[A-Z][\w'’-]+,? (?:[A-Z]\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")
HEAD_LINES, MOST_CONTACTS = 14, 6


def read_date(match: re.Match[str]) -> dt.date | None:
    """The day that a match of DATE names; None for one that is on no calendar."""
    g = match.groupdict()
    year = int(g["y"] or g["y2"] or g["y3"] or g["y4"])
    name = g["b"] or g["b4"]
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(g["m"] or g["m2"])
    try:
        return dt.date(year, month, int(g["d"] or g["d2"] or g["d3"] or g["d4"]))
    except ValueError:
        return None


def dates(document: Document, start: int, end: int) -> Iterator[Stated[dt.date]]:
    """Every full date between two offsets."""
    for match in DATE.finditer(document.text, start, end):
        day = read_date(match)
        if day is not None:
            yield Stated(day, document.place(match.start(), match.end()))


def date_of(document: Document, rows: Sequence[Line]) -> Stated[dt.date] | None:
    """The letter's own date: labelled as such, else one that stands alone in the head."""
    text = document.text
    for stated in dates(document, 0, len(text)):
        place = stated.place
        if isinstance(place, Place) and _OWN_DATE.search(text[max(0, place.start - 40) : place.start]):
            before = text[text.rfind("\n", 0, place.start) + 1 : place.start]
            if not _OTHER_DATE.search(before):
                return stated
    for row in [row for row in rows if row.kind is not LineKind.BLANK][:HEAD_LINES]:
        if not _OTHER_DATE.search(row.text) and DATE.fullmatch(row.text):
            return next(dates(document, row.start, row.end), None)
    return None


def payer_of(document: Document, rows: Sequence[Line]) -> Place | None:
    """The sender: as labelled, else the first line of the letterhead that is called like a plan."""
    head = [row for row in rows if row.kind is not LineKind.BLANK][:HEAD_LINES]
    for row in head:
        if row.kind is LineKind.LABELLED and row.label in _PAYER_LABELS:
            return document.place(row.value, row.end)
    for row in head[:4]:
        plain = row.kind in (LineKind.TEXT, LineKind.HEADING)
        if (
            plain
            and _PAYER_WORDS.search(row.text)
            and not _NOT_PAYER.search(row.text)
            and len(row.text) < 70
            and row.text[-1] not in ".,;:"
        ):
            end = re.search(r"\s{3,}", document.text[row.start : row.end].lstrip())
            return document.place(row.start, row.start + end.start() if end else row.end)
    named = _APPEAL_WITH.search(document.text)
    group = "payer" if named and named["payer"] else "other"
    return document.place(named.start(group), named.end(group)) if named else None


def references_of(document: Document) -> tuple[Reference, ...]:
    """Every number that the letter calls a reference, case, authorization, request or claim number."""
    found: dict[str, Reference] = {}
    for match in _NUMBERED.finditer(document.text):
        number = match["number"]
        between = document.text[match.end("label") : match.start("number")]
        if _MARKED.search(between) and not DATE.match(document.text, match.start("number")):
            place = document.place(match.start("number"), match.end("number"))
            label = " ".join(document.text[match.start() : match.start("number")].split()).rstrip(" :#")
            found.setdefault(number.upper(), Reference(label, Stated(number, place)))
    return tuple(found.values())


def codes_of(document: Document) -> tuple[Stated[str], ...]:
    """The codes of services: HCPCS by their shape, CPT where they are called a code."""
    found: dict[str, Stated[str]] = {}
    for match in _HCPCS.finditer(document.text):
        found.setdefault(match[0], Stated(match[0], document.place(match.start(), match.end())))
    for match in _CPT.finditer(document.text):
        group = "codes" if match["codes"] else "more"
        for code in re.finditer(r"\d{5}", match[group]):
            start = match.start(group) + code.start()
            found.setdefault(code[0], Stated(code[0], document.place(start, start + 5)))
    return tuple(found.values())


def policies_of(document: Document) -> tuple[Stated[str], ...]:
    """The Medicare policies that the letter names by number."""
    found: dict[str, Stated[str]] = {}
    for match in _POLICY.finditer(document.text):
        name = re.sub(r"\s|#", "", match[0]).upper().replace("NCD", "NCD-")
        found.setdefault(name, Stated(name, document.place(match.start(), match.end())))
    return tuple(found.values())


def contacts_of(document: Document, rows: Sequence[Line]) -> tuple[Place, ...]:
    """Lines that say whereto an answer goes: fax, telephone, address."""
    told = [row for row in rows if _ANSWER_LINE.search(row.text) and _REACHABLE.search(row.text)]
    return tuple(document.place(row.start, row.end) for row in told[:MOST_CONTACTS])


def patient_of(document: Document, rows: Sequence[Line]) -> Stated[str] | None:
    """The person the letter is about, where a label says so."""
    for row in rows:
        if row.kind is LineKind.LABELLED and row.label in _PATIENT_LABELS:
            name = _NAME.match(document.text, row.value, row.end)
            if name:
                return Stated(name[0], document.place(name.start(), name.end()))
    return None


def birth_date_of(document: Document) -> Stated[dt.date] | None:
    """The date of birth that the letter names."""
    for stated in dates(document, 0, len(document.text)):
        place = stated.place
        if isinstance(place, Place) and _BORN.search(document.text[max(0, place.start - 24) : place.start]):
            return stated
    return None


def member_id_of(document: Document) -> Stated[str] | None:
    """The member number that the letter names."""
    match = _MEMBER.search(document.text)
    return Stated(match["id"], document.place(match.start("id"), match.end("id"))) if match else None
