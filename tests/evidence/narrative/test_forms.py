"""Check boxes, tables and label-value rows."""

from __future__ import annotations

import pytest

from accord.evidence.narrative.checkboxes import checkboxes, contradictory
from accord.evidence.narrative.tables import rows, tables
from accord.records.documents import FormField, TickState
from accord.records.places import Place
from tests.evidence.narrative.writing import document

CHECKED, BLANK, UNCLEAR = TickState.CHECKED, TickState.UNCHECKED, TickState.AMBIGUOUS

BOXES = [
    ("[x] E0601  CPAP device", [("E0601 CPAP device", CHECKED, "")]),
    ("Uses insulin?   [ ] yes   [X] no", [("yes", BLANK, "Uses insulin?"), ("no", CHECKED, "Uses insulin?")]),
    ("Oxygen: Yes [x] No [ ]", [("Yes", CHECKED, "Oxygen"), ("No", BLANK, "Oxygen")]),
    ("SIDE    ( ) L   (x) R   ( ) both", [("L", BLANK, "SIDE"), ("R", CHECKED, "SIDE"), ("both", BLANK, "SIDE")]),
    ("Done? ☒ Yes ☐ No", [("Yes", CHECKED, "Done?"), ("No", BLANK, "Done?")]),
    ("☑ cannula", [("cannula", CHECKED, "")]),
    ("Pain __X__ Yes  ____ No", [("Yes", CHECKED, "Pain"), ("No", BLANK, "Pain")]),
    ("Smoker?  (Y) / N", [("Y", CHECKED, "Smoker?")]),
    ("Smoker?  Y / (N)", [("N", CHECKED, "Smoker?")]),
    ("[?] caregiver told", [("caregiver told", UNCLEAR, "")]),
    ("Rx signed .......... [x] 8/5/26", [("Rx signed", CHECKED, "Rx signed")]),
    ("more than one event?              [ ]", [("more than one event?", BLANK, "more than one event?")]),
    (
        "Changes made: trim [ ]  bend [x]  other [ ] ____",
        [("trim", BLANK, "Changes made"), ("bend", CHECKED, "Changes made"), ("other", BLANK, "Changes made")],
    ),
    (
        "Bleeding  [ ] yes [x] no       Thinner  [x] yes [ ] no",
        [
            ("yes", BLANK, "Bleeding"),
            ("no", CHECKED, "Bleeding"),
            ("yes", CHECKED, "Thinner"),
            ("no", BLANK, "Thinner"),
        ],
    ),
    (
        "Oxygen: Yes [x] No [ ]    Side [x] L [ ] R",
        [("Yes", CHECKED, "Oxygen"), ("No", BLANK, "Oxygen"), ("L", CHECKED, "Side"), ("R", BLANK, "Side")],
    ),
    ("1. Able to walk?          Yes ☐   No ☒", [("Yes", BLANK, "Able to walk?"), ("No", CHECKED, "Able to walk?")]),
    ("5. (X) Initial   ( ) Revised", [("Initial", CHECKED, ""), ("Revised", BLANK, "")]),
    ("Has:  __ MS   _x_ ALS", [("MS", BLANK, "Has"), ("ALS", CHECKED, "Has")]),
    ("[X]Yes [ ]No  Patient agreed", [("Yes", CHECKED, "Patient agreed"), ("No", BLANK, "Patient agreed")]),
    ("a. Pain   [x] b. Weakness [ ]", [("a. Pain", CHECKED, ""), ("b. Weakness", BLANK, "")]),
    ("✓ CPAP   ✗ BiPAP", [("CPAP", CHECKED, ""), ("BiPAP", UNCLEAR, "")]),
    ("[x ] home    [-] other", [("home", CHECKED, ""), ("other", UNCLEAR, "")]),
]


@pytest.mark.parametrize(("text", "expected"), BOXES)
def test_a_box_is_read_with_its_label_and_question(text: str, expected: list[tuple[str, TickState, str]]) -> None:
    assert [(box.label_text, box.state, box.question_text) for box in checkboxes(document(text))] == expected


@pytest.mark.parametrize(
    "text", ["Signature X_____________________", "[1] MRI of the foot", "reading (normal) and ()", "2 (two)"]
)
def test_signature_lines_and_brackets_are_not_boxes(text: str) -> None:
    assert checkboxes(document(text)) == []


def test_a_list_of_boxes_shares_its_question_and_group() -> None:
    text = "Qualifying reason (check one)\n  ( ) uses insulin\n  (x) one low reading\n"
    found = checkboxes(document(text))
    assert {(box.group, box.question_text) for box in found} == {(1, "Qualifying reason (check one)")}
    assert [box.state for box in found] == [BLANK, CHECKED]


def test_a_label_points_to_its_words() -> None:
    text = "Use: [x] with activity [ ] sleep"
    box = checkboxes(document(text))[0]
    assert text[box.label.start : box.label.end] == "with activity"
    assert text[box.start : box.end] == "[x]"


def test_yes_and_no_both_ticked_contradict_each_other() -> None:
    text = "First? [x] yes [x] no\nSecond? [x] yes [ ] no\nThird? [?] yes [ ] no"
    assert contradictory(checkboxes(document(text))) == {1, 3}


def test_the_tick_of_a_form_field_stands_for_the_mark_in_the_text() -> None:
    text = "[ ] insulin"
    field = FormField("insulin_box", "Yes", Place("note.txt", 1, 0, 3, "[ ]"), 1, TickState.CHECKED)
    loose = FormField("oxygen_box", "Off", None, 1, TickState.UNCHECKED)
    found = checkboxes(document(text, (field, loose)))
    assert {(box.label_text, box.state, box.field) for box in found} == {
        ("insulin", CHECKED, "insulin_box"),
        ("oxygen_box", BLANK, "oxygen_box"),
    }


WALK = """\
 Phase                FiO2          SpO2      HR
 1. seated, rest      room air       93 %      82
 2. walking           room air       84 %     112
 3. walking           2 L/min NC     94 %     101
"""

SLEEP = """\
                                     Count   Index (/h)
 Obstructive apneas                     5        0.8
 Central apneas                         1        0.2

 AHI using hypopneas A                102       16.2
"""

PIPES = """\
| clock | NRS | activity |
|-------|-----|----------|
| 09:40 | 8 | extension test |
| 10:15 | 1 | walked |
"""

LAB = """\
TEST                       RESULT      FLAG   UNITS      REFERENCE
Hemoglobin A1c               6.8        H     %          4.0 - 5.6
Glucose, fasting             101              mg/dL      70 - 99
"""


def test_a_table_gives_each_cell_below_its_heading() -> None:
    [table] = tables(document(WALK))
    oxygen, saturation = table.column("fio2"), table.column("spo2")
    assert oxygen is not None
    assert saturation is not None
    cells = [(row[oxygen], row[saturation]) for row in table.rows]
    assert [(a.text, b.text) for a, b in cells if a and b] == [
        ("room air", "93 %"),
        ("room air", "84 %"),
        ("2 L/min NC", "94 %"),
    ]
    for row in table.rows:
        assert all(cell is None or WALK[cell.start : cell.end] == cell.text for cell in row)


def test_a_column_of_labels_needs_no_heading_and_a_blank_line_does_not_end_a_table() -> None:
    [table] = tables(document(SLEEP))
    row = table.row("AHI using hypopneas A")
    index = table.column("index")
    assert row is not None
    assert index is not None
    cell = row[index]
    assert cell is not None
    assert cell.text == "16.2"


def test_a_table_of_bars_is_read() -> None:
    [table] = tables(document(PIPES))
    assert [cell.text for cell in table.header] == ["clock", "NRS", "activity"]
    assert [[cell.text if cell else None for cell in row] for row in table.rows][1] == ["10:15", "1", "walked"]


def test_a_table_of_words_is_read_where_its_columns_line_up() -> None:
    [table] = tables(document("Level   Right        Left\nL3-4    normal       mild\nL4-5    moderate     severe\n"))
    assert [[cell.text if cell else None for cell in row] for row in table.rows] == [
        ["L3-4", "normal", "mild"],
        ["L4-5", "moderate", "severe"],
    ]


def test_tabs_part_cells() -> None:
    [table] = tables(document("Test\tResult\tUnits\nA1c\t8.2\t%\nGlucose\t201\tmg/dL\n"))
    assert [cell.text if cell else None for cell in table.rows[0]] == ["A1c", "8.2", "%"]


def test_an_empty_cell_stays_empty() -> None:
    [table] = tables(document(LAB))
    assert [cell.text if cell else None for cell in table.rows[1]] == [
        "Glucose, fasting",
        "101",
        None,
        "mg/dL",
        "70 - 99",
    ]


def test_prose_is_no_table() -> None:
    assert tables(document("She walks daily.  He does not.\nThey cook at home.")) == []


ROWS = [
    ("Order date: 02/12/2026", [("Order date", "02/12/2026")]),
    ("Name ........ A. Person          Sex F", [("Name", "A. Person"), ("Sex", "F")]),
    ("Order date      03/10/2026", [("Order date", "03/10/2026")]),
    ("Pt: A. Person      DOB 08/19/1958      MRN 0047", [("Pt", "A. Person"), ("DOB", "08/19/1958"), ("MRN", "0047")]),
    ("Signature:   A. Person MD      NPI: 1234567893", [("Signature", "A. Person MD"), ("NPI", "1234567893")]),
    ("Average per day, days used .........  5 h 41 min", [("Average per day, days used", "5 h 41 min")]),
    ("Seen at 07:50 by phone", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_label_is_read_with_what_is_written_against_it(text: str, expected: list[tuple[str, str]]) -> None:
    found = rows(document(text))
    assert [(row.label.text, row.value.text) for row in found] == expected
    assert all(text[row.value.start : row.value.end] == row.value.text for row in found)
