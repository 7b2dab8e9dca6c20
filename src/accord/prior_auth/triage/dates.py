"""The day of the appointment: told, and not behind us."""

from __future__ import annotations

from collections.abc import Iterator

from accord.prior_auth.triage.concern import Concern, Kind, Weight, concern
from accord.prior_auth.triage.opened import Opened


def dates(at: Opened) -> Iterator[Concern]:
    """A request needs a day of service; a day in the past needs a retrospective authorization, which is another way."""
    day = at.referral.appointment.date
    if day is None:
        yield concern(Kind.NO_DATE, Weight.HOLD)
    elif day < at.today:
        yield concern(Kind.DATE_PAST, Weight.HOLD, at.at("appointment.date", day), day=day, today=at.today)
