"""Saturations in notes and reports: the value, the state, the oxygen, the flow."""

from __future__ import annotations

import pytest

from accord.records.findings import Finding
from tests.evidence.papers import chart, request

NOTE = (
    "Lakeside Pulmonary Clinic\nOFFICE VISIT  03/02/2026\nPatient: Agnes B. Torvald  DOB 04/09/1952\n\n{}\n\n"
    "Ruth Calloway, MD   Electronically signed 03/02/2026\n"
)


def readings(text: str, concept: str = "oxygen_saturation", frame: str = NOTE) -> list[Finding]:
    found = chart({"note.txt": frame.format(text)}, request(codes=("E1390",))).findings
    return [f for f in found if f.concept == concept and f.tool.startswith("oxygen")]


def shown(found: list[Finding]) -> list[str]:
    """'86 rest room_air', '92 exercise on_oxygen 3'; those that are only part of a run are left out."""
    told = [f for f in found if f.qualifiers.get("role") != "series"]
    return [
        " ".join(
            filter(None, [str(f.value), f.qualifiers["state"], f.qualifiers["oxygen"], f.qualifiers.get("flow", "")])
        )
        for f in told
    ]


SENTENCES: list[tuple[str, list[str]]] = [
    ("Resting room air SpO2 is 87%.", ["87 rest room_air"]),
    ("Oxygen saturation at rest on room air: 86%", ["86 rest room_air"]),
    ("SaO2 87 % resting, breathing room air", ["87 rest room_air"]),
    ("She is 88 percent on room air sitting in the chair.", ["88 rest room_air"]),
    ("Sat 88 RA rest", ["88 rest room_air"]),
    ("Saturation was 88.4% on room air at rest.", ["88.4 rest room_air"]),
    ("O2 sat 85% on room air at rest, improving to 93% on 2 L NC.", ["85 rest room_air", "93 rest on_oxygen 2"]),
    (
        "Sats 91% RA at rest, 86% RA with ambulation, 94% on 2L with ambulation.",
        ["91 rest room_air", "86 exercise room_air", "94 exercise on_oxygen 2"],
    ),
    (
        "With ambulation on room air she desaturated to 84% after 60 feet; on 3 LPM she walked 200 feet and stayed at 92%.",
        ["84 exercise room_air", "92 exercise on_oxygen 3"],
    ),
    (
        "Pulse ox: 88% RA (rest) -> 82% RA (walking) -> 91% 2 L (walking).",
        ["88 rest room_air", "82 exercise room_air", "91 exercise on_oxygen 2"],
    ),
    (
        "Ambulatory saturation on RA dropped from 93% to 87%, came back to 94 with 2 L.",
        ["93 rest room_air", "87 exercise room_air", "94 exercise on_oxygen 2"],
    ),
    (
        "When walked down the hallway off oxygen his sats went from 92 to 85, then on 2 L/min they were 95.",
        ["92 rest room_air", "85 exercise room_air", "95 exercise on_oxygen 2"],
    ),
    (
        "Resting: 92% RA. Exertion: 86% RA. Exertion w/ O2 @ 2L: 93%.",
        ["92 rest room_air", "86 exercise room_air", "93 exercise on_oxygen 2"],
    ),
    (
        "Walk today, room air: start 95, lowest 84, end 91.",
        ["95 rest room_air", "84 exercise room_air", "91 recovery room_air"],
    ),
    (
        "After walking 100 ft on room air her saturation was 85%. She recovered to 92% after 2 min of rest.",
        ["85 exercise room_air", "92 recovery room_air"],
    ),
    (
        "Today resting on RA: SpO2 89%; walking RA: 84%; walking 2L: 92%",
        ["89 rest room_air", "84 exercise room_air", "92 exercise on_oxygen 2"],
    ),
    ("With oxygen at 2 L/min by nasal cannula the walking nadir was 91% SpO2.", ["91 exercise on_oxygen 2"]),
    ("At rest on 4 liters he sits at 86 %. At 6 liters 92.", ["86 rest on_oxygen 4", "92 rest on_oxygen 6"]),
    ("SpO2: 87 % RA, HR 92, RR 20, BP 130/80", ["87 unstated room_air"]),
    ("Sats stayed 91-93% on room air during a 6 minute walk.", ["93 exercise room_air"]),
    ("FEV1 42% predicted, DLCO 38%. EF 55%. SpO2 95% RA.", ["95 unstated room_air"]),
    (
        "Rest: RA - 91%, Ambulation: RA - 84%, Ambulation: 2L NC - 92%",
        ["91 rest room_air", "84 exercise room_air", "92 exercise on_oxygen 2"],
    ),
    (
        "Pulse ox was 91 at rest on room air and 85 after one flight of stairs on room air.",
        ["91 rest room_air", "85 exercise room_air"],
    ),
    (
        "At rest 94 percent saturation breathing room air, falling to 86 percent with walking and rising to 92 percent on 2 liters while walking.",
        ["94 rest room_air", "86 exercise room_air", "92 exercise on_oxygen 2"],
    ),
    (
        "Room air: rest 93, walk 84; 2 L: walk 92",
        ["93 rest room_air", "84 exercise room_air", "92 exercise on_oxygen 2"],
    ),
    ("Sp02 86% on RA at rest.", ["86 rest room_air"]),
    ("she desatted to 83 walking to the bathroom without O2", ["83 exercise room_air"]),
    ("Goal saturation 90-92%. Titrate oxygen to keep SpO2 > 90%.", []),
    ("She does not desaturate below 90% with walking.", []),
    ("If the saturation is 88% on room air call us.", []),
    ("Sats run 87-90% on room air at rest.", []),
    ("FVC 61 % of predicted, adherence 92 %, weight 88 kg.", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_sentence_tells_value_state_and_oxygen(text: str, expected: list[str]) -> None:
    assert shown(readings(text)) == expected


REPORT = "MEMORIAL REGIONAL MEDICAL CENTER\nAMBULATORY OXIMETRY\nPatient: Agnes B. Torvald  DOB 04/09/1952  Date: 02/25/2026\n\n{}\n"
THREE = ["94 rest room_air", "85 exercise room_air", "93 exercise on_oxygen 2"]
LAYOUTS = {
    "labels": "At rest, room air:   SpO2 94 %\nDuring exertion, room air:  SpO2 85 %\nDuring exertion, with O2 at 2 LPM: SpO2 93 %",
    "leaders": "Rest on room air ......... 94 %\nExercise on room air ..... 85 %\nExercise on 2 L .......... 93 %",
    "pipes": "| Phase | O2 | SpO2 |\n| Rest | RA | 94 |\n| Walk | RA | 85 |\n| Walk | 2 L | 93 |",
    "columns": (
        "Phase             O2       SpO2   HR\nresting           RA        94     80\nwalking 2 min     RA        88     98\n"
        "walking 3 min     RA        85    104\nwalking 4 min     2 L/min   93    101"
    ),
    "steps": "Step 1: SpO2 on room air at rest: 94%\nStep 2: SpO2 on room air with exertion: 85%\nStep 3: SpO2 on 2 L/min with exertion: 93%",
    "a form filled in": (
        "A. Room air, at rest (awake):  ___94___ %\nB. Room air, during exercise:  ___85___ %\n"
        "C. On oxygen _2_ LPM, during exercise:  ___93___ %"
    ),
    "headings in two lines": (
        "            Room air     Room air      O2 2 L\n            Rest         Exercise      Exercise\n"
        "SpO2        94           85            93\nHR          80           110           101"
    ),
    "sentences": (
        "Patient seated on RA x 10 minutes: saturation 94%. Patient ambulated 100 feet on RA: saturation 85%. "
        "Placed on 2 LPM and ambulated 150 feet: saturation 93%."
    ),
    "dashes": "Rest - RA - 94%\nExertion - RA - 85%\nExertion - 2 LPM - 93%",
    "tabs": "Activity\tO2\tSpO2\nRest\tRA\t94\nWalking\tRA\t85\nWalking\t2 LPM\t93",
    "one line": "Sitting RA 94      Walking RA 85      2 L walking 93",
    "bare flow": (
        "Activity     O2 (L/min)    SpO2    HR\nrest           0            94      80\n"
        "walk           0            85     100\nwalk           2            93      98"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_report_shows_the_three_parts_of_a_walk(layout: str) -> None:
    assert shown(readings(LAYOUTS[layout], frame=REPORT)) == THREE


@pytest.mark.parametrize(
    "title",
    ["HOME OXYGEN EVALUATION", "O2 QUALIFICATION", "Exertional saturation study", "Respiratory Therapy Flowsheet"],
)
def test_a_sheet_is_a_report_under_any_title(title: str) -> None:
    told = readings(LAYOUTS["labels"], frame=REPORT.replace("AMBULATORY OXIMETRY", title))
    assert shown(told) == THREE
    assert {(f.qualifiers["source"], f.qualifiers["by"]) for f in told} == {("report", "qualified")}


def test_the_lowest_of_a_walk_is_of_exercise_though_rest_stands_above_it() -> None:
    sheet = "6 MINUTE WALK TEST\nResting SpO2: 95% on RA   Resting HR 77\nLowest SpO2: 83% on RA   Peak HR 121\n"
    assert shown(readings(sheet, frame=REPORT)) == ["95 rest room_air", "83 exercise room_air"]


def test_rest_is_not_carried_into_the_next_sentence() -> None:
    assert shown(readings("SpO2 93% RA at rest. SpO2 84% RA.")) == ["93 rest room_air", "84 unstated room_air"]


def test_minutes_across_a_walk_give_its_rest_its_lowest_and_its_recovery() -> None:
    sheet = (
        "Six Minute Walk\n                Rest     1 min   2 min   3 min   4 min   Recovery\n"
        "SpO2 (%)         94       92      89      87      86       90\n"
        "HR               78       90      95      101     104      92\n"
        "O2               RA       RA      RA      RA      RA       RA\n"
    )
    assert shown(readings(sheet, frame=REPORT)) == ["94 rest room_air", "86 exercise room_air", "90 recovery room_air"]


def test_rest_after_exercise_is_recovery() -> None:
    sheet = (
        "Rest, RA          SpO2 95%\nWalk on RA        SpO2 87%\nRest 3 min, RA    SpO2 93%\nWalk on 3 L/min   SpO2 94%"
    )
    assert shown(readings(sheet, frame=REPORT)) == [
        "95 rest room_air", "87 exercise room_air", "93 recovery room_air", "94 exercise on_oxygen 3",
    ]  # fmt: skip


def test_of_a_run_at_rest_the_marked_or_else_the_last_value_counts() -> None:
    run = "time   O2   posture   SpO2   pulse\n0945   RA   seated    89     97\n1000   RA   seated    87     96\n1008   RA   seated    86     98{}\n"
    assert shown(readings(run.format(""), frame=REPORT)) == ["86 rest room_air"]
    marked = run.replace("87     96", "87     96   <= official").format("")
    assert shown(readings(marked, frame=REPORT)) == ["87 rest room_air"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("SpO2 86% RA at rest.", "2026-03-02"),
        ("Walk on 2/25: SpO2 84% on room air.", "2026-02-25"),
        ("In 2023 at the time of pneumonia her room air saturation was 84% at rest.", "2023"),
        ("Dyspnea since January. Resting SpO2 86% RA.", "2026-03-02"),
    ],
)
def test_a_reading_is_of_the_day_that_its_sentence_names(text: str, date: str) -> None:
    (found,) = readings(text)
    assert found.date is not None
    assert found.date.iso() == date


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("SpO2 79% RA on arrival to the ED.", "acute"),
        ("SpO2 82% RA at triage, placed on 4 L.", "acute"),
        ("SpO2 86% RA at rest today.", "usual"),
    ],
)
def test_a_reading_of_an_emergency_says_so(text: str, setting: str) -> None:
    assert readings(text)[0].qualifiers["setting"] == setting


GASES: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("ABG on room air 2/28: 7.40 / 43 / 64.", [("64", "rest", "room_air")]),
    ("ABG (RA, rest) 7.41/38/58/24", [("58", "rest", "room_air")]),
    ("PaO2 of 54 mmHg on room air at rest today", [("54", "rest", "room_air")]),
    ("Room air ABG at rest: pH 7.39, pCO2 46, pO2 53, sat 86%.", [("53", "rest", "room_air")]),
    ("An arterial gas that day on room air gave a PO2 of 71.", [("71", "rest", "room_air")]),
    ("ABG on 2 L: 7.38/48/72", [("72", "rest", "on_oxygen")]),
    ("VBG room air: pH 7.36, pCO2 50, pO2 38", []),
    ("Venous gas 7.36 / 50 / 38", []),
]


@pytest.mark.parametrize(("text", "expected"), GASES)
def test_an_arterial_gas_gives_its_pressure_of_oxygen(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = readings(text, "arterial_oxygen_pressure")
    assert [(str(f.value), f.qualifiers["state"], f.qualifiers["oxygen"]) for f in found] == expected


def test_a_gas_report_takes_state_and_oxygen_from_its_head() -> None:
    report = (
        "HILLCREST HOSPITAL LABORATORY\nARTERIAL BLOOD GAS\nTorvald, Agnes B   DOB 04/09/1952   Collected 02/27/2026 09:14\n"
        "O2 delivery: Room air    Patient position: at rest\npH  7.41 (7.35-7.45)\nPCO2 44 mmHg\nPO2 58 mmHg L (80-100)\nHCO3 25\nSaO2 90 %\n"
    )
    found = chart({"abg.txt": report}, request(codes=("E1390",)))
    (pressure,) = found.of(["arterial_oxygen_pressure"])
    (saturation,) = found.of(["oxygen_saturation"])
    told = [
        (str(f.value), f.qualifiers["state"], f.qualifiers["oxygen"], f.qualifiers["by"])
        for f in (pressure, saturation)
    ]
    assert told == [("58", "rest", "room_air", "qualified"), ("90", "rest", "room_air", "qualified")]


def test_oximetry_says_that_a_gas_was_drawn_on_the_same_day_in_the_same_state() -> None:
    found = readings("SpO2 88% RA at rest. ABG on room air at rest: PaO2 57.")
    assert found[0].qualifiers["same_day_gas"] == "yes"
    alone = readings("SpO2 88% RA at rest. ABG on room air 2/20: PaO2 57.")
    assert "same_day_gas" not in alone[0].qualifiers
