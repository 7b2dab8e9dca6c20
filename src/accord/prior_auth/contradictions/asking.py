"""The papers of a dossier by what they do: those that only ask for a service, and those of the record."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.requests import ASKS, is_request
from accord.records.findings import Voice

HEAD, TITLE = 420, 120
LONGEST = 1800
"""Characters; a longer paper tells more than a form that asks."""
NOTE = lazy_pattern(
    r"\b(?:exam|pe|hpi|assessment|subjective|objective|impression|findings|technique|ros|a/p|c/o|c/?c|s/p|follow.?up|f/u|visit note|progress note|"
    r"operative|procedure note|report|dictated|seen (?:today|in))\b"
)
NEVER = frozenset(
    {
        PartKind.VISIT_NOTE,
        PartKind.DISCHARGE_SUMMARY,
        PartKind.SLEEP_STUDY,
        PartKind.LABORATORY,
        PartKind.PROCEDURE_NOTE,
        PartKind.CARDIOLOGY,
        PartKind.THERAPY_NOTE,
        PartKind.LOG,
    }
)
ASKS_TOO = lazy_pattern(r"\b(?:request\w*|auth\w*|precert\w*|pa|e-?request|approval|coverage|packet)\b")


def asks(chart: Chart, paper: Profile) -> bool:
    """Does the paper ask for the service, unsigned and without an examination: a form of the office, the hospital or the supplier?"""
    if is_request(paper):
        return True
    document, start, end = paper.document, paper.part.start, paper.part.end
    if end - start > LONGEST or any(signature.treating for signature in paper.signatures):
        return False
    head = document.flat[start : min(end, start + HEAD)]
    named = any(service.code.lower() in head for service in chart.request.services)
    says = ASKS_TOO.search(head) is not None or ASKS.search(head) is not None
    if paper.kind in NEVER and not (named and says) and ASKS.search(head[:TITLE]) is None:
        return False
    return (named or says) and NOTE.search(document.flat, start, end) is None


def asking(chart: Chart) -> list[Profile]:
    """The papers that ask."""
    return [paper for paper in chart.patient_papers if asks(chart, paper)]


def of_record(chart: Chart) -> list[Profile]:
    """The papers that tell of the patient: no form that asks, no cover, no letter of a payer."""
    but = asking(chart)
    return [
        paper
        for paper in chart.patient_papers
        if paper not in but and paper.kind is not PartKind.COVER_SHEET and paper.voice is not Voice.PAYER
    ]
