"""Papers that look as if they qualified a patient for oxygen, and do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VISIT = """Lakeside Pulmonary Clinic
OFFICE VISIT  02/26/2026   in person
Patient: Agnes B. Torvald  DOB 04/09/1952

HPI: Severe COPD, increasingly short of breath for two months.
{}
Plan: home oxygen 2 L.

Ruth Calloway, MD   Electronically signed 02/26/2026
"""
SHEET = """MEMORIAL REGIONAL MEDICAL CENTER
AMBULATORY OXIMETRY
Patient: Agnes B. Torvald  DOB 04/09/1952  Date: 02/25/2026
Ordered by: Ruth Calloway MD

{}
"""
LOW_WALK = SHEET.format("Rest, room air  94\nWalking, room air  84\nWalking, 2 L  93\n")
HOME_TEST = """Hillcrest Sleep Center
HOME SLEEP APNEA TEST
Patient: Agnes B. Torvald DOB 04/09/1952
Date of study: 02/10/2026
AHI 38.2
Lowest SpO2 74 %
Time below 88 %: 92 min
No therapy used.
"""
NIGHT_ON_OXYGEN = """Hillcrest Hospital Pulmonary Lab
OVERNIGHT OXIMETRY on 2 L/min
Agnes B. Torvald DOB 04/09/1952
Night of 02/18/2026
Recording time 7 h 5 min
Mean SpO2 91 %
Lowest SpO2 82 %
Time at or below 88 % 30 min
"""


def visit(words: str) -> dict[str, str]:
    return {"visit.txt": VISIT.format(words)}


def sheet(rows: str) -> dict[str, str]:
    return {"visit.txt": VISIT.format("I reviewed the walk test."), "walk.txt": SHEET.format(rows)}


@dataclass(frozen=True)
class Trap:
    """Papers that must not win the criteria named."""

    name: str
    papers: Mapping[str, str]
    never: tuple[str, ...] = (
        "group1.rest",
        "group1.exercise",
        "group1.sleep_fixed",
        "group1.sleep_drop",
        "group2.value",
    )
    codes: tuple[str, ...] = ("E1390",)
    diagnoses: tuple[str, ...] = ("J44.9",)
    flow: str = "2 L/min continuous"


TRAPS = [
    Trap("on oxygen without room air", visit("SpO2 87% at rest on 3 L nasal cannula, ordered and reviewed by me.")),
    Trap("on home oxygen named late", visit("At rest she was 86 %, wearing her oxygen at 2 liters.")),
    Trap("on the concentrator", visit("Resting sat 87% on concentrator, 2 LPM.")),
    Trap("with cannula in place", visit("Sat 88% seated, nasal cannula in place.")),
    Trap("recovery told in words", visit("Walked 200 ft on room air, lowest 91%. One minute after she sat down she was 87%.")),
    Trap("recovery row", sheet("Rest, room air          94\nWalking, room air       91\nRecovery 1 min, RA      87\n")),
    Trap("post-walk row", sheet("Phase        O2   SpO2\nPre-walk     RA   94\nWalk 6 min   RA   90\nPost-walk    RA   86\n")),
    Trap("standing after the walk", sheet("Phase             O2   SpO2\nSeated            RA   94\nWalking           RA   91\nSeated, 2 min     RA   87\n")),
    Trap("ambulance", visit("EMS found her at 82% on room air at rest on 2/24. Today 94% on room air at rest.")),
    Trap("triage", visit("In the ED on 2/20 triage sat was 83% on room air at rest.")),
    Trap("admission last year", visit("When admitted in March 2025 she was 84% at rest on room air.")),
    Trap("told by the patient", visit("She says her finger oximeter reads 85% at rest on room air at home.")),
    Trap("told by the husband", visit("Her husband checks her and gets 86% sitting on room air at home.")),
    Trap("the husband's own value", visit("Her husband was 86% on room air at rest when we tested him; he has oxygen.")),
    Trap("the sister's oxygen", visit("Her sister qualified with 85% at rest on room air.")),
    Trap("a goal", visit("Goal: keep SpO2 above 88% at rest on room air.")),
    Trap("the rule quoted", visit("Medicare requires SpO2 of 88% or less at rest on room air. She was 93% on room air at rest.")),
    Trap("the alarm limit", visit("Alarm set at 88%, at rest on room air 94%.")),
    Trap("a threshold never reached", visit("Walking on room air she never went below 88%; lowest 90%.")),
    Trap("stays above", visit("Saturation stays above 88% at rest on room air.")),
    Trap("weak signal", visit("SpO2 84% on room air at rest with poor waveform; not reliable.")),
    Trap("cold hands", visit("Fingers cold, pleth weak: 83% RA at rest. Earlobe 95% RA at rest.")),
    Trap("a gas of the same day", visit("SpO2 86% RA at rest with weak pleth. ABG on room air at rest today: pH 7.40, pCO2 41, pO2 71.")),
    Trap("a venous gas", visit("VBG today at rest on room air: pH 7.36, pCO2 50, pO2 38.")),
    Trap("pCO2 for pO2", visit("ABG today at rest on room air: pH 7.38, pCO2 52, pO2 68.")),
    Trap("gas on oxygen", visit("ABG on 2 L at rest: 7.39/45/54.")),
    Trap("predicted per cent", visit("FEV1 58% predicted, DLCO 55%, on room air at rest.")),
    Trap("pulse beside", visit("At rest on room air pulse 88, SpO2 95%.")),
    Trap("weight in vitals", visit("VS: BP 120/70 P 86 R 20 Wt 88 kg SpO2 95% RA.")),
    Trap("told as planned", visit("If she falls to 88% or less at rest on room air, we will order oxygen. SpO2 93% RA at rest.")),
    Trap("high altitude hypothetical", visit("At altitude she would drop to 85% on room air at rest. Here 93% RA at rest.")),
    Trap("template example", visit("Example: SpO2 86% on RA at rest. Actual value: ____")),
    Trap("prior to treatment", visit("Two years ago resting SpO2 was 85% on RA; after rehab 94% on RA at rest today.")),
    Trap("old records", visit("Old records from 2022: 84% RA at rest.")),
    Trap("supplier's walk in a note", visit("Northwind Home Medical's RT walked her at home: rest 93 RA, walking 84 RA, 2 L 94.")),
    Trap("sleep test without therapy", {"visit.txt": VISIT.format("OSA. Reviewed the home sleep test."),
         "hst.txt": HOME_TEST}),
    Trap("night on oxygen", {"visit.txt": VISIT.format("Reviewed the overnight oximetry."),
         "night.txt": NIGHT_ON_OXYGEN}),
    Trap("another patient's sheet", {"visit.txt": VISIT.format("I reviewed the walk test."),
         "walk.txt": LOW_WALK.replace("Agnes B. Torvald  DOB 04/09/1952", "Martha Quigley  DOB 11/02/1940")}),
    Trap("copied edema", visit("SpO2 89% RA at rest. Exam copied from 9/2025: 2+ edema. Today legs are slim, no edema."), ("group2.edema_chf",)),
    Trap("edema told by the patient", visit("SpO2 89% RA at rest. She reports that her ankles swell in the evening. Exam: no edema."), ("group2.edema_chf",)),
    Trap("edema gone", visit("SpO2 89% RA at rest. Edema resolved on furosemide."), ("group2.edema_chf",)),
    Trap("edema of lungs", visit("SpO2 89% RA at rest. CXR: interstitial edema."), ("group2.edema_chf",)),
    Trap("edema of others", visit("SpO2 89% RA at rest. Mother had leg edema from heart failure."), ("group2.edema_chf",)),
    Trap("pulmonary hypertension suspected", visit("SpO2 89% RA at rest. Suspect pulmonary hypertension, echo ordered."), ("group2.pulm_htn",)),
    Trap("old echo", visit("SpO2 89% RA at rest. Echo 2/2026: RVSP 30. Prior echo 2021 RVSP 52."), ("group2.pulm_htn",)),
    Trap("blood pressure as RVSP", visit("SpO2 89% RA at rest. Systolic pressure 152. Echo: normal RVSP."), ("group2.pulm_htn",)),
    Trap("hemoglobin for hematocrit", visit("SpO2 89% RA at rest. Hgb 18.9. Weight 58 kg. Hct 52."), ("group2.hct_gt_56",)),
    Trap("old hematocrit", visit("SpO2 89% RA at rest. Hct 58 in 2023, now 47."), ("group2.hct_gt_56",)),
    Trap("hematocrit at the limit", visit("SpO2 89% RA at rest. Hct 56."), ("group2.hct_gt_56",)),
    Trap("no word of benefit", visit("SpO2 86% RA at rest."), ("benefit.expected_improvement",)),
    Trap("benefit hoped by the family", visit("SpO2 86% RA at rest. Family hopes oxygen will help her."), ("benefit.expected_improvement",)),
    Trap("comfort without hypoxemia", visit("SpO2 96% RA at rest. Comfort oxygen for terminal colon cancer."), ("exclusion.group4",)),
    Trap("test not seen",
        {"visit.txt": VISIT.format("Walk test was done; I have not seen the result."), "walk.txt": LOW_WALK.replace("Ordered by: Ruth Calloway MD", "")},
         ("test.ordered_and_evaluated",)),
    Trap("bedbound", visit("SpO2 86% RA at rest. She is bedbound."), ("portable.mobile_in_home",), ("E1392",)),
    Trap("high flow on two liters", visit("On 2 L at rest 85%."), ("flow.gt4_test_on_4lpm",), flow="6 L/min continuous"),
    Trap("high flow well saturated", visit("On 4 L at rest 94%."), ("flow.gt4_test_on_4lpm",), flow="6 L/min continuous"),
    Trap("two liters running", visit("At rest she is 87% with 2 L running.")),
    Trap("flow in brackets", visit("SpO2 87% (2L) at rest.")),
    Trap("despite oxygen", visit("Her saturation at rest is 86% despite oxygen.")),
    Trap("pulse dose", visit("SpO2 88% at rest on pulse dose 2.")),
    Trap("a range across the limit", visit("Saturations 87-91% at rest on room air.")),
    Trap("high eighties", visit("Resting RA sat in the high 80s.")),
    Trap("less than ninety", visit("Sat < 90 at rest on RA.")),
    Trap("rest after exercise", visit("Post exercise at rest, RA 86%.")),
    Trap("recovered to", visit("She recovered to 87% on room air at rest after walking.")),
    Trap("intensive care", visit("ABG 02/20 in ICU on room air at rest pO2 50.")),
    Trap("last fall", visit("During the exacerbation last fall sat was 84% RA at rest.")),
    Trap("urgent care", visit("At the urgent care on 2/1 with pneumonia she presented at 84% RA at rest; today 94% RA at rest.")),
    Trap("the patient's diary", visit("Per patient diary: 86% RA at rest.")),
    Trap("per supplier", visit("SpO2 86% at rest on RA per supplier.")),
    Trap("year behind", visit("SpO2 88% RA rest (2019).")),
    Trap("venous behind", visit("pO2 55 venous at rest on room air.")),
    Trap("toe", visit("Toe sat 84% RA at rest from PAD, earlobe 96%.")),
    Trap("a second of a night", visit("Overnight RA nadir 88% only one second; time below 88: 0 min. SpO2 94% RA at rest.")),
    Trap("a template's sample", visit("Sample: resting SpO2 86% RA.")),
]  # fmt: skip
