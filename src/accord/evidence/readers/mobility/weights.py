"""Body weight as clinicians measured it: never the capacity of a device, and never what a supplier entered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from accord.errors import Invalid
from accord.evidence.chart import Chart
from accord.evidence.coded import observations
from accord.evidence.narrative.dates import dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.claims import TOOL, stretch
from accord.evidence.readers.mobility.sources import Source
from accord.evidence.readers.sayings import of_others
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, Presence, Whose
from accord.records.units import convert

POUNDS = "[lb_av]"
WEIGHT = lazy_pattern(
    r"\bw (?=\d{2,3}(?:\.\d)? ?(?:lbs?|kgs?)\b)(?P<bare>\d{2,3}(?:\.\d{1,2})?) ?(?P<of_bare>kgs?|lbs?)\b|\bweighed\b[^.;\d]{0,40}?"
    r"(?P<scale>\d{2,3}(?:\.\d{1,2})?) ?(?P<of_scale>kgs?|lbs?|pounds|#)(?![\d/])|"
    r"(?<!dry )(?<!chair )(?<!device )(?<!scooter )(?<!unit )(?<!birth )(?<!ideal )(?<!goal )(?<!target )(?<!usual )(?<!max )\b(?:body weight|"
    r"weight|weighs|weighed|wt|wgt)(?:/ht)?\b(?! (?:bearing|"
    r"capacity|limit|shift|class|loss|gain|rating|lifted))"
    r"[ .]{0,2}(?:\((?P<before>kg|lbs?|pounds)\))?\W{0,4}(?:is |of |was |today |now |current(?:ly)? |at |= ?|measured |"
    r"in at )*\W{0,3}(?P<number>\d{2,3}(?:\.\d{1,2})?) ?(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds?|#)?(?![\d/])"
)
NOT_NOW = lazy_pattern(
    r"\b(?:lost|gained|loss|gain|previous|prior|last (?:year|visit)|down from|up from|used to|stated|reported|reports|says|per (?:patient|pt)|"
    r"self-?report\w*|capacity|goal|target|entered|est(?:imated)?\.?|was \d+ (?:lb|kg)s? in)\b"
)
TODAY = lazy_pattern(r"\btoday\b")
LOINC = frozenset({"loinc|29463-7", "loinc|3141-9"})
NAMES = {"k": "kg", "l": POUNDS, "p": POUNDS, "#": POUNDS}


def weights(source: Source, told: Sequence[Said]) -> Iterator[Finding]:
    """The weights that one paper states, in pounds; one that an older date stands beside is left out."""
    for each in told:
        match = WEIGHT.search(each.text)
        if match is None or NOT_NOW.search(each.text) or of_others(each, match):
            continue
        unit = match["unit"] or match["before"] or match["of_bare"] or match["of_scale"]
        if unit is None or (_of_another_day(source, each) and TODAY.search(match[0]) is None):
            continue
        value = convert(Decimal(match["number"] or match["bare"] or match["scale"]), NAMES[unit[0]], POUNDS)
        yield stretch(source, [each]).finding("body_weight", value=value, unit=POUNDS)


def _of_another_day(source: Source, each: Said) -> bool:
    """Does the sentence bear a day that is not the paper's?"""
    own = source.paper.date.value if source.paper.date is not None else None
    low, high = each.sentence.start, each.sentence.end
    days = [m.date for m in dates(source.paper.document) if low <= m.start < high]
    return any(own is None or day != own for day in days) or re.search(r"\bin (?:19|20)\d\d\b", each.text) is not None


def coded_weights(chart: Chart) -> Iterator[Finding]:
    """Weights of the coded record, in pounds."""
    for seen in observations(chart.record, None):
        if seen.whose is not Whose.PATIENT or seen.presence is not Presence.PRESENT or seen.number is None:
            continue
        if LOINC & set(seen.qualifiers.get("codes", "").split()) and seen.unit is not None:
            try:
                value = convert(seen.number, seen.unit, POUNDS)
            except Invalid:
                continue
            told = {**seen.qualifiers, "source": "coded"}
            yield replace(seen, concept="body_weight", value=value, unit=POUNDS, qualifiers=told, tool=TOOL)
