"""When a decision is due: 72 hours or 7 calendar days from receipt, with extensions and stops as dated rows.

42 CFR 422.568(b)(1) and 422.572(a), as of 2026 (CMS-0057-F): standard requests 7 calendar days, expedited 72 hours, from
receipt; an extension by up to 14 calendar days in defined cases. Asking for more does not stop the clock; a row of its own
does, where another law lets it. Calendar days are those of the payer's time zone, up to the hour of receipt.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from accord.errors import Conflict, Invalid


class Urgency(StrEnum):
    """How soon."""

    STANDARD = "standard"
    EXPEDITED = "expedited"


class RowKind(StrEnum):
    """What a row does to the clock."""

    RECEIVED = "received"
    EXPEDITED = "expedited"
    EXTENDED = "extended"
    STOPPED = "stopped"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One dated change. days -- of an extension."""

    kind: RowKind
    at: dt.datetime
    days: int = 0
    reason: str = ""


EXPEDITED = dt.timedelta(hours=72)
STANDARD_DAYS = 7
MOST_EXTENDED_DAYS = 14
REMIND_BEFORE: Mapping[Urgency, dt.timedelta] = {
    Urgency.STANDARD: dt.timedelta(hours=48),
    Urgency.EXPEDITED: dt.timedelta(hours=24),
}
ESCALATE_BEFORE: Mapping[Urgency, dt.timedelta] = {
    Urgency.STANDARD: dt.timedelta(hours=24),
    Urgency.EXPEDITED: dt.timedelta(hours=8),
}


def due_at(rows: Sequence[ClockRow], urgency: Urgency, time_zone: str) -> dt.datetime | None:
    """When the decision is due, in UTC; None while the clock stands still. Raises Invalid, Conflict for impossible rows."""
    if not rows or rows[0].kind is not RowKind.RECEIVED:
        raise Invalid("A clock begins with the receipt of the request.")
    start, zone = rows[0].at, zone_named(time_zone)
    due = _first(start, urgency, zone)
    stopped: dt.datetime | None = None
    for before, row in pairwise(rows):
        if row.at < before.at:
            raise Conflict("A row of the clock lies before the one that it follows.")
        if row.kind is RowKind.EXPEDITED:
            due = min(due, row.at + EXPEDITED)
        elif row.kind is RowKind.EXTENDED:
            due = _days_later(due, row.days, zone)
        elif row.kind is RowKind.STOPPED:
            stopped = row.at
        elif row.kind is RowKind.RESUMED and stopped is not None:
            due += row.at - stopped
            stopped = None
    return None if stopped is not None else due


def check_row(rows: Sequence[ClockRow], row: ClockRow) -> None:
    """Raises Invalid or Conflict for a row that may not follow those."""
    if row.kind is RowKind.RECEIVED:
        raise Conflict("The request was received once.")
    if row.kind in (RowKind.EXTENDED, RowKind.STOPPED, RowKind.EXPEDITED) and not row.reason.strip():
        raise Invalid("The clock is changed for a reason.", "Say which; it is told to the requester.")
    if rows and row.at < rows[-1].at:
        raise Conflict(
            "The clock of this machine was set back: the row would lie before the last one.", "Set the clock right."
        )
    standing = any(one.kind is RowKind.STOPPED for one in rows) and stands(rows)
    if row.kind is RowKind.STOPPED and standing:
        raise Conflict("The clock stands still already.")
    if row.kind is RowKind.RESUMED and not standing:
        raise Conflict("The clock runs already.")
    if row.kind is RowKind.EXPEDITED and any(one.kind is RowKind.EXPEDITED for one in rows):
        raise Conflict("The request is expedited already.")
    if row.kind is RowKind.EXTENDED:
        extended = sum(one.days for one in rows if one.kind is RowKind.EXTENDED)
        if row.days < 1 or extended + row.days > MOST_EXTENDED_DAYS:
            left = MOST_EXTENDED_DAYS - extended
            raise Invalid(
                f"An extension may be {left} days at most." if left else "It was extended as far as it may be."
            )


def zone_named(name: str) -> ZoneInfo:
    """The time zone. Raises Invalid."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise Invalid(f"'{name}' is no time zone.", "Write one of the IANA names, such as America/New_York.") from fault


def _first(start: dt.datetime, urgency: Urgency, zone: ZoneInfo) -> dt.datetime:
    return start + EXPEDITED if urgency is Urgency.EXPEDITED else _days_later(start, STANDARD_DAYS, zone)


def _days_later(moment: dt.datetime, days: int, zone: ZoneInfo) -> dt.datetime:
    """The same hour on the clock on the wall, so many calendar days later; of an hour that comes twice the earlier."""
    local = moment.astimezone(zone)
    return (local.replace(tzinfo=None, fold=0) + dt.timedelta(days=days)).replace(tzinfo=zone).astimezone(dt.UTC)


def stands(rows: Sequence[ClockRow]) -> bool:
    """Was the clock stopped, and does it not run again?"""
    last = [one.kind for one in rows if one.kind in (RowKind.STOPPED, RowKind.RESUMED)]
    return bool(last) and last[-1] is RowKind.STOPPED
