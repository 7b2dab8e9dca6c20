"""Further wordings about power mobility, by which the vocabularies were checked after they were made."""

from __future__ import annotations

import pytest

from tests.evidence.mobility.notes import said

SAYS: dict[str, list[str]] = {
    "mradl_limited": [
        "Pt requires max A for toileting due to inability to ambulate to bathroom.", "Falls when ambulating to bathroom, incontinent as a result.",
        "It takes her 30 min to get to the bathroom.", "Cannot get to the kitchen to prepare or eat meals because of weakness.",
        "Unable to stand to bathe or groom.", "Patient is unable to complete MRADLs in a reasonable time frame due to limited mobility.",
        "Unable to get to bathroom in time, resulting in incontinence.", "Bathing requires total assist as pt can't walk to the shower.",
        "She has fallen 5 times going to the toilet.", "Dressing takes over an hour due to fatigue when standing.",
        "Needs assistance of wife to get to commode.",
    ],
    "walking_aid_fails": [
        "Cannot ambulate with cane or walker due to LE paralysis.", "Use of a walker is unsafe; falls 2-3x weekly.",
        "Ambulates 5 ft w/ RW max A x2, HR 140.", "Walker contraindicated by poor balance and UE weakness.",
        "Neither a cane nor a walker will allow her to get to the bathroom.", "Wheelchair bound, does not walk.", "Unable to ambulate.",
        "Pt cannot use a walker due to quadriparesis.", "Walker trial: 6 ft, knees buckled.",
        "With a rollator she can only take 5 steps before stopping from SOB.",
        "Cane insufficient due to poor balance; walker insufficient due to UE weakness.",
    ],
    "manual_chair_fails": [
        "Lacks UE strength and endurance to self-propel MWC.", "Manual WC not feasible - B shoulder OA, 3/5.",
        "Attempted propulsion of K0005 x 10 ft with SpO2 86%.", "A manual wheelchair, even ultralight, cannot be propelled by this patient.",
        "Optimally configured manual wheelchair ruled out because of UE pain.", "Unable to self propel a manual wheelchair of any weight.",
        "Cannot use manual w/c because of severe shoulder arthritis.", "Propelled light weight chair 12 ft in 4 min, stopped due to pain.",
        "Manual wheelchair: not functional due to hemiplegia.",
    ],
    "arm_weakness": [
        "Bilateral UE strength 3-/5", "Shoulder AROM flex 60 deg bilat", "Grip R 8 lb, L 6 lb", "B hand deformity; pinch 2 lb; deltoids 3/5",
        "RUE 2/5, LUE 3/5", "UE: 3-/5 throughout, grip 5 kg", "Shoulder flexion limited to 80 degrees bilaterally",
    ],
    "scooter_unusable": [
        "POV: patient lacks trunk control and hand strength for tiller.", "Home too small for a scooter.", "Cannot safely transfer to/from POV.",
        "Scooter not safe due to poor sitting balance.", "A POV is not appropriate: unable to maintain upright posture.",
        "Unable to use scooter since he has no trunk stability.", "Scooter - cannot transfer, cannot steer.",
    ],
    "drives_safely": [
        "Patient demonstrated ability to safely drive PWC with joystick.", "Trialed Group 2 PWC: independent in all directions, no collisions.",
        "Patient has sufficient cognition and physical ability to operate the power wheelchair safely.",
        "Drove power wheelchair through clinic, mod I.", "Patient safely operated a power wheelchair during trial.",
        "He can drive a power chair with standard joystick safely.", "Pt is capable of safely operating PWC.", "PWC trial: safe and independent.",
    ],
    "chair_benefit": [
        "PWC will enable patient to access bathroom for toileting and bathing.",
        "Use of PWC will improve ability to perform toileting, feeding, dressing.", "With PMD, pt will be able to complete MRADLs in home.",
        "Power wheelchair would allow patient to perform toileting, bathing independently.",
        "PWC to be used in home for all MRADLs and will allow access to bathroom.", "This device will let her get to the kitchen to feed herself.",
    ],
    "willing_to_use": [
        "Patient is motivated and willing to use PWC in the home.", "Pt agreeable to PWC.", "The patient has not expressed unwillingness to use PWC.",
        "Patient desires the power wheelchair and will use it daily.", "Willing to use PWC.", "She wants to use the power wheelchair.",
        "He looks forward to using the power chair and accepts it.",
    ],
    "need_lasts": [
        "LON: lifetime", "Estimated length of need: 99", "Duration of need: permanent", "MS is progressive; no recovery expected.",
        "Length of need lifetime", "Condition is permanent and progressive", "He will not regain the ability to walk",
    ],
    "only_chair": [
        "Patient has no other wheelchair.", "No current wheelchair or scooter.", "Existing PWC is broken and will be replaced.",
        "Does not own a wheelchair.", "He does not have a wheelchair at home.", "No other wheelchairs", "No power wheelchair or scooter previously",
    ],
    "alternative_control": [
        "Sip-n-puff required due to quadriplegia.", "Needs head array; unable to use hand joystick.", "Drive control: head array",
    ],
    "tilt_needed": [
        "Power tilt required for pressure relief.", "Recommend power tilt.", "Tilt-in-space necessary due to inability to weight shift.",
        "Power tilt is required.", "Needs power tilt to weight shift", "Tilt recommended",
    ],
    "weight_shift_fails": [
        "Unable to perform weight shift.", "Cannot independently perform pressure relief.", "Dependent with weight shifts.", "Cannot weight shift.",
        "No ability to perform pressure relief", "Unable to reposition self in chair",
    ],
    "pressure_risk": [
        "Hx of stage 4 sacral decubitus.", "High risk for pressure ulcer development.", "Sacral pressure injury stage 2 present.",
        "At high risk for skin breakdown", "Prior sacral pressure ulcer", "Braden 11",
    ],
    "transfer_fails": [
        "Hoyer lift transfers.", "Dependent transfers.", "Transfers total A x 2.", "Max A transfers", "Transfers: total dependence with Hoyer lift",
        "Unable to transfer without assistance",
    ],
    "neuromuscular_cause": [
        "Dx: ALS", "SCI C6 incomplete", "MS (G35) with paraparesis", "CVA w/ R hemiparesis",
    ],
    "cognition_sufficient": [
        "Alert & oriented x3, good safety awareness", "Cognition: intact", "Follows directions, good judgement", "AAOx3", "Cognition WFL",
        "Judgment good",
    ],
    "vision_sufficient": [
        "Vision intact w/ glasses", "Vision: adequate", "20/25 OU", "Vision WFL", "Vision 20/20", "Visual acuity intact",
    ],
}  # fmt: skip
SILENT: dict[str, list[str]] = {
    "mradl_limited": [
        "ADLs: independent", "Bathes independently.", "Toileting: supervised, no falls", "Independent in all ADLs",
    ],
    "walking_aid_fails": [
        "Ambulates with cane.", "Walker used for distance.", "Cane, no falls", "Walks with RW 200 ft",
    ],
    "drives_safely": [
        "Has never driven a power chair.", "PWC trial next week.", "Wants PWC.", "Cannot drive.",
    ],
    "only_chair": [
        "Has manual wheelchair at home.", "Second PWC for outdoors.", "Owns K0823 since 2023.",
    ],
    "need_lasts": [
        "Need for 6 weeks.", "Prognosis good.", "short term",
    ],
    "tilt_needed": [
        "No tilt.", "Tilt n/a.", "Tilt not needed",
    ],
    "willing_to_use": [
        "Patient unsure.", "Will think about it.",
    ],
}  # fmt: skip


def presences(words: str, concept: str) -> set[str]:
    return {p for c, p in said(words) if c == concept}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, each in SAYS.items() for w in each])
def test_it_is_said(concept: str, words: str) -> None:
    assert presences(words, concept) == {"present"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, each in SILENT.items() for w in each])
def test_it_is_not_said(concept: str, words: str) -> None:
    assert "present" not in presences(words, concept)
