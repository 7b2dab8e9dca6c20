"""A number or a day that the sheet which asks for the service quotes, and the newest one of the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.wording import say


@dataclass(frozen=True, slots=True)
class Quoted:
    """What the record calls that which a form quotes; slack -- by how much a quoted number may be off.

    limit -- the number on whose two sides the two must stand to matter, where rough numbers differ often.
    """

    concepts: tuple[str, ...]
    what: str
    slack: Decimal
    limit: Decimal | None = None


NUMBERS: Mapping[str, Quoted] = {
    "lvef_on_form": Quoted(("lvef_low", "lvef_high"), "ejection fraction", Decimal(2)),
    "bari_bmi_on_form": Quoted(("bari_bmi",), "body mass index", Decimal(1)),
    "pack_years_on_form": Quoted(("pack_years",), "pack-years", Decimal(2), Decimal(20)),
}
DAYS: Mapping[str, Quoted] = {
    "medical_therapy_on_form": Quoted(("medical_therapy_since",), "start of medical therapy", Decimal(14)),
}
SILENT = (Voice.SUPPLIER, Voice.PAYER)
"""Voices that tell nothing of the patient; the forms themselves are theirs."""


def outdated(chart: Chart) -> Iterator[Conflict]:
    """One contradiction for each quoted thing that the newest finding of the record does not bear out."""
    for form, quoted in NUMBERS.items():
        told = sorted(_told(chart, (form,)), key=_day, reverse=True)
        record = _newest([f for f in _told(chart, quoted.concepts) if f.voice not in SILENT])
        numbers = [f.number for f in record if f.number is not None]
        for found in told:
            if numbers and found.number is not None and _outside(found.number, numbers, quoted):
                other = record[0]
                sentence = say("contradiction.number", what=quoted.what, one=str(found.number), other=str(other.number))
                yield Conflict(ConflictKind.NUMBER, sentence, (found.place, other.place))
                break
    for form, quoted in DAYS.items():
        told = _told(chart, (form,))
        record = [f for f in _told(chart, quoted.concepts) if f.voice not in SILENT]
        for found in told:
            if record and all(_apart(found, each) > quoted.slack for each in record):
                other = record[0]
                one, two = (str(f.date.latest) if f.date is not None else "" for f in (found, other))
                sentence = say("contradiction.two_dates", event=quoted.what, one=one, other=two)
                yield Conflict(ConflictKind.DATE, sentence, (found.place, other.place))
                break


def _told(chart: Chart, concepts: Sequence[str]) -> list[Finding]:
    return [
        f
        for f in chart.of(concepts)
        if f.whose is Whose.PATIENT
        and f.presence is Presence.PRESENT
        and f.time is not Time.PLANNED
        and (f.number is not None or f.date is not None)
    ]


def _day(found: Finding) -> dt.date:
    return found.date.latest if found.date is not None else dt.date.min


def _newest(record: Sequence[Finding]) -> list[Finding]:
    """The findings of the last day of which any tells; all of them where none has a day."""
    days = [f.date.latest for f in record if f.date is not None]
    return [f for f in record if not days or (f.date is not None and f.date.latest == max(days))]


def _outside(number: Decimal, numbers: Sequence[Decimal], quoted: Quoted) -> bool:
    limit = quoted.limit
    if limit is not None and any((number >= limit) == (other >= limit) for other in numbers):
        return False
    return not min(numbers) - quoted.slack <= number <= max(numbers) + quoted.slack


def _apart(one: Finding, other: Finding) -> int:
    """Days between two stretches of dates; none where they touch or one is not dated."""
    if one.date is None or other.date is None:
        return 0
    first, second = sorted((one.date, other.date), key=lambda day: day.earliest)
    return max(0, (second.earliest - first.latest).days)
