"""Days as the coverage database writes them."""

from __future__ import annotations

import datetime as dt
import re

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def day(text: str) -> dt.date | None:
    """'2025-05-27 00:00:00', '05/27/2025' -> the day; None for what is no day ('', 'N/A', '2025-02-30')."""
    try:
        if found := _ISO.match(text):
            return dt.date(*map(int, found.groups()))
        if found := _AMERICAN.match(text):
            month, of_month, year = map(int, found.groups())
            return dt.date(year, month, of_month)
    except ValueError:
        return None
    return None


def iso(text: str) -> str | None:
    """The same, as it is stored."""
    found = day(text)
    return found.isoformat() if found else None


def stored(text: str | None) -> dt.date | None:
    """A stored day back."""
    return dt.date.fromisoformat(text) if text else None
