"""Many ways in which records tell of wounds under hyperbaric treatment, and as many that must not be taken so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.evidence.readers.hyperbaric.conditions import conditions
from accord.evidence.readers.hyperbaric.course import course
from accord.evidence.readers.hyperbaric.statements import statements
from accord.records.findings import Presence, Time, Whose
from tests.evidence.papers import request
from tests.evidence.readers.notes import note, paper

LEAD = "Referred for hyperbaric oxygen.\n\n"

# concept: what says yes, what says no, what says nothing
WORDS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "diabetes_type_1_or_2": (
        [
            "67M T2DM 19 y.", "T1DM since age 9.", "DM2 on insulin.", "DM type II.", "Type II diabetes mellitus.", "IDDM type 1.",
            "Diabetes mellitus, type 2, with neuropathy.", "DMII.", "NIDDM.", "DM-2.", "Type 2 DM.", "E11.621 type 2 diabetes.",
        ],
        ["No type 2 diabetes."],
        [
            "Brother has T2DM.", "Prediabetes.", "Diabetes type: ____", "Type 2 myocardial infarction.", "Type II endoleak.",
            "Steroid diabetes in 2010.", "Rule out type 2 diabetes.", "Type 2 fracture.",
        ],
    ),
    "diabetic_foot_wound": (
        [
            "R plantar diabetic foot ulcer 1st MTP since Feb, neuropathic, due to DM.", "DFU L heel.", "Neuropathic ulcer of the hallux.",
            "Wound of the left foot due to diabetes.", "Diabetic ulcer L great toe.", "Ulcer etiology: diabetic.",
            "Wound etiology: diabetic/neuropathic.", "Foot ulcer secondary to DM.", "Non-healing DFU.", "Neuropathic DM ulcer R 5th met head.",
            "Diabetic wound of the midfoot.", "Ulcer 2/2 T2DM.",
        ],
        [],
        [
            "Her mother lost a leg to a diabetic foot ulcer.", "Diabetic foot exam normal.", "Risk of diabetic foot ulcer.",
            "Diabetic foot ulcer, healed 2024.", "Etiology: ____", "Diabetic shoes.", "Diabetic retinopathy.", "If a diabetic foot ulcer develops, call.",
        ],
    ),
    "wound_vascular_care": (
        [
            "ABI R 0.98, TBI 0.74, TcPO2 34 -> no arterial dz to fix.", "ABI 1.02.", "TBI 0.82.", "TcPO2 48 mmHg.", "Pulses 2+ DP/PT.",
            "DP and PT palpable.", "Arterial duplex: no significant stenosis.", "S/p successful SFA angioplasty.", "Vascular: adequate inflow.",
            "Vascular surgery: no revascularization needed.", "Triphasic waveforms.", "Toe pressure 70.", "Perfusion adequate by TcPO2.",
            "Good perfusion, ABI nl.",
        ],
        ["ABI not done.", "No vascular studies."],
        ["ABI ordered.", "ABI pending.", "Vascular consult to be scheduled.", "ABI: ____", "Await arterial duplex.", "Coronary angioplasty 2019."],
    ),
    "wound_nutrition_care": (
        [
            "RD 5/1: protein 1.5g/kg, prealb 21 ok.", "Dietitian consult done, protein supplements.", "Prealbumin 22.", "Albumin 3.9.",
            "Nutrition optimized.", "Protein shakes BID.", "Nutritional status assessed, adequate.", "Juven twice daily.",
            "Nutrition: good, eats well.", "MNA score normal.", "Nutrition assessed by RD.", "Vit C and zinc supplements, high protein diet.",
        ],
        [],
        ["Referral placed to dietitian.", "Nutrition: ____", "Missed the dietitian.", "Refused nutrition consult.", "Nutrition consult ordered.",
         "Will check prealbumin."],
    ),
    "wound_glucose_care": (
        [
            "A1c 8.9 (3/26) -> 7.6 (5/29) on glargine + lispro.", "HbA1c 7.2%.", "Glucose control optimized.", "FBS 110-140.",
            "Insulin titrated.", "Endocrine following.", "Glycemic control improved.", "BG log reviewed, 100-160.", "CGM TIR 72%.",
            "Sugars well controlled.", "On metformin and insulin, A1c 6.9.", "Glucose management by PCP.",
        ],
        [],
        ["A1c 11.2.", "A1c: ____", "A1c pending.", "Blood glucose before each dive.", "Poorly controlled sugars.", "Will adjust insulin."],
    ),
    "wound_debridement": (
        [
            "5/04 2.4 x 2.1 x 0.7 sharp debr.", "Sharp debridement weekly.", "Debrided to bleeding tissue.", "Excisional debridement 4/2.",
            "Wound sharply debrided.", "Serial debridement.", "Surgical I&D with debridement 3/1.", "97597 done.", "Enzymatic debridement w/ Santyl.",
            "Callus pared, debrided.", "Devitalized tissue removed.", "Debr. done.",
        ],
        [],
        ["Debridement planned next week.", "Will be debrided.", "Refused debridement.", "Debridement: ____", "Debridement scheduled."],
    ),
    "wound_moist_dressing": (
        [
            "Dressing: silver hydrofiber + foam (moist) under cast.", "Hydrogel daily.", "Medihoney + foam.", "Moist wound dressing changed daily.",
            "NPWT.", "Wet to moist gauze.", "Calcium alginate.", "Collagen matrix.", "Aquacel Ag.", "Hydrofera Blue.", "Prisma.", "Moist dressings.",
        ],
        [],
        ["Foam boot at night.", "Dry gauze.", "Dressing: ____", "Lips moist.", "Mucous membranes moist."],
    ),
    "wound_offloading": (
        [
            "Off-load: TCC wkly since 4/27.", "CAM boot worn at all times.", "NWB L foot.", "Total contact cast.", "Offloading with DH walker.",
            "iTCC.", "Half shoe.", "Knee scooter.", "Heel offloading boot.", "Crutches, non weight bearing.", "Prevalon boots.", "Felt pad offloading.",
        ],
        ["No offloading.", "Not wearing the boot.", "Refuses TCC."],
        ["Will fit a removable walker.", "TCC ordered.", "Offloading: ____", "Awaiting the walker."],
    ),
    "wound_infection_care": (
        [
            "Infxn: 5/4 cx MSSA, cephalexin x 14 d, resolved.", "No signs of infection.", "No s/sx infection.", "IV vancomycin x 6 wk via PICC.",
            "Abx completed.", "No clinical infection.", "Infection resolved.", "Doxycycline 100 bid.", "ID following, on ertapenem.",
            "Wound not infected.", "No erythema, purulence or odor; not infected.", "Culture neg.",
        ],
        [],
        ["Allergic to vancomycin.", "Antibiotics to be started.", "Infection: ____", "Prophylactic cefazolin.", "Refused antibiotics."],
    ),
    "hyperbaric_adjunct": (
        [
            "HBO x30 in addition to TCC, debridement, dressings, glucose control.",
            "Adjunct: HBO in addition to, not instead of, std wound care - [X]", "HBOT as adjunct to standard wound care.",
            "Continue standard wound care during HBO.", "HBO adjunctive.", "Wound care continues alongside HBO.",
            "HBO along with weekly debridement and TCC.", "HBO along with all of the above.", "Standard care will continue with HBO.",
            "Cont. wound care + HBO.",
            "HBO plus standard wound care.",
        ],
        ["HBO instead of wound care.", "HBO alone; stop dressings during HBO."],
        ["We discussed HBO.", "HBO x 30.", "Adjunct: ____", "Adjunct: HBO in addition to std wound care - [ ]"],
    ),
    "hyperbaric_full_body": (
        [
            "HBO 2.0 ATA 90 min x 30 monoplace full body chamber.", "Multiplace chamber.", "Monoplace.", "Full-body chamber.",
            "Mono-place Sechrist 3600.", "Class B chamber.", "Whole body pressurized chamber.", "Chamber: monoplace.",
            "Entire body in the chamber.", "Sechrist chamber.", "Full body HBO.",
        ],
        ["Topical oxygen.", "TWO2 boot."],
        ["HBO 2.0 ATA x 30.", "Chamber: ____", "Topical oxygen was tried and failed.", "Chamber  [ ] monoplace  [ ] multiplace"],
    ),
}  # fmt: skip
ROWS = [
    (words, concept, answer)
    for concept, told_so in WORDS.items()
    for answer, sayings in zip((True, False, None), told_so, strict=True)
    for words in sayings
]


@pytest.mark.parametrize(("words", "concept", "answer"), ROWS)
def test_what_a_visit_tells(words: str, concept: str, answer: bool | None) -> None:
    found = {
        f.presence
        for f in statements(note(LEAD + words))
        if f.concept == concept and f.time is not Time.PLANNED and f.whose is Whose.PATIENT
    } - {Presence.POSSIBLE}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())


UNDER_WAY: list[tuple[str, bool | None]] = [
    ("tx given 9/2 - 10/16/26 = 30", True),
    ("Continuation request, 20 add'l tx (31-50)", True),
    ("Re-evaluation at tx 30.", True),
    ("Treatments completed: 30.", True),
    ("30/40 HBO treatments done.", True),
    ("HBO #28 today.", True),
    ("Treatment 20 of 30.", True),
    ("Treatment 20 of 30 planned.", None),
    ("S/p 30 HBOT.", True),
    ("Has had 20 dives.", True),
    ("Requesting 10 more HBO sessions.", True),
    ("HBO tx to date: 26.", True),
    ("No HBO to date.", False),
    ("HBO: none so far.", False),
    ("Plan HBO x 30.", None),
    ("HBO 2.0 ATA 90 min x 30.", None),
    ("Treatments completed: ____", None),
    ("PT treatments completed: 12.", None),
    ("Completed 40 HBO sessions in 2015.", None),
    ("40 treatments are requested.", None),
]


@pytest.mark.parametrize(("words", "under_way"), UNDER_WAY)
def test_treatment_under_way(words: str, under_way: bool | None) -> None:
    found = {f.presence for f in course(note(LEAD + words)) if f.concept == "hyperbaric_under_way"}
    assert found == ({Presence.PRESENT if under_way else Presence.ABSENT} if under_way is not None else set())


HEALING: list[tuple[str, bool | None]] = [
    ("Wound: no measurable signs of healing since start of HBO; a bit larger, no new granulation.", False),
    ("No measurable healing in the last 30 days of HBO.", False),
    ("Wound 40% smaller since start of HBO.", True),
    ("Wound area decreased by 55% over the 30 days of HBO.", True),
    ("Measurable healing with HBO: area down 35% in 30 days.", True),
    ("Wound has not improved with HBO.", False),
    ("HBO x 20: no improvement of the wound.", False),
    ("We expect measurable healing with HBO.", None),
    ("If there is no measurable healing after 30 days of HBO we stop.", None),
    ("No measurable healing before HBO.", None),
    ("Wound healing is slow.", None),
    ("The nail is healing well.", None),
    ("Patient feels better with HBO.", None),
    ("Right great toe has healed; not the HBO wound.", None),
]


@pytest.mark.parametrize(("words", "healed"), HEALING)
def test_healing_in_treatment(words: str, healed: bool | None) -> None:
    begun = "HBO started 02/01/2026. Completed 24 HBO treatments.\n"
    found = {f.presence for f in course(note(LEAD + begun + words)) if f.concept == "wound_healing_each_30d"}
    assert found == ({Presence.PRESENT if healed else Presence.ABSENT} if healed is not None else set())


EVALUATIONS: list[tuple[str, bool | None]] = [
    ("Re-evals done 2/10, 2/20, 3/05 (all in-person).", True),
    ("Wound re-evaluated 02/10/2026, 02/24/2026 and 03/05/2026.", True),
    ("Wound re-evaluated by MD every 30 days during HBO.", True),
    ("Physician re-evaluation every 2 weeks during HBO.", True),
    ("Wound reassessed weekly during HBO.", True),
    ("No re-evaluation was done during HBO.", False),
    ("Wound to be re-evaluated every 30 days.", None),
    ("Re-evaluation must be done every 30 days.", None),
    ("Re-evaluation: ____", None),
    ("Eyes re-evaluated every 30 days.", None),
]


@pytest.mark.parametrize(("words", "done"), EVALUATIONS)
def test_evaluations_in_treatment(words: str, done: bool | None) -> None:
    begun = "HBO started 02/01/2026. Completed 24 HBO treatments.\n"
    found = {f.presence for f in course(note(LEAD + begun + words)) if f.concept == "wound_evaluated_every_30d"}
    assert found - {Presence.POSSIBLE} == (
        {Presence.PRESENT if done else Presence.ABSENT} if done is not None else set()
    )


CONDITIONS: list[tuple[str, str | None]] = [
    ("ORN of the mandible.", "osteoradionecrosis"),
    ("Osteoradionecrosis L mandible after XRT 2015.", "osteoradionecrosis"),
    ("Radiation cystitis with hematuria.", "soft_tissue_radionecrosis"),
    ("Hemorrhagic cystitis due to pelvic XRT.", "soft_tissue_radionecrosis"),
    ("Late radiation proctitis.", "soft_tissue_radionecrosis"),
    ("STRN of the chest wall.", "soft_tissue_radionecrosis"),
    ("Chronic osteomyelitis of the sternum, refractory.", "osteomyelitis"),
    ("Chronic refractory osteo of the tibia.", "osteomyelitis"),
    ("CRAO OD.", "arterial_insufficiency"),
    ("Failing flap L breast.", "graft"),
    ("Compromised skin graft.", "graft"),
    ("Crush injury R hand.", "crush"),
    ("DCS type II after a dive.", "decompression"),
    ("CO poisoning, COHb 28%.", "carbon_monoxide"),
    ("Acute osteomyelitis.", None),
    ("No osteoradionecrosis.", None),
    ("Possible ORN.", None),
    ("ORN vs recurrence, biopsy pending.", None),
    ("Infectious cystitis.", None),
    ("Father had ORN.", None),
]


@pytest.mark.parametrize(("words", "name"), CONDITIONS)
def test_conditions(words: str, name: str | None) -> None:
    found = {
        f.qualifiers["name"]
        for f in conditions(note(LEAD + words))
        if f.concept == "hyperbaric_condition" and f.presence is Presence.PRESENT and f.whose is Whose.PATIENT
    }
    assert found == ({name} if name else set())


FLOW = "WOUND FLOW SHEET for hyperbaric request\nPatient: Agnes Torvald  DOB 04/09/1952\nwound R plantar\n{rows}\n"
COURSES: list[tuple[str, bool | None]] = [
    ("Measurements: 1/20 2.2 x 1.8 x 0.9; 2/3 2.2 x 1.9 x 0.9; 2/28 2.3 x 1.9 x 1.0 cm.", True),
    ("Measurements: 1/20 2.2 x 1.8 x 0.9; 2/3 1.9 x 1.5 x 0.9; 2/28 1.3 x 1.0 x 0.4 cm.", False),
    (
        "1/19   2.4 x 2.0 x 0.7\n1/26  2.4 x 2.1 x 0.7\n2/02  2.5 x 2.0 x 0.8\n2/16  2.6 x 2.1 x 0.8\n2/27  2.6 x 2.2 x 0.8",
        True,
    ),
    ("1/19   2.4 x 2.0 x 0.7\n2/02  2.0 x 1.5 x 0.5\n2/27  1.2 x 1.0 x 0.3", False),
    ("1/19   2.4 x 2.0 x 0.7\n2/02  1.0 x 1.0 x 0.5\n2/27  2.5 x 2.0 x 0.8", None),
    ("2/10   2.4 x 2.0 x 0.7\n2/27  2.5 x 2.0 x 0.7", None),
]


@pytest.mark.parametrize(("rows", "unhealed"), COURSES)
def test_thirty_days_without_healing(rows: str, unhealed: bool | None) -> None:
    asked = request(("G0277",), diagnoses=("E11.621", "L97.512"))
    chart = replace(paper(FLOW.format(rows=rows)), request=asked)
    found = {f.presence for f in course(chart) if f.concept == "wound_without_healing_30d"} - {Presence.POSSIBLE}
    assert found == ({Presence.PRESENT if unhealed else Presence.ABSENT} if unhealed is not None else set())
