"""What notes tell of wounds, their care and hyperbaric treatment, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.readers.hyperbaric.conditions import conditions
from accord.evidence.readers.hyperbaric.course import course
from accord.evidence.readers.hyperbaric.statements import statements
from accord.records.findings import Presence, Time, Whose
from tests.evidence.readers.notes import note, paper

GRADES: list[tuple[str, set[int]]] = [
    ("Wagner grade 3 ulcer.", {3}),
    ("Wagner III.", {3}),
    ("Wagner's gr IV, gangrene of the toe.", {4}),
    ("Ulcer, Wagner 2 today.", {2}),
    ("Now a grade 3 Wagner ulcer.", {3}),
    ("University of Texas grade 3B.", set()),
    ("UT stage 3.", set()),
    ("Wagner 2-3.", set()),
    ("Wagner II in March, now Wagner III.", {3}),
    ("Wagner 2 on the left, Wagner 3 on the right.", set()),
    ("Her mother had a Wagner 4 ulcer.", set()),
    ("Not yet Wagner 3.", set()),
    ("If it becomes Wagner 3 we refer.", set()),
    ("Dr. Wagner 3 pm.", set()),
    ("Wagner grade: [ ] 1  [ ] 2  [ ] 3", set()),
]


@pytest.mark.parametrize(("sentence", "grades"), GRADES)
def test_grades(sentence: str, grades: set[int]) -> None:
    found = statements(note(f"Referred for hyperbaric oxygen.\n\n{sentence}"))
    told = {
        int(f.number)
        for f in found
        if f.concept == "wagner_grade"
        and f.number is not None
        and f.whose is Whose.PATIENT
        and f.presence is Presence.PRESENT
    }
    assert told == grades


CARE: list[tuple[str, str, bool | None]] = [
    ("ABI 0.98 on the right.", "wound_vascular_care", True),
    ("ABI not done.", "wound_vascular_care", False),
    ("ABI 0.45 on the right.", "wound_vascular_care", False),
    ("ABI ordered.", "wound_vascular_care", None),
    ("Toe pressure 62 mmHg.", "wound_vascular_care", True),
    ("Dietitian saw her on Monday.", "wound_nutrition_care", True),
    ("Referral placed to dietitian.", "wound_nutrition_care", None),
    ("Missed the dietitian.", "wound_nutrition_care", None),
    ("A1c 7.1.", "wound_glucose_care", True),
    ("A1c 11.2.", "wound_glucose_care", None),
    ("Blood glucose before each dive.", "wound_glucose_care", None),
    ("Sharp debridement done.", "wound_debridement", True),
    ("Debridement planned next week.", "wound_debridement", None),
    ("Silver alginate.", "wound_moist_dressing", True),
    ("Foam boot at night.", "wound_moist_dressing", None),
    ("Total contact cast changed.", "wound_offloading", True),
    ("Does not wear the boot.", "wound_offloading", False),
    ("Will fit a removable walker.", "wound_offloading", None),
    ("Ceftriaxone 2 g daily for six weeks.", "wound_infection_care", True),
    ("Allergic to vancomycin.", "wound_infection_care", None),
    ("No sign of infection.", "wound_infection_care", True),
    ("Monoplace chamber.", "hyperbaric_full_body", True),
    ("Topical oxygen boot.", "hyperbaric_full_body", False),
    ("Chamber  [ ] monoplace  [x] multiplace  [ ] topical oxygen", "hyperbaric_full_body", True),
    ("Chamber  [ ] monoplace  [ ] multiplace", "hyperbaric_full_body", None),
    ("Oxygen at 2.4 ATA.", "hyperbaric_full_body", None),
    ("HBO as an adjunct to wound care.", "hyperbaric_adjunct", True),
    ("HBO instead of further wound care.", "hyperbaric_adjunct", False),
    ("We discussed HBO.", "hyperbaric_adjunct", None),
    ("Left diabetic foot ulcer.", "diabetic_foot_wound", True),
    ("Diabetic foot ulcer, healed 2024.", "diabetic_foot_wound", None),
    ("Diabetic foot exam normal.", "diabetic_foot_wound", None),
    ("Type 2 diabetes.", "diabetes_type_1_or_2", True),
    ("Diabetes in the family, type unknown.", "diabetes_type_1_or_2", None),
]


@pytest.mark.parametrize(("sentence", "concept", "answer"), CARE)
def test_care(sentence: str, concept: str, answer: bool | None) -> None:
    found = [
        f
        for f in statements(note(f"Referred for hyperbaric oxygen.\n\n{sentence}"))
        if f.concept == concept and f.time is not Time.PLANNED and f.whose is Whose.PATIENT
    ]
    told = {f.presence for f in found if f.presence is not Presence.POSSIBLE}
    assert told == ({Presence.PRESENT if answer else Presence.ABSENT} if answer is not None else set())


CONDITIONS: list[tuple[str, str | None]] = [
    ("Osteoradionecrosis of the mandible.", "osteoradionecrosis"),
    ("Chronic refractory osteomyelitis of the tibia.", "osteomyelitis"),
    ("Radiation cystitis proven by cystoscopy.", "soft_tissue_radionecrosis"),
    ("Carbon monoxide poisoning.", "carbon_monoxide"),
    ("The skin flap is dusky and failing.", "graft"),
    ("Necrotizing fasciitis of the thigh.", "necrotizing"),
    ("Osteomyelitis of the toe on MRI.", None),
    ("Possible radiation cystitis.", None),
    ("No radiation proctitis.", None),
    ("Radiation proctitis vs. colitis.", None),
    ("Cystitis treated with nitrofurantoin.", None),
    ("Her sister has radiation cystitis.", None),
    ("Skin graft took well.", None),
    ("DCS 12 on the panel.", None),
    ("Risks explained: barotrauma, gas embolism, oxygen toxicity.", None),
    ("Covered are carbon monoxide poisoning, decompression sickness, gas gangrene and crush injury.", None),
]


@pytest.mark.parametrize(("sentence", "name"), CONDITIONS)
def test_conditions(sentence: str, name: str | None) -> None:
    found = conditions(note(f"Referred for hyperbaric oxygen.\n\n{sentence}"))
    told = {
        f.qualifiers["name"]
        for f in found
        if f.concept == "hyperbaric_condition" and f.presence is Presence.PRESENT and f.whose is Whose.PATIENT
    }
    assert told == ({name} if name else set())


LOG = """WOUND LOG for hyperbaric request
Patient: Agnes Torvald  DOB 04/09/1952
wound R plantar
{rows}
"""
COURSES: list[tuple[str, bool | None]] = [
    ("01/20/2026  2.4 x 1.8 x 0.6\n02/25/2026  2.4 x 1.8 x 0.6", True),
    ("01/20/2026  2.4 x 1.8 x 0.6 cm\n02/25/2026  1.6 x 1.2 x 0.4 cm", False),
    ("01/20/2026  2.4 x 1.8 x 0.6\n02/10/2026  2.4 x 1.8 x 0.6", None),
    ("01/20/2026  2.4 x 1.8 x 0.6\n02/25/2026  2.3 x 1.7 x 0.6", None),
    ("01/20/2026  2.4 x 1.8 x 0.6\n02/25/2026  2.3 x 1.8 x 0.6", True),
    ("01/20/2026  4 x 4 gauze\n02/25/2026  4 x 4 gauze", None),
    ("            01/20/26   02/25/26\nLength (cm)  2.4        2.4\nWidth (cm)   1.8        1.8", True),
    ("            01/20/26   02/25/26\nLength (cm)  2.4        1.2\nWidth (cm)   1.8        0.9", False),
    ("01/20/2026: 3.0 cm length x 2.0 cm width\n02/25/2026: 2.9 cm length x 2.0 cm width", True),
    ("01/20/2026  24 x 18 mm\n02/25/2026  25 x 18 mm", True),
    ("01/20/2026  L 2.4 W 1.8 D 0.6\n02/25/2026  L 2.4 W 1.8 D 0.7", True),
    ("01/20/2026  area 4.3 cm2\n02/25/2026  area 2.1 cm2", False),
    ("08/20/2025  2.4 x 1.8 x 0.6\n09/25/2025  2.4 x 1.8 x 0.6", None),
    ("01/20/2026  2.4 x 1.8 x 0.6\n02/10/2026  1.4 x 1.0 x 0.2\n02/25/2026  2.4 x 1.8 x 0.6", None),
]


@pytest.mark.parametrize(("rows", "unhealed"), COURSES)
def test_thirty_days_without_healing(rows: str, unhealed: bool | None) -> None:
    found = [f for f in course(paper(LOG.format(rows=rows))) if f.concept == "wound_without_healing_30d"]
    told = {f.presence for f in found if f.presence is not Presence.POSSIBLE}
    assert told == ({Presence.PRESENT if unhealed else Presence.ABSENT} if unhealed is not None else set())


TREATMENT: list[tuple[str, bool | None]] = [
    ("Completed 40 hyperbaric sessions.", True),
    ("Request for 20 further hyperbaric treatments.", True),
    ("No HBO has been given so far.", False),
    ("30 treatments; 10 more treatments may be asked for if it heals.", None),
    ("Had 2 treatments of the nail.", None),
    ("Had 12 treatments of the cast clinic.", None),
    ("Re-measured after 20 treatments.", None),
    ("A total of 40 treatments is planned.", None),
    ("Has received 28 hyperbaric treatments.", True),
    ("Completed 30 hyperbaric sessions in 2019.", None),
]


@pytest.mark.parametrize(("sentence", "under_way"), TREATMENT)
def test_treatment_under_way(sentence: str, under_way: bool | None) -> None:
    found = [f for f in course(note(f"About hyperbaric oxygen.\n\n{sentence}")) if f.concept == "hyperbaric_under_way"]
    assert {f.presence for f in found} == (
        {Presence.PRESENT if under_way else Presence.ABSENT} if under_way is not None else set()
    )


def test_a_record_that_does_not_speak_of_it_is_not_read() -> None:
    assert list(statements(note("Wagner 3, total contact cast."))) == []
