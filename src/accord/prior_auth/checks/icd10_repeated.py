"""icd10.repeated: each diagnosis code stands once."""

from __future__ import annotations

from collections import Counter

from accord.prior_auth.checks.diagnoses import listed, places_of
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem
from accord.records.request import Request

RULE = "icd10.repeated"


def check_repeated(request: Request) -> list[CheckResult]:
    """Official Guidelines I.B.12: a code is reported once, also where it holds for both sides."""
    codes = [found.code for found, _ in listed(request)]
    if len(codes) < 2:
        return []
    return [
        problem(RULE, "twice", places_of(request, code), severity=Severity.LOOK, code=code, times=times)
        for code, times in Counter(codes).items()
        if times > 1
    ] or [passed(RULE, "none", [stated.place for _, stated in listed(request)])]
