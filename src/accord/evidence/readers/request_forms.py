"""Sheets that only ask: what a scheduler or an intake desk writes on a request is quoted from elsewhere, often from long ago."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.requests import is_request

ASKS = lazy_pattern(
    r"\b(?:pre-?cert\w*|prior[- ]?auth\w*|pre-?auth\w*|auth(?:ori[sz]ation)? (?:form|request|sheet|worksheet)|requisition|referral|scheduler|scheduling|"
    r"request form|worksheet|"
    r"intake (?:form|sheet)|dos\b|date of service requested|booking|posting)\b"
)
SEEN = lazy_pattern(r"\b(?:exam(?:ination)?|p\.?e\.?:|vitals?|bp \d|hpi|subjective|ros\b|auscultat\w+|lungs)\b")
LONGEST = 1800


def only_asks(chart: Chart, paper: Profile) -> bool:
    """Is the paper a request for the service and nothing else: it names the code or the booking, and nobody saw the patient for it?"""
    if paper.kind is PartKind.COVER_SHEET or is_request(paper):
        return True
    flat, start, end = paper.document.flat, paper.part.start, paper.part.end
    if end - start > LONGEST or SEEN.search(flat, start, end):
        return False
    if any(signature.treating for signature in paper.signatures) and paper.kind is not PartKind.ORDER:
        return False
    named = any(service.code.lower() in flat[start:end] for service in chart.request.services)
    return named and (paper.kind is PartKind.ORDER or ASKS.search(flat, start, end) is not None)
