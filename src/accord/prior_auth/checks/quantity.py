"""service.quantity: each service asks for at least one."""

from __future__ import annotations

from accord.prior_auth.checks.result import CheckResult, passed, problem, unknown
from accord.records.request import Request, Service

RULE = "service.quantity"


def check_quantity(request: Request) -> list[CheckResult]:
    """How many are usual is for the policy; here only that the number is one that can be supplied."""
    if not request.services:
        return []
    found = [result for service in request.services if (result := _one(service))]
    return found or [passed(RULE, "all", [service.place for service in request.services])]


def _one(service: Service) -> CheckResult | None:
    if service.quantity is None:
        return unknown(RULE, "none", [service.place], code=service.code)
    if service.quantity < 1:
        return problem(RULE, "not_positive", [service.place], code=service.code, quantity=service.quantity)
    return None
