"""Coded disease of a nerve root: since when it sends pain into the limb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.coded import conditions
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "spine-coded-roots/1"
OF_LIMB = {
    "arm": re.compile(r"\bicd10\|M(?:54\.1[123]|50\.1|47\.2[123])"),
    "leg": re.compile(r"\bicd10\|M(?:54\.1[567]|51\.1|54\.[34]|47\.2[67]|48\.062)"),
}


def coded_onset(chart: Chart, limb: str) -> Iterator[Finding]:
    """The onset of each present disease of a root of the limb, as coded."""
    for seen in conditions(chart.record, None):
        if seen.whose is not Whose.PATIENT or seen.presence is not Presence.PRESENT or seen.time is not Time.CURRENT:
            continue
        if seen.date is not None and OF_LIMB[limb].search(seen.qualifiers.get("codes", "")):
            yield replace(seen, concept="limb_pain_onset", qualifiers={**seen.qualifiers, "limb": limb}, tool=TOOL)
