"""All that records tell of sacral nerve stimulation for the bladder."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.bladder.condition import PERMANENT, condition
from accord.evidence.readers.bladder.result import results
from accord.evidence.readers.bladder.treatment import treatments
from accord.evidence.readers.bladder.words import tells_of_stimulation
from accord.evidence.readers.requests import as_claims
from accord.evidence.readers.sayings import papers_of
from accord.records.findings import Finding


def bladder_stimulation(chart: Chart) -> Iterator[Finding]:
    """The complaint, its treatment, other causes, and the result of the test stimulation."""
    if not tells_of_stimulation(chart):
        return
    papers = papers_of(chart)
    for part in (condition, treatments, results):
        yield from as_claims(chart, part(chart, papers), but=(PERMANENT,))
