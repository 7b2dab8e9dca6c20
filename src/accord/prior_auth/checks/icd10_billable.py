"""icd10.billable: a diagnosis on a request is a code of full length, not a heading."""

from __future__ import annotations

from accord.connectors import icd10
from accord.prior_auth.checks.diagnoses import edition_of, listed, of_this_edition
from accord.prior_auth.checks.result import CheckResult, passed, problem, unknown
from accord.records.request import Request, Stated

RULE = "icd10.billable"


def check_billable(request: Request) -> list[CheckResult]:
    """Official Guidelines I.B.2: a code is used to the highest number of characters available."""
    codes = listed(request)
    if not codes:
        return []
    edition = edition_of(request)
    headings = [(found, stated) for found, stated in codes if not found.billable]
    if not headings:
        return [passed(RULE, "all", [stated.place for _, stated in codes])]
    return [
        _heading(found, stated, edition, of_this_edition(request))
        for found, stated in headings
        if icd10.seventh_character_problem(found.code, edition) is None
    ]


def _heading(found: icd10.Listing, stated: Stated[str], edition: icd10.Edition, holds: bool) -> CheckResult:
    if not holds:
        return unknown(RULE, "other_edition", [stated.place], code=found.code, edition=edition.name)
    beneath = icd10.billable_codes(found.code, edition)
    return problem(
        RULE,
        "heading",
        [stated.place],
        code=found.code,
        label=found.label,
        count=len(beneath),
        example=f"{beneath[0].code} ({beneath[0].label})",
    )
