"""Support surfaces: what notes say of ulcers, program, flap and surface, and what they do not say."""

from __future__ import annotations

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.support_surfaces import support_surfaces
from accord.evidence.readers.support_surfaces.codes import covered
from accord.records.record import Record
from tests.evidence.papers import document, request


def note(words: str) -> str:
    """A signed note of a nurse's visit that says the words."""
    return (
        "LAKEVIEW HOME HEALTH\nSkilled nursing visit note 02/20/2026\nPatient: Agnes B. Torvald   DOB 04/09/1952\n\nHPI\n"
        f"{words}\n\nExam: BP 128/70, heart regular.\n\nElectronically signed by Ruth Calloway, MD 02/20/2026\n"
    )


def chart(text: str, codes: tuple[str, ...] = ("E0277",), diagnoses: tuple[str, ...] = ("L89.152",)) -> Chart:
    """A chart of one paper before any reader."""
    return Chart(Record((), (document(text),), ()), request(codes, diagnoses=diagnoses))


def found(words: str, concept: str) -> list[str]:
    """Presence of each finding of a concept in a note, or its number."""
    told = [f for f in support_surfaces(chart(note(words))) if f.concept == concept]
    return [str(f.number) if f.number is not None else f.presence.value for f in told]


COUNTS = [
    ("stage2_ulcers", "2", "Stage 2 pressure ulcers of the sacrum and right ischium."),
    ("stage2_ulcers", "2", "Stage II x2: sacrum 3 x 2 cm, R ischium 2 x 1 cm."),
    ("stage2_ulcers", "2", "Bilateral buttock stage 2 pressure injuries."),
    (
        "stage2_ulcers",
        "2",
        "Coccyx with partial thickness skin loss 2x1.5 cm; right buttock partial thickness 1.5x1 cm.",
    ),
    ("stage2_ulcers", "2", "Heels: no open areas. Sacrum stage 2 3 x 2 cm, left buttock stage 2 1 x 1 cm."),
    ("stage2_ulcers", "1", "Stage 2 pressure ulcer on the coccyx 2 x 2 cm with satellite rash."),
    ("stage2_ulcers", "0", "Stage 2 pressure ulcers right heel and left heel."),
    ("stage2_ulcers", "0", "MASD of both buttocks, no pressure ulcer."),
    ("stage2_ulcers", "0", "Stage 4 sacral pressure ulcer 8 x 6 x 3 cm."),
    ("deep_ulcers", "1", "Stage 4 sacral pressure ulcer 8 x 6 x 3 cm."),
    ("deep_ulcer_area", "48", "Stage 4 sacral pressure ulcer 8 x 6 x 3 cm."),
    ("deep_ulcers", "2", "Stage 3 right trochanter 3 x 2 cm and stage 4 left ischium 4 x 3 cm."),
    ("deep_ulcers", "1", "Healing stage 4 sacral ulcer, now shallow 3 x 2 cm."),
    ("deep_ulcers", "1", "Wound #1\nLocation: Sacrum\nStage: III\nSize: 6.0 x 5.0 x 1.2 cm"),
    ("deep_ulcer_area", "30.00", "Wound #1\nLocation: Sacrum\nStage: III\nSize: 6.0 x 5.0 x 1.2 cm"),
    ("deep_ulcers", "0", "Healed stage 3 sacral ulcer. No open wounds."),
    (
        "deep_ulcers",
        "2",
        "Wound | Location | Stage | Size\n1 | Sacrum | 3 | 5.5 x 4.0 x 1.0 cm\n2 | Right ischium | 4 | 3.0 x 2.0 x 2.5 cm",
    ),
]


@pytest.mark.parametrize(("concept", "number", "words"), COUNTS)
def test_ulcers_are_counted_by_stage_and_place(concept: str, number: str, words: str) -> None:
    assert found(words, concept) == [number]


UNCOUNTED = [
    ("stage2_ulcers", "Risk of stage 2 ulcers on the sacrum."),
    ("stage2_ulcers", "Two stage 2 pressure ulcers noted."),
    ("deep_ulcers", "Her mother had a stage 4 sacral ulcer."),
    ("deep_ulcers", "History of stage 4 ulcer of left hip in 2019."),
    ("deep_ulcers", "Kidney disease stage 3. Back pain."),
    ("deep_ulcers", "CKD stage 3, sacral skin intact."),
    ("deep_ulcers", "Unstageable sacral ulcer 5 x 5 cm with eschar."),
    ("deep_ulcers", "S/p gluteal myocutaneous flap 02/05/2026 for right ischial stage 4 ulcer."),
]


@pytest.mark.parametrize(("concept", "words"), UNCOUNTED)
def test_what_is_no_open_ulcer_of_this_patient_is_not_counted(concept: str, words: str) -> None:
    assert found(words, concept) == []


SAID = [
    ("ulcer_not_improved", "present", "Sacral ulcer unchanged over the past month despite the program."),
    ("ulcer_not_improved", "present", "Sacral ulcer 3.0 x 2.0 cm (was 3.0 x 2.0 cm on 01/20/2026)."),
    ("ulcer_not_improved", "absent", "Sacral ulcer 2.0 x 1.5 cm (was 3.0 x 2.0 cm on 01/20/2026)."),
    ("ulcer_not_improved", "absent", "The wound is improving, smaller than last week."),
    ("ulcer_not_improved", "present", "Stage 2 sacral ulcer\n 01/20/2026  3.0 x 2.0 cm\n 02/20/2026  3.1 x 2.0 cm"),
    ("ulcer_smaller", "present", "Stage 3 sacral ulcer\n 01/20/2026  5.0 x 4.0 cm\n 02/20/2026  4.0 x 3.0 cm"),
    ("ulcer_healed", "present", "Ulcer has healed completely."),
    ("group1_surface", "present", "Sleeps on a gel overlay."),
    ("group1_surface", "absent", "Regular mattress, no overlay."),
    ("regular_assessment", "present", "RN visits three times per week."),
    ("turning_done", "present", "Turned every 2 hours by aide."),
    ("turning_done", "absent", "Patient refuses to be turned."),
    ("wound_care_given", "present", "Foam dressing changed every 3 days."),
    ("moisture_managed", "present", "Barrier cream after each incontinence episode; Foley in place."),
    ("moisture_managed", "present", "Continent of bowel and bladder."),
    ("nutrition_assessed", "present", "Dietitian saw her 2/1; protein shakes twice daily."),
    ("nutrition_given", "present", "Dietitian saw her 2/1; protein shakes twice daily."),
    ("nutrition_assessed", "absent", "Nutrition not assessed."),
    ("care_plan", "present", "Plan of care: turn q2h, foam dressing, protein shakes, barrier cream."),
    ("surface_bears", "present", "She does not bottom out on the demo unit, 2 inches clearance."),
    ("ulcer_flap", "present", "S/p gluteal myocutaneous flap 02/05/2026 for right ischial stage 4 ulcer."),
    ("ulcer_flap", "absent", "Never had a flap."),
    (
        "inpatient_high_surface",
        "present",
        "Discharged 02/15/2026 from Mercy hospital, on a Clinitron bed until discharge.",
    ),
    ("inpatient_high_surface", "absent", "She was on a standard hospital mattress during the rehab stay."),
    ("facility_discharge", "present", "Discharged 02/15/2026 from Mercy hospital, on a Clinitron bed until discharge."),
    ("care_plan_modified", "present", "Dressing changed to NPWT because the ulcer had stalled."),
    ("healing_stalled", "present", "Dressing changed to NPWT because the ulcer had stalled."),
]


@pytest.mark.parametrize(("concept", "presence", "words"), SAID)
def test_what_is_said_is_found(concept: str, presence: str, words: str) -> None:
    assert found(words, concept) == [presence]


UNSAID = [
    ("group1_surface", "Gel overlay recommended."),
    ("group1_surface", "Gel cushion in the wheelchair."),
    ("group1_surface", "Foam border dressing to the sacrum."),
    ("group1_surface", "Will order a gel overlay."),
    ("regular_assessment", "Wound care: paint sacrum daily."),
    ("turning_done", "Denied coverage was turned down."),
    ("nutrition_assessed", "Dietitian referral placed."),
    ("nutrition_given", "Will start protein shakes."),
    ("surface_bears", "The old overlay bottoms out."),
    ("surface_bears", "Product and fit to be chosen."),
    ("ulcer_flap", "Candidate for flap surgery."),
    ("inpatient_high_surface", "She needs a low air loss mattress at home after hospital discharge."),
    ("care_plan_modified", "Foam dressing changed every 3 days."),
    ("ulcer_not_improved", "Weight unchanged over the past month."),
    ("ulcer_not_improved", "Stage 2 sacral ulcer\n 02/10/2026  3.0 x 2.0 cm\n 02/20/2026  3.0 x 2.0 cm"),
    ("ulcer_healed", "The mattress is needed until the ulcer has healed."),
    ("care_plan", "Care plan to follow."),
]


@pytest.mark.parametrize(("concept", "words"), UNSAID)
def test_what_is_not_said_is_not_found(concept: str, words: str) -> None:
    assert "present" not in found(words, concept)


COVERED = [
    ("L89.152", True), ("L89.154", True), ("L89.150", True), ("L89.313", True), ("L89.214", True), ("L89.43", True),
    ("L89.151", False), ("L89.156", False), ("L89.159", False), ("L89.610", False), ("L89.41", False), ("L89.46", False),
    ("L97.419", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "answer"), COVERED)
def test_codes_are_covered_by_place_and_stage(code: str, answer: bool | None) -> None:
    assert covered(code) is answer


def test_another_request_costs_nothing() -> None:
    assert list(support_surfaces(chart(note("Stage 4 sacral ulcer."), codes=("E0601",)))) == []
