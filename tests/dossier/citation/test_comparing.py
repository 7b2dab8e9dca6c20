"""What stands beside what, and how each stretch of a sentence is meant."""

from __future__ import annotations

import pytest

from accord.dossier.citation import Own, Sources, check, drafted
from accord.records.record import Record

STAND = [
    ("BP 120/80, HR 72.", "Blood pressure is 120/80 and heart rate is 72."),
    ("The patient takes 20 mg lisinopril daily.", "Takes lisinopril 20 mg daily since 2019."),
    ("She reports no chest pain.", "She denies chest pain, but reports cough."),
    ("She doesn't smoke.", "She does not smoke, and drinks wine."),
    ("Metformin 500 mg BID.", "Metformin 500 milligrams twice daily."),
    ("A 42 year old man.", "A 42-year-old man with HTN."),
    ("Hypertension.", "PMH: HTN, diabetes mellitus."),
    ("No fever or chills.", "No fever or chills, cough, congestion."),
    ("In the past, he had gout.", "In the past, he had gout."),
]
FALL = [
    ("cue", "Cough.", "No fever, chills, cough."),
    ("cue", "She reports chest pain and denies cough.", "She denies chest pain, but reports cough."),
    ("cue", "It is gout.", "It is likely gout."),
    ("cue", "She had surgery.", "She will have surgery."),
    ("cue", "He does.", "He does not."),
    ("cue", "Negative for HER2, and negative for estrogen.", "Negative for HER2, and positive for estrogen."),
    ("number", "Metformin 20 mg and lisinopril 500 mg.", "Metformin 500 mg and lisinopril 20 mg."),
    ("number", "Pulse 16, respirations 98.", "Pulse 98, respirations 16."),
    ("number", "Blood pressure 120/08.", "Blood pressure 120/80."),
    ("side", "Left knee pain and right hip pain.", "Right knee pain and left hip pain."),
    ("side", "Left knee pain, left hip pain.", "Right knee pain, left hip pain."),
    ("word", "Diabetes and diabetes.", "Diabetes and hypertension."),
    ("word", "Once weekly.", "Twice weekly."),
    ("date", "Seen 02/10/2009 and 02/10/2009.", "Seen 01/10/2009 and 02/10/2009."),
    ("unit", "Hemoglobin 12 mg/dL.", "Hemoglobin 12 g/dL."),
]


def faults(text: str, cited: str) -> set[str]:
    sources = Sources(Record((), (), ()), {"cited": cited})
    return {fault.kind.value for fault in check(drafted(text, Own("cited", cited)), sources)}


@pytest.mark.parametrize(("text", "cited"), STAND)
def test_what_is_borne_stands(text: str, cited: str) -> None:
    assert faults(text, cited) == set()


@pytest.mark.parametrize(("fault", "text", "cited"), FALL)
def test_what_is_not_borne_falls(fault: str, text: str, cited: str) -> None:
    assert fault in faults(text, cited)
