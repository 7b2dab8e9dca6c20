"""Lows that are not below 54, not two, not this patient's, or not helped by another person."""

from __future__ import annotations

import pytest

from accord.evidence.readers.diabetes.assistance import assistance
from accord.evidence.readers.diabetes.hypoglycemia import hypoglycemia
from accord.records.findings import Presence
from tests.evidence.readers.diabetes.notes import PATIENT, chart, note, visit


def events(words: str) -> int:
    """How many level 2 events a note comes to: counted, or stated."""
    found = list(hypoglycemia(visit(words)))
    counted = len([f for f in found if f.concept == "level2_event"])
    return max([counted, *(int(f.number or 0) for f in found if f.concept == "level2_count")])


FEWER_THAN_TWO = [
    "3 lows this winter: 68, 62, 59.",
    "Lows of 55 and 57, felt shaky.",
    "Three lows on the meter, 66 (12/1), 60 (12/20), 58 (1/4).",
    "One low of 49, the others 60 and 63.",
    "Glucose 51 on 1/3, rechecked 53, then 88.",
    "A1c 5.1, potassium 3.9, weight 151 lb, BP 118/52.",
    "Pulse 52, resp 14; sugars 90 to 160.",
    "Alarm set at 50; low alarm went off several times.",
    "Her brother's sugars were 41 and 44.",
    "Medicare wants two values under 54, such as 48 and 50.",
    "Goal: no readings below 54.",
    "Take juice for glucose under 54 and call if under 40.",
    "Lows in mmol: 3.4 and 3.6 mmol/L.",
    "Average of 52 carbs at lunch; sugars 110 to 140.",
    "Insulin 48 units and 50 units; no lows.",
    "Never below 70 on her meter.",
    "Sensor time below 54: 0%.",
    "Level 1 hypoglycemia x 4, no level 2.",
    "She was seen at age 52 and 53 for other problems; sugars fine.",
    "Frequent lows, no values kept.",
    "eGFR 48, last one 51; glucose 130.",
    "C-peptide 0.4, glucose 112, insulin 45 and 50 units a day.",
    "GMI 6.9; 52 readings in 14 days, mean 148.",
    "If her sugar drops to 45 or 50 she should use glucagon.",
]


@pytest.mark.parametrize("words", FEWER_THAN_TWO)
def test_there_are_not_two_events_below_54(words: str) -> None:
    assert events(f"Type 2 diabetes. {words}") < 2


TWO_OR_MORE = [
    "Lows of 48 on 12/3 and 51 on 1/9.",
    "Meter: 12/3 03:10 44, 1/9 04:20 50.",
    "BG 2.6 mmol/L on 12/3 and 2.8 mmol/L on 1/9.",
    "Four readings under 54 since fall.",
    "Level 2 hypoglycemia x3 since October.",
    "Recurrent level 2 hypoglycemia.",
    "She had sugars of 43 in November and 47 in January by fingerstick.",
]


@pytest.mark.parametrize("words", TWO_OR_MORE)
def test_there_are_two_events_below_54(words: str) -> None:
    assert events(f"Type 2 diabetes. {words}") >= 2


def helped(words: str) -> bool:
    return any(f.presence is Presence.PRESENT for f in assistance(visit(words)))


NOT_HELPED = [
    "Always treats herself, nobody has had to step in.",
    "Never had a low she could not treat on her own.",
    "No lows he was unable to handle.",
    "Husband knows how to give glucagon if needed.",
    "Glucagon kit refilled, daughter taught to use it.",
    "If she is found unresponsive, her son will call 911.",
    "Went to the ER for low sugar, ate a sandwich there.",
    "Called 911 for a sugar of 52 but had already eaten when EMS came, refused transport.",
    "Her neighbor's husband needed paramedics for a low.",
    "Level 3 means a low that another person must treat.",
    "Medicare covers CGM after one event that required third-party assistance.",
    "EMS came for chest pain, sugar was 118.",
    "Walks without assistance, lives alone.",
    "Wife helps him with the sensor.",
    "Fell last month, ambulance called, no low sugar found.",
    "He worries he might need help with a low one day.",
    "Daughter gave him orange juice with breakfast.",
    "Sister was found unconscious with a sugar of 30, glucagon by medics.",
]


@pytest.mark.parametrize("words", NOT_HELPED)
def test_nobody_had_to_help(words: str) -> None:
    assert not helped(f"Type 2 diabetes. {words}")


HELPED = [
    "On 1/9 her husband found her confused, sugar 38, and gave nasal glucagon.",
    "Paramedics treated her with D50 for a glucose of 31.",
    "Could not treat herself; son rubbed glucose gel on her gums, BG 40.",
    "Severe hypoglycemia in December requiring EMS.",
    "Co-worker had to feed him juice when he was confused with a sugar of 41.",
    "Needed his wife to treat a low of 36 last month, he was not making sense.",
]


@pytest.mark.parametrize("words", HELPED)
def test_another_person_helped(words: str) -> None:
    assert helped(f"Type 2 diabetes. {words}")


def test_a_letter_of_the_family_is_no_record_of_the_event() -> None:
    letter = (
        "To Medicare\n\nMy mother had a sugar of 35 on January 9 and I gave her the glucagon shot. Another one of 41 came "
        "in February.\n\nPaula Torvald, daughter\nFebruary 20 2026\n"
    )
    given = chart({"letter.txt": letter, "note.txt": note("Type 2 diabetes, glipizide.")})
    assert not any(f.presence is Presence.PRESENT for f in assistance(given))
    assert not [f for f in hypoglycemia(given) if f.concept == "level2_event"]


def test_an_emergency_and_the_note_about_it_are_one_event() -> None:
    report = (
        f"AMBULANCE PATIENT CARE REPORT\nPatient: {PATIENT}   DOB 04/09/1952\nDate 01/09/2026\n"
        "BGL 33 on scene. D10 given. Repeat BGL 47, then 140.\n"
    )
    words = "Type 2 diabetes. Ambulance on 01/09/2026, husband's meter had said 36."
    found = hypoglycemia(chart({"run.txt": report, "note.txt": note(words)}))
    assert len([f for f in found if f.concept == "level2_event"]) == 1
