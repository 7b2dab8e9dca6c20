"""The many ways in which nurses, wound clinics, agencies and forms tell of ulcers, of the program and of flaps, and what only looks like it."""

from __future__ import annotations

import pytest

from accord.evidence.readers.support_surfaces import support_surfaces
from tests.evidence.support_surfaces.test_support_surfaces import chart, found

SAYS: dict[str, list[str]] = {
    "group1_surface": [
        "gel overlay at home cont since March", "Sleeping on an alternating pressure pad since January.", "Surface: gel overlay (grp 1)",
        "On APP with pump x 6 wks.", "Has a group 1 support surface on the bed.", "Waffle overlay in place.", "Pt on foam overlay, E0185, 2 months.",
        "Support surface: [x] Group 1  [ ] Group 2", "Currently using low profile static air overlay.", "Lies on a pressure-reducing foam mattress.",
        "Used an egg crate mattress for five weeks without effect.", "Bed surface | alternating air overlay", "High density foam mattress at home.",
        "Failed a Group I alternating pressure pad.", "Gel mattress overlay obtained 12/15, in use nightly.",
    ],
    "regular_assessment": [
        "weekly WOC RN visits", "RN visits three times per week.", "Home health RN 2w9 for wound assessment.", "Wound assessed weekly by the wound clinic.",
        "SN visits: 3x/week, wound measured weekly", "Seen at wound center q2 weeks.", "Nurse measures the wound every Monday.",
        "Skin assessment daily by staff nurses.", "RN wound visits 2x/wk, NP monthly measure", "Evaluated every week by CWOCN.",
        "Wound rounds each week with Dr. Lee.", "Home care nurse checks the ulcers twice weekly.", "Ulcers inspected by RN at every visit, biw.",
        "Followed by home health nursing three times a week.",
    ],
    "turning_done": [
        "dtr turns q2h daytime, q4h noc", "turns q2-3h by brother", "Turned every 2 hours by aide.", "Repositioned q2h, log kept.",
        "T&P q 2 hrs.", "Wife turns him side to side every two hours day and night.", "Turning schedule: followed",
        "Positioned off the sacrum with wedges.",
        "Turning/repositioning: [x] q2h  [ ] q4h", "30 degree side lying, heels floated", "Daughter repositions her every 2-3 hours.",
        "Patient shifts position hourly and is turned at night by spouse.", "Aides turn patient per schedule.", "Is being turned regularly.",
        "Off-loading: repositions every 2 h",
    ],
    "wound_care_given": [
        "cont hydrocolloid q3d", "alginate + foam qd", "NaHypo moist gauze bid", "Foam dressing changed every 3 days.", "Santyl daily with gauze cover.",
        "Wound vac at 125 mmHg changed M/W/F.", "Cleansed with NS, packed with Aquacel Ag, covered with foam.", "Sharp debridement done 2/3.",
        "Dressing: Mepilex border, change q3 days", "Wound care: medihoney qod", "Wet to dry dressings bid by wife.",
        "Daily dressing changes by home health.",
        "Rx: calcium alginate rope, ABD, tape daily", "Collagenase applied by nurse each day.",
    ],
    "moisture_managed": [
        "barrier cream zinc for IAD", "Foley for wound protection, barrier cream", "cath program + zinc barrier.", "Foley in place.",
        "Continent of bowel and bladder.", "Incontinence care q2h with moisture barrier ointment.", "Briefs changed promptly, checked q2h.",
        "Suprapubic catheter draining well.", "Bowel program ok; intermittent cath self.", "Colostomy, skin dry.", "Purewick at night, barrier wipes.",
        "Moisture: [x] managed with barrier cream", "No incontinence.", "Toileted q2h, Calmoseptine to perineum.",
        "Incontinent of urine, managed w/ pads and peri care.",
    ],
    "nutrition_assessed": [
        "dietitian seen 4/20 arginine shake", "RD consult done 3/30, protein 1.3 g/kg, zinc x 14d", "Nutrition assessed by RD 2/1.",
        "Prealbumin 16, albumin 2.9.",
        "Dietary evaluation completed, 1.5 g/kg protein.", "Nutrition screen: MNA 9.", "Seen by nutritionist.",
        "Weight 130 lb stable, intake 75% of meals, albumin 3.1.",
        "alb 2.6 (3/12)  prealb 11", "RD monthly visits.", "Nutritional status reviewed: BMI 21, eats 80% of meals.",
        "Registered dietician counselled her in January.",
        "Braden nutrition subscale 3.", "Caloric intake est. 1600 kcal.",
    ],
    "nutrition_given": [
        "dietitian seen 4/20 arginine shake", "supplement tid", "RD consult done 3/30, protein 1.3 g/kg, zinc x 14d",
        "INT: protein powder 2 scoops tid in pudding",
        "Ensure Plus bid.", "Prostat 30 ml daily.", "Protein shakes twice a day.", "Juven bid and multivitamin.", "Tube feeding Jevity 1.5 at 60 ml/h.",
        "High protein diet with snacks.", "Drinks two Boost a day.", "Vitamin C 500 mg and zinc.", "Nutritional supplements given with each meal.",
        "Liquid protein 30 cc bid.",
    ],
    "care_plan": [
        "Plan of care: turn q2h, foam dressing, protein shakes, barrier cream.",
        "PLAN OF CARE (pressure injury)\n - turn q2h\n - alginate daily, barrier cream",
        "CARE PLAN updated 02/13/2026 by RN.\nTurn q2h. Foam dressing. Barrier cream.",
        "Wound care plan reviewed: reposition q2h, alginate dressing daily.",
        "HH cert and plan of care (485) signed: turning q2h, Foley, protein shake.",
        "Care plan in place with turning q2h, dressing q3d, dietitian.",
        "Nursing care plan:\nturned q2h\nfoam dressing changed q3d",
        "Careplan established by WOC nurse: turning q2h, zinc barrier.",
        "Treatment plan for pressure ulcers: turn q2h, hydrogel daily, RD monthly.",
        "POC: q2h turning, alginate qd, barrier cream.",
        "Comprehensive ulcer treatment plan established including turning q2h and foam dressing.",
        "Skin integrity care plan: repositioned q2h, moisture barrier.",
    ],
    "surface_bears": [
        "Product meets E0277 characteristics, no bottoming out at her wt.", "Will not bottom out @ 210 lb.", "She does not bottom out on the demo unit.",
        "Hand check: 2 inches clearance.", "Fit check done, more than an inch of foam under sacrum.", "No bottoming out.",
        "Prevents bottoming out up to 350 lb.",
        "Bottoming out check: passed", "Mattress tested, patient did not bottom out.", "PDAC verified E0277.", "Won't bottom out at 250 pounds.",
        "Hand check under the sacrum: > 1 inch.",
    ],
    "ulcer_flap": [
        "S/p gluteal myocutaneous flap 02/05/2026 for right ischial stage 4 ulcer.", "Flap closure of sacral ulcer on 02/01/2026.",
        "Underwent V-Y advancement flap to L ischium 1/28/2026.", "Op date 02/02/2026: rotation flap, sacrum.", "Skin graft to sacral ulcer 2/3/26.",
        "POD 15 from gluteus maximus flap of 2/5/2026.", "Had a hamstring flap 1/30/26 by Dr. Ames for the ischial ulcer.", "Flap surgery 02/10/2026.",
        "Sacral pressure ulcer closed with muscle flap on 2/1/2026.", "1/20/2026 - TFL flap right trochanteric ulcer.",
        "Reconstruction with fasciocutaneous flap February 3, 2026.", "Myocutaneous flap (01/15/2026) healing.",
    ],
    "inpatient_high_surface": [
        "Discharged 02/15/2026 from Mercy hospital, on a Clinitron bed until discharge.", "During the SNF stay she was on a low air loss mattress.",
        "In hospital: air fluidized bed through the day of discharge.", "Inpatient rehab, on LAL surface until d/c 2/10.",
        "Group 2 surface used in the nursing facility up to discharge.", "Was on an alternating pressure mattress (group 2) at the LTACH.",
        "Hospital course: placed on Dolphin bed post flap, stayed on it to discharge.", "Acute care stay with powered air mattress.",
        "At the facility he lay on a group 3 bed.", "Admitted 1/10 to 2/12; low air loss bed the entire stay.", "SNF support surface: low air loss.",
        "Hospitalized for flap, Clinitron for 3 weeks.",
    ],
    "ulcer_not_improved": [
        "Sacral ulcer unchanged over the past month despite the program.", "Wounds have not improved in the last 30 days.",
        "No improvement of the ischial ulcers over the past four weeks.", "Ulcers are worse than last month.",
        "Failed to improve over the past month.  Ulcers same size.",
        "Sacral ulcer larger over past month.", "No healing of the pressure ulcers in 5 weeks of treatment.", "Wound stalled for six weeks.",
        "Sacral ulcer 3.0 x 2.0 cm (was 3.0 x 2.0 cm on 01/20/2026).", "Stage 2 sacral ulcer\n 01/20/2026  3.0 x 2.0 cm\n 02/20/2026  3.1 x 2.0 cm",
        "Ulcers have increased in size since last month.", "Pressure ulcers not progressing over the last month with all measures.",
        "Healing has plateaued over the last 30 days, ulcers unchanged.",
    ],
}  # fmt: skip

DENIES: list[tuple[str, str]] = [
    ("group1_surface", "Regular mattress, no overlay."),
    ("group1_surface", "Sleeps on a plain spring mattress."),
    ("group1_surface", "Has never used a group 1 surface."),
    ("group1_surface", "Support surface: none, standard hospital mattress"),
    ("regular_assessment", "No home health nursing visits in the home."),
    ("turning_done", "Patient refuses to be turned."),
    ("turning_done", "Not being turned at night, no one to turn her."),
    ("turning_done", "Turning: not done"),
    ("wound_care_given", "No wound care given."),
    ("wound_care_given", "Dressings refused."),
    ("moisture_managed", "Found lying in urine again."),
    ("moisture_managed", "Incontinence not addressed."),
    ("nutrition_assessed", "Nutrition not assessed."),
    ("nutrition_given", "Refuses protein shakes."),
    ("care_plan", "No care plan on file."),
    ("surface_bears", "Bottomed out on the demo unit."),
    ("ulcer_flap", "Never had a flap."),
    ("ulcer_flap", "No hx flap/graft."),
    ("ulcer_flap", "No surgical closure or flap to date."),
    ("ulcer_flap", "Denies any flap surgery."),
    ("inpatient_high_surface", "Has not been in hosp or SNF since Nov 2025."),
    ("inpatient_high_surface", "No admissions this yr."),
    ("inpatient_high_surface", "No recent hospitalization."),
    ("inpatient_high_surface", "She was on a standard hospital mattress during the rehab stay."),
    ("inpatient_high_surface", "No inpatient stay in the past year."),
    ("inpatient_high_surface", "Has lived at home, not hospitalized in the last year."),
    ("ulcer_not_improved", "The wound is improving, smaller than last week."),
    ("ulcer_not_improved", "Ulcer decreasing in size, healing well."),
    ("ulcer_not_improved", "Wound B L ischium 1.1 x 0.9 x 0.1, was 2.4 x 1.8 x 0.2 on 1/20 -> improving nicely"),
]

SILENT: dict[str, list[str]] = {
    "group1_surface": [
        "Gel overlay recommended.", "Gel cushion in the wheelchair.", "Foam border dressing to the sacrum.", "Will order a gel overlay.",
        "Support surface: [ ] Group 1  [ ] Group 2", "Mother used an egg crate mattress.", "Mattress type ? (ask co.)", "hosp bed rental",
        "Group 1 surface to be considered.", "Criteria: group 1 surface for a month.", "Roho chair cushion.",
    ],
    "regular_assessment": [
        "Wound care: paint sacrum daily.", "Home health referral placed.", "Will start home health nursing.", "Weigh weekly.",
        "Physical therapy 3x/week.", "Aide visits daily.", "MD to see weekly if needed.", "Metoprolol daily per nurse.",
    ],
    "turning_done": [
        "Denied coverage was turned down.", "Plan: start turning q2h.", "Turned 74 in May.", "Instructed wife to turn him every 2 hours.",
        "Turn in your paper.", "Needs help with turning.", "Turning: ______", "[ ] turned q2h", "Her husband is turned every 2 hours.",
    ],
    "wound_care_given": [
        "Dressing supplies ordered.", "Dressing: dependent for lower body.", "Will start alginate.", "No drainage.", "Foam mattress.",
        "Wound care consult placed.", "Silver hair, alert.", "Gauze in the cabinet.",
    ],
    "moisture_managed": [
        "Barriers to learning: none.", "Language barrier.", "Incontinent of urine.", "Foley to be considered.", "Will order barrier cream.",
        "Skin moist.", "Wife is continent.", "Zinc tablets daily.",
    ],
    "nutrition_assessed": [
        "Dietitian referral placed.", "Will consult RD.", "Dietitian to see next week.", "123 Oak Rd.", "Diet: regular.", "Nutrition: ______",
        "Consult nutrition if weight falls.", "RD consult pending.",
    ],
    "nutrition_given": [
        "Will start protein shakes.", "Iron supplement daily.", "Protein in urine.", "Oxygen supplement 2 L.", "Supplements recommended.",
        "Shakes and chills denied.", "Discussed protein.", "Ensure that the bed is locked.",
    ],
    "care_plan": [
        "Care plan to follow.", "Plan: recheck in 2 weeks.", "Insurance plan Medicare.", "Dental care plan.", "Care planning meeting next week.",
        "Advance care planning discussed.", "Care plan pending.", "Floor plan.",
    ],
    "surface_bears": [
        "The old overlay bottoms out.", "Product and fit to be chosen.", "Hand check under sacrum will be done on setup.", "Bottoming out: ____",
        "Check for bottoming out.", "Her cushion does not bottom out.", "Weight 210 lb.", "If it bottoms out, call.",
    ],
    "ulcer_flap": [
        "Candidate for flap surgery.", "Corneal graft 2/1/2026.", "Plan flap 03/10/2026.", "CABG with vein graft 2019.", "Discussed flap.",
        "Skin flap at the heel.", "Will be evaluated for flap.", "Flap or graft within 60 days?",
    ],
    "inpatient_high_surface": [
        "She needs a low air loss mattress at home after hospital discharge.", "Order low air loss mattress.", "Group 2 surface requested.",
        "Low air loss mattress recommended at discharge.", "Was hospitalized 2/1.", "Will use LAL when approved.", "His roommate in the SNF had a LAL bed.",
        "Low air loss mattress on trial at home.",
    ],
    "ulcer_not_improved": [
        "Weight unchanged over the past month.", "Sacral ulcer 3 x 2 cm.", "Pain not improved in the past month.", "Hopes ulcer will improve.",
        "Stage 2 sacral ulcer\n 02/10/2026  3.0 x 2.0 cm\n 02/20/2026  3.0 x 2.0 cm", "Ulcer new this week.", "If not improved in a month, LAL.",
        "No change in medications over the past month.",
    ],
}  # fmt: skip

COUNTS: list[tuple[str, str, str]] = [
    ("stage2_ulcers", "1", "A: 2 stage II PIs (one heel, one L ischial)."),
    ("stage2_ulcers", "1", "Wound A R heel, stage 2, 1.8 x 1.4 cm\nWound B L ischium / lower buttock, stage 2, 1.1 x 0.9 cm"),
    ("stage2_ulcers", "2", "Two stage 2 pressure ulcers: sacrum and left ischium."),
    ("stage2_ulcers", "2", "Pressure injuries, stage 2, L buttock 2 x 1 cm and coccyx 1 x 1 cm."),
    ("stage2_ulcers", "3", "Stage II ulcers of sacrum 2x2, R hip 1x1 and L hip 1x2 cm."),
    ("deep_ulcers", "0", "Only stage 2 ulcer on the sacrum 2 x 2 cm."),
    ("deep_ulcers", "1", "huge sacral decub stage 4, ~7.5 cm across w bone at base."),
    ("deep_ulcers", "2", "Sacrum stage IV 5x4x2 cm; right ischium stage III 3x3x1 cm."),
    ("deep_ulcer_area", "48", "Sacral pressure injury stage 4 measuring 8 cm x 6 cm x 2 cm."),
]  # fmt: skip


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, said in SAYS.items() for w in said])
def test_it_is_said(concept: str, words: str) -> None:
    assert set(found(words, concept)) == {"present"}


@pytest.mark.parametrize(("concept", "words"), DENIES)
def test_it_is_denied(concept: str, words: str) -> None:
    assert set(found(words, concept)) == {"absent"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, said in SILENT.items() for w in said])
def test_it_is_not_said(concept: str, words: str) -> None:
    assert "present" not in found(words, concept)


@pytest.mark.parametrize(("concept", "number", "words"), COUNTS)
def test_ulcers_are_counted(concept: str, number: str, words: str) -> None:
    assert set(found(words, concept)) == {number}


@pytest.mark.parametrize(
    ("concept", "words", "told"),
    [
        ("turning_done", "Refuses to be turned at night; turned q2h by day.", {"possible"}),
        ("group1_surface", "Gel overlay since April. Hospital 3/1-3/9/2026, standard mattress.", {"present"}),
        ("ulcer_not_improved", "Stage 2 ulcers of sacrum and hip. Both getting smaller.", {"absent"}),
    ],
)
def test_what_is_done_in_part_and_elsewhere(concept: str, words: str, told: set[str]) -> None:
    assert set(found(words, concept)) == told


LOG = """HOME HEALTH WOUND LOG    RN: L. Petrakis    pt: Torvald, Agnes
SITE #1 = SACRUM     SITE #2 = R HEEL
date     | site | stage | L x W x D cm | rx
1/12/26  | 1    | III   | 5.0x4.0x1.0  | alginate + foam qd
1/26     | 1    | III   | 5.1x4.0x1.0  | same
2/16     | 1    | III   | 5.2x4.1x1.0  | same
notes 2/16: dtr turns q2h daytime. Foley. supplement tid
"""
DIARY = LOG.replace("HOME HEALTH WOUND LOG    RN: L. Petrakis", "Wound diary kept by daughter")


def told_of_log(text: str) -> set[tuple[str, str, str]]:
    return {(f.concept, f.presence.value, f.voice.value) for f in support_surfaces(chart(text))}


def test_a_nurses_log_with_a_legend_is_record() -> None:
    told = told_of_log(LOG)
    for concept in (
        "ulcer_not_improved",
        "wound_care_given",
        "turning_done",
        "moisture_managed",
        "nutrition_given",
        "regular_assessment",
    ):
        assert (concept, "present", "clinician") in told


def test_a_relatives_diary_is_no_clinicians_word() -> None:
    assert not any(voice == "clinician" for _, _, voice in told_of_log(DIARY))
