"""order.signed and order.dated: a written order without the practitioner's signature, or without its day."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.prior_auth.checks.result import CheckResult, Severity, passed, problem
from accord.records.findings import Finding, Whose

SIGNED, DATED = "order.signed", "order.dated"


def check_orders(chart: Chart) -> list[CheckResult]:
    """Each order of the patient; what it lacks is shown where its signature or its head stands."""
    orders = [found for found in chart.of(["written_order"]) if found.whose is Whose.PATIENT]
    return [result for found in orders for result in (_signed(found), _dated(found))]


def _signed(found: Finding) -> CheckResult:
    document = found.place.document
    if found.qualifiers.get("signed") == "yes":
        return passed(SIGNED, "yes", [found.place], document=document)
    return problem(SIGNED, "no", [found.place], severity=Severity.LOOK, document=document)


def _dated(found: Finding) -> CheckResult:
    document = found.place.document
    if found.date is not None:
        return passed(DATED, "yes", [found.place], document=document, date=found.date.iso())
    return problem(DATED, "no", [found.place], severity=Severity.LOOK, document=document)
