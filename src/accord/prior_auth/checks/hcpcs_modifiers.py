"""hcpcs.modifiers: the modifiers of a line have the right shape, are not too many, and do not contradict each other."""

from __future__ import annotations

from collections import Counter

from accord.connectors.hcpcs import MOST, clashes, is_modifier
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem
from accord.records.request import Request, Service

RULE = "hcpcs.modifiers"


def check_modifiers(request: Request) -> list[CheckResult]:
    """Only the shape and known contradictions: which modifier a policy wants is for the policy."""
    lines = [service for service in request.services if service.modifiers]
    if not lines:
        return []
    found = [result for service in lines for result in [*_shape(service), *_count(service), *_clashes(service)]]
    return found or [passed(RULE, "all", [service.place for service in lines])]


def _shape(service: Service) -> list[CheckResult]:
    return [
        problem(RULE, "shape", [service.place], code=service.code, modifier=modifier)
        for modifier in service.modifiers
        if not is_modifier(modifier)
    ]


def _count(service: Service) -> list[CheckResult]:
    found = [
        problem(RULE, "repeated", [service.place], severity=Severity.LOOK, code=service.code, modifier=modifier)
        for modifier, times in Counter(service.modifiers).items()
        if times > 1
    ]
    count = len(service.modifiers)
    if count > MOST:
        many = problem(RULE, "many", [service.place], severity=Severity.LOOK, code=service.code, count=count, most=MOST)
        found.append(many)
    return found


def _clashes(service: Service) -> list[CheckResult]:
    return [
        problem(
            RULE,
            "clash",
            [service.place],
            severity=Severity.LOOK,
            code=service.code,
            modifiers=", ".join(both),
            subject=rule.subject,
            source=rule.source,
        )
        for rule, both in clashes(service.modifiers)
    ]
