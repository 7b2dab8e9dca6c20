"""Forms whose heading names a column for yes and one for no."""

from __future__ import annotations

import pytest

from accord.evidence.narrative.checkboxes import checkboxes, contradictory
from accord.evidence.narrative.context import assertion
from accord.records.findings import Presence
from tests.evidence.narrative.writing import document, where

FORM = """QUESTIONS                  Yes    No     remarks
Snores                     [x]    [ ]    loudly
Stroke                     [ ]    [x]    (his mother had one)
Hypertension               [x]    [x]
Diabetes                   [ ]    [ ]

Signed by the practitioner
"""


@pytest.mark.parametrize(
    ("words", "presence", "hypothetical"),
    [
        ("Snores", Presence.PRESENT, False),
        ("Stroke", Presence.ABSENT, False),
        ("Hypertension", Presence.POSSIBLE, True),
        ("Diabetes", Presence.POSSIBLE, True),
    ],
)
def test_the_column_of_the_tick_answers_the_row(words: str, presence: Presence, hypothetical: bool) -> None:
    form = document(FORM)
    told = assertion(form, *where(FORM, words))
    assert (told.presence, told.hypothetical) == (presence, hypothetical)


def test_a_row_ticked_in_both_columns_contradicts_itself() -> None:
    boxes = checkboxes(document(FORM))
    groups = contradictory(boxes)
    assert {box.question_text for box in boxes if box.group in groups} == {"Hypertension"}


def test_no_comes_first_in_some_forms() -> None:
    text = "              N    Y\nInsomnia     ( )  (x)\nDepression   (x)  ( )\n"
    form = document(text)
    assert assertion(form, *where(text, "Insomnia")).presence is Presence.PRESENT
    assert assertion(form, *where(text, "Depression")).presence is Presence.ABSENT


def test_a_heading_of_a_form_that_has_ended_labels_nothing() -> None:
    text = "Item      Yes   No\nSnores    [x]   [ ]\n\n\nTopics    [x]   [ ]\n"
    labels = [box.label_text for box in checkboxes(document(text))]
    assert labels[:2] == ["Yes", "No"]
    assert "Yes" not in labels[2:]
