"""Which papers are reports of an oxygen test, whatever their title makes of them."""

from __future__ import annotations

import re

from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.oxygen.prose import prose_readings
from accord.evidence.readers.oxygen.rows import table_readings

REPORTS = (PartKind.OXIMETRY, PartKind.LABORATORY, PartKind.SLEEP_STUDY)
_COULD_BE = (
    PartKind.VISIT_NOTE,
    PartKind.OTHER,
    PartKind.PROCEDURE_NOTE,
    PartKind.THERAPY_NOTE,
    PartKind.CHART_EXTRACT,
    PartKind.CARDIOLOGY,
)
_TITLE = re.compile(
    r"liter flow|flow titration|oximetry|\b6 ?mwt\b|(?:six|6)[ -]min\w* walk|walk(?:ing)? (?:test|study|sheet)|"
    r"blood gas|\babgs?\b|(?:oxygen|"
    r"o2|home o2|saturation|exertional) (?:evaluation|assessment|test\w*|titration|qualif\w+|study|"
    r"challenge|screen\w*|walk)|exercise (?:test|study|saturation)|(?:respiratory|cardiopulmonary) (?:care|therapy|"
    r"services|diagnostics|flow ?sheet)"
)
_NOTE = re.compile(
    r"\b(?:assessment|impression|plan|a/p|hpi|history of present illness|chief complaint|subjective)\b\s*[:/\n]"
)


def is_report(paper: Profile) -> bool:
    """A sheet of a test: by its kind, or by its title and its rows when no practitioner's note stands on it."""
    if paper.kind in REPORTS:
        return True
    if paper.kind not in _COULD_BE or (paper.signature is not None and paper.signature.treating):
        return False
    flat = paper.document.flat
    head = flat[paper.part.start : min(paper.part.end, paper.part.start + 450)]
    if not _TITLE.search(head) or _NOTE.search(flat, paper.part.start, paper.part.end):
        return False
    rows = sum(len(readings) for _, readings in table_readings(paper))
    return rows >= 2 or sum(1 for _ in prose_readings(paper, ())) >= 2
