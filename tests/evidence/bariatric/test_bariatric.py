"""What notes tell of bariatric surgery, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.readers.bariatric.reader import bariatric
from accord.records.findings import Finding, Presence
from tests.evidence.readers.notes import note

LEAD = "Seen for bariatric surgery.\n\n"


def told(words: str, concept: str) -> list[Finding]:
    return [f for f in bariatric(note(LEAD + words)) if f.concept == concept]


MASS: list[tuple[str, set[str]]] = [
    ("BMI 41.2 today.", {"41.2"}),
    ("Vitals: Wt 270 lb, Ht 65 in, BMI: 44.9 kg/m2", {"44.9"}),
    ("Body mass index is 38.", {"38"}),
    ("Height 165 cm, weight 120 kg.", {"44.08"}),
    ("BMI 41.2 kg/m2 (1/12/2026).", {"41.2"}),
    ("Goal BMI 30.", set()),
    ("Surgery is offered where the BMI is 35 or more.", set()),
    ("BMI >= 40 required.", set()),
    ("Her highest BMI was 52.", set()),
    ("BMI 35-40.", set()),
    ("Her mother has a BMI of 45.", set()),
    ("BMI at program entry 46.1.", set()),
]


@pytest.mark.parametrize(("words", "values"), MASS)
def test_body_mass_index(words: str, values: set[str]) -> None:
    assert {str(f.number) for f in told(words, "bari_bmi")} == values


def test_an_index_that_rounding_lifts_over_the_threshold_is_doubtful() -> None:
    assert told("Height 170 cm, weight 101 kg, BMI 35.0.", "bari_bmi_doubt")
    assert not told("Height 165 cm, weight 120 kg, BMI 44.1.", "bari_bmi_doubt")


DISEASES: list[tuple[str, bool | None]] = [
    ("Type 2 diabetes, A1c 8.1.", True),
    ("OSA on CPAP.", True),
    ("Hypertension treated with two drugs.", True),
    ("NAFLD on ultrasound.", True),
    ("Denies diabetes.", None),
    ("Family history of diabetes.", None),
    ("Mother with type 2 diabetes.", None),
    ("Prediabetes.", None),
    ("Sleep study pending for sleep apnea.", None),
    ("Possible sleep apnea.", None),
    ("Pulmonary hypertension was excluded.", None),
    ("Gestational diabetes in 2004.", None),
    ("At risk for diabetes.", None),
    ("No obesity-related comorbidities.", False),
    ("Comorbidities: none.", False),
]


@pytest.mark.parametrize(("words", "answer"), DISEASES)
def test_diseases(words: str, answer: bool | None) -> None:
    found = {f.presence for f in told(words, "bari_comorbidity")}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())


TREATMENTS: list[tuple[str, str | None]] = [
    ("Lost 18 lb with Weight Watchers in 2021 and regained 25.", "failed"),
    ("Phentermine for 3 months without lasting effect.", "failed"),
    ("Completed a 6-month physician-supervised diet. She lost only 4 lb.", "failed"),
    ("Semaglutide stopped because of vomiting.", "failed"),
    ("Diets of 1200 kcal for 12 weeks failed.", "failed"),
    ("Has tried diets.", None),
    ("Tried many diets without success.", None),
    ("Will start phentermine.", None),
    ("Her sister failed Weight Watchers.", None),
    ("Taking semaglutide for six months.", "tried"),
    ("Lost 40 lb on Wegovy and maintained the loss.", "tried"),
    ("Has never tried any weight loss program.", "none"),
    ("No prior weight loss attempts.", "none"),
    ("Has not tried GLP-1 drugs.", None),
    ("If the low-calorie diet fails we operate.", None),
]


@pytest.mark.parametrize(("words", "outcome"), TREATMENTS)
def test_treatments(words: str, outcome: str | None) -> None:
    found = {
        "none" if f.presence is Presence.ABSENT else f.qualifiers["outcome"] for f in told(words, "bari_treatment")
    }
    assert found - {"tried"} == ({outcome} if outcome in ("failed", "none") else set())


OPERATIONS: list[tuple[str, str, bool | None]] = [
    ("Plan: laparoscopic Roux-en-Y gastric bypass.", "bari_procedure", True),
    ("We will schedule a duodenal switch.", "bari_procedure", True),
    ("Scheduled for open sleeve gastrectomy.", "bari_procedure", False),
    ("Plan: intragastric balloon.", "bari_procedure", False),
    ("Discussed options: bypass versus vertical banded gastroplasty.", "bari_procedure", None),
    ("Her sister had a gastric bypass.", "bari_procedure", None),
    ("She declined a gastric band.", "bari_procedure", None),
    ("S/p gastric bypass in 2009.", "bari_earlier_operation", True),
    ("Lap-Band placed in 2011, removed 2018.", "bari_earlier_operation", True),
    ("No prior bariatric surgery.", "bari_earlier_operation", False),
    ("Her sister had a gastric bypass in 2015.", "bari_earlier_operation", None),
    ("Plan: gastric bypass after the dietitian's clearance.", "bari_earlier_operation", None),
    ("Bypass to treat her morbid obesity and type 2 diabetes.", "bari_purpose", True),
    ("She wants surgery for weight loss only.", "bari_purpose", False),
    ("Not for obesity alone.", "bari_purpose", None),
    ("Diabetes is treated with metformin.", "bari_purpose", None),
]


@pytest.mark.parametrize(("words", "concept", "answer"), OPERATIONS)
def test_operations(words: str, concept: str, answer: bool | None) -> None:
    found = {f.presence for f in told(words, concept)}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())
