"""hcpcs.shape: each service code has the shape of a HCPCS Level II or CPT code."""

from __future__ import annotations

from accord.connectors.hcpcs import CodeSystem, code_system
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem
from accord.records.request import Request, Service

RULE = "hcpcs.shape"


def check_shape(request: Request) -> list[CheckResult]:
    """Dental codes (CDT) have a shape of their own and are pointed out."""
    if not request.services:
        return []
    found = [result for service in request.services if (result := _one(service))]
    return found or [passed(RULE, "all", [service.place for service in request.services])]


def _one(service: Service) -> CheckResult | None:
    match code_system(service.code):
        case None:
            return problem(RULE, "shape", [service.place], code=service.code)
        case CodeSystem.CDT:
            return problem(RULE, "dental", [service.place], severity=Severity.LOOK, code=service.code)
        case _:
            return None
