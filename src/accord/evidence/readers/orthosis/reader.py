"""All that records tell of a brace that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.orthosis.brace import braces
from accord.evidence.readers.orthosis.custom import custom
from accord.evidence.readers.orthosis.purposes import purposes
from accord.evidence.readers.orthosis.words import SPINE_CODES, asked_for, papers_of
from accord.records.findings import Finding


def orthosis(chart: Chart) -> Iterator[Finding]:
    """Purpose, material, fitting and place of use; only where a brace is requested."""
    if not asked_for(chart, SPINE_CODES):
        return
    papers = papers_of(chart)
    yield from purposes(chart, papers)
    yield from braces(papers)
    yield from custom(papers)
