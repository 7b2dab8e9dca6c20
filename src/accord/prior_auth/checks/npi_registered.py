"""npi.registered: is a stated NPI issued, in use on the day of service, and of whom the request names? By the local registry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from accord.connectors.npi.register import held
from accord.connectors.npi.same_name import Agreement
from accord.connectors.npi.sides import Local
from accord.connectors.npi.verify import Standing, Verified, verify_one
from accord.dossier.review import Outcome
from accord.errors import Unavailable
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem, unknown
from accord.records.places import AnyPlace
from accord.records.request import Person, Request

RULE = "npi.registered"

# A number that is missing may be younger than the release; one that was not yet issued may be a slip in the date.
STANDINGS: Mapping[Standing, Severity | None] = MappingProxyType(
    {
        Standing.ACTIVE: None,
        Standing.DEACTIVATED: Severity.BLOCKING,
        Standing.NOT_YET_ISSUED: Severity.LOOK,
        Standing.NOT_FOUND: Severity.LOOK,
        Standing.NO_NPI: Severity.BLOCKING,
    }
)
NAMES: Mapping[Agreement | None, Outcome] = MappingProxyType(
    {
        None: Outcome.PASSED,
        Agreement.AGREES: Outcome.PASSED,
        Agreement.UNCLEAR: Outcome.UNKNOWN,
        Agreement.DIFFERS: Outcome.PROBLEM,
    }
)
MAKERS = {Outcome.PASSED: passed, Outcome.UNKNOWN: unknown, Outcome.PROBLEM: problem}


def check_registered(request: Request, roles: list[str]) -> list[CheckResult]:
    """One result for each role; a registry that cannot be read is told and stops no review."""
    people = {"requester": request.requester, "performer": request.performer}
    try:
        return list(_results(request, {role: people[role] for role in roles}))
    except Unavailable as fault:
        return [unknown(RULE, "unread", answer=str(fault))]


def _results(request: Request, people: Mapping[str, Person]) -> Iterator[CheckResult]:
    register = held()
    if register is None:
        return
    stated = request.service_date or request.received
    day = stated.value if stated else register.release.as_of or dt.date.today()
    for role, person in people.items():
        if person.npi is not None:
            told = verify_one(Local(register), person.npi.value, person.name.value if person.name else "", day)
            yield _result(role, person, told, register.release.name)


def _result(role: str, person: Person, told: Verified, release: str) -> CheckResult:
    places: list[AnyPlace] = [each.place for each in (person.npi, person.name) if each is not None]
    answer = " ".join(told.sentences)
    severity = STANDINGS[told.standing]
    if severity is not None:
        return problem(RULE, role, places, severity=severity, answer=answer, release=release)
    make = MAKERS[NAMES[told.name_agrees]]
    return make(RULE, role, places, answer=answer, release=release)
