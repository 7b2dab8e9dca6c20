"""What is a paper's own: its sections, its days, and its words without quoted rules and without what was copied from an older note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.past import MARKED_COPY
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.entries import calendar_dates
from accord.evidence.readers.sayings import on_day
from accord.evidence.readers.spine.passages import CARRIED
from accord.evidence.readers.statements import Said
from accord.records.documents import Document
from accord.records.findings import Finding, Time
from accord.records.places import Place

# 'Coverage requires three months of …' tells what a payer asks for, not what the patient had
RULE_QUOTED = lazy_pattern(
    r"\b(?:insurance|insurer|payer|policy|coverage|lcd|ncd|criteri\w+|requires|require\b|requirements?|(?:is|"
    r"are|be) required|"
    r"must (?:have|fail|try|show|document|wear|complete)|guidelines?)\b"
)
NOT_ITS_DAY = re.compile(r"\b(?:since|from|until|till|through|to|before|after|started|born|dob)\W{1,3}(?:\w+ )?$")


def section_of(paper: Profile, each: Said) -> str:
    """The canonical section of a sentence; empty where its heading stands above the paper."""
    section = section_at(paper.document, each.sentence.start)
    return section.name if section.start >= paper.part.start else ""


def is_planned(paper: Profile, each: Said, meant: Assertion) -> bool:
    """Is it planned by its own words, or by a plan of its own paper?"""
    return meant.time is Time.PLANNED and (bool(meant.cues) or section_of(paper, each) != "")


def on_named_day(chart: Chart, paper: Profile, each: Said, found: Finding) -> Finding:
    """The finding with the one earlier day that its sentence names ('study of 2023: …'); else with the day of its entry."""
    dated = on_day(chart, paper, each, found)
    low, high = each.sentence.start, each.sentence.end
    named = [
        mention.date
        for mention in calendar_dates(chart, paper.document)
        if low <= mention.start < high and not NOT_ITS_DAY.search(paper.document.flat[low : mention.start])
    ]
    if len(set(named)) == 1 and (dated.date is None or named[0].latest < dated.date.earliest):
        return replace(dated, date=named[0])
    return dated


@per_document
def _copies(document: Document) -> list[tuple[int, int]]:
    """Stretches that say of themselves that they come from an older note."""
    return [match.span() for match in MARKED_COPY.finditer(document.flat)]


def not_copied(chart: Chart, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those whose words were copied from an older note."""
    for found in findings:
        place = found.place
        if not isinstance(place, Place):
            yield found
            continue
        copies = _copies(chart.record.document(place.document))
        inside = any(low < place.end and place.start < high for low, high in copies)
        if not inside and not CARRIED.search(place.text.lower()):
            yield found
