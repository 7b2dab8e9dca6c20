"""policy.service and policy.diagnosis: the request's codes against those that a policy names, given as plain lists."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem
from accord.records.places import AnyPlace
from accord.records.request import Request, Service, Stated

SERVICE = "policy.service"
DIAGNOSIS = "policy.diagnosis"


def check_services_governed(request: Request, governed_codes: Collection[str]) -> list[CheckResult]:
    """Does the policy govern the services? One that it does not stops an approval of the whole request."""
    if not request.services or not governed_codes:
        return []
    governed = {code.strip().upper() for code in governed_codes}
    inside = [service for service in request.services if service.code.strip().upper() in governed]
    outside = [service for service in request.services if service not in inside]
    if not inside:
        return [problem(SERVICE, "none", _places(outside), codes=_codes(outside))]
    found = [passed(SERVICE, "governed", _places(inside), codes=_codes(inside))]
    if outside:
        found.append(problem(SERVICE, "some", _places(outside), codes=_codes(outside)))
    return found


def check_without_policy(request: Request) -> list[CheckResult]:
    """Services beside others that no policy governs: their part goes to a clinician, and the rest is judged without them."""
    return [problem(SERVICE, "apart", _places(request.services), codes=_codes(request.services))]


def check_diagnosis_covered(request: Request, covered_prefixes: Sequence[str]) -> list[CheckResult]:
    """Is at least one diagnosis at or beneath a code that the policy names ('E11' names E11.649)?

    A policy that names none gives no result. Whether a diagnosis that is not named is fatal is for its criteria.
    """
    if not request.diagnoses or not covered_prefixes:
        return []
    bare = tuple(letters for prefix in covered_prefixes if (letters := _letters(prefix.rstrip("*"))))
    covered = [stated for stated in request.diagnoses if _letters(stated.value).startswith(bare)]
    if covered:
        return [passed(DIAGNOSIS, "covered", _stated_at(covered), codes=_values(covered))]
    others = request.diagnoses
    return [problem(DIAGNOSIS, "none", _stated_at(others), severity=Severity.LOOK, codes=_values(others))]


def _letters(code: str) -> str:
    return code.strip().upper().replace(".", "").rstrip("-")


def _places(services: Sequence[Service]) -> list[AnyPlace]:
    return [service.place for service in services]


def _codes(services: Sequence[Service]) -> str:
    return ", ".join(service.code for service in services)


def _stated_at(diagnoses: Sequence[Stated[str]]) -> list[AnyPlace]:
    return [stated.place for stated in diagnoses]


def _values(diagnoses: Sequence[Stated[str]]) -> str:
    return ", ".join(stated.value for stated in diagnoses)
