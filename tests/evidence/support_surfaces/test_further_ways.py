"""Further wordings about support surfaces, by which the vocabularies were checked after they were made."""

from __future__ import annotations

import pytest

from tests.evidence.support_surfaces.test_support_surfaces import found

SAYS: dict[str, list[str]] = {
    "group1_surface": [
        "She has been using a group 1 pressure pad, E0181, since 11/2.", "Bed: Alternating pressure overlay (APP)", "Lies on air overlay x 6 weeks",
        "Patient is currently on a pressure reducing mattress (gel)", "Powered pressure pad in use", "Pt on a Roho overlay for 2 mos",
        "Group 1 overlay x 2 months", "Gel overlay on hospital bed", "Currently on E0185 gel pad", "Has APM overlay at home",
        "Pressure-reducing mattress overlay used for the past month",
    ],
    "regular_assessment": [
        "HHRN 3x/wk for wound care", "Wound clinic visits every other week", "Weekly wound measurements by nurse",
        "NP sees patient monthly, RN weekly", "WOCN follows weekly", "Skilled nursing 2x wk", "RN assesses wound q visit, 3 visits/wk",
        "Wound nurse weekly", "Wound evaluated q2wks at wound clinic", "Home health nurse twice a week", "Seen weekly in wound care clinic",
    ],
    "turning_done": [
        "Q2H turns by staff", "Spouse repositions pt every 2 hrs", "Pt is turned and repositioned every two hours",
        "Family turning patient around the clock", "Turned L/R q2h with pillow", "Positioning: 30-degree lateral tilt, q2h",
        "Turning schedule q2h maintained", "Wife turns patient q2h", "Repositioned every 2 hours while in bed",
        "Turn and reposition q2h, done by CNA", "Patient turns self every 1-2 hours",
    ],
    "wound_care_given": [
        "Daily hydrogel with foam cover", "Packing with calcium alginate rope daily", "Dakin's moistened gauze BID",
        "Dressing changes 3x/wk with silver alginate", "Wound bed cleansed, Mepilex applied", "NPWT changes MWF", "Silver alginate qod",
        "Medihoney + foam q3days", "Wet-to-moist BID", "Santyl to slough daily", "Collagen, then foam, changed 3x/week",
    ],
    "moisture_managed": [
        "Foley catheter to gravity", "Absorbent briefs changed q2h and prn", "Incontinence cleanser and barrier ointment each episode",
        "Toileting program every 2 hours", "No urinary or fecal incontinence", "Moisture barrier paste applied", "Indwelling catheter, barrier cream",
        "Incontinent, changed q2h, barrier", "Skin kept clean and dry", "Rectal tube; foley", "Condom catheter",
    ],
    "nutrition_assessed": [
        "Nutritional assessment: albumin 2.8 g/dL", "Dietitian evaluated 3/2", "RD following",
        "Nutrition consult completed; protein intake inadequate", "Labs: prealbumin 14", "Seen by RD 2/2",
        "Nutrition eval by dietitian: needs 2000 kcal", "Albumin 3.0", "Dietician consulted and evaluated",
    ],
    "nutrition_given": [
        "Prostat BID, MVI", "High calorie high protein supplements TID", "On Glucerna shakes", "PEG feeds Jevity", "Arginaid daily",
        "Protein supplementation 30 g/d", "Juven BID", "High protein supplement", "Prosource", "Ensure TID", "Started on MVI, zinc, vit C",
    ],
    "surface_bears": [
        "No bottoming-out noted at 200 lb", "Hand check negative for bottoming out", "Patient will not bottom out on this product",
        "Does not bottom out.", "No bottoming out observed during trial.", "Surface supports patient without bottoming out",
    ],
    "ulcer_flap": [
        "Underwent myocutaneous flap closure sacral ulcer on 1/30/2026", "Date of surgery 1/25/2026 - gluteal rotation flap",
        "s/p L ischial flap 2/2/26", "Flap closure of ischial ulcer 2/4/2026", "Status post myocutaneous flap to sacrum on 1/19/2026",
        "Surgery: sacral flap, 01/22/2026",
    ],
    "inpatient_high_surface": [
        "While inpatient at Mercy she was on a low air loss bed until discharge 2/15/2026", "Rehab stay: group 2 mattress used",
        "Patient on air-fluidized bed in LTACH",
    ],
    "ulcer_not_improved": [
        "No improvement in wound over 30 days despite comprehensive program", "Ulcers unchanged x 5 weeks", "Wounds have worsened over last month",
        "The ulcers have failed to respond over the past month", "No improvement over past month", "Ulcer not healing x 6 weeks",
        "Sacral wound has deteriorated over 4 weeks", "Wound unchanged from last month",
    ],
    "care_plan": [
        "Care plan: turning q2h, barrier cream, foam dressing.", "Plan of care established by HH RN: alginate daily, turns q2h.",
    ],
}  # fmt: skip
SILENT: dict[str, list[str]] = {
    "group1_surface": [
        "Needs a group 2 surface.", "Gel pad on wheelchair.", "Spring mattress only.", "Group 1 not tried.",
    ],
    "turning_done": [
        "Needs to be turned.", "Patient cannot turn self.", "Turn patient q2h (ordered).", "Cannot be turned.",
    ],
    "nutrition_given": [
        "Encourage protein.", "Diet as tolerated.", "No supplements.",
    ],
    "ulcer_flap": [
        "Flap surgery declined.", "May need flap.", "No flap.",
    ],
    "wound_care_given": [
        "Wound care to begin.", "Foam wedge.", "Refused dressing change.",
    ],
    "moisture_managed": [
        "Incontinent of bowel and bladder.", "Moist skin.", "Moisture noted.",
    ],
}  # fmt: skip


def presences(words: str, concept: str) -> set[str]:
    return set(found(words, concept))


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, each in SAYS.items() for w in each])
def test_it_is_said(concept: str, words: str) -> None:
    assert presences(words, concept) == {"present"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, each in SILENT.items() for w in each])
def test_it_is_not_said(concept: str, words: str) -> None:
    assert "present" not in presences(words, concept)
