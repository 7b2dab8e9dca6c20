"""dates.birth: the birth date is one that a living patient can have."""

from __future__ import annotations

import datetime as dt

from accord.prior_auth.checks.result import CheckResult, passed, problem, unknown
from accord.records.request import Request

RULE = "dates.birth"
OLDEST = 120


def check_birth_date(request: Request) -> list[CheckResult]:
    """Compared with the day of receipt, else the day of service; never with today, so that a review can be replayed."""
    if request.patient.birth_date is None:
        return []
    birth = request.patient.birth_date.value
    other = request.received or request.service_date
    if other is None:
        return [unknown(RULE, "no_date", [request.patient.birth_date.place], birth=birth)]
    places = [request.patient.birth_date.place, other.place]
    age = years_between(birth, other.value)
    if birth > other.value:
        return [problem(RULE, "after", places, birth=birth, date=other.value)]
    result = problem if age > OLDEST else passed
    return [result(RULE, "too_old" if age > OLDEST else "right", places, birth=birth, age=age, date=other.value)]


def years_between(birth: dt.date, date: dt.date) -> int:
    """Whole years of age; one born on February 29 turns older on March 1 of a common year."""
    return date.year - birth.year - ((date.month, date.day) < (birth.month, birth.day))
