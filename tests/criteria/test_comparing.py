"""Dates of any precision compare as the days they can mean; an answer without evidence is none."""

from __future__ import annotations

import datetime as dt
import itertools
import operator as op

import pytest

from accord.criteria import Status
from accord.criteria.comparing import compare
from accord.criteria.outcomes import Outcome, proved
from accord.records.dates import PartialDate

SIGNS = {">=": op.ge, ">": op.gt, "<=": op.le, "<": op.lt, "==": op.eq}
DATES = [
    PartialDate(2026),
    PartialDate(2026, 1),
    PartialDate(2026, 2),
    PartialDate(2026, 1, 1),
    PartialDate(2026, 1, 31),
    PartialDate(2026, 2, 1),
    PartialDate(2026, 2, 28),
    PartialDate(2025, 12, 31),
    PartialDate(2027, 1),
]


def days(date: PartialDate, other: PartialDate) -> list[dt.date]:
    """Days that it can mean, near the edges of both dates: enough to tell any comparison apart."""
    edges = (date.earliest, date.latest, other.earliest, other.latest)
    near = {edge + dt.timedelta(step) for edge in edges for step in (-1, 0, 1)}
    return sorted(day for day in near if date.earliest <= day <= date.latest)


@pytest.mark.parametrize("sign", SIGNS)
def test_dates_compare_as_all_the_days_they_can_mean(sign: str) -> None:
    for left, right in itertools.product(DATES, repeat=2):
        answers = {SIGNS[sign](a, b) for a, b in itertools.product(days(left, right), days(right, left))}
        expected = answers.pop() if len(answers) == 1 else None
        assert compare(left, sign, right) is expected, f"{left} {sign} {right}"


@pytest.mark.parametrize("status", [Status.MET, Status.NOT_MET, Status.NOT_APPLICABLE])
def test_no_answer_stands_without_evidence(status: Status) -> None:
    verdict = proved("a.b.c", Outcome[str](status))
    assert (verdict.status, verdict.reason) == (Status.UNCLEAR, "Nothing in the record proves it.")
    assert proved("a.b.c", Outcome(status, ("note",))).status is status
