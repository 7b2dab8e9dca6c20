"""All that records tell of the veins of a leg before one is closed."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.own_sections import not_copied
from accord.evidence.readers.sayings import papers_of
from accord.evidence.readers.veins.condition import condition
from accord.evidence.readers.veins.duplex import duplex
from accord.evidence.readers.veins.measures import measures
from accord.evidence.readers.veins.words import tells_of_veins
from accord.records.findings import Finding


def veins(chart: Chart) -> Iterator[Finding]:
    """Symptoms and class, what was tried, the duplex study and the vein that is to be treated."""
    if not tells_of_veins(chart):
        return
    papers = papers_of(chart)
    for part in (condition, measures, duplex):
        yield from not_copied(chart, part(chart, papers))
