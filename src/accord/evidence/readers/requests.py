"""Papers that ask for a service, and the claims that they make about the patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.sayings import is_faxed_note, tells_history
from accord.records.findings import Finding, Voice
from accord.records.places import Place

HEAD = 260
ASKS = lazy_pattern(
    r"\bpre-?cert\w*|\bprior[- ]auth\w*|\bpre-?auth\w*|\bpa\b(?: +- +| *\(| +(?:req\w*|form|cover|sheet|\d{5}\b))|\b(?:hosp\w*|center|clinic) pa\b|"
    r"\bauthori[sz]ation (?:request|form|desk|dept)|\bauth (?:dept|request|form|desk|sheet|coordinator)|\brequest(?: (?:for authori[sz]ation|form|sheet))\b|"
    r"\b(?:continuation|extension|renewal|coverage|utili[sz]ation(?: review)?) request\b|\bum request\b|\bwiser\b|\bcover sheet\b"
)
CLERK = lazy_pattern(
    r"\b(?:completed|prepared|entered|filled (?:in|out)|submitted|typed) by\b[^.\n]{0,40}\b(?:schedul\w+|auth\w*|billing|office|front desk|staff|coordinator|"
    r"clerk|rep\b)|[-–] ?(?:auth|billing|scheduling|precert\w*) (?:dept|desk|staff|team|office)"
)
NOTE = lazy_pattern(r"\b(?:exam|hpi|assessment|subjective|objective|impression|ros|a/p)\b")
KINDS = frozenset({PartKind.OTHER, PartKind.ORDER, PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM})
CLAIM = "claim"


def is_request(paper: Profile) -> bool:
    """Does the paper only ask for the service: a form or cover without a practitioner's signature or examination?"""
    if paper.kind not in KINDS or any(signature.treating for signature in paper.signatures):
        return False
    flat, low, high = paper.document.flat, paper.part.start, paper.part.end
    asks = ASKS.search(flat, low, min(high, low + HEAD)) or CLERK.search(flat, low, high)
    return asks is not None and NOTE.search(flat, low, high) is None


def papers_and_requests(chart: Chart) -> list[Profile]:
    """The papers about the patient: notes and reports, and those that only ask."""
    kept = (PartKind.COVER_SHEET,)
    return [p for p in chart.patient_papers if p.kind not in kept or is_faxed_note(p) or is_request(p)]


def tells_or_claims(paper: Profile) -> bool:
    """May the paper tell what was found and done, or claim it?"""
    return tells_history(paper) or is_request(paper)


def as_claims(chart: Chart, findings: Iterable[Finding], but: Iterable[str] = ()) -> Iterator[Finding]:
    """The findings; what a paper that only asks says of the patient is a claim of the office, `but` of some concepts."""
    spared = frozenset(but)
    for found in findings:
        paper = chart.paper_of(found.place) if isinstance(found.place, Place) else None
        if paper is None or found.concept in spared or not is_request(paper):
            yield found
        else:
            yield replace(found, voice=Voice.SUPPLIER, qualifiers={**found.qualifiers, CLAIM: "yes"})
