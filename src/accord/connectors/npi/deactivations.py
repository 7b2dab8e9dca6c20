"""Numbers that were taken out of use, as the register lists them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accord.connectors.answer import Page
from accord.connectors.npi.register import Register, date_of
from accord.errors import Invalid

MOST = 1_000
FIRST, LAST = dt.date(2005, 1, 1), dt.date(9999, 12, 31)
QUERY = (
    "SELECT npi, deactivated FROM provider INDEXED BY by_deactivation WHERE deactivated IS NOT NULL AND variant = 0 "
    "AND deactivated BETWEEN ? AND ? AND (reactivated IS NULL OR reactivated < deactivated) "
    "ORDER BY deactivated DESC, rowid DESC LIMIT ? OFFSET ?"
)


@dataclass(frozen=True, slots=True)
class Deactivation:
    """A number and the day from which it is out of use."""

    npi: str
    deactivated: dt.date


def deactivated_between(
    register: Register, since: dt.date | None, until: dt.date | None, limit: int, cursor: str
) -> Page[Deactivation]:
    """One page, newest first. Raises Invalid (limit, cursor)."""
    if not 1 <= limit <= MOST:
        raise Invalid(f"limit is {limit}; it may be 1 to {MOST:,}.")
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 9):
        raise Invalid("The cursor is not one that this list gave.", "Leave it out to begin at the first page.")
    offset = int(cursor or 0)
    days = [int((day or other).strftime("%Y%m%d")) for day, other in ((since, FIRST), (until, LAST))]
    rows = register.file.execute(QUERY, (*days, limit + 1, offset)).fetchall()
    items = tuple(Deactivation(str(npi), day) for npi, number in rows[:limit] if (day := date_of(number)) is not None)
    more = len(rows) > limit
    total = None if more else offset + len(items)
    return Page(items, total, False, str(offset + limit) if more else "", register.provenance())
