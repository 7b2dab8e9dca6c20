"""All that records tell of a brace that is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.orthosis.brace import braces
from accord.evidence.readers.orthosis.custom import custom
from accord.evidence.readers.orthosis.knee import knee
from accord.evidence.readers.orthosis.purposes import purposes
from accord.evidence.readers.orthosis.visits import visits
from accord.evidence.readers.orthosis.words import KNEE_CODES, SPINE_CODES, asked_for, papers_of
from accord.records.findings import Finding


def orthosis(chart: Chart) -> Iterator[Finding]:
    """Purpose, material, fitting and place of use; only where a brace is requested."""
    spine, of_knee = asked_for(chart, SPINE_CODES), asked_for(chart, KNEE_CODES)
    if not (spine or of_knee):
        return
    papers = papers_of(chart)
    if spine:
        yield from purposes(chart, papers)
        yield from braces(papers)
    if of_knee:
        yield from knee(chart, papers)
    yield from custom(papers)
    yield from visits(papers)
