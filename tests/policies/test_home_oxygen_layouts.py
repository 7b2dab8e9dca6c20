"""Sheets of walks, nights and titrations in many layouts, through the policy of home oxygen."""

from __future__ import annotations

import pytest

from accord.criteria import Status
from tests.policies.oxygen_dossiers import Dossier
from tests.policies.oxygen_traps import SHEET, VISIT
from tests.policies.test_home_oxygen_dossiers import answers

M, N = Status.MET, Status.NOT_MET

WALKS = [
    "1. Resting, off O2 ............ 93 %\n2. Ambulating, off O2 ......... 85 %\n3. Ambulating, 2 lpm .......... 94 %",
    "| Phase | O2 | SpO2 |\n|---|---|---|\n| Rest | RA | 93 |\n| Exercise | RA | 84 |\n| Exercise | 2 LPM | 92 |",
    "A) SpO2 at rest on RA: 93%\nB) SpO2 with exertion on RA: 85%\nC) SpO2 with exertion on 2L: 92%",
    "Patient was 95% at rest on room air, desaturated to 86% while ambulating on room air and improved to 94% on 2 L/min while ambulating.",
    "REST w/o O2: 93    EXERCISE w/o O2: 86    EXERCISE w/ O2 (2 L): 92",
    "Rest          none     93\nExertion      none     86\nExertion      2 L      93",
    "Rest, FiO2 21 %: 93\nWalk, FiO2 21 %: 85\nWalk, 2 L/min: 92",
    "Rest RA 93\nWalk RA 84\nWalk 1 L 87\nWalk 2 L 90\nWalk 3 L 93",
    "Seated rest (RA) 92%\nHallway walk (RA) nadir 84%\nHallway walk (3 L) nadir 91%",
    "       O2   SpO2   HR\n1  sit 10 min    RA    93    78\n2  walk 3 min    RA    85    94\n3  walk 3 min    2 L   92    90",
]


def walked(rows: str) -> list[Status]:
    papers = {"visit.txt": VISIT.format("I reviewed the walk test."), "walk.txt": SHEET.format(rows)}
    verdicts = answers(Dossier("walk", papers, {})).verdicts
    return [verdicts[f"o2.{key}"].status for key in ("group1.rest", "group1.exercise", "test.three_part_exercise")]


@pytest.mark.parametrize("rows", WALKS)
def test_a_walk_of_three_parts(rows: str) -> None:
    assert walked(rows) == [N, M, M]


def test_a_walk_that_oxygen_does_not_better() -> None:
    assert walked("1  Rest RA  93\n2  Walk RA  86\n3  Walk 2 L  86") == [N, M, N]


def test_minutes_above_a_row_of_saturations_are_no_liters() -> None:
    rows = "Minute      0    1    2    3\nSpO2 (RA)   94   90   87   85\nWalking on 2 L:  93 throughout"
    assert walked(rows)[1] is M


NIGHT = (
    "CASCADE DIAGNOSTICS (IDTF)\nOVERNIGHT OXIMETRY REPORT\nPatient: Agnes B. Torvald  DOB 04/09/1952\n"
    "Study date: 02/20/2026   Room air\nOrdered by Ruth Calloway MD\n{}\n"
)
NIGHTS = [
    ("Total recording time 7:12:30\nTime < 89%: 0:42:10\nMinimum SpO2: 78%\nMean SpO2 91.2%", M),
    ("Analyzed: 6h 50m\nT88 35.2 min (8.6%)\nNadir 80 %\nAvg 92 %", M),
    ("Duration 430 min\nCumulative time SpO2 at or below 88%: 62 minutes\nLowest SpO2 77\nAverage SpO2 90", M),
    ("Valid time 6.9 h\nSpO2 <=88 : 12 min 30 s\nLow 82\nMean 92", M),
    ("Recording: 22:40 - 05:50\nSpO2 below 88%: 31 min\nLowest desaturation 79%", M),
    ("Sampling time (hh:mm:ss) 07:04:20\nTime at/below 88% (hh:mm:ss) 00:26:12\nSpO2 low 81%\nSpO2 mean 91%", M),
    ("Time (minutes) <88%: 48.2\nLowest SpO2 (%): 80\nBasal SpO2 (%): 93\nTotal hours: 7.5", M),
    ("Valid time 6.9 h\nTime <=88 %: 3 min 10 s\nLow 84\nMean 93", N),
]


@pytest.mark.parametrize(("rows", "expected"), NIGHTS)
def test_a_night_of_oximetry(rows: str, expected: Status) -> None:
    words = "I reviewed the overnight oximetry. SpO2 94% RA at rest."
    papers = {"visit.txt": VISIT.format(words), "night.txt": NIGHT.format(rows)}
    assert answers(Dossier("night", papers, {})).verdicts["o2.group1.sleep_fixed"].status is expected


TITRATION = (
    "Hillcrest Hospital Sleep Center\nCPAP TITRATION POLYSOMNOGRAM\nPatient: Agnes B. Torvald DOB 04/09/1952\n"
    "Study date: 02/18/2026\n{}\n"
)
TITRATIONS = [
    (
        "Pressure   Min   AHI   Low SpO2\n6          60    22    79\n8          90    11    82\n12         210   3.2   84\n"
        "Optimal pressure 12\nTime at or below 88% at 12: 46 min",
        M,
    ),
    ("Total titration time 5 h 40 min. At final pressure of 11 cm H2O residual AHI 2.1/h, SpO2 nadir 85 %, 38 minutes at or below 88 %.", M),
    ("TST 340 min. On optimal PAP (12 cm H2O): AHI 4.0, lowest SpO2 92 %.", N),
    ("TST 340 min. On optimal PAP (12 cm H2O): AHI 16, lowest SpO2 84 %.", N),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), TITRATIONS)
def test_a_titration(rows: str, expected: Status) -> None:
    words = "OSA and COPD. Reviewed the titration. O2 2 L bled into CPAP during sleep."
    papers = {"visit.txt": VISIT.format(words), "titration.txt": TITRATION.format(rows)}
    dossier = Dossier("titration", papers, {}, diagnoses=("G47.33", "J44.9"), flow="2 L/min bled into CPAP, sleep")
    assert answers(dossier).verdicts["o2.osa.treated_titration"].status is expected
