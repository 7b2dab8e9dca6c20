"""icd10.in_force: the diagnosis codes may be used on the day of service."""

from __future__ import annotations

from accord.prior_auth.checks.diagnoses import day_of_use, edition_of, listed
from accord.prior_auth.checks.result import CheckResult, passed, unknown
from accord.records.request import Request

RULE = "icd10.in_force"


def check_in_force(request: Request) -> list[CheckResult]:
    """Codes change each October 1; a day outside the editions at hand is 'cannot be said'."""
    codes = listed(request)
    if not codes:
        return []
    places = [stated.place for _, stated in codes]
    day = day_of_use(request)
    if day is None:
        return [unknown(RULE, "no_date", places)]
    edition = edition_of(request)
    if edition.governs(day):
        return [passed(RULE, "all", places, date=day)]
    names = ", ".join(str(found.code) for found, _ in codes)
    return [
        unknown(
            RULE,
            "cannot_say",
            places,
            codes=names,
            date=day,
            edition=edition.name,
            first=edition.first,
            last=edition.last,
        )
    ]
