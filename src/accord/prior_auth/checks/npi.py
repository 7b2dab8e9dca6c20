"""npi.check_digit: the NPIs of the requester and of the performer."""

from __future__ import annotations

from accord.connectors.npi import check_npi
from accord.prior_auth.checks.result import CheckResult, passed, problem
from accord.records.request import Request

RULE = "npi.check_digit"


def check_npis(request: Request) -> list[CheckResult]:
    """Each NPI that is stated has ten digits and the right check digit (45 CFR 162.406)."""
    roles = (("requester", request.requester.npi), ("performer", request.performer.npi))
    results: list[CheckResult] = []
    for role, npi in roles:
        if npi is not None:
            answer = check_npi(npi.value)
            make = passed if answer.valid else problem
            results.append(make(RULE, role, [npi.place], answer=answer.sentence))
    return results
