"""Is the plan in force on the day of the appointment?"""

from __future__ import annotations

from collections.abc import Iterator

from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened


def coverage(at: Opened) -> Iterator[Concern]:
    """Status, begin and end of the coverage, and what a payer needs to find the member."""
    plan = at.referral.insurance
    if plan.status and not at.rules.means(plan.status, "coverage_active"):
        yield concern(Kind.COVERAGE_INACTIVE, Weight.HOLD, at.at("insurance.status", plan.status), status=plan.status)
    day = at.referral.appointment.date or at.today
    places = [at.at("appointment.date", day)] if at.referral.appointment.date else []
    for name, bound, outside in (
        ("effectiveDate", plan.effective_date, plan.effective_date is not None and day < plan.effective_date),
        ("terminationDate", plan.termination_date, plan.termination_date is not None and day > plan.termination_date),
    ):
        if outside:
            place = at.at(f"insurance.{name}", bound)
            yield concern(Kind.COVERAGE_DATES, Weight.HOLD, place, *places, bound=bound, day=day)
    for name, value in (("payer", plan.payer), ("memberId", plan.member_id), ("status", plan.status)):
        if not value.strip():
            yield concern(Kind.COVERAGE_MISSING, Weight.HOLD, name=name)
