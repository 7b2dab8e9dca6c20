"""All that records tell of an arthroscopy of the knee."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.dated_sayings import papers_of
from accord.evidence.readers.knee_scope.joint import joint
from accord.evidence.readers.knee_scope.subject import target, tells_of_knee
from accord.evidence.readers.knee_scope.symptoms import symptoms
from accord.records.findings import Finding


def knee_scope(chart: Chart) -> Iterator[Finding]:
    """Symptoms, procedure, stage of the arthritis, alignment and reports of the knee."""
    if not tells_of_knee(chart):
        return
    papers, knee = papers_of(chart), target(chart)
    yield from symptoms(chart, papers, knee)
    yield from joint(chart, papers, knee)
