"""How long the venous ulcer was treated under a clinician's orders without closing; what people did by themselves does not count."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import durations
from accord.evidence.operators.relations import whole_units
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.compression.subject import days_in, head_of, made, speaker
from accord.evidence.readers.compression.trial import CARE, START, cued, is_care
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.passages import Passage
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Voice
from accord.records.places import Place

SUBJECT = lazy_pattern(r"\b(?:venous|stasis|vlus?)\b")
UNDER_ORDERS = lazy_pattern(
    r"\b(?:first (?:met|saw|seen|came|visit|presented|evaluated)|under my (?:care|orders|direction|supervision)|"
    r"(?:began|started) treat\w*|established care|(?:been )?treating (?:this|the|her|his|these)\b[^.;]{0,30}since|"
    r"followed (?:here|by us|in our)\b[^.;]{0,24}since|"
    r"initial (?:visit|consult\w*|eval\w*)|brought (?:her|him) here|(?:i|we) (?:have )?(?:started|began|first|"
    r"initiated|placed|applied|ordered)|start of care|soc)\b"
)
BY_THEMSELVES = lazy_pattern(
    r"\b(?:by|on|for) (?:her|him)?(?:self|own)\b|\bherself\b|\bhimself\b|\bself-?(?:care|treat\w*)|"
    r"\bover[- ]the[- ]counter\b|\botc\b|\bat home remed\w+|\btriple antibiotic\b|\bneosporin\b|\bpeanut\b"
)
ELSEWHERE = lazy_pattern(
    r"\b(?:previous(?:ly)?|prior|former|outside|another|earlier)\b[^.;]{0,40}\b(?:clinic|wound (?:center|care)|"
    r"physician|provider|practice|doctor|pcp)\b|"
    r"\b(?:pcp|primary care|dr\.? \w+|podiatr\w+)\b[^.;]{0,30}\b(?:treated|started|ordered|applied|prescribed|"
    r"had been)\b[^.;]{0,40}\b(?:unna\w*|compression|wraps?|bandag\w+|dressings?)"
)
OPEN = lazy_pattern(
    r"\b(?:ulcer\w*|wounds?|sores?)\b[^;]{0,140}?\d{1,2}(?:\.\d)? ?(?:cm)? ?x ?\d{1,2}(?:\.\d)?|\b(?:open|unhealed|"
    r"not healed|non-?healing|has not (?:closed|healed))\b|\bulcer (?:still )?(?:present|persists)"
)
SIZE = lazy_pattern(r"\d{1,2}(?:\.\d)? ?(?:cm)? ?x ?\d{1,2}(?:\.\d)?")
COMPRESSED = lazy_pattern(
    r"\b(?:profore|unna\w*|coban|wrap\w*|compress\w*|bandag\w*|\w+-?layer|stockings?|circaid|farrow|tubigrip|short[- ]stretch)\b"
)
WOUND_SHEET = lazy_pattern(r"\b(?:wound|ulcer|vlu|venous)\b")
ROW_HEAD = 4
CLOSED = lazy_pattern(r"\bhealed\b|\bclosed\b|\bepitheliali[sz]ed\b|\bno open\b")
LONGEST_DAYS = 1100
MONTHS = 6


def venous_care(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Months from the first day of care under orders to the last day on which the ulcer was seen open."""
    if not any(SUBJECT.search(p.text) for p in passages):
        return
    clinical = [p for p in passages if speaker(chart, p.paper) in (Voice.CLINICIAN, Voice.FACILITY, Voice.UNKNOWN)]
    starts = sorted(_starts(chart, clinical), key=lambda s: s[0])
    opened = sorted(_seen_open(chart, clinical), key=lambda s: s[0])
    if starts and opened:
        (first, passage, place), (last, _, other) = starts[0], opened[-1]
        months = whole_units(first, last, "mo")
        if months >= 0:
            yield made(
                chart, "venous_ulcer_care", passage, value=Decimal(months), unit="mo", place=place, support=(other,),
            )  # fmt: skip
    yield from _claims(chart, clinical)


def _starts(chart: Chart, passages: Sequence[Passage]) -> Iterator[tuple[dt.date, Passage, Place]]:
    """Days on which compression or the clinician's care began, in the three years before the request."""
    received = chart.request.received
    for passage in passages:
        if passage.in_plan or (BY_THEMSELVES.search(passage.text) and not UNDER_ORDERS.search(passage.text)):
            continue
        found = days_in(chart, passage)
        for mention in found:
            at, day = mention.start - passage.start, mention.date.exact or _surely_by(mention.date)
            before = passage.text[max(0, at - 60) : at]
            rowed = at < ROW_HEAD and COMPRESSED.search(passage.text) and SIZE.search(passage.text)
            cared = cued(passage, mention, START, found) and CARE.search(passage.text[:at]) and is_care(passage, at)
            if day is None or not (cared or rowed or UNDER_ORDERS.search(before)):
                continue
            if received is not None and 0 < (received.value - day).days < LONGEST_DAYS:
                yield day, passage, passage.place(max(0, at - 60), at + 10)


def _surely_by(day: PartialDate) -> dt.date | None:
    """The last day of a month that is told without its day; a bare year tells nothing."""
    return day.latest if day.month is not None else None


def _seen_open(chart: Chart, passages: Sequence[Passage]) -> Iterator[tuple[dt.date, Passage, Place]]:
    """Days on which the ulcer is told to be open: the last date on the line, else the day of the paper."""
    received = chart.request.received
    for passage in passages:
        match = OPEN.search(passage.text) or _measured_row(chart, passage)
        if match is None or (CLOSED.search(passage.text) and not SIZE.search(passage.text)):
            continue
        told = [m.date.exact for m in days_in(chart, passage) if m.date.exact is not None]
        paper = date_of(passage.paper)
        days = [*told, *([paper.exact] if paper is not None and paper.exact is not None else [])]
        fitting = [day for day in days if received is None or day <= received.value]
        if fitting:
            yield max(fitting), passage, passage.place(match.start(), match.end())


def _measured_row(chart: Chart, passage: Passage) -> re.Match[str] | None:
    """The size in a row of a sheet of wound care that begins with its day."""
    found = days_in(chart, passage)
    dated = bool(found) and found[0].start - passage.start < ROW_HEAD
    return SIZE.search(passage.text) if dated and WOUND_SHEET.search(head_of(passage.paper)) else None


def _claims(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Half a year of care told without days, or care by somebody else before."""
    for passage in passages:
        if BY_THEMSELVES.search(passage.text):
            continue
        if ELSEWHERE.search(passage.text) and CARE.search(passage.text):
            yield made(chart, "venous_ulcer_care_claimed", passage)
        if not CARE.search(passage.text):
            continue
        for length in durations(passage.paper.document):
            inside = passage.start <= length.start < passage.end and length.days_min >= 30 * MONTHS
            if inside and is_care(passage, length.start - passage.start, length.end - passage.start):
                yield made(chart, "venous_ulcer_care_claimed", passage)
