"""npi.check_digit and npi.registered: the NPIs of the requester and of the performer."""

from __future__ import annotations

from accord.connectors.npi import check_npi
from accord.connectors.releases import POINTER, index_folder
from accord.prior_auth.checks.result import CheckResult, passed, problem
from accord.records.request import Request

RULE = "npi.check_digit"


def check_npis(request: Request) -> list[CheckResult]:
    """Each NPI that is stated has ten digits and the right check digit (45 CFR 162.406).

    Where the NPI registry is loaded also: it is issued, in use on the day, and of the person or organization named.
    """
    people = {"requester": request.requester, "performer": request.performer}
    results: list[CheckResult] = []
    valid: list[str] = []
    for role, person in people.items():
        if person.npi is not None:
            answer = check_npi(person.npi.value)
            make = passed if answer.valid else problem
            results.append(make(RULE, role, [person.npi.place], answer=answer.sentence))
            valid += [role] * answer.valid
    return [*results, *_registered(request, valid)]


def _registered(request: Request, roles: list[str]) -> list[CheckResult]:
    """What the registry says; its reader is imported only where a registry is loaded."""
    if not roles or not (index_folder("npi") / POINTER).is_symlink():
        return []
    from accord.prior_auth.checks.npi_registered import check_registered

    return check_registered(request, roles)
