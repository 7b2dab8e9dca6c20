"""Stretches of time that a policy writes: 'P6M before order_date', 'P31D to P91D after setup_date'."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from accord.policies.marked_yaml import Yaml, refusal
from accord.policies.reading import text

_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_WINDOW = re.compile(r"(P\w+)(?: to (P\w+))? (before|after|around) ([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar months and days."""

    months: int = 0
    days: int = 0

    @classmethod
    def of(cls, written: str) -> Duration | None:
        """'P1Y6M', 'P12W', 'P91D'; None when it is not one."""
        shape = _DURATION.fullmatch(written)
        if shape is None:
            return None
        years, months, weeks, days = (int(part or 0) for part in shape.groups())
        return cls(years * 12 + months, weeks * 7 + days)

    def moved(self, date: dt.date, sign: int) -> dt.date:
        """The date so much later (sign 1) or earlier (-1); a day past a month's end is the month's last day."""
        index = date.year * 12 + date.month - 1 + sign * self.months
        year, month = divmod(index, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(date.day, last)) + dt.timedelta(days=sign * self.days)


@dataclass(frozen=True, slots=True)
class Window:
    """From `least` to `most` before, after or around the date of the fact `anchor`, both ends included."""

    least: Duration
    most: Duration
    side: str
    anchor: str

    def bounds(self, anchor: dt.date) -> tuple[dt.date, dt.date]:
        """First and last day, for a day of the anchor."""
        if self.side == "around":
            return self.most.moved(anchor, -1), self.most.moved(anchor, 1)
        sign = -1 if self.side == "before" else 1
        near, far = self.least.moved(anchor, sign), self.most.moved(anchor, sign)
        return (far, near) if sign < 0 else (near, far)


def window(node: Yaml) -> Window:
    """A window as a policy writes it."""
    written = text(node)
    shape = _WINDOW.fullmatch(written)
    first = Duration.of(shape[1]) if shape else None
    second = Duration.of(shape[2]) if shape and shape[2] else None
    if shape is None or first is None or (shape[2] and second is None):
        raise refusal(
            node.spot, f"'{written}' is no window; write it as 'P6M before order_date' or 'P31D to P91D after start'."
        )
    if second is None:
        return Window(Duration(), first, shape[3], shape[4])
    if shape[3] == "around":
        raise refusal(node.spot, "'around' takes one length.")
    return Window(first, second, shape[3], shape[4])
