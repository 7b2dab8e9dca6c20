"""Dossiers for home oxygen in unlike hands: papers, and what each criterion should answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.criteria import Status

M, N, U = Status.MET, Status.NOT_MET, Status.UNCLEAR


@dataclass(frozen=True)
class Dossier:
    """A request's papers, with the answers of some criteria of the policy."""

    name: str
    papers: Mapping[str, str]
    answers: Mapping[str, Status]
    codes: tuple[str, ...] = ("E1390",)
    diagnoses: tuple[str, ...] = ("J44.9",)
    flow: str = "2 L/min continuous"


DOSSIERS = [
    Dossier(
        "a terse note of a country practice with vitals in one line",
        {
            "visit.txt": """T. Falls Family Practice
2/26/26  Torvald, Agnes B   4-9-52   here w/ husband
cc: wind is short x 3 mo, worse since the flu. Emphysema, quit '09.
VS 132/74  92  22  97.6  wt 141   SpO2 85 rm air after sitting 10 min (good pleth), 93 w/ 2 lpm
lungs quiet. no edema.
A/P emphysema, low O2. Start home O2 2 lpm around the clock so she can get through the day, goal 90+.
R. Calloway MD   e-signed 2/26/26 1640
"""
        },
        {
            "test.ordered_and_evaluated": M, "test.time_of_need": M, "test.qualified_performer": M, "group1.rest": M, "group1.exercise": U,
            "group2.value": N, "group2.edema_chf": N, "benefit.expected_improvement": M, "exclusion.group4": M,
        },
    ),
    Dossier(
        "a discharge with the walk in a column sheet of the hospital's respiratory department",
        {
            "summary.txt": """ST. OLAF REGIONAL HOSPITAL
DISCHARGE SUMMARY
Patient: Torvald, Agnes B.     DOB 04/09/1952
Admit date 02/20/2026     Discharge date 02/26/2026
Attending: Ruth Calloway, MD

Hospital course: COPD exacerbation. In the ED she was 79% on room air, placed on 6 L. Weaned. On the morning of discharge I had
respiratory therapy walk her; I looked over the sheet, she drops walking and holds on 2 liters.
Exam at discharge: lungs clear, legs without edema. Echo 2/21: RVSP 33, right heart normal.

Disposition: home with oxygen 2 L with activity, which should let her keep moving at home without desaturating.
Discharge diagnoses: COPD with exertional hypoxemia.

Ruth Calloway, MD    Electronically signed 02/26/2026 14:02
""",
            "walk.txt": """ST. OLAF REGIONAL HOSPITAL     RESPIRATORY CARE DEPARTMENT
HOME O2 QUALIFICATION WALK
TORVALD, AGNES B    04/09/1952
02/26/2026  09:20     order Calloway MD

Phase               O2        SpO2   HR
Sitting 10 min      RA        92     84
Walking 2 min       RA        88     99
Walking 4 min       RA        86     104
Recovery 3 min      RA        91     90
Walking 4 min       2 L NC    94     101

M. Odum RRT
""",
        },
        {
            "test.ordered_and_evaluated": M, "test.time_of_need": M, "test.qualified_performer": M, "group1.rest": N, "group1.exercise": M,
            "test.three_part_exercise": M, "group2.value": N, "group2.edema_chf": N, "group2.pulm_htn": N,
            "benefit.expected_improvement": M, "exclusion.group4": M,
        },
        ("E1390", "E0431"),
    ),
    Dossier(
        "a pulmonologist's letter that rests on a gas of the second group and a catheter",
        {
            "letter.txt": """Lakeside Pulmonary Clinic
February 26, 2026

Dear Dr. Amory,

RE: Agnes B. Torvald, born April 9, 1952

Thank you for sending Ms. Torvald, whom I saw in the office today for her fibrotic lung disease. She is more breathless than in
the autumn and can barely cross the yard.

An arterial sample, which I ordered and which our hospital laboratory ran this morning with her at rest on room air, returned
pH 7.43, pCO2 36, pO2 58. Right heart catheterization on February 12 gave a mean pulmonary artery pressure of 34 mmHg. I see no
ankle swelling; there is no edema. Hematocrit from your office, drawn 1/20, was 44.8.

I have started oxygen at 2 liters a minute, day and night. I expect it to lower the load on the right ventricle and improve her
exercise capacity.

Sincerely,
Ruth Calloway, MD
Electronically signed 02/26/2026
"""
        },
        {
            "test.ordered_and_evaluated": M, "test.time_of_need": M, "test.qualified_performer": M, "group1.rest": N, "group2.value": M,
            "group2.pulm_htn": M, "group2.edema_chf": N, "group2.hct_gt_56": N, "benefit.expected_improvement": M, "exclusion.group4": M,
        },
        diagnoses=("J84.10",),
    ),
    Dossier(
        "a night at home by a testing facility, told again in a note",
        {
            "night.txt": """CASCADE DIAGNOSTICS (IDTF)          NOCTURNAL OXIMETRY INTERPRETATION
Patient name: Torvald, Agnes B          DOB: 04/09/1952
Study date: 02/20/2026        Conditions: room air
Referring: Ruth Calloway MD

Total valid sampling time: 7 hrs 4 min
Basal SpO2 93.1%     Low SpO2 79%
Time with SpO2 <= 88%: 48.3 min  (11.4 %)
ODI 4% 6.2
Read by H. Brandt MD
""",
            "visit.txt": """Lakeside Pulmonary Clinic
OFFICE VISIT  02/26/2026
Patient: Agnes B. Torvald  DOB 04/09/1952

S: Kyphoscoliosis. Wakes with headaches and is foggy until noon. Restless nights. More tired since December.
O: SpO2 94 % RA at rest. No peripheral edema.
Data: nocturnal oximetry of 2/20, which I ordered, looked through with her: below 88 for 48 minutes.
A: nocturnal hypoxemia from small stiff chest.
P: O2 2 L at night; this should ease the headaches.

Ruth Calloway, MD   Electronically signed 02/26/2026
""",
        },
        {
            "test.ordered_and_evaluated": M, "test.time_of_need": M, "test.qualified_performer": M, "group1.rest": N, "group1.sleep_fixed": M,
            "group1.sleep_drop": M, "group2.value": N, "group2.edema_chf": N, "benefit.expected_improvement": M, "exclusion.group4": M,
        },
        diagnoses=("M41.9", "G47.36"),
        flow="2 L/min during sleep",
    ),
    Dossier(
        "breathlessness without hypoxemia, asked for by the family",
        {
            "visit.txt": """Lakeside Pulmonary Clinic
OFFICE VISIT  02/26/2026   in person
Patient: Agnes B. Torvald  DOB 04/09/1952

Her daughter asks for oxygen for her shortness of breath. SpO2 96 % on room air sitting. Hall walk with our MA on room air: lowest 93 %.
No cor pulmonale, no edema. She is not hypoxemic at rest or with walking.
Mild COPD, anxiety. Oxygen will not help; I doubt that oxygen would improve her walking. The order is sent at the family's request.

Ruth Calloway, MD   Electronically signed 02/26/2026
"""
        },
        {
            "group1.rest": N, "group1.exercise": N, "group2.value": N, "group2.edema_chf": N, "benefit.expected_improvement": N,
            "exclusion.group4": N,
        },
    ),
    Dossier(
        "two days of discharge that put the test within and beyond the two days",
        {
            "summary.txt": """ST. OLAF REGIONAL HOSPITAL
DISCHARGE SUMMARY
Patient: Torvald, Agnes B.     DOB 04/09/1952
Admitted 02/17/2026     Discharged 02/22/2026
Pneumonia on COPD. Resting saturation 86 % on room air on 02/21/2026, reviewed by me. Home O2 2 L to correct hypoxemia.
Ruth Calloway, MD    Electronically signed 02/27/2026
""",
            "nursing.txt": """ST. OLAF REGIONAL HOSPITAL   5 SOUTH
NURSING DISCHARGE RECORD
TORVALD, AGNES B    04/09/1952
Date/time patient left: 02/26/2026 13:20    via wheelchair, with husband
Belongings returned  [x]
K. Iverson RN
""",
        },
        {"test.time_of_need": U, "group1.rest": M},
    ),
]  # fmt: skip
