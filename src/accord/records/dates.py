"""Dates as records give them: a year, a month or a day; comparing says unknown when the precision does not decide."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from accord.errors import Invalid


@dataclass(frozen=True, slots=True, order=False)
class PartialDate:
    """A date of year, month or day precision."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise Invalid(f"A date of {self.year} names a day without a month.")
        try:
            dt.date(self.year, self.month or 1, self.day or 1)
        except ValueError as fault:
            raise Invalid(f"{self.year}-{self.month}-{self.day} is not a date.") from fault

    @classmethod
    def of(cls, date: dt.date) -> PartialDate:
        """A day."""
        return cls(date.year, date.month, date.day)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """'2026', '2026-03', '2026-03-10' or a FHIR dateTime. Raises Invalid."""
        parts = text.strip()[:10].split("-")
        try:
            numbers = [int(part) for part in parts]
        except ValueError as fault:
            raise Invalid(f"'{text}' is not an ISO date.") from fault
        if not 1 <= len(numbers) <= 3:
            raise Invalid(f"'{text}' is not an ISO date.")
        return cls(*numbers)

    @property
    def earliest(self) -> dt.date:
        """The first day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day it can mean."""
        if self.day is not None and self.month is not None:
            return dt.date(self.year, self.month, self.day)
        month = self.month or 12
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> dt.date | None:
        """The day, when it is one."""
        return self.earliest if self.day is not None else None

    def before(self, other: PartialDate) -> bool | None:
        """Earlier than the other? None when the precision does not decide."""
        if self.latest < other.earliest:
            return True
        return False if self.earliest >= other.latest else None

    def not_after(self, other: PartialDate) -> bool | None:
        """On or before the other? None when the precision does not decide."""
        if self.latest <= other.earliest:
            return True
        return False if self.earliest > other.latest else None

    def agrees(self, other: PartialDate) -> bool:
        """Could both mean the same day?"""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def iso(self) -> str:
        """'2026', '2026-03' or '2026-03-10'."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    __str__ = iso


def add_months(date: dt.date, months: int) -> dt.date:
    """The same day `months` calendar months later (earlier when negative), or the month's last day."""
    index = date.year * 12 + date.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))
