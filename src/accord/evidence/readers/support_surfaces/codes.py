"""Diagnosis codes of pressure ulcers, whether they are covered; and renewals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.subject import made
from accord.records.findings import Finding

CODE = re.compile(r"\bl89\.?(?P<site>\d)(?P<part>\d)(?P<stage>\d)?\b")
COVERED_SITE, COVERED_STAGE = ("1", "2", "3"), ("0", "2", "3", "4")
RENEWAL = lazy_pattern(
    r"\brenew(?:al|als|ing)?\b[^.;]{0,60}\b(?:mattress|surface|bed|e0\d{3}|rental|authori[sz]ation)|"
    r"\b(?:mattress|surface|e0\d{3}|rental|authori[sz]ation)\b[^.;]{0,40}\brenew(?:al|als|ing)?\b|"
    r"\bcontinued (?:use|coverage|need|rental) (?:of|for)?[^.;]{0,20}\b(?:mattress|surface|e0\d{3}|group 2)|"
    r"\b(?:extend|extension of|continue|continuation of)\b[^.;]{0,30}\b(?:authorization|"
    r"rental|coverage)|\boriginal(?:ly)? deliver\w*|\bcontinues? to (?:use|sleep on|need) (?:the|his|"
    r"her) (?:\w+ ){0,2}(?:mattress|surface|bed)|\brecertif\w+[^.;]{0,30}\b(?:mattress|surface|e0277)|"
    r"\bmonthly rental\b"
)


def covered(code: str) -> bool | None:
    """Is a pressure ulcer code one of those covered; None for any other code."""
    match = CODE.fullmatch(code.lower())
    if match is None:
        return None
    if match["site"] == "4":
        return match["part"] in ("2", "3", "4", "5")
    return match["site"] in COVERED_SITE and match["stage"] in COVERED_STAGE


def codes(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Codes as papers write them, and words of a renewal."""
    asked = {d.value.upper().replace(".", "") for d in chart.request.diagnoses}
    any_covered = any(covered(d.value) for d in chart.request.diagnoses)
    for passage in passages:
        yield from _written(chart, passage, asked, any_covered)
        match = RENEWAL.search(passage.text)
        if match is not None:
            yield made(chart, "surface_renewal", passage, place=passage.place(match.start(), match.end()))


def _written(chart: Chart, passage: Passage, asked: set[str], any_covered: bool) -> Iterator[Finding]:
    found = [m[0].upper() for m in CODE.finditer(passage.text)]
    told = [c for c in found if c.replace(".", "") in asked]
    if any(covered(c) for c in told):
        yield made(chart, "covered_code_written", passage)
    elif told and not any_covered:
        yield made(chart, "uncovered_code_written", passage)
