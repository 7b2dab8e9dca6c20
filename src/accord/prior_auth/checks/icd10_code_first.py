"""icd10.code_first: a manifestation stands after the disease that causes it."""

from __future__ import annotations

from accord.connectors import icd10
from accord.prior_auth.checks.diagnoses import edition_of, listed, places_of
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem
from accord.records.request import Request

RULE = "icd10.code_first"


def check_code_first(request: Request) -> list[CheckResult]:
    """Official Guidelines I.A.13. The order does not change what is covered, so a person looks and nothing stops."""
    codes = listed(request)
    if not codes:
        return []
    found = icd10.code_first_problems([listing.code for listing, _ in codes], edition_of(request))
    return [_problem(request, one) for one in found] or [passed(RULE, "none", [stated.place for _, stated in codes])]


def _problem(request: Request, one: icd10.SequenceProblem) -> CheckResult:
    label = icd10.label(one.code, edition_of(request))
    note = one.note.text if one.note else ""
    values: dict[icd10.SequenceFault, dict[str, object]] = {
        icd10.SequenceFault.LISTED_FIRST: {"label": label},
        icd10.SequenceFault.UNDERLYING_AFTER: {"underlying": one.underlying, "note": note},
        icd10.SequenceFault.UNDERLYING_MISSING: {"label": label, "note": note},
    }
    codes = [one.code, one.underlying] if one.underlying else [one.code]
    places = places_of(request, *codes)
    return problem(RULE, one.fault, places, severity=Severity.LOOK, code=one.code, **values[one.fault])
