"""Whose word a paper of a mobility request is: the practitioner's, an evaluator's whom the practitioner agreed with, or none of these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.people import CREDENTIALED, PRACTITIONER, TREATING, Signature, SignatureState, name_words
from accord.records.dates import PartialDate
from accord.records.findings import Voice
from accord.records.places import Place
from accord.records.request import Request

VISIT, AGREED, EVALUATOR, HOME, ORDER, SUPPLIER, TEMPLATE, OTHER = (
    "visit",
    "agreed_report",
    "report",
    "home",
    "order",
    "supplier",
    "template",
    "other",
)
RECORD = (VISIT, AGREED)
"""The medical record: no letter written for the payer; an evaluator's report once the practitioner agreed in writing."""

EVALUATORS = frozenset({"PT", "DPT", "OT", "OTR", "PTA", "COTA"})
HEAD = 420
TITLE_LINES = 3
HOME_TITLE = lazy_pattern(
    r"\bhome (?:assessment|evaluation|eval|visit|check|survey|access\w*|environment\w* (?:assessment|evaluation)|measure\w*|inspection|"
    r"safety (?:assessment|evaluation))\b|\b(?:in-?home|on-?site)(?: home)? (?:assessment|evaluation|survey)\b|"
    r"\b(?:dwelling|accessibility) (?:assessment|evaluation|survey|checklist)\b"
)
REPORT_TITLE = lazy_pattern(
    r"\b(?:physical|occupational) therap\w+|\b(?:pt|ot) (?:wheel ?chair|mobility|seating|eval\w*|report)|\botr(?:/l)?\b|"
    r"\bdpt\b|\b(?:seating|wheel(?:ed|chair)) (?:and|&|/)? ?(?:wheeled |positioning |wheelchair )?(?:mobility|seating|positioning|clinic|"
    r"evaluation|eval)\b|"
    r"\b(?:specialty|lcmp) (?:evaluation|report)|\btherapist\b"
)
AGREES = lazy_pattern(
    r"\b(?:i )?(?:have )?(?:agree\w*|concur\w*|in agreement)\b|\breviewed and (?:approved|accepted|adopted)\b"
)
DISAGREES = lazy_pattern(
    r"\b(?:do(?:es)? not|don't|cannot|disagree\w*|not) (?:agree|concur)|\bdisagree\w*|\bif you (?:agree|concur)|\bto (?:agree|concur)|"
    r"\b(?:patient|pt|client|family|caregiver|wife|husband|he|she|they) (?:and \w+ )?(?:is |are |was |were )?(?:in )?(?:agree|concur)\w*"
)
OF_A_REPORT = lazy_pattern(
    r"\b(?:review\w*|read)\b[^.;]{0,80}\b(?:pt|ot|therap\w+|seating|wheelchair|mobility|lcmp|specialty)\b[^.;]{0,60}\b(?:eval\w*|report|"
    r"assessment|note|findings)?\b"
    r"[^.;]{0,50}\b(?:agree|concur)\w*|\b(?:agree|concur)\w*\b[^.;]{0,40}\b(?:pt|ot|therap\w+|seating|wheelchair|lcmp|"
    r"specialty)\b[^.;]{0,30}\b(?:eval\w*|report|assessment|findings|recommend\w*)"
)
THERAPIST_BEHIND = re.compile(r",?\s{0,3}(?:PT|DPT|OTR?(?:/L)?|MSPT|MPT|OTD|MOT|ATP)\b")
THERAPY_TITLE = lazy_pattern(
    r"\b(?:physical|occupational) therap\w+(?! (?:order|referral|to|and))|\b(?:pt|ot)(?:/ot)? (?:wheel ?chair|mobility|seating|eval\w*|report)\b"
)
FOR_THE_PAYER = lazy_pattern(
    r"\bletter of (?:medical necessity|support|appeal)\b|\blmn\b|\bto whom it may concern\b|\bmedical director\b|\bappeal\b"
)
FORM_TITLE = lazy_pattern(
    r"\b(?:form|template|questionnaire|checklist|check list|worksheet|attestation|statement of medical necessity|certificate)\b|"
    r"\bcomplete and return\b"
)
BOXES = lazy_pattern(r"\[ ?[x✓☒]? ?\]|[☐☒☑]|\( ?x? ?\)")
TIE_OF_SUPPLIER = lazy_pattern(
    r"\bsupplier(?:'s)? (?:use|statement|note|worksheet)|\bproduct worksheet\b|\bfor supplier\b"
)


@dataclass(frozen=True)
class Source:
    """A paper, whose word it is, and, for an evaluator's report, where and when the practitioner agreed."""

    paper: Profile
    name: str
    agreed: PartialDate | None = None
    agreement: Place | None = None

    @property
    def signature(self) -> Signature | None:
        """The practitioner's signature of a visit."""
        return next((s for s in self.paper.signatures if signs_as_practitioner(self.paper, s)), None)


def is_practitioner(signature: Signature) -> bool:
    """A filled signature line of somebody who may treat and order."""
    treating = signature.credential in TREATING or signature.credential == PRACTITIONER
    return treating and signature.state is not SignatureState.BLANK


def signs_as_practitioner(paper: Profile, signature: Signature) -> bool:
    """A practitioner's signature, or a bare family name that is that of the practitioner whom the paper names."""
    if is_practitioner(signature):
        return True
    if signature.state is not SignatureState.SIGNED or signature.credential or not signature.name:
        return False
    named = CREDENTIALED.finditer(paper.document.text, paper.part.start, paper.part.end)
    own = set(name_words(signature.name))
    return any(m["credential"].upper() in TREATING and own <= set(name_words(m["name"])) for m in named)


def sources_of(chart: Chart) -> list[Source]:
    """Every paper that is not about somebody else; a report with which another signed paper agrees is agreed."""
    told = [
        source_of(paper, chart.request)
        for paper in chart.papers
        if paper.subject is not False or _names_therapist_only(paper)
    ]
    agreements = [
        found for source in told if source.name in (VISIT, ORDER, OTHER) for found in _agreement_elsewhere(source)
    ]
    return [_joined(source, agreements) for source in told]


def _joined(source: Source, agreements: list[tuple[PartialDate | None, Place]]) -> Source:
    if source.name != EVALUATOR or source.paper.date is None:
        return source
    own = source.paper.date.value
    for day, place in agreements:
        if day is None or own.not_after(day):
            return Source(source.paper, AGREED, day, place)
    return source


def _agreement_elsewhere(source: Source) -> Iterator[tuple[PartialDate | None, Place]]:
    """A practitioner's signed words 'I reviewed the therapist's report and agree' in a note, an addendum or the order."""
    paper = source.paper
    if not any(signs_as_practitioner(paper, s) for s in paper.signatures):
        return
    for match in OF_A_REPORT.finditer(paper.document.flat, paper.part.start, paper.part.end):
        words = match[0]
        if not DISAGREES.search(words) and not re.search(r"_{3,}|\[ \]", words):
            yield (paper.date.value if paper.date is not None else None), paper.document.place(*match.span())


def _names_therapist_only(paper: Profile) -> bool:
    """Does the label that seems to name another patient name the therapist ('PT: A. Fenwick, PT, DPT')?"""
    names = [s.place for s in paper.header.names if isinstance(s.place, Place)]
    text = paper.document.text
    return bool(names) and all(
        THERAPIST_BEHIND.match(text, p.end) or THERAPIST_BEHIND.search(text, p.start, p.end + 12) for p in names
    )


def source_of(paper: Profile, request: Request) -> Source:
    """Whose word the paper is, told from its kind, its title and its signatures."""
    flat = paper.document.flat
    head = flat[paper.part.start : min(paper.part.end, paper.part.start + HEAD)]
    top = paper.document.text[paper.part.start : min(paper.part.end, paper.part.start + HEAD)].lower()
    title = " ".join([line.strip() for line in top.split("\n") if line.strip()][:TITLE_LINES])
    if paper.kind is PartKind.ORDER:
        return Source(paper, ORDER)
    if HOME_TITLE.search(title[:200]) and not _seen_by_practitioner(paper):
        return Source(paper, HOME)
    if paper.kind in (PartKind.SUPPLIER_FORM, PartKind.DELIVERY_RECORD, PartKind.COVER_SHEET):
        return Source(paper, SUPPLIER)
    if paper.voice is Voice.SUPPLIER or TIE_OF_SUPPLIER.search(title) or _headed_by_supplier(title, request):
        return Source(paper, SUPPLIER)
    if paper.kind in (PartKind.LOG, PartKind.MESSAGES) or paper.voice in (Voice.PATIENT, Voice.PAYER):
        return Source(paper, OTHER)
    if _is_template(paper, title):
        return Source(paper, TEMPLATE)
    therapy = paper.kind is PartKind.THERAPY_NOTE and REPORT_TITLE.search(head)
    if therapy or THERAPY_TITLE.search(title) or _signed_by_evaluator(paper, bool(REPORT_TITLE.search(head))):
        return _report(paper)
    if FOR_THE_PAYER.search(title):
        return Source(paper, OTHER)
    return Source(paper, VISIT if any(signs_as_practitioner(paper, s) for s in paper.signatures) else OTHER)


def _headed_by_supplier(title: str, request: Request) -> bool:
    """Is the supplier's name the letterhead, or on the form's first line?"""
    asked = request.performer.name
    words = re.findall(r"[a-z]{3,}", asked.value.lower()) if asked is not None else []
    return len(words) >= 2 and re.match(rf"\W*(?:the )?{words[0]}\W+(?:\w+\W+)?{words[1]}\b", title.lower()) is not None


def _is_template(paper: Profile, title: str) -> bool:
    """A form to be ticked and signed: by its title, or because little but ticked items stands on it."""
    text = paper.document.flat[paper.part.start : paper.part.end]
    boxes = len(BOXES.findall(text))
    if boxes >= 3 and FORM_TITLE.search(title):
        return True
    told = [line for line in text.split("\n") if len(line.split()) >= 6 and not BOXES.search(line)]
    return boxes >= 8 and len(told) <= 3


def _seen_by_practitioner(paper: Profile) -> bool:
    """Is it a visit of the practitioner at home rather than an assessment of the dwelling?"""
    return any(s.treating for s in paper.signatures)


def _signed_by_evaluator(paper: Profile, titled: bool) -> bool:
    """Did a therapist sign it, before any practitioner did or under the title of a report?"""
    signed = [s for s in paper.signatures if s.state is not SignatureState.BLANK]
    therapists = [s for s in signed if s.credential.upper().split("/")[0] in EVALUATORS]
    return bool(therapists) and (titled or signed[0] in therapists)


def _report(paper: Profile) -> Source:
    """A report is part of the record where the practitioner's agreement stands beside a name and a day.

    The agreement may stand below a rule that parts it from the report, so the rest of the document is looked at.
    """
    flat, text = paper.document.flat, paper.document.text
    for match in AGREES.finditer(flat, paper.part.start):
        low, high = max(paper.part.start, match.start() - 160), min(len(flat), match.end() + 200)
        named = [m for m in CREDENTIALED.finditer(text, low, high) if m["credential"].upper() in TREATING]
        if not named or DISAGREES.search(flat, max(low, match.start() - 60), min(high, match.end() + 20)):
            continue
        nearest = min(named, key=lambda m: abs(m.start() - match.start()))
        start, end = min(match.start(), nearest.start()), max(match.end(), nearest.end())
        days = [m for m in dates(paper.document) if start - 40 <= m.start < end + 60 and m.date.exact]
        if not days or re.search(r"_{4,}|\[ \] ?(?:i )?(?:agree|concur)", flat[start : min(len(flat), end + 60)]):
            continue
        last = days[-1]
        return Source(paper, AGREED, last.date, paper.document.place(min(start, last.start), max(end, last.end)))
    return Source(paper, EVALUATOR)
