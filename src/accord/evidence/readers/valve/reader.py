"""All that records tell before an aortic valve is placed by catheter."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.rules import about_subject
from accord.evidence.readers.sayings import papers_of
from accord.evidence.readers.valve.disease import diseases
from accord.evidence.readers.valve.place import places
from accord.evidence.readers.valve.team import team
from accord.evidence.readers.valve.visits import visits
from accord.records.findings import Finding

CODES = ("33361", "33362", "33363", "33364", "33365", "33366")
SUBJECT = lazy_pattern(r"\btavr\b|\btavi\b|transcatheter aortic")


def valve(chart: Chart) -> Iterator[Finding]:
    """The stenosis and its symptoms, who saw the patient, the device, and what the team and the hospital state."""
    if not about_subject(chart, CODES, SUBJECT):
        return
    papers = papers_of(chart)
    for part in (diseases, visits, team, places):
        yield from part(chart, papers)
