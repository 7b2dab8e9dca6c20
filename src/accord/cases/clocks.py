"""When a decision is due: 72 hours or 7 calendar days from receipt, with extensions and stops as dated rows.

42 CFR 422.568(b)(1) and 422.572(a), as of 2026 (CMS-0057-F): standard requests 7 calendar days, expedited 72 hours, from
receipt; an extension by up to 14 calendar days in defined cases. Asking for more does not stop the clock; a row of its own
does, where another law lets it. Calendar days are those of the payer's time zone, up to the hour of receipt; of a provider's
case, those of its own, which knows of no other. A provider's clock begins when the request is sent: a draft has none. An appeal
(a reconsideration) is answered within 30 calendar days, or 72 hours (42 CFR 422.590); a case that is reopened is decided within
the time of a new request.
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
    SENT = "sent"
    APPEALED = "appealed"
    REOPENED = "reopened"


# From these on the day is counted anew: extensions and stops of before count no more.
BEGINNINGS = frozenset({RowKind.RECEIVED, RowKind.SENT, RowKind.APPEALED, RowKind.REOPENED})


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One dated change. days -- of an extension."""

    kind: RowKind
    at: dt.datetime
    days: int = 0
    reason: str = ""


EXPEDITED = dt.timedelta(hours=72)
STANDARD_DAYS = 7
APPEAL_DAYS = 30
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
    if any(row.at < before.at for before, row in pairwise(rows)):
        raise Conflict("A row of the clock lies before the one that it follows.")
    zone, counted = zone_named(time_zone), since_beginning(rows)
    # A request that was made expedited stays so when it is sent on, appealed or reopened.
    soon = any(row.kind is RowKind.EXPEDITED for row in rows[: -len(counted)])
    due = _first(counted[0], Urgency.EXPEDITED if soon else urgency, zone)
    stopped: dt.datetime | None = None
    for row in counted[1:]:
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
    if row.kind in BEGINNINGS:
        raise Conflict("The request was received once.", "Sending, an appeal and reopening begin the clock anew.")
    if row.kind in (RowKind.EXTENDED, RowKind.STOPPED, RowKind.EXPEDITED) and not row.reason.strip():
        raise Invalid("The clock is changed for a reason.", "Say which; it is told to the requester.")
    check_order(rows, row)
    standing = stands(rows)
    if row.kind is RowKind.STOPPED and standing:
        raise Conflict("The clock stands still already.")
    if row.kind is RowKind.RESUMED and not standing:
        raise Conflict("The clock runs already.")
    if row.kind is RowKind.EXPEDITED and any(one.kind is RowKind.EXPEDITED for one in rows):
        raise Conflict("The request is expedited already.")
    if row.kind is RowKind.EXTENDED:
        extended = sum(one.days for one in since_beginning(rows) if one.kind is RowKind.EXTENDED)
        if row.days < 1 or extended + row.days > MOST_EXTENDED_DAYS:
            left = MOST_EXTENDED_DAYS - extended
            raise Invalid(
                f"An extension may be {left} days at most." if left else "It was extended as far as it may be."
            )


def check_order(rows: Sequence[ClockRow], row: ClockRow) -> None:
    """Raises Conflict for a row that lies before the last one."""
    if rows and row.at < rows[-1].at:
        raise Conflict(
            "The clock of this machine was set back: the row would lie before the last one.", "Set the clock right."
        )


def since_beginning(rows: Sequence[ClockRow]) -> Sequence[ClockRow]:
    """The rows that count: from the last beginning on."""
    return rows[max((number for number, row in enumerate(rows) if row.kind in BEGINNINGS), default=0) :]


def zone_named(name: str) -> ZoneInfo:
    """The time zone. Raises Invalid."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise Invalid(f"'{name}' is no time zone.", "Write one of the IANA names, such as America/New_York.") from fault


def _first(row: ClockRow, urgency: Urgency, zone: ZoneInfo) -> dt.datetime:
    if urgency is Urgency.EXPEDITED:
        return row.at + EXPEDITED
    return _days_later(row.at, APPEAL_DAYS if row.kind is RowKind.APPEALED else STANDARD_DAYS, zone)


def _days_later(moment: dt.datetime, days: int, zone: ZoneInfo) -> dt.datetime:
    """The same hour on the clock on the wall, so many calendar days later; of an hour that comes twice the earlier."""
    local = moment.astimezone(zone)
    return (local.replace(tzinfo=None, fold=0) + dt.timedelta(days=days)).replace(tzinfo=zone).astimezone(dt.UTC)


def stands(rows: Sequence[ClockRow]) -> bool:
    """Was the clock stopped, and does it not run again?"""
    last = [one.kind for one in since_beginning(rows) if one.kind in (RowKind.STOPPED, RowKind.RESUMED)]
    return bool(last) and last[-1] is RowKind.STOPPED
