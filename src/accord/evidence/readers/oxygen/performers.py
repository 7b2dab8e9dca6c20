"""Who did a test: a hospital, practice, laboratory or testing facility; the oxygen supplier; the patient; or nobody is named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.narrative.sentences import lines
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.voices import same_organization
from accord.records.findings import Voice
from accord.records.places import Place
from accord.records.request import Request

QUALIFIED, SUPPLIER, PATIENT, UNSTATED = "qualified", "supplier", "patient", "unstated"


@dataclass(frozen=True)
class Performer:
    """Who tested, and the words that say so."""

    who: str
    place: Place | None = None


_STAFF = re.compile(
    r"\b(?:hospital|clinic|office|practice|lab(?:oratory)?|facility|department|dept|medical center|idtf|"
    r"health system|staff)\W? ?(?:staff|employee|employed|personnel|rt|rrt|crt|"
    r"respiratory therap\w+|tech\w*|nurse)\b|\bemployee of\b|\bemployed by\b|\((?:hospital|clinic|office|practice|"
    r"in-?office|pft lab|pulmonary lab|staff|outpatient|lab)\)"
)
_FACILITY = re.compile(
    r"\bindependent diagnostic testing facilit\w+|\bidtf\b|pulmonary function (?:lab\w*|test\w*|center)|"
    r"\bpft lab\b|\bpf lab\b|respiratory (?:care|therapy) (?:services?|dep\w+)|"
    r"cardiopulmonary (?:diagnostics|services|lab\w*|department)|blood gas lab\w*|\bclia\b|sleep (?:lab\w*|"
    r"cent(?:er|re)|diagnostics)|hospital outpatient|outpatient (?:hospital|clinic)|"
    r"\binpatient\b|department of (?:medicine|pulmonary|respiratory)\b|sleep disorders cent(?:er|re)|"
    r"scored and read by|read by this (?:facility|lab)"
)
_HOUSE = re.compile(
    r"\b(?:hospital|medical cent(?:er|re)|clinic|pulmonary|pulmonology|lung|chest|physicians?|internal medicine|"
    r"family (?:medicine|practice|health)|primary care|health ?(?:care|system|center)?|"
    r"associates|medical group|laborator\w+|labs?|diagnostics?|cardiology|heart|sleep (?:cent\w+|lab\w*|medicine|"
    r"disorders)|university|institute|infirmary|allergy|va\b|veterans|rehab\w*|"
    r"nursing (?:home|facility)|skilled nursing|internists?|specialists|medicine)\b",
    re.IGNORECASE,
)
_STORE = re.compile(
    r"\b(?:home (?:oxygen|o2|medical|respiratory)|medical (?:equipment|supply|supplies)|\bdme\b|\bhme\b|"
    r"oxygen (?:co\b|company|supply|services?|&)|respiratory (?:supply|equipment|homecare)|homecare equipment|"
    r"supplier|durable)\b|\boxygen\W*$",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:deliver\w*|dropped? ?(?:off|-off)|drop-?off|picked? ?up|pick-?up|couriered|shipp\w+|mailed|carried|"
    r"returned (?:to|by)|sealed|order(?:ed|s)? (?:to|from)|vendor of record)\b"
)
_DID = re.compile(
    r"\b(?:performed|tested|test|testing|done|measured|checked|obtained|conducted|administered|recorded|read|"
    r"readings?|oximetry|walk(?:ed)?|sat(?:s|uration)?|spo2|got|visit|technician|tech|therapist|rt|rrt|crt|"
    r"performing|employer|location|paid|billed)\b"
)
_BLANK = re.compile(
    r"\b(?:employer|location|facility|performed (?:by|at)|tester|company|site)\b[^\n]{0,30}?(?:_{3,}|\.{4,}|:\s*$|"
    r"\bblank\b|\?{1,3}\s*$)"
)
OWN_METER = re.compile(
    r"\bhome (?:pulse )?-?(?:ox(?:imet(?:er|ry))?|meters?|readings?|sats?|monitor\w*|finger\w*)\b|\b(?:his|her|own|"
    r"personal|patient'?s|pt'?s|family'?s?|wife'?s|husband'?s|drugstore|store-?bought|amazon) (?:own )?"
    r"(?:pulse |finger\w* )?(?:ox(?:imeter)?|meter|device|monitor|watch)\b|\b(?:apple|smart|samsung|"
    r"fitbit) ?watch\b|\bself[ -](?:check\w*|report\w*|monitor\w*|measur\w*)|\bat home (?:he|she|pt|patient)\b|"
    r"\b(?:he|she|pt|patient|wife|husband|daughter|son) (?:has been |was )?(?:check(?:s|ed|ing)|report(?:s|ed)|"
    r"see(?:s|ing)|saw|got|measur\w+) [^.;]{0,40}(?:at home|on (?:his|her|the) (?:finger|own|meter|oximeter|watch))"
)
_SHOP = (
    r"(?:dme|hme|(?:oxygen |o2 |dme |home care |equipment |medical |respiratory )*(?:supplier|vendor)|(?:oxygen|o2|"
    r"equipment|dme|medical supply|home oxygen|home care|respiratory) (?:company|co\b\.?|store|provider|people|"
    r"folks|shop)|store)"
)
SHOP_TESTED = re.compile(
    rf"\b{_SHOP}(?:'s)?\W{{1,3}}(?:\w+\W){{0,4}}?(?:rt|rrt|tech\w*|rep\w*|staff|employee|therapist|test(?:ed|ing|"
    rf"s)?|numbers?|check(?:ed)?|walk(?:ed)?|oximetry|driver|sat(?:s|uration)?s?|spo2|got|found|measured|came|"
    rf"readings?|did|obtained)\b|"
    rf"\b(?:tested|checked|measured|performed|done|walked|obtained|taken|recorded|run|provided|reported|"
    rf"qualified|test|study|oximetry|walk|numbers|readings?|results?) (?:\w+ ){{0,3}}?(?:by|from) (?:the |our |"
    rf"their |his |her |a |an |my )?(?:\w+ ){{0,2}}?{_SHOP}|"
    rf"\b(?:per|according to|via) (?:the |our |their |his |her |a )?{_SHOP}\b(?!'s|\W{{0,2}}(?:request|requirement|form|protocol|need))|"
    rf"\b(?:rt|rrt|tech\w*|therapist|rep) (?:of|from|with|for|at) (?:the |our |their |his |her |"
    rf"a )?(?:\w+ )?{_SHOP}"
)
_HERE = re.compile(
    r"\bin (?:the |our |my |this )?(?:clinic|office|pft lab|pf lab|lab|exam room|hallway|hall)\b|\bin-?(?:office|"
    r"clinic|house)\b|\bour (?:\w+ ){0,2}(?:rt|rrt|ma|nurse|rn|lpn|tech\w*|staff|lab|therapist|clinic|hallway)\b|"
    r"\bby (?:our|my|the clinic|the office|clinic|office|hospital|nursing|ma|rn|the ma|the nurse|me|us)\b|\bhere\b|"
    r"\btoday\b|\bacross the hall\b|\bi (?:walked|tested|checked|measured|took)\b|\bwe (?:walked|tested|checked|"
    r"measured|did|obtained|ambulated)\b|\bmy (?:ma|nurse|staff|rt)\b|\bon exam\b|\bvitals?\b|\bvs\b|"
    r"\bthis (?:visit|morning|afternoon)\b|\bat (?:this|today's) visit\b"
)


_THERE = re.compile(
    r"\b(?:at|by|from|in|via) (?:the |our |a )?(?:[\w.'&-]+ ){0,4}?(?:hospital(?! (?:stay|discharge|admission))|"
    r"medical center|pulmonary (?:function )?lab|pft lab|pf lab|"
    r"idtf|sleep (?:lab|center)|testing facility|blood gas lab|outpatient lab)\b|\bhospital (?:outpatient|lab|rt|"
    r"respiratory)\b|\bidtf\b"
)


def performer_of_paper(chart: Chart, paper: Profile) -> Performer:
    """Who did the test that a report tells of."""
    document, flat = paper.document, paper.document.flat
    blank = None
    staff = None
    facility = None
    for line in lines(document):
        if not paper.part.start <= line.start < paper.part.end or line.blank:
            continue
        words = flat[line.start : line.end]
        named = _names_supplier(chart.request, document.text[line.start : line.end])
        if named and _DID.search(words) and not _CARRIED.search(words) and not _is_addressee(chart.request, words):
            return Performer(SUPPLIER, document.place(line.start, line.end))
        if (
            SHOP_TESTED.search(words)
            and not _CARRIED.search(words)
            and not re.search(r"\bnot\b|\bno\b|\bnever\b", words)
        ):
            return Performer(SUPPLIER, document.place(line.start, line.end))
        if blank is None and _BLANK.search(words):
            blank = document.place(line.start, line.end)
        if _STAFF.search(words):
            staff = staff or document.place(line.start, line.end)
        elif _FACILITY.search(words):
            facility = facility or document.place(line.start, line.end)
    if paper.voice is Voice.SUPPLIER or (
        paper.organization is not None and _is_store(chart.request, paper.organization.value)
    ):
        return Performer(
            SUPPLIER,
            paper.organization.place if paper.organization and isinstance(paper.organization.place, Place) else None,
        )
    named = staff or (facility if blank is None else None) or _house(paper)
    if named is not None:
        return Performer(QUALIFIED, named)
    return Performer(UNSTATED, blank)


def _is_addressee(request: Request, words: str) -> bool:
    """Is the supplier only the one to whom the paper goes?"""
    return bool(
        re.search(r"\b(?:to|for|cc|order|attn|fax)\b\W{0,3}(?:\w+\W+){0,3}$", words[: _name_at(request, words)])
    )


def _house(paper: Profile) -> Place | None:
    """The letterhead of a hospital, practice or laboratory on the paper itself."""
    named = paper.organization
    if named is None or not isinstance(named.place, Place) or not paper.covers(named.place):
        return None
    return named.place if _HOUSE.search(named.value) and not _STORE.search(named.value) else None


def _is_store(request: Request, name: str) -> bool:
    supplier = request.performer.name
    return bool(
        _STORE.search(name) and not re.search(r"hospital|clinic|medical center|physician|pulmon", name, re.IGNORECASE)
    ) or (supplier is not None and same_organization(name, supplier.value))


def _names_supplier(request: Request, words: str) -> bool:
    """Do the words name the supplier of the request by its first two words?"""
    return _name_at(request, words.lower()) >= 0


def _name_at(request: Request, words: str) -> int:
    supplier = request.performer.name
    if supplier is None:
        return -1
    parts = re.findall(r"[a-z0-9'’]+", supplier.value.lower())
    return words.find(" ".join(parts[:2])) if len(parts) > 1 else -1


STORE_SECTION = re.compile(
    r"\b(?:supplier|vendor|intake|rep|staff|office|internal|dme|customer service)(?:'s)? (?:checklist|use|notes?|"
    r"worksheet|remarks?|comments?|section|only)\b|for our (?:file|records)|not part of (?:the )?order|staff only"
)


def performer_in_note(chart: Chart, paper: Profile, said: Voice, told: Telling) -> str:
    """Who did a test of which a note tells: the practice or hospital itself, the supplier, the patient's own meter, or unstated."""
    document = paper.document
    words = document.flat[told.start : told.end]
    around = document.flat[_before(paper, told.start) : told.end]
    if OWN_METER.search(words):
        return PATIENT
    if paper.kind is PartKind.ORDER and STORE_SECTION.search(document.flat, paper.part.start, told.end):
        return SUPPLIER
    if paper.voice in (Voice.SUPPLIER, Voice.PAYER):
        return SUPPLIER
    if SHOP_TESTED.search(around) or (
        _names_supplier(chart.request, document.text[told.start : told.end]) and _DID.search(words)
    ):
        return SUPPLIER
    if said is Voice.PATIENT:
        return PATIENT
    if said in (Voice.FACILITY, Voice.LABORATORY) or paper.kind in _BY_THEIR_OWN:
        return QUALIFIED
    if said is Voice.CLINICIAN and _THERE.search(words):
        return QUALIFIED
    if said is Voice.CLINICIAN and (told.vitals or told.own or _HERE.search(around)):
        return QUALIFIED
    return UNSTATED


@dataclass(frozen=True)
class Telling:
    """Where a note tells of a value; vitals: among the vital signs; own: at rest, on the day of the visit."""

    start: int
    end: int
    vitals: bool = False
    own: bool = False


_BY_THEIR_OWN = (PartKind.DISCHARGE_SUMMARY, PartKind.EMERGENCY_REPORT, PartKind.THERAPY_NOTE, PartKind.PROCEDURE_NOTE)


def _before(paper: Profile, start: int) -> int:
    """The beginning of the paragraph."""
    first = max(paper.part.start, start - 600)
    blank = paper.document.text.rfind("\n\n", first, start)
    return blank + 2 if blank >= 0 else first
