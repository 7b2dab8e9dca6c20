"""Walks in steps, days without a year, numbers among vital signs, whose meter it was, and what practitioners expect of oxygen."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.records.findings import Finding, Presence
from tests.evidence.papers import chart, request
from tests.evidence.readers.oxygen.test_saturations import NOTE, readings, shown

SHEET = "LAKESIDE HOSPITAL PULMONARY LAB   03/02/2026\nAgnes Torvald  DOB 04/09/1952\n\n{}\n   T. Aldridge RRT\n"


def on_sheet(text: str) -> list[str]:
    return shown(readings(text, frame=SHEET))


WALKS = [
    (
        "EXERTIONAL OXIMETRY  hallway 320 ft, room air\n start 91     1 min 90     2 min 86     3 min 89",
        "86 exercise room_air",
    ),
    ("Walk oximetry on room air\nrest 93   1 min 91   2 min 88   3 min 87", "87 exercise room_air"),
    ("Hall walk, RA, oximetry\nseated 94  50 ft 92  100 ft 88  150 ft 85", "85 exercise room_air"),
    (
        "Walk sheet, room air\nsitting 5 min      95       HR 82\nwalk 1 min   94   HR 96\nwalk 3 min   91   HR 104",
        "91 exercise room_air",
    ),
    (
        "Exertional oximetry room air\nbaseline   93   pulse 80\n1 min   90   pulse 92\n2 min   84   pulse 99",
        "84 exercise room_air",
    ),
    ("Stair oximetry RA\nstart: 95  lap 1: 92  lap 2: 90  lap 3: 89", "89 exercise room_air"),
]


@pytest.mark.parametrize(("text", "lowest"), WALKS)
def test_a_walk_in_steps_without_headings(text: str, lowest: str) -> None:
    assert lowest in on_sheet(text)


NO_WALKS = [
    "Walk test\nstart 91     1 min 96     2 min 99     3 min 88   HR",
    "Heart rate on the walk, oximetry room air\nstart 71     1 min 86     2 min 88     3 min 84",
    "Glucose after walk, room air\nstart 91     1 min 86     2 min 88     3 min 84",
    "Distance, no oxygen values\nstart 91     1 min 86     2 min 84     3 min 85",
    "Peak flow, room air walk\n1 min   86   HR 90\n2 min   84   HR 92\n3 min   85   HR 94",
    "Walk room air, pulse oximetry\nwalk 1 min   86\nwalk 2 min   84\nwalk 3 min   85",
    "CPAP titration oximetry\n1 min 86   2 min 84   3 min 85",
    "Overnight oximetry room air\n1 min 86   2 min 85   5 min 84",
    "Resting oximetry, seated, room air\n1 min 86   2 min 85   5 min 84",
    "Walk oximetry room air\nstart 91   1 min 90   2 min 89   recovery 86",
    "Walk oximetry room air\nstart 93  1 min 91  2 min 90  post 1 min 84",
]


@pytest.mark.parametrize("text", NO_WALKS)
def test_numbers_that_are_no_saturations_of_a_walk(text: str) -> None:
    assert not [each for each in on_sheet(text) if "exercise" in each and int(each[:2]) <= 88]


FLOW_SHEET = (
    "RESPIRATORY CARE SERVICES   HOSPITAL   TORVALD A\n(R.T. entries, hospital employees)\n\n"
    "{}   0905   NC 3 L    SpO2 93    rest   T. Wys RRT\n{}   1010   ROOM AIR in chair at rest, awake   SpO2 85   RR 22   A. Dela RRT\n"
)
SUMMARY = (
    "LAKESIDE HOSPITAL\nDISCHARGE SUMMARY\nPatient: Agnes Torvald  DOB 04/09/1952\nAdmitted: {}    Discharged: {}\n"
)


def days(sheet: str, summary: str = SUMMARY.format("02/26/2026", "03/04/2026")) -> list[str]:
    asked = request(codes=("E1390",), received=dt.date(2026, 3, 6))
    made = chart({"flow.txt": sheet, "summary.txt": summary}, asked).findings
    return [
        each.date.iso()
        for each in made
        if each.concept == "oxygen_saturation" and each.date is not None and each.number == 85
    ]


@pytest.mark.parametrize("day", ["03/03", "03/01", "03/04", "03/02", "02/28"])
def test_a_row_without_a_year_takes_it_from_the_stay(day: str) -> None:
    month, number = day.split("/")
    assert days(FLOW_SHEET.format("02/27", day)) == [f"2026-{int(month):02}-{int(number):02}"]


@pytest.mark.parametrize("day", ["06/03", "11/15", "01/02", "10/30", "07/07"])
def test_a_row_without_a_year_far_from_all_other_papers_stays_undated(day: str) -> None:
    assert days(FLOW_SHEET.format("02/27", day)) == []


VITALS = [
    "Vital signs: 118/64   84   20   SpO2 92 on 2 L",
    "VS 132/70  88  18  98.1  SpO2 94 room air",
    "BP 124/80, 86, 16, sat 95 RA sitting",
    "110/60 | 82 | 18 | SpO2 93 on room air",
    "142/88  78  22  O2 sat 91% RA at rest",
]


@pytest.mark.parametrize("text", VITALS)
def test_a_pulse_behind_a_pressure_is_no_saturation(text: str) -> None:
    assert all(each.number is not None and each.number >= 91 for each in readings(text))


def told(concept: str, text: str) -> list[Finding]:
    return [
        f for f in chart({"note.txt": NOTE.format(text)}, request(codes=("E1390",))).findings if f.concept == concept
    ]


EASES = [
    "Family insists on oxygen; I will write for 2 L as needed, I expect it to ease her breathlessness.",
    "Son wants oxygen for her; I expect oxygen to improve her sleep and endurance.",
    "I will order 2 L nocturnal, I expect it to relieve the hypoxemia.",
    "The daughter asked about a tank; I think oxygen will help her walk farther, we order 2 L with activity.",
    "Husband hopes for less fatigue; we expect oxygen to correct the desaturation.",
]


@pytest.mark.parametrize("text", EASES)
def test_what_the_practitioner_expects_behind_what_others_want(text: str) -> None:
    assert [each.presence for each in told("oxygen_benefit", text)] == [Presence.PRESENT]


OTHERS_EXPECT = [
    "Family thinks oxygen will ease her breathlessness.",
    "Daughter hopes that oxygen will help; no decision.",
    "Supplier says oxygen will improve her sleep.",
    "He believes oxygen would help him; I am not so sure.",
    "Wife insists oxygen will relieve it; I will see him in May.",
]


@pytest.mark.parametrize("text", OTHERS_EXPECT)
def test_what_only_others_expect(text: str) -> None:
    assert Presence.PRESENT not in {each.presence for each in told("oxygen_benefit", text)}


@pytest.mark.parametrize(
    "text",
    [
        "A/P: Dyspnea, without hypoxemia, deconditioning.",
        "Shortness of breath without documented desaturation.",
        "Breathlessness, not explained by hypoxemia.",
        "Angina without hypoxemia.",
        "I will write for 2 L as needed, I expect it to ease her breathlessness.",
        "SOB with no evidence of hypoxia.",
    ],
)
def test_a_complaint_without_hypoxemia_is_the_reason(text: str) -> None:
    assert told("oxygen_for_other_reason", text)


@pytest.mark.parametrize(
    "text",
    [
        "Dyspnea with hypoxemia on exertion.",
        "Hypoxemia without dyspnea.",
        "Oxygen 2 L, I expect it to relieve the hypoxemia and breathlessness.",
        "No dyspnea, no angina.",
        "Dyspnea improves when hypoxemia is corrected.",
    ],
)
def test_what_is_no_other_reason(text: str) -> None:
    assert not told("oxygen_for_other_reason", text)


@pytest.mark.parametrize(
    "text",
    [
        "There is no ankle swelling.",
        "Ext: no swelling of the legs.",
        "Ankles not swollen.",
        "Legs without swelling.",
        "Without pedal swelling.",
    ],
)
def test_legs_found_not_swollen(text: str) -> None:
    assert told("no_dependent_swelling", text)


@pytest.mark.parametrize(
    "text",
    [
        "Denies ankle swelling.",
        "Ankle swelling noted.",
        "No swelling of the lips.",
        "No knee swelling.",
        "Legs are swollen.",
    ],
)
def test_no_finding_of_legs_not_swollen(text: str) -> None:
    assert not told("no_dependent_swelling", text)


TESTS_TOLD = [
    "We have gone through this with tests I ordered: walk test here today, night test last week. I have looked at both.",
    "Studies which I ordered, overnight oximetry and a hall walk, are back. I reviewed both.",
    "Testing I requested included the ABG. I went over all of it.",
    "The tests I arranged: overnight oximetry. I have reviewed each.",
    "Work-up I ordered last week, nocturnal study and ABG. We looked at both today.",
]


@pytest.mark.parametrize("text", TESTS_TOLD)
def test_tests_that_were_ordered_and_looked_at(text: str) -> None:
    assert told("oxygen_test_ordered", text)
    assert told("oxygen_test_evaluated", text)


def test_a_reading_of_the_family_on_an_order_is_not_the_suppliers() -> None:
    order = (
        "CAHABA HOME CARE EQUIPMENT    home oxygen order\nPatient Agnes Torvald\nOrder date 03/02/2026\nE1390 2 L/min nasal cannula\n"
        "Signed Ruth Calloway MD 03/02/2026 (e)\nOffice use   qualifying sat: 86 % (daughter's home reading)\n"
    )
    made = chart({"order.txt": order}, request(codes=("E1390",))).findings
    assert {f.qualifiers["by"] for f in made if f.concept == "oxygen_saturation"} == {"patient"}


def test_the_birth_day_of_two_digits_is_not_the_day_of_a_sheet() -> None:
    sheet = "Nurse walk sheet   3/2/26   A. Torvald   4-9-52   room air\nSpO2 sitting 95, walking 91\n"
    made = chart({"sheet.txt": sheet}, request(codes=("E1390",))).findings
    assert {f.date.iso() for f in made if f.concept == "oxygen_saturation" and f.date} == {"2026-03-02"}
