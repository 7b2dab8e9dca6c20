"""All that records tell of bariatric surgery."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.bariatric.mass import masses
from accord.evidence.readers.bariatric.operation import operations
from accord.evidence.readers.bariatric.treatment import treatments
from accord.evidence.readers.bariatric.words import tells_of_surgery
from accord.evidence.readers.sayings import papers_of
from accord.records.findings import Finding


def bariatric(chart: Chart) -> Iterator[Finding]:
    """The body mass index, the operation, the diseases it is for, and what was tried before."""
    if not tells_of_surgery(chart):
        return
    papers = papers_of(chart)
    for part in (masses, operations, treatments):
        yield from part(chart, papers)
