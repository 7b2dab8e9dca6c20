"""Saturations, gases and stays in coded data."""

from __future__ import annotations

from typing import Any

import pytest

from accord.evidence.gather import gather
from accord.records.findings import Finding
from accord.records.record import Record, Resource
from tests.evidence.papers import request

WHEN = "2026-02-27T10:40:00-05:00"


def observation(id: str, loinc: str, value: float, unit: str, **more: Any) -> dict[str, Any]:  # noqa: A002
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": loinc}]},
        "effectiveDateTime": WHEN,
        "valueQuantity": {"value": value, "unit": unit},
        **more,
    }


def found(*bodies: dict[str, Any]) -> list[Finding]:
    resources = tuple(Resource(f"{b['resourceType']}/{b['id']}", b["resourceType"], b, "record.json") for b in bodies)
    return [
        f for f in gather(Record((), (), resources), request(codes=("E1390",))).findings if f.tool.startswith("oxygen")
    ]


CONDITIONS = [
    ("room air, rest", ("rest", "room_air", None)),
    ("at rest on 4 L/min nasal cannula", ("rest", "on_oxygen", "at_least_4")),
    ("walking on 2 L", ("exercise", "on_oxygen", "under_4")),
    ("1 min recovery, RA", ("recovery", "room_air", None)),
    ("", ("unstated", "unstated", None)),
]


@pytest.mark.parametrize(("note", "expected"), CONDITIONS)
def test_a_note_tells_the_conditions_of_a_coded_saturation(note: str, expected: tuple[str, str, str | None]) -> None:
    (saturation,) = found(observation("s", "59408-5", 86, "%", **({"note": [{"text": note}]} if note else {})))
    told = saturation.qualifiers
    assert (told["state"], told["oxygen"], told.get("flow_band")) == expected
    assert str(saturation.value) == "86"


def test_the_flow_measured_at_the_same_moment_is_that_of_the_saturation() -> None:
    told = found(observation("s", "59408-5", 86, "%"), observation("f", "3151-8", 4, "L/min"))
    (saturation,) = [f for f in told if f.concept == "oxygen_saturation"]
    assert (saturation.qualifiers["oxygen"], saturation.qualifiers["flow"]) == ("on_oxygen", "4")


def test_twenty_one_percent_is_room_air() -> None:
    told = found(observation("s", "59408-5", 86, "%"), observation("f", "3150-6", 21, "%"))
    assert next(f for f in told if f.concept == "oxygen_saturation").qualifiers["oxygen"] == "room_air"


def test_an_arterial_pressure_is_taken_at_rest_and_makes_itself_known_to_oximetry() -> None:
    told = found(
        observation("p", "2703-7", 57, "mm[Hg]", note=[{"text": "room air"}]),
        observation("s", "59408-5", 88, "%", note=[{"text": "room air, rest"}]),
    )
    by_concept = {f.concept: f for f in told}
    assert by_concept["arterial_oxygen_pressure"].qualifiers["state"] == "rest"
    assert by_concept["oxygen_saturation"].qualifiers["same_day_gas"] == "yes"


def test_kilopascal_becomes_millimeters_of_mercury() -> None:
    (pressure,) = found(observation("p", "2703-7", 7.2, "kPa"))
    assert pressure.unit == "mm[Hg]"
    assert pressure.number is not None
    assert 53 < pressure.number < 55


@pytest.mark.parametrize(
    ("display", "who"), [("Northwind Home Medical", "supplier"), ("Memorial Hospital", "qualified"), ("", "unstated")]
)
def test_who_measured(display: str, who: str) -> None:
    more = {"performer": [{"display": display}]} if display else {}
    (saturation,) = found(observation("s", "59408-5", 86, "%", **more))
    assert saturation.qualifiers["by"] == who


def test_the_end_of_a_stay_is_a_discharge_and_that_of_a_visit_is_none() -> None:
    stay = {
        "resourceType": "Encounter",
        "id": "e",
        "status": "finished",
        "class": {"code": "IMP"},
        "period": {"start": "2026-02-07", "end": "2026-02-12"},
    }
    visit = {**stay, "id": "v", "class": {"code": "AMB"}}
    told = [f for f in found(stay, visit) if f.concept == "hospital_discharge"]
    assert [f.date.iso() for f in told if f.date] == ["2026-02-12"]
