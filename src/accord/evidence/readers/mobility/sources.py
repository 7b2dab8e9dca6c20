"""Whose word a paper of a mobility request is: the practitioner's, an evaluator's whom the practitioner agreed with, or none of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.profile.people import CREDENTIALED, PRACTITIONER, TREATING, Signature, SignatureState, name_words
from accord.records.dates import PartialDate
from accord.records.findings import Voice
from accord.records.places import Place

VISIT, AGREED, EVALUATOR, HOME, ORDER, SUPPLIER, OTHER = (
    "visit",
    "agreed_report",
    "report",
    "home",
    "order",
    "supplier",
    "other",
)
RECORD = (VISIT, AGREED)
"""Papers that are the medical record: an evaluator's report becomes part of it when the practitioner agrees in writing."""

EVALUATORS = frozenset({"PT", "DPT", "OT", "OTR", "PTA", "COTA"})
HEAD = 420
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


def sources_of(chart: Chart) -> Iterator[Source]:
    """Every paper that is not about somebody else."""
    for paper in chart.patient_papers:
        yield source_of(paper)


def source_of(paper: Profile) -> Source:
    """Whose word the paper is, told from its kind, its title and its signatures."""
    flat = paper.document.flat
    head = flat[paper.part.start : min(paper.part.end, paper.part.start + HEAD)]
    first = head.strip().split("\n", 3)
    title = " ".join(first[:3])
    if paper.kind is PartKind.ORDER:
        return Source(paper, ORDER)
    if HOME_TITLE.search(title[:200]) and not _seen_by_practitioner(paper):
        return Source(paper, HOME)
    if paper.kind in (PartKind.SUPPLIER_FORM, PartKind.DELIVERY_RECORD, PartKind.COVER_SHEET):
        return Source(paper, SUPPLIER)
    if paper.voice is Voice.SUPPLIER or TIE_OF_SUPPLIER.search(title):
        return Source(paper, SUPPLIER)
    if paper.kind in (PartKind.LOG, PartKind.MESSAGES) or paper.voice in (Voice.PATIENT, Voice.PAYER):
        return Source(paper, OTHER)
    if _evaluators(paper) or (paper.kind is PartKind.THERAPY_NOTE and REPORT_TITLE.search(head)):
        return _report(paper)
    return Source(paper, VISIT if any(signs_as_practitioner(paper, s) for s in paper.signatures) else OTHER)


def _seen_by_practitioner(paper: Profile) -> bool:
    """Is it a visit of the practitioner at home rather than an assessment of the dwelling?"""
    return any(s.treating for s in paper.signatures)


def _evaluators(paper: Profile) -> bool:
    """Did a therapist sign it, before any practitioner did?"""
    signed = [s for s in paper.signatures if s.state is not SignatureState.BLANK]
    return bool(signed) and signed[0].credential.upper().split("/")[0] in EVALUATORS


def _report(paper: Profile) -> Source:
    """A report is part of the record where the practitioner's agreement stands beside a name and a day."""
    flat = paper.document.flat
    for signature in paper.signatures:
        if not is_practitioner(signature):
            continue
        low = max(paper.part.start, signature.place.start - 240)
        high = min(paper.part.end, signature.place.end + 160)
        near = flat[low:high]
        match = AGREES.search(near)
        if match is None or DISAGREES.search(near[max(0, match.start() - 40) : match.end()]):
            continue
        start, end = low + match.start(), low + match.end()
        place = paper.document.place(min(start, signature.place.start), max(end, signature.place.end))
        return Source(paper, AGREED, signature.date, place)
    return Source(paper, EVALUATOR)
