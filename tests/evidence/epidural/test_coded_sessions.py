"""Coded injections and coded onset of the pain in a limb."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.epidural.reader import epidural
from accord.records.findings import Finding
from tests.evidence.papers import document, request
from tests.evidence.test_coded import ICD, ME, MINE, code, record_of, status

CPT = "http://www.ama-assn.org/go/cpt"
NOTE = "OFFICE VISIT 03/05/2026\nPatient: Ann Lark\n\n{}\n\n/s/ Ruth Calloway, MD 03/05/2026\n"


def chart(note: str, *resources: dict[str, Any]) -> Chart:
    asked = request(
        ("64483",), name="Ann Lark", born=dt.date(1960, 5, 1), received=dt.date(2026, 3, 9), diagnoses=("M54.16",)
    )
    made = record_of(ME, *resources)
    return Chart(replace(made, documents=(*made.documents, document(NOTE.format(note)))), asked)


def procedure(number: str, day: str, state: str = "completed", **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Procedure",
        "id": f"p{number}{day}",
        "status": state,
        "code": code(CPT, number),
        "performedDateTime": day,
        **MINE,
        **more,
    }


def found(made: Chart, concept: str) -> list[Finding]:
    return [each for each in epidural(made) if each.concept == concept]


@pytest.mark.parametrize(
    ("number", "state", "here"),
    [
        ("64483", "completed", ["yes"]),
        ("62321", "completed", ["no"]),
        ("64493", "completed", []),
        ("64483", "not-done", []),
        ("64483", "preparation", []),
        ("64483", "entered-in-error", []),
    ],
)
def test_a_coded_injection(number: str, state: str, here: list[str]) -> None:
    made = chart("Left L5 radiculopathy.", procedure(number, "2025-09-01", state))
    assert [f.qualifiers["region_here"] for f in found(made, "esi_session")] == here


def test_a_coded_injection_that_a_note_tells_of_is_one() -> None:
    made = chart("TFESI L4-5 on 09/01/2025 gave 60% relief for four months.", procedure("64483", "2025-09-01"))
    assert [str(f.date) for f in found(made, "esi_session")] == ["2025-09-01"]


@pytest.mark.parametrize(
    ("number", "clinical", "days"),
    [
        ("M54.16", "active", ["2025-06-10"]),
        ("M54.12", "active", []),
        ("M54.50", "active", []),
        ("M54.16", "resolved", []),
    ],
)
def test_the_coded_onset_of_the_pain_in_the_leg(number: str, clinical: str, days: list[str]) -> None:
    condition = {
        "resourceType": "Condition",
        "id": "c",
        "code": code(ICD, number),
        "clinicalStatus": status(clinical),
        "onsetDateTime": "2025-06-10",
        **MINE,
    }
    made = chart("Seen today.", condition)
    assert [str(f.date) for f in found(made, "limb_pain_onset")] == days
