"""hcpcs.known: whether each service code can be confirmed with the list held here."""

from __future__ import annotations

from accord.connectors.hcpcs import code_system, is_known
from accord.prior_auth.checks.result import CheckResult, passed, unknown
from accord.records.request import Request

RULE = "hcpcs.known"


def check_known(request: Request) -> list[CheckResult]:
    """The list is not the whole of HCPCS and CPT, so a code that is not on it is unconfirmed and never wrong."""
    shaped = [service for service in request.services if code_system(service.code) is not None]
    found = [
        unknown(RULE, "unconfirmed", [service.place], code=service.code)
        for service in shaped
        if not is_known(service.code)
    ]
    if found or not shaped:
        return found
    return [passed(RULE, "all", [service.place for service in shaped])]
