"""Level 2 events: values below 54 mg/dL or 3.0 mmol/L, each event once, and what notes say of how many."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.diabetes.hypoglycemia import hypoglycemia
from accord.records.record import Record, Resource
from tests.evidence.readers.diabetes.notes import PATIENT, asked, chart, note, visit


def events(given: Chart) -> list[int]:
    """The values of the events, rounded, in order of size."""
    return sorted(round(f.number) for f in hypoglycemia(given) if f.concept == "level2_event" and f.number is not None)


def stated(given: Chart) -> set[int]:
    """The counts that the record states."""
    return {int(f.number) for f in hypoglycemia(given) if f.concept == "level2_count" and f.number is not None}


VALUES = [
    ("BG 48 and 51 last month.", [48, 51]),
    ("Fingersticks of 47 on 1/12 and 52 on 1/29.", [47, 52]),
    ("Meter shows 44 mg/dL at 3 am on 01/18/2026.", [44]),
    ("Had glucose readings of 41, 49 and 53 in January.", [41, 49, 53]),
    ("Sugar was 50 before supper on 1/5; sugar was 46 at bedtime on 1/20.", [46, 50]),
    ("Lows: 1/3 49, 1/11 45, 1/30 52.", [45, 49, 52]),
    ("Blood sugar dropped to 39 on 12/28.", [39]),
    ("Glucose 2.8 mmol/L on 1/4 and 2.6 mmol/L on 1/19.", [47, 50]),
    ("Glucose 3.0 mmol/L on 1/4.", []),
    ("CGM download shows nadirs of 43 (1/6) and 51 (1/22).", [43, 51]),
    ("BG 38 at 02:10, recheck 61 after juice.", [38]),
    ("Sensor glucose 47 at 02:10 and 50 at 02:40 on 1/9.", [47]),
    ("Glucometer read LO on 1/14.", [20]),
    ("54 on 1/3 and 55 on 1/9 by fingerstick.", []),
    ("Readings of 54, 61 and 66.", []),
    ("Glucose 58, 62, 112.", []),
    ("A1c 6.4, BP 128/52, weight 51 kg, BMI 29, age 52.", []),
    ("Sensor wear 48 %, TIR 52 %, below 54: 1 %.", []),
    ("Lantus 48 units, metformin 500.", []),
    ("Alarm set at 50 on the sensor.", []),
    ("Checks sugar 45 minutes after meals.", []),
    ("Goal fasting glucose 80-130.", []),
    ("Her husband's sugar was 38 on 1/9.", []),
    ("If glucose falls to 50 call us.", []),
    ("Average glucose 151, SD 48.", []),
    ("Potassium 3.9, creatinine 0.9, HDL 48, glucose 121.", []),
    ("Glucoses: 51 (1/3), 49 (1/10), 62 (1/15).", [49, 51]),
    ("CBG 46 at 0300 on Jan 12; asymptomatic.", [46]),
    ("The sensor read 44 and the meter confirmed 47 a few minutes later.", [44, 47]),
    ("fingerstick=50, 1/14/26", [50]),
    ("SMBG log 1/2-1/30: lows 53, 50, 48", [48, 50, 53]),
    ("Low of 42 overnight last week.", [42]),
    ("Woke up sweaty, BG 40, drank juice, 15 min later 88.", [40]),
    ("BS in the 40s twice last month.", []),
    ("sugars have ranged 48-310", []),
    ("Hypoglycemia to 45 mg/dL 12/30/2025", [45]),
    ("glucose nadir 38", [38]),
    ("random glucose 2.4 mmol/L", [43]),
    ("She weighs 52 kg and is 51 in tall.", []),
    ("CGM: 48 hours of data, 52% in range", []),
    ("EF 45, HR 52, glucose 130", []),
    ("takes 50 units when sugar is high", []),
    ("BG goal > 50 overnight", []),
    ("3 lows a week, 45 minutes each", []),
    ("LDL 48 and A1c 6.9, sugars fine", []),
    ("Glucose 49 12/1, 50 12/9, 53 12/22 by meter memory.", [49, 50, 53]),
    ("Lowest 47 on 1/8.", [47]),
    ("Two values under 54: 49 and 51.", [49, 51]),
    ("glucagon 1 mg, D50 50 mL", []),
    ("Sugar 5.2 mmol/L", []),
    ("blood sugar of 53 mg/dl once", [53]),
    ("Three lows since Nov: 50 on 11/12, 48 on 12/3, 52 on 1/8.", [48, 50, 52]),
    ("3am sugars of 46 and 49.", [46, 49]),
    ("meter 51@0215 on 1/4", [51]),
    ("BG: 1/2 = 52, 1/9 = 47, 1/30 = 71", [47, 52]),
    ("low of 53 and another of 50", [50, 53]),
    ("glucose (mg/dL) 1/2 49; 1/6 110; 1/9 51", [49, 51]),
    ("sugars down to 48 at times", [48]),
    ("TIR 54%, GMI 7.1, 52 readings", []),
    ("HR 50 BP 110/50 glucose 97", []),
    ("A 53 year old; glucose 140", []),
    ("Sugars 110-140, 50 g carbs per meal", []),
    ("Meter: 50 tests in 30 days, average 132", []),
    ("BG 46->58->102", [46]),
    ("Time <54: 1% (14 min/day)", []),
    ("Hypo at 2.9 mmol/l on 1/3", [52]),
]


@pytest.mark.parametrize(("words", "expected"), VALUES)
def test_values_in_prose(words: str, expected: list[int]) -> None:
    assert events(visit(words)) == expected


STATEMENTS = [
    ("Lowest she has seen is 58.", {0}),
    ("Lowest value this year 74.", {0}),
    ("No readings below 54.", {0}),
    ("Nothing under 60 on her meter.", {0}),
    ("Denies hypoglycemia.", {0}),
    ("No lows since the last visit.", {0}),
    ("Has had no hypoglycemic episodes.", {0}),
    ("No level 2 hypoglycemia.", {0}),
    ("Very low (<54) 0 %.", {0}),
    ("All lows between 56 and 68.", {0}),
    ("Three readings below 54 since the fall.", {3}),
    ("Two level 2 events in January.", {2}),
    ("Level 2 events x 4 on the download.", {4}),
    ("Recurrent level 2 hypoglycemia on the sensor.", {2}),
    ("Below 54: 5 events in 30 days.", {5}),
    ("Only one reading below 54.", {1}),
    ("Many low alarms at night, no printout.", set()),
    ("A lot of lows.", set()),
    ("Time below range 6 %.", set()),
    ("She worries about lows.", set()),
    ("Lowest reading on download 61 mg/dL.", {0}),
    ("No glucose under 54 mg/dL was recorded.", {0}),
    ("never goes under 70", {0}),
    ("Zero hypoglycemic events.", {0}),
    ("4 episodes < 54 mg/dL in 14 days", {4}),
    ("Hypoglycemic events < 54: 3", {3}),
    ("Level 2 lows: 2 in the last month", {2}),
    ("<54 mg/dL: 0%", {0}),
    ("Time below 54: 0 %", {0}),
    ("one reading less than 54", {1}),
    ("Below 70: 4 %, below 54: 1 %", set()),
    ("She has several lows each week.", set()),
    ("No lows under 54, a few in the 60s.", {0}),
    ("Lowest dose of metformin 500.", set()),
    ("a single episode below 54 mg/dL in November", {1}),
    ("no low blood sugars reported", {0}),
    ("Low carb diet.", set()),
    ("at least two readings below 54", {2}),
    ("multiple level 2 hypoglycemic events", {2}),
]


@pytest.mark.parametrize(("words", "expected"), STATEMENTS)
def test_counts_that_are_stated(words: str, expected: set[int]) -> None:
    assert stated(visit(words)) == expected


LOG = f"""Home glucose log   {PATIENT}

Date      before bkfst   before supper   bedtime   notes
12/02        104             71            --
12/11         49             88            --      juice 15
01/03         92             54            --      ok after milk
01/09         --             51           133      shaky, better in 20 min
"""


def test_a_log_gives_each_event_with_its_day() -> None:
    found = [f for f in hypoglycemia(chart({"log.txt": LOG})) if f.concept == "level2_event"]
    assert sorted((f.date.iso()[5:], int(f.number)) for f in found if f.date and f.number) == [
        ("01-09", 51),
        ("12-11", 49),
    ]


def test_an_event_that_note_and_log_tell_counts_once() -> None:
    told = note("Her book shows 51 on 1/9 and 49 on 12/11.")
    assert events(chart({"log.txt": LOG, "note.txt": told})) == [49, 51]


def test_a_log_without_a_low_states_none() -> None:
    log = (
        "Glucose log\n"
        + PATIENT
        + "\nDate  AM  PM\n"
        + "".join(f"01/{d:02d}/2026  {100 + d}  {120 + d}\n" for d in range(1, 9))
    )
    assert stated(chart({"log.txt": log})) == {0}


def test_columns_of_other_things_are_not_glucose() -> None:
    log = (
        f"Glucose log {PATIENT}\n"
        "\n"
        "Date         fasting   insulin units   weight\n"
        "01/02/2026   112       22              51\n"
        "01/03/2026   126       24              52\n"
        "01/04/2026   119       24              52\n"
    )
    assert events(chart({"log.txt": log})) == []


def test_a_supplier_s_words_are_no_values() -> None:
    form = f"CGM INTAKE   for supplier use only\nPatient: {PATIENT}\nBG 48 and 51 reported by customer\n"
    assert events(chart({"form.txt": form})) == []


def test_another_person_s_low_is_not_the_patient_s() -> None:
    strange = "PATIENT CARE REPORT\nPatient: Torvald, Henrik   DOB 01/02/1944\nDate 01/22/2026\nBGL 38 at 06:04.\n"
    assert events(chart({"run.txt": strange})) == []


def observation(id_: str, value: float, unit: str, day: str) -> Resource:
    """A glucose result."""
    body = {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "2339-0"}]},
        "effectiveDateTime": day,
        "valueQuantity": {"value": value, "unit": unit},
    }
    return Resource(f"Observation/{id_}", "Observation", body, "record.json")


def test_coded_glucose_counts_below_54_in_either_unit() -> None:
    resources = (
        observation("a", 48, "mg/dL", "2026-01-03"),
        observation("b", 2.7, "mmol/L", "2026-01-12"),
        observation("c", 54, "mg/dL", "2026-01-20"),
        observation("d", 3.0, "mmol/L", "2026-01-21"),
    )
    given = Chart(Record((), (), resources), asked())
    found = [f for f in hypoglycemia(given) if f.concept == "level2_event"]
    assert [f.date.iso() for f in found if f.date] == ["2026-01-03", "2026-01-12"]
    assert all(f.number is not None and f.number < Decimal(54) for f in found)


def test_a_diary_in_millimoles_is_read_in_millimoles() -> None:
    log = f"Glucose diary mmol/L   {PATIENT}\nDate   am   pm\n01/02/2026  6.1  2.8\n01/05/2026  5.9  7.0\n01/09/2026  2.6  6.6\n"
    assert events(chart({"log.txt": log})) == [47, 50]
