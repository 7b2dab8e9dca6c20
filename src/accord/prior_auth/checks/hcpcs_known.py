"""hcpcs.known: whether each service code is a code on the day of service, as far as that can be said here."""

from __future__ import annotations

import datetime as dt

from accord.connectors.hcpcs import code_system, is_known
from accord.connectors.hcpcs.standing import Standing, standing
from accord.prior_auth.checks.diagnoses import day_of_use
from accord.prior_auth.checks.result import CheckResult, passed, problem, unknown
from accord.records.request import Request, Service

RULE = "hcpcs.known"
WRONG = {Standing.NOT_LISTED: "not_listed", Standing.ENDED: "ended", Standing.NOT_YET: "not_yet"}
RIGHT = (Standing.VALID, Standing.KNOWN)


def check_known(request: Request) -> list[CheckResult]:
    """The shipped list is not the whole of HCPCS and CPT: a code that is not on it is unconfirmed, never wrong.

    Where the official file of the quarter is loaded, a Level II code that it lacks, or whose use had ended or not begun
    on the day of service, is a problem.
    """
    shaped = [service for service in request.services if code_system(service.code) is not None]
    day = day_of_use(request)
    found = [result for service in shaped if (result := _judge(service, day)) is not None]
    if found or not shaped:
        return found
    return [passed(RULE, "all", [service.place for service in shaped])]


def _judge(service: Service, day: dt.date | None) -> CheckResult | None:
    told = standing(service.code, day) if day else Standing.CANNOT_SAY
    if told in WRONG:
        return problem(RULE, WRONG[told], [service.place], code=service.code, date=day)
    if told in RIGHT or is_known(service.code):
        return None
    return unknown(RULE, "unconfirmed", [service.place], code=service.code)
