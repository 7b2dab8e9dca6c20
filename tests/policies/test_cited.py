"""Of a published section the words are shown that a criterion rests on, or none."""

from __future__ import annotations

import pytest

from accord.policies.cited import LONGEST, cited

CHAPTERS = """GENERAL WORDS
1. The device is rented.
2. The device is bought at home.
DEVICE MONITORS (DM)
To be covered the patient must meet all of these:
1. The patient has thin bones and
has broken one of them; and,
2. The order names the device and its label; or,
3. It follows the label.
Revisions are listed elsewhere."""
LISTS = """B. Covered

One device may be had for these indications:

- Fracture of a long bone;
- Fusion that failed, nine months or more after surgery;
- Born without union.

C. Not covered

Nothing of the skull is covered."""


def test_the_item_stands_with_what_leads_to_it_and_without_the_others() -> None:
    told = cited(LISTS, "B.2", "Has a fusion failed nine months ago?", "The fusion has not united.")
    assert (
        told
        == "One device may be had for these indications:\n[…]\n- Fusion that failed, nine months or more after surgery;"
    )


def test_a_lead_shows_its_items() -> None:
    told = cited(LISTS, "B", "Which device has indications?", "")
    assert told is not None
    assert told.count("\n- ") == 3
    assert "skull" not in told


def test_lines_broken_at_a_margin_are_one_item_and_the_chapter_is_the_one_that_is_named() -> None:
    told = cited(CHAPTERS, "DM criterion 1", "Has a bone of the patient broken?", "")
    assert told is not None
    assert told.endswith("1. The patient has thin bones and has broken one of them; and,")
    assert "rented" not in told


def test_an_item_that_the_text_numbers_need_share_nothing() -> None:
    told = cited(CHAPTERS, "DM criterion 3", "Is it used as it was approved?", "")
    assert told is not None
    assert told.endswith("3. It follows the label.")


@pytest.mark.parametrize("question", ["Was a vaccine given?", "", "Is it covered by the patient?"])
def test_what_shares_too_little_is_not_shown(question: str) -> None:
    assert cited(LISTS, "B", question, "") is None
    assert cited("", "B", question, "") is None


def test_no_passage_is_longer_than_somebody_reads() -> None:
    text = " ".join(f"The monitor of kind {number} is used for diabetes without an end" for number in range(200))
    told = cited(text, "x", "Is the monitor used for diabetes?", "")
    assert told is not None
    assert len(told) <= LONGEST + 5
