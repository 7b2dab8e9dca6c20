"""Epworth scores as notes write them, now and before."""

from __future__ import annotations

import pytest

from accord.evidence.readers.epworth import epworth
from tests.evidence.readers.notes import note

SCORES: list[tuple[str, tuple[int | None, int | None]]] = [
    ("Epworth 14/24.", (14, None)),
    ("ESS: 16", (16, None)),
    ("Epworth Sleepiness Scale score is 12 out of 24", (12, None)),
    ("ESS today 7, was 15 in September.", (7, 15)),
    ("Epworth 15 -> 6", (6, 15)),
    ("ESS decreased from 18 to 5.", (5, 18)),
    ("Epworth Sleepiness Scale (ESS): 9", (9, None)),
    ("Epworth total .... 13", (13, None)),
    ("EPWORTH=17", (17, None)),
    ("Epworth improved to 4 from 16.", (4, 16)),
    ("Epworth 6 (14 before therapy)", (6, 14)),
    ("Epworth on 01/05/2026: 11", (11, None)),
    ("Baseline Epworth was 17.", (None, 17)),
    ("Epworth normal (<10) today: 8", (8, None)),
    ("ESS 14 to 5", (5, 14)),
    ("Epworth score 3", (3, None)),
    ("Epworth (pre-CPAP) 19; Epworth (now) 7", (7, 19)),
    ("ESS was 16 at baseline and is 6 now", (6, 16)),
    ("Completed Epworth questionnaire.", (None, None)),
    ("Epworth 13 / BMI 32", (13, None)),
    ("Epworth: eleven", (None, None)),
    ("Sleepiness: Epworth 17 in Nov, 6 today.", (6, 17)),
    ("Epworth 4, previously 12", (4, 12)),
]


@pytest.mark.parametrize(("sentence", "expected"), SCORES)
def test_the_score_of_today_and_the_older_one_are_told_apart(
    sentence: str, expected: tuple[int | None, int | None]
) -> None:
    found = [f for f in epworth(note(sentence)) if f.concept == "epworth"]
    scores = {f.time.value: int(f.number or 0) for f in found}
    assert (scores.get("current"), scores.get("past")) == expected


def test_a_fall_of_the_score_is_a_finding_of_its_own() -> None:
    fall = [f for f in epworth(note("ESS decreased from 18 to 5.")) if f.concept == "epworth_fall"]
    assert [int(f.number or 0) for f in fall] == [13]
    assert not [f for f in epworth(note("ESS rose from 5 to 9.")) if f.concept == "epworth_fall"]
