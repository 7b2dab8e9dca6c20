"""All that records tell of epidural steroid injections."""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.readers.epidural.beyond import beyond
from accord.evidence.readers.epidural.history import history
from accord.evidence.readers.epidural.plan import planned, plans
from accord.evidence.readers.epidural.root import root_pain
from accord.evidence.readers.epidural.short_hand import short_hand
from accord.evidence.readers.epidural.words import asks_for_epidural
from accord.evidence.readers.spine.limb_pain import limb_pain
from accord.evidence.readers.spine.passages import requested_regions
from accord.evidence.readers.spine.root_care import root_care
from accord.records.findings import Finding


def epidural(chart: Chart) -> Iterator[Finding]:
    """The pain and its imaging, its care, what is asked for, and the injections before."""
    if not asks_for_epidural(chart):
        return
    asked = planned(chart)
    yield from plans(chart, asked)
    yield from root_pain(chart, asked)
    yield from history(chart, asked)
    yield from beyond(chart)
    yield from root_care(chart)
    yield from short_hand(chart)
    yield from limb_pain(chart, "arm" if "cervical" in requested_regions(chart) else "leg")
