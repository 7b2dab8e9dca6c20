"""Numbers with units, and the number that belongs to a label."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.narrative.values import labelled, numbers
from tests.evidence.narrative.writing import document

NUMBERS = [
    ("22.4 /h", "22.4", "/h", None, None, None),
    ("16.2 per hour", "16.2", "/h", None, None, None),
    ("88 %", "88", "%", None, None, None),
    ("T<=88 %", "88", "%", "<=", None, None),
    ("57 mmHg", "57", "mm[Hg]", None, None, None),
    ("9.0 cm H2O", "9.0", "cm[H2O]", None, None, None),
    ("5-15 cm H2O", "5", "cm[H2O]", None, "15", None),
    ("5 h 41 min", "341", "min", None, None, None),
    ("6 hrs 28 mins", "388", "min", None, None, None),
    ("5'4\"", "64", "[in_i]", None, None, None),
    ("5 1/2 hours", "5.5", "h", None, None, None),
    ("1,240 g", "1240", "g", None, None, None),
    ("7 out of 10", "7", None, None, None, "10"),
    ("13/24", "13", None, None, None, "24"),
    ("61 of 74 (", "61", None, None, None, "74"),
    ("thirty-two pack years", "32", "{pack_years}", None, None, None),
    ("at least four hours", "4", "h", ">=", None, None),
    ("70% or more", "70", "%", ">=", None, None),
    ("less than 10", "10", None, "<", None, None),
    (">59 mL/min", "59", "mL/min", ">", None, None),
    ("T -1.8", "-1.8", None, None, None, None),
    ("2 L/min", "2", "L/min", None, None, None),
    ("1.5 ppd", "1.5", "{pack}/d", None, None, None),
]


@pytest.mark.parametrize(("text", "value", "unit", "comparator", "high", "out_of"), NUMBERS)
def test_a_number_is_read_with_its_unit(
    text: str, value: str, unit: str | None, comparator: str | None, high: str | None, out_of: str | None
) -> None:
    [found] = numbers(document(text))
    assert (found.value, found.unit, found.comparator) == (Decimal(value), unit, comparator)
    assert (found.high, found.out_of) == (Decimal(high) if high else None, Decimal(out_of) if out_of else None)


@pytest.mark.parametrize(
    "text",
    [
        "01/13/2026",
        "10:20",
        "330-555-0142",
        "G47.33",
        "E0601",
        "NPI 1848733311",
        "L4-5",
        "mid 80s",
        "Page 2 of 3",
        "7 pm",
    ],
)
def test_dates_times_codes_and_telephones_are_not_numbers(text: str) -> None:
    assert numbers(document(text)) == []


LABELLED = [
    ("AHI 22.4", "ahi", "22.4"),
    ("AHI: 22.4 /h", "ahi", "22.4"),
    ("AHI ....... 22.4", "ahi", "22.4"),
    ("an AHI of 16.2 per hour", "ahi", "16.2"),
    ("AHI (4 % rule) 9.6", "ahi", "9.6"),
    ("BMI (38.9)", "bmi", "38.9"),
    ("SpO2 92% RA", "spo2", "92"),
    ("   pO2          57       L     75 - 100     mmHg", "po2", "57"),
    ("| 10:15 | SpO2 | 86 % |", "spo2", "86"),
    ("lowest SpO2 was 84 percent", "spo2", "84"),
    ("Overall AHI (4%): 12.1", "ahi", "12.1"),
    ("AHI 4%: 9.6", "ahi", "9.6"),
    ("AHI (4 %)  38.4", "ahi", "38.4"),
    ("Oswestry 2/9 = 40%", "oswestry", "40"),
    ("EF by 3D 25%", "ef by", "25"),
    ("SpO2 on 2 L: 94%", "spo2", "94"),
    ("SpO2 at rest on room air 88 %", "spo2", "88"),
    ("LVEF is estimated at 25 to 30 %", "lvef", "25"),
    ("pH 7.38 pCO2 47 pO2 57", "ph", "7.38"),
    ("A1c on 12/29/2025 was 6.8 %", "a1c", "6.8"),
    ("Hemoglobin A1c               6.8        H     %          4.0 - 5.6", "a1c", "6.8"),
]


@pytest.mark.parametrize(("text", "label", "value"), LABELLED)
def test_a_label_gives_its_value(text: str, label: str, value: str) -> None:
    assert [found.value.value for found in labelled(document(text), [label])] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("AHI not scored. REM 29.0", "ahi"),
        ("EF recovered, RVSP 33", "ef"),
        ("A1c                not done\nGlucose 109", "a1c"),
        ("sahib 12", "ahi"),
        ('"REI-3"    115', "rei"),
    ],
)
def test_a_number_of_another_label_is_not_taken(text: str, label: str) -> None:
    assert labelled(document(text), [label]) == []


def test_numbers_of_other_units_are_passed_over_when_units_are_named() -> None:
    text = "SpO2 2 L/min 94 %"
    assert [found.value.value for found in labelled(document(text), ["spo2"], units={"%", None})] == [Decimal(94)]


@pytest.mark.parametrize("text", ["ABI R 0.62 L 0.91", "NRS 8/10 L low back", "from age 17 in 1977"])
def test_a_side_is_not_a_litre_and_in_is_not_always_an_inch(text: str) -> None:
    assert {found.unit for found in numbers(document(text))} == {None}


def test_the_label_and_the_value_point_to_their_words() -> None:
    text = "Room air at rest: SpO2 88 %."
    [found] = labelled(document(text), ["spo2"])
    assert text[found.label.start : found.label.end] == "SpO2"
    assert text[found.value.start : found.value.end] == "88 %"
