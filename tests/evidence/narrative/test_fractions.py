"""Fractions are neither days nor scores; days and scores stay what they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.values import numbers
from accord.records.dates import PartialDate
from tests.evidence.narrative.writing import document

ANCHOR = PartialDate(2026, 3, 2)

NO_DAYS = [
    "BG 44 1/2 hr after meal",
    "BG 44, 1/2 hour after lunch",
    "took 1/2 tab",
    "1/2 to 1 tab at bedtime",
    "3/4 cup of juice",
    "quit, was 1/2 ppd",
    "1/4 pack a day",
    "walks 1/2 mile",
    "walks 1/4 mi",
    "2 1/2 wks of bracing",
    "5 1/2 ft tall",
    "gave 1/2 amp D50",
    "q 1/2 hr checks",
    "1/2 of the night",
]
DAYS = [
    ("BG 44 on 1/2", PartialDate(2026, 1, 2)),
    ("1/2: BG 44", PartialDate(2026, 1, 2)),
    ("1/2 BG 44, shaky", PartialDate(2026, 1, 2)),
    ("seen 1/3 in clinic", PartialDate(2026, 1, 3)),
    ("1/4 labs drawn", PartialDate(2026, 1, 4)),
    ("1/2 visit with Dr. Hale", PartialDate(2026, 1, 2)),
    ("3/1 L knee injection", PartialDate(2026, 3, 1)),
    ("1/2 dose #3 of the series", PartialDate(2026, 1, 2)),
]


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_fraction_is_no_day(text: str) -> None:
    assert dates(document(text), ANCHOR) == []


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_no_fraction(text: str, day: PartialDate) -> None:
    assert [mention.date for mention in dates(document(text), ANCHOR)] == [day]


# (text, the numbers as value, unit, out of)
NUMBERS = [
    ("BG 44 1/2 hr after meal", [("44", None, None), ("0.5", "h", None)]),
    ("BG 52 1/2 h pc", [("52", None, None), ("0.5", "h", None)]),
    ("11 1/2 hrs of wear", [("11.5", "h", None)]),
    ("5 1/2 hr before bed", [("5.5", "h", None)]),
    ("took 1/2 tab", [("0.5", None, None)]),
    ("1/2 mile", [("0.5", "[mi_i]", None)]),
    ("A1c 7 1/2%", [("7.5", "%", None)]),
    ("pain 7/10", [("7", None, "10")]),
    ("used 2/3 nights", [("2", "{nights}", "3")]),
    ("motor 4/5", [("4", None, "5")]),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_a_fraction_is_a_part_of_one_and_a_score_a_ratio(
    text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    told = [(n.value, n.unit, n.out_of) for n in numbers(document(text))]
    assert told == [(Decimal(value), unit, Decimal(total) if total else None) for value, unit, total in expected]
