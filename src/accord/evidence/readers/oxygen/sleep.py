"""Findings of sleep: nights of oximetry, titrations at the optimal pressure, lows of untreated apnea."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import about, date_of, voice, whose
from accord.evidence.readers.oxygen.cues import ROOM_AIR, SLEEP, cues
from accord.evidence.readers.oxygen.days import day_of
from accord.evidence.readers.oxygen.night import Night
from accord.evidence.readers.oxygen.performers import SUPPLIER, Performer
from accord.evidence.readers.oxygen.reading import Reading
from accord.evidence.readers.oxygen.titration import titration_of, untreated_lows
from accord.evidence.readers.oxygen.told import voice_of
from accord.records.findings import Finding, Voice, Whose
from accord.records.places import AnyPlace

TOOL = "oxygen/1"


def night_findings(chart: Chart, paper: Profile, night: Night, tester: Performer) -> Iterator[Finding]:
    """Findings of one night."""
    report = night.span == (paper.part.start, paper.part.end)
    every = [c for c in cues(paper.document.flat, *night.span) if c.kind == "oxygen"]
    oxygen_ = next((c.value for c in every if c.value == ROOM_AIR), next((c.value for c in every), "unstated"))
    if not report and paper.voice is Voice.SUPPLIER:
        tester = Performer(SUPPLIER)
    reading = Reading(Decimal(0), *night.span, night.span[0], SLEEP, oxygen_, formal=report)
    day, support = day_of(paper, reading, report)
    places = (*support, *([tester.place] if tester.place is not None else []))
    qualifiers = {
        "state": SLEEP, "oxygen": oxygen_, "by": tester.who, "source": "report" if report else "note", "setting": "usual",
        "method": "oximeter", **about(paper),
    }  # fmt: skip
    base = Finding(
        "night", paper.document.place(*night.span), date=day, qualifiers=qualifiers, voice=voice_of(chart, paper, tester.who),
        whose=whose(Whose.PATIENT, paper), tool=TOOL,
    )  # fmt: skip
    names = {
        "low": ("sleep_saturation_low", "%"),
        "minutes": ("sleep_minutes_at_88", "min"),
        "recorded": ("sleep_recording_time", "min"),
    }
    for name, (concept, unit) in names.items():
        if name in night.values:
            value, place = night.values[name]
            limit = {"limit": night.limits[name]} if name in night.limits else {}
            yield replace(
                base,
                concept=concept,
                place=place,
                value=value,
                unit=unit,
                qualifiers={**qualifiers, **limit},
                support=tuple(p for p in places if p != place),
            )
    for name in ("mean", "awake"):
        if name in night.values and "low" in night.values:
            (high, shown), (low, place) = night.values[name], night.values["low"]
            yield replace(
                base,
                concept="sleep_saturation_drop",
                place=place,
                value=high - low,
                unit="%",
                qualifiers={**qualifiers, "baseline": name},
                support=(shown, *places),
            )
    if "awake" in night.values:
        value, place = night.values["awake"]
        yield replace(base, concept="awake_baseline_saturation", place=place, value=value, unit="%", support=places)


def sleep_test_findings(paper: Profile, tester: Performer) -> Iterator[Finding]:
    """Titrations at the optimal pressure, and lows of untreated sleep."""
    head = paper.document.place(paper.part.start, min(paper.part.end, paper.part.start + 300))
    title = paper.document.place(head.start, head.start + len(head.text.split("\n")[0]))
    support: tuple[AnyPlace, ...] = (title, *((paper.date.place,) if paper.date is not None else ()))
    common = {"by": tester.who, **about(paper)}
    titration = titration_of(paper)
    names = {
        "low": ("titration_saturation_low", "%"),
        "ahi": ("titration_ahi", "/h"),
        "minutes": ("titration_time", "min"),
        "at_88": ("titration_minutes_at_88", "min"),
    }
    if titration is not None:
        for name, (value, place) in titration.values.items():
            concept, unit = names[name]
            yield Finding(
                concept,
                place,
                value=value,
                unit=unit,
                date=date_of(paper),
                whose=whose(Whose.PATIENT, paper),
                qualifiers=common,
                voice=voice(paper),
                support=support,
                tool=TOOL,
            )
    for value, place in untreated_lows(paper):
        yield Finding(
            "untreated_sleep_saturation_low",
            place,
            value=value,
            unit="%",
            date=date_of(paper),
            whose=whose(Whose.PATIENT, paper),
            qualifiers=common,
            voice=voice(paper),
            support=support,
            tool=TOOL,
        )
