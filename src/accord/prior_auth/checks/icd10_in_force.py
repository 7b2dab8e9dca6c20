"""icd10.in_force: the diagnosis codes may be used on the day of service."""

from __future__ import annotations

from accord.connectors import icd10
from accord.prior_auth.checks.diagnoses import day_of_use, listed
from accord.prior_auth.checks.result import CheckResult, passed, unknown
from accord.records.request import Request

RULE = "icd10.in_force"


def check_in_force(request: Request) -> list[CheckResult]:
    """Codes change each October 1; with one edition at hand, a day outside it is 'cannot be said'."""
    codes = listed(request)
    if not codes:
        return []
    places = [stated.place for _, stated in codes]
    day = day_of_use(request)
    if day is None:
        return [unknown(RULE, "no_date", places)]
    if icd10.FY2026.governs(day):
        return [passed(RULE, "all", places, date=day)]
    edition = icd10.FY2026
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
