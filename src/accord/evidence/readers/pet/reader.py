"""All that records tell before an FDG PET for a cancer."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.pet.cancer import cancers
from accord.evidence.readers.pet.purpose import purposes
from accord.evidence.readers.pet.words import CODES, SUBJECT
from accord.evidence.readers.rules import about_subject
from accord.evidence.readers.sayings import papers_of
from accord.records.findings import Finding


def pet(chart: Chart) -> Iterator[Finding]:
    """The cancer, its treatment, and what the scan is for."""
    if not about_subject(chart, CODES, SUBJECT):
        return
    papers = papers_of(chart)
    for part in (cancers, purposes):
        yield from part(chart, papers)
