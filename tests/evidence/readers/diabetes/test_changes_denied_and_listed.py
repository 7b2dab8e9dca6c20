"""Changes of treatment against lows: said never to have been made, listed with their days, or made for another reason."""

from __future__ import annotations

import pytest

from accord.evidence.readers.diabetes.changes import changes
from tests.evidence.readers.diabetes.notes import chart, note, visit

NEVER_MADE = [
    "Nobody has ever adjusted her glipizide because of lows.",
    "No one changed his meal plan or drugs for low sugars.",
    "None of his diabetes pills were ever lowered for hypoglycemia.",
    "No adjustment was ever made for hypoglycemia.",
    "No provider has altered the regimen on account of lows.",
    "We have never had to change the insulin for lows.",
    "His doses have been the same from 2022 until now.",
    "Same regimen x 3 years.",
    "She never had her glimepiride dose lowered.",
    "Glipizide dose unchanged throughout, in spite of the reading in March.",
    "Medications have not been changed since 2023.",
]


@pytest.mark.parametrize("words", NEVER_MADE)
def test_no_change_was_made(words: str) -> None:
    told = [f for f in changes(visit(words)) if f.concept == "treatment_change_count"]
    assert [int(f.number or 0) for f in told] == [0]


NOT_ABOUT_TREATMENT = [
    "No changes in vision since the last visit.",
    "No skin changes over the feet.",
    "No change in weight since spring.",
    "Nobody changed the batteries of the meter, glucose not checked.",
    "No changes made to the problem list.",
]


@pytest.mark.parametrize("words", NOT_ABOUT_TREATMENT)
def test_what_did_not_change_may_be_something_else(words: str) -> None:
    assert not [f for f in changes(visit(words)) if f.concept == "treatment_change_count"]


LISTED = [
    (
        "Changes made for the lows: 11/4/2025 nutritionist, bedtime snack; 12/9/2025 glimepiride 4 to 2 mg; 1/6/2026 glimepiride off.",
        3,
    ),
    ("What we tried before the January low:\n11/04/2025 six small meals\n12/09/2025 diazoxide 50 mg bid\n", 2),
    ("Adjustments so far:\n - 10/02/2025: evening basal 18 -> 15\n - 11/20/2025: carb ratio 1:8 to 1:10\n", 2),
    ("Interventions: (1) 9/15/2025 target raised to 7.5; (2) 10/30/2025 supper dose cut.", 2),
    ("Treatment changes: none.", 0),
    ("Changes: 11/04/2025 no changes; 12/09/2025 considered acarbose.", 0),
    ("Interventions: she will see the dietitian on 3/1/2026.", 0),
]


@pytest.mark.parametrize(("words", "expected"), LISTED)
def test_dated_items_of_a_list_of_changes(words: str, expected: int) -> None:
    days = {f.date.iso() for f in changes(visit(words)) if f.concept == "treatment_change" and f.date is not None}
    assert len(days) == expected


AGAINST_LOWS = [
    ("Added acarbose 25 mg with meals on 11/04/2025.", True),
    ("Acarbose raised to 100 mg on 12/09/2025.", True),
    ("On 12/09/2025 we started diazoxide.", True),
    ("Metformin stopped 11/04/2025 due to diarrhea.", False),
    ("Switched glipizide to sitagliptin 11/04/2025 because of cost.", False),
    ("Jardiance discontinued 11/04/2025 for yeast infections.", False),
    ("Consider acarbose at the next visit.", False),
    ("Lantus increased 11/04/2025 for A1c above goal.", False),
]


@pytest.mark.parametrize(("words", "expected"), AGAINST_LOWS)
def test_what_is_done_for_another_reason_is_no_change_against_lows(words: str, expected: bool) -> None:
    assert bool([f for f in changes(visit(words)) if f.concept == "treatment_change"]) is expected


def test_a_later_change_overtakes_what_an_older_note_counted() -> None:
    papers = {
        "old.txt": note("T2DM. No changes in the regimen since 2022.", "08/12/2025"),
        "new.txt": note("T2DM. Glipizide cut to 2.5 mg on 11/04/2025 for lows."),
    }
    told = list(changes(chart(papers)))
    assert [f.concept for f in told] == ["treatment_change"]
