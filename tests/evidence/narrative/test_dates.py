"""Dates and lengths of time as notes write them."""

from __future__ import annotations

import pytest

from accord.evidence.narrative.dates import dates, durations
from accord.records.dates import PartialDate
from tests.evidence.narrative.writing import document

ANCHOR = PartialDate(2026, 3, 2)

ABSOLUTE = [
    ("Seen 01/13/2026.", "2026-01-13"),
    ("Seen 1/13/26.", "2026-01-13"),
    ("DOB 8-19-1958", "1958-08-19"),
    ("d.o.b. 02/27/60", "1960-02-27"),
    ("file lab_20260113 of 20260114", "2026-01-14"),
    ("on 2026-01-13", "2026-01-13"),
    ("2026-01-13T10:20:00Z", "2026-01-13"),
    ("13-Jan-2026", "2026-01-13"),
    ("19-Aug-55", "1955-08-19"),
    ("20 January 2026", "2026-01-20"),
    ("Jan 13th, 2026", "2026-01-13"),
    ("May 4 2026", "2026-05-04"),
    ("Tuesday 4/14/2026", "2026-04-14"),
    ("began January 2026", "2026-01"),
    ("CT 11/2025", "2025-11"),
    ("spring of 2023", "2023"),
    ("since 2009", "2009"),
    ("retired in 2022", "2022"),
    ("cataracts '19", "2019"),
    ("quit 2019, coughs", "2019"),
    ("2026/01/05", "2026-01-05"),
    ("01.13.2026", "2026-01-13"),
    ("5 Jan 26", "2026-01-05"),
    ("the 5th of January 2026", "2026-01-05"),
    ("Feb '26", "2026-02"),
]

NOT_DATES = [
    "strength 5/5 throughout",
    "Epworth 13/24",
    "BP 132/80",
    "L4-5 and C5-6",
    "NDI 19/50",
    "call 330-555-0142",
    "NPI 1848733311",
    "67 yo woman",
    "Pain 7/10",
    "you may 2 or 3 times",
    "in 2000 mg doses",
    "vision 20/30",
    "13/45/2026",
    "use 30/30 nights",
]

ANCHORED = [
    ("labs 2/10", "2026-02-10"),
    ("labs of 12/29", "2025-12-29"),
    ("bring your meter on 4/14", "2026-04-14"),
    ("Jan 25", "2026-01-25"),
    ("since December", "2025-12"),
    ("today", "2026-03-02"),
    ("yesterday", "2026-03-01"),
    ("last week", "2026-02"),
    ("last month", "2026-02"),
    ("last year", "2025"),
    ("last October", "2025-10"),
    ("three months ago", "2025-12"),
    ("x 3 weeks ago", "2026-02"),
    ("ten days ago", "2026-02-20"),
    ("about 2 yrs ago", "2024"),
    ("last fall", "2025"),
    ("last spring", "2025"),
    ("Tue 3/3", "2026-03-03"),
    ("visit 3/10", "2026-03-10"),
]

LENGTHS = [
    ("T2DM x 14 yrs", 14 * 365, 14 * 365),
    ("for 3 months", 90, 90),
    ("6 wks", 42, 42),
    ("over the past 2 months", 60, 60),
    ("a two year history of pain", 730, 730),
    ("about 20 months", 600, 600),
    ("5-6 weeks", 35, 42),
    ("six weeks of therapy", 42, 42),
    ("for a year", 365, 365),
    ("90 days", 90, 90),
    ("at least three to six months", 90, 180),
    ("1 year and 6 months", 545, 545),
    ("x3 weeks", 21, 21),
    ("more than 3 months", 90, 36500),
    ("6+ weeks", 42, 36500),
    ("less than 2 weeks", 0, 14),
    ("8-week course", 56, 56),
]

NOT_LENGTHS = [
    "67 y",
    "73 years old",
    "78-year-old man",
    "once a week",
    "3 times a day",
    "1 per 3 mo",
    "cough and fever",
    "any",
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
def test_a_date_is_read_as_precisely_as_it_is_written(text: str, expected: str) -> None:
    assert [(mention.date.iso(), mention.relative) for mention in dates(document(text))] == [(expected, False)]


@pytest.mark.parametrize("text", NOT_DATES)
def test_scores_levels_and_numbers_are_not_dates(text: str) -> None:
    assert dates(document(text), ANCHOR) == []


@pytest.mark.parametrize(("text", "expected"), ANCHORED)
def test_a_date_without_a_year_is_reckoned_from_the_anchor(text: str, expected: str) -> None:
    assert [(mention.date.iso(), mention.relative) for mention in dates(document(text), ANCHOR)] == [(expected, True)]
    assert dates(document(text)) == []


RANGES = [
    ("PT 12/15/25-2/2/26, ten visits", ["2025-12-15", "2026-02-02"]),
    ("from 12/15/2025-02/02/2026", ["2025-12-15", "2026-02-02"]),
    ("care 2025-12-15/2026-02-02", ["2025-12-15", "2026-02-02"]),
    ("12/15/25 - 2/2/26", ["2025-12-15", "2026-02-02"]),
    ("lot 12/15/25-3", []),
    ("ratio 12/15/25/4", []),
    ("part 2/2/26-1/3/4/5", []),
]


@pytest.mark.parametrize(("text", "days"), RANGES)
def test_days_that_stand_together_are_two_and_numbers_of_parts_are_none(text: str, days: list[str]) -> None:
    assert [m.date.iso() for m in dates(document(text))] == days


def test_both_ends_of_a_range_are_dates() -> None:
    found = [mention.date.iso() for mention in dates(document("11/2025-02/2026"))]
    assert found == ["2025-11", "2026-02"]
    assert [mention.date.iso() for mention in dates(document("1/15-2/20/2026"), ANCHOR)] == ["2026-01-15", "2026-02-20"]


def test_a_date_points_to_its_words() -> None:
    text = "Visit: 01/13/2026 10:20"
    [mention] = dates(document(text))
    assert text[mention.start : mention.end] == "01/13/2026"


@pytest.mark.parametrize(("text", "low", "high"), LENGTHS)
def test_a_length_of_time_is_read_in_days(text: str, low: int, high: int) -> None:
    assert [(mention.days_min, mention.days_max) for mention in durations(document(text))] == [(low, high)]


@pytest.mark.parametrize("text", NOT_LENGTHS)
def test_ages_and_rates_are_not_lengths_of_time(text: str) -> None:
    assert durations(document(text)) == []
