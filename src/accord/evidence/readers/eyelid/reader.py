"""All that records tell of surgery of the upper lids."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.eyelid.measures import measures
from accord.evidence.readers.eyelid.statements import statements
from accord.evidence.readers.eyelid.words import asks_for_lids
from accord.records.findings import Finding


def eyelid(chart: Chart) -> Iterator[Finding]:
    """What is measured at the lids, and what notes say of them."""
    if not asks_for_lids(chart):
        return
    yield from measures(chart)
    yield from statements(chart)
