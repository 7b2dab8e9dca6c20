"""dates.service: the day of service against the day the request was received."""

from __future__ import annotations

import datetime as dt

from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem, unknown
from accord.records.dates import add_months
from accord.records.request import Request

RULE = "dates.service"
FILING_MONTHS = 12
AHEAD_MONTHS = 12


def check_service_date(request: Request) -> list[CheckResult]:
    """Before receipt is after the fact (a person looks); a year before is past the filing limit (42 CFR 424.44)."""
    if request.service_date is None:
        return []
    service = request.service_date.value
    if request.received is None:
        return [unknown(RULE, "no_received", [request.service_date.place], service=service)]
    received = request.received.value
    places = [request.service_date.place, request.received.place]
    if service < add_months(received, -FILING_MONTHS):
        return [problem(RULE, "far_past", places, service=service, received=received)]
    if service < received:
        days = (received - service) // dt.timedelta(days=1)
        late = problem(RULE, "before", places, severity=Severity.LOOK, service=service, received=received, days=days)
        return [late]
    if service > add_months(received, AHEAD_MONTHS):
        return [problem(RULE, "far_future", places, severity=Severity.LOOK, service=service, received=received)]
    return [passed(RULE, "right", places, service=service, received=received)]
