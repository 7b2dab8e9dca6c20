"""All that records tell of an arthroscopy of the knee."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.knee_scope.joint import joint
from accord.evidence.readers.knee_scope.subject import target, tells_of_knee
from accord.evidence.readers.knee_scope.symptoms import PROCEDURE, symptoms
from accord.evidence.readers.requests import as_claims, papers_and_requests
from accord.records.findings import Finding


def knee_scope(chart: Chart) -> Iterator[Finding]:
    """Symptoms, procedure, stage of the arthritis, alignment and reports of the knee."""
    if not tells_of_knee(chart):
        return
    papers, knee = papers_and_requests(chart), target(chart)
    yield from as_claims(chart, (*symptoms(chart, papers, knee), *joint(chart, papers, knee)), but=(PROCEDURE,))
