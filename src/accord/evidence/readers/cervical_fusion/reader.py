"""All that records tell of a fusion of the neck."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.cervical_fusion.narrowing import narrowing
from accord.evidence.readers.cervical_fusion.signs import signs
from accord.evidence.readers.cervical_fusion.sources import sources
from accord.evidence.readers.cervical_fusion.words import asks_for_fusion
from accord.evidence.readers.spine.limb_pain import limb_pain
from accord.evidence.readers.spine.root_care import root_care
from accord.records.findings import Finding


def cervical_fusion(chart: Chart) -> Iterator[Finding]:
    """The arm, its care, the cord, daily life, other sources, and the levels beside their images."""
    if not asks_for_fusion(chart):
        return
    told = list(signs(chart))
    yield from told
    yield from sources(chart)
    yield from narrowing(chart, [each for each in told if each.concept == "cfus_root"])
    yield from root_care(chart)
    yield from limb_pain(chart, "arm")
