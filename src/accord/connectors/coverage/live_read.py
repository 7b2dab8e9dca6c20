"""Fields of the coverage API's rows as plain values: text without markup, numbers, days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from accord.connectors.coverage.plain import one_line, plain
from accord.errors import Unavailable

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


def words(row: Mapping[str, Any], name: str) -> str:
    """The field on one line, without markup; '' when there is none."""
    value = row.get(name)
    return "" if value is None else one_line(str(value))


def passage_of(row: Mapping[str, Any], name: str) -> str:
    """The field as text with its paragraphs, lists and tables, without markup."""
    value = row.get(name)
    return "" if value is None else plain(str(value))


def number(row: Mapping[str, Any], name: str) -> int:
    """The field as a whole number; 0 when there is none. Letters before it ('L33718') are left out."""
    digits = re.sub(r"\D", "", str(row.get(name) or ""))
    return int(digits) if digits else 0


def day(row: Mapping[str, Any], name: str) -> dt.date | None:
    """'08/14/2025', '2025-08-14 ...', '20250814133001' -> the day; None for '' and 'N/A'.

    Raises Unavailable for figures that are no day: better no answer than one with a day lost.
    """
    value = str(row.get(name) or "").strip()
    if not any(sign.isdigit() for sign in value):
        return None
    try:
        if found := _AMERICAN.match(value):
            return dt.date(int(found[3]), int(found[1]), int(found[2]))
        if found := _ISO.match(value):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as fault:
        raise _unread(name, value) from fault
    raise _unread(name, value)


def _unread(name: str, value: str) -> Unavailable:
    return Unavailable(f"CMS Coverage API gave a day that cannot be read ({name}: {value[:30]}).",
                       "Ask the local index, or report it.")  # fmt: skip
