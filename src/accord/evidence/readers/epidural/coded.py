"""Coded epidural injections that were given, on days that no paper tells of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.coded import procedures
from accord.evidence.readers.epidural.plan import family_of
from accord.evidence.readers.epidural.words import CODES, EPIDURAL, approach_in, drug_in, levels_named
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "epidural-coded/1"
NECK = ("62321", "62320", "64479", "64480")
FURTHER = ("62320", "62322")
"""The same injections without guidance."""


def coded_sessions(chart: Chart, told: Collection[PartialDate], wanted: Collection[str]) -> Iterator[Finding]:
    """Each procedure that was done, unless a paper tells of one on that day; `wanted` are the regions asked about."""
    seen_days: set[PartialDate] = set()
    for seen in procedures(chart.record, None):
        numbers = [code.partition("|")[2] for code in seen.qualifiers.get("codes", "").split()]
        mine = [number for number in numbers if number in (*CODES, *FURTHER)]
        words = f"{seen.qualifiers.get('words', '')} {seen.qualifiers.get('site', '')}".lower()
        if not (mine or EPIDURAL.search(words)) or seen.date is None or seen.date in seen_days:
            continue
        if seen.presence is not Presence.PRESENT or seen.time is Time.PLANNED or seen.whose is not Whose.PATIENT:
            continue
        if any(seen.date.agrees(day) for day in told):
            continue
        seen_days.add(seen.date)
        coded = "cervical_thoracic" if mine and mine[0] in NECK else "lumbar_sacral" if mine else "unknown"
        region = coded if coded != "unknown" else family_of(words)
        here = "unknown" if region == "unknown" or not wanted else "yes" if region in wanted else "no"
        told_of = {
            "approach": approach_in(words),
            "drug": drug_in(words),
            "levels": " ".join(sorted(levels_named(words))),
        }
        yield replace(
            seen, concept="esi_session", qualifiers={**seen.qualifiers, **told_of, "region_here": here}, tool=TOOL
        )
