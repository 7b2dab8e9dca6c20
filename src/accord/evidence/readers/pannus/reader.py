"""All that records tell of an overhanging abdominal skin fold."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.own_sections import not_copied
from accord.evidence.readers.pannus.fold import folds
from accord.evidence.readers.pannus.reason import reasons
from accord.evidence.readers.pannus.skin import skin
from accord.evidence.readers.pannus.words import tells_of_pannus
from accord.evidence.readers.sayings import papers_of
from accord.records.findings import Finding


def pannus(chart: Chart) -> Iterator[Finding]:
    """How far the fold hangs, the skin under it and its treatment, photographs, and what the operation is for."""
    if not tells_of_pannus(chart):
        return
    papers = papers_of(chart)
    for part in (folds, skin, reasons):
        yield from not_copied(chart, part(chart, papers))
