"""icd10.excludes1: no two diagnosis codes that the tabular list forbids to stand together."""

from __future__ import annotations

from accord.connectors import icd10
from accord.prior_auth.checks.diagnoses import edition_of, listed, places_of
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem
from accord.records.request import Request

RULE = "icd10.excludes1"


def check_excludes1(request: Request) -> list[CheckResult]:
    """Official Guidelines I.A.12.a. A person looks, since unrelated conditions may stand together all the same."""
    codes = listed(request)
    if len(codes) < 2:
        return []
    conflicts = icd10.excludes1_conflicts([found.code for found, _ in codes], edition_of(request))
    if not conflicts:
        return [passed(RULE, "none", [stated.place for _, stated in codes])]
    return [
        problem(
            RULE,
            "pair",
            places_of(request, conflict.code, conflict.excluded),
            severity=Severity.LOOK,
            code=conflict.code,
            excluded=conflict.excluded,
            owner=conflict.note.owner,
            note=conflict.note.text,
        )
        for conflict in conflicts
    ]
