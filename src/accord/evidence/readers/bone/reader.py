"""All that records tell of bone that should grow together."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.bone.films import films
from accord.evidence.readers.bone.fusion import fusions
from accord.evidence.readers.bone.healing import healing
from accord.evidence.readers.bone.words import tells_of_bone
from accord.evidence.readers.dated_sayings import papers_of
from accord.records.findings import Finding


def bone_growth(chart: Chart) -> Iterator[Finding]:
    """The fracture and its films, fusions and their levels, and other stimulators."""
    if not tells_of_bone(chart):
        return
    papers = papers_of(chart)
    for part in (healing, films, fusions):
        yield from part(chart, papers)
