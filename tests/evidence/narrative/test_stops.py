"""Stops behind initials, titles and abbreviations, and stops that end a sentence all the same."""

from __future__ import annotations

import pytest

from accord.evidence.narrative.sentences import LONGEST, sentences
from tests.evidence.narrative.writing import document


def read(text: str) -> list[str]:
    return [" ".join(text[s.start : s.end].split()) for s in sentences(document(text))]


ONE = [
    "Seen by J. Smith for OSA.",
    "Dr. A. B. Jones ordered CPAP.",
    "Ordered by Dr. A.B. Jones today.",
    "order from A.B. Jones MD",
    "patient J. Q. Public uses it",
    "discussed with wife M. Torvald, who agrees",
    "referred to T. Ng, MD",
    "John Q. Public uses CPAP.",
    "St. Mary Hospital stay.",
    "seen at Mt. Sinai ED",
    "Ft. Wayne clinic",
    "Capt. R. Hill and Sgt. Poe",
    "by Jas. Smith",
    "cont. Lasix 40",
    "Pt. Reports pain",
    "x-ray L. Knee today",
    "pain R. L4-5 facet",
    "Assoc. Prof. Lee",
    "Fam. hx. DM",
    "Torvald, Agnes B. DOB 4/9/52",
]
SEVERAL = [
    ("Dx: OSA per J. Smith. CPAP ordered.", ["Dx: OSA per J. Smith.", "CPAP ordered."]),
    ("Seen by Dr. K. She is well.", ["Seen by Dr. K.", "She is well."]),
    ("Smith, J. Uses CPAP.", ["Smith, J.", "Uses CPAP."]),
    ("Qualifies in Group I. Needs O2.", ["Qualifies in Group I.", "Needs O2."]),
    ("Takes vitamin D. Walks daily.", ["Takes vitamin D.", "Walks daily."]),
    ("Has hepatitis C. Treated 2019.", ["Has hepatitis C.", "Treated 2019."]),
    ("NYHA Class C. Uses oxygen.", ["NYHA Class C.", "Uses oxygen."]),
    ("Refer to ENT. J. Smith will call.", ["Refer to ENT.", "J. Smith will call."]),
    ("Seen in E.R. She went home.", ["Seen in E.R.", "She went home."]),
    ("Stayed at St. Mary's. Discharged 5/1.", ["Stayed at St. Mary's.", "Discharged 5/1."]),
    ("Oxygen to cont. She agrees.", ["Oxygen to cont.", "She agrees."]),
    ("Seen by A. Okafor, D.O. Plan CPAP.", ["Seen by A. Okafor, D.O.", "Plan CPAP."]),
    ("Walks 50 ft. Stops twice.", ["Walks 50 ft.", "Stops twice."]),
    ("Served in the U.S. He is well.", ["Served in the U.S.", "He is well."]),
    ("Daughter K. Reports apnea.", ["Daughter K.", "Reports apnea."]),
]


@pytest.mark.parametrize("text", ONE)
def test_an_initial_title_or_abbreviation_ends_no_sentence(text: str) -> None:
    assert read(text) == [text]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_a_stop_that_ends_a_sentence_still_does(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_line_of_titles_is_cut_in_no_long_time() -> None:
    pieces = read("Dr. " * 20000)
    assert "".join(pieces).count("Dr.") == 20000
    assert max(map(len, pieces)) <= LONGEST
    assert len(read("J. Smith. " * 5000)) == 5000
