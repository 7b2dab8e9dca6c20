"""icd10.listed: each diagnosis code is one of the edition that holds on the day of service."""

from __future__ import annotations

from accord.connectors import icd10
from accord.errors import Invalid
from accord.prior_auth.checks.diagnoses import all_places, edition_of, of_this_edition
from accord.prior_auth.checks.result import CheckResult, passed, problem, unknown
from accord.records.request import Request, Stated

RULE = "icd10.listed"


def check_listed(request: Request) -> list[CheckResult]:
    """A code that only lacks its seventh character is left to that rule."""
    if not request.diagnoses:
        return []
    edition, holds = edition_of(request), of_this_edition(request)
    found = [result for stated in request.diagnoses if (result := _one(stated, edition, holds))]
    unlisted = any(icd10.find(stated.value, edition) is None for stated in request.diagnoses)
    if found or unlisted:
        return found
    return [passed(RULE, "all", all_places(request.diagnoses), edition=edition.name)]


def _one(stated: Stated[str], edition: icd10.Edition, holds: bool) -> CheckResult | None:
    try:
        code = icd10.code(stated.value)
    except Invalid:
        return problem(RULE, "shape", [stated.place], code=stated.value)
    if icd10.is_valid(code, edition) or icd10.seventh_character_problem(code, edition) is not None:
        return None
    if holds:
        return problem(RULE, "unlisted", [stated.place], code=code, edition=edition.name)
    return unknown(RULE, "other_edition", [stated.place], code=code, edition=edition.name)
