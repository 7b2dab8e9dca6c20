"""All that records tell about botulinum toxin for chronic migraine and for spasms of the face and neck."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.botulinum.effect import effects
from accord.evidence.readers.botulinum.headache import headaches
from accord.evidence.readers.botulinum.plan import plans
from accord.evidence.readers.botulinum.spasm import spasms
from accord.evidence.readers.botulinum.trials import trials
from accord.evidence.readers.botulinum.words import tells_of_toxin
from accord.evidence.readers.own_sections import not_copied
from accord.evidence.readers.sayings import papers_of
from accord.records.findings import Finding


def botulinum(chart: Chart) -> Iterator[Finding]:
    """Headache days and hours and what they hinder, drugs that were tried, the spasm, the plan, and earlier injections."""
    if not tells_of_toxin(chart):
        return
    papers = papers_of(chart)
    for part in (headaches, trials, spasms, plans, effects):
        yield from not_copied(chart, part(chart, papers))
