"""icd10.seventh_character: where one is due it is there, is one the code takes, and stands in the seventh place."""

from __future__ import annotations

from accord.connectors import icd10
from accord.prior_auth.checks.diagnoses import all_places, edition_of
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem
from accord.records.places import AnyPlace
from accord.records.request import Request

RULE = "icd10.seventh_character"


def check_seventh(request: Request) -> list[CheckResult]:
    """Official Guidelines I.A.4 (placeholder) and I.A.5 (seventh characters)."""
    if not request.diagnoses:
        return []
    edition = edition_of(request)
    found = [
        _problem(fault, request.diagnoses[i].place)
        for i, stated in enumerate(request.diagnoses)
        if (fault := icd10.seventh_character_problem(stated.value, edition)) is not None
    ]
    return found or [passed(RULE, "all", all_places(request.diagnoses))]


def _problem(fault: icd10.SeventhProblem, place: AnyPlace) -> CheckResult:
    values: dict[icd10.SeventhFault, dict[str, object]] = {
        icd10.SeventhFault.MISSING: {"allowed": _allowed(fault)},
        icd10.SeventhFault.UNKNOWN: {"allowed": _allowed(fault), "base": fault.base},
        icd10.SeventhFault.PLACEHOLDER: {"suggestion": fault.suggestion},
    }
    return problem(RULE, fault.fault, [place], severity=Severity.BLOCKING, code=fault.code, **values[fault.fault])


def _allowed(fault: icd10.SeventhProblem) -> str:
    return ", ".join(f"{character} ({meaning})" for character, meaning in fault.allowed.items())
