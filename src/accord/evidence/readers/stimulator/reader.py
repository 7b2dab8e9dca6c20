"""All that records tell of a spinal cord stimulator."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.requests import as_claims
from accord.evidence.readers.stimulator.history import history
from accord.evidence.readers.stimulator.pain import pain
from accord.evidence.readers.stimulator.plan import plans
from accord.evidence.readers.stimulator.result import results
from accord.evidence.readers.stimulator.safety import safety
from accord.evidence.readers.stimulator.screening import screening
from accord.evidence.readers.stimulator.treatments import treatments
from accord.evidence.readers.stimulator.words import papers_of, tells_of_stimulator
from accord.records.findings import Finding

# what the form that asks for it may tell: how many trials there were is counted by the office from its own records
ASKED = ("scs_trials_before", "scs_failed_trial")


def stimulator(chart: Chart) -> Iterator[Finding]:
    """The pain, what was tried, who evaluated, what is asked for, earlier trials and the result of one."""
    if not tells_of_stimulator(chart):
        return
    papers = papers_of(chart)
    for part in (pain, treatments, screening, safety, history, results):
        yield from as_claims(chart, part(papers), but=ASKED)
    yield from plans(chart, papers)
