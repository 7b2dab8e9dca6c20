"""Pages beyond the 9,999 hits that NCBI reaches: the question is split by date of publication until each part is short."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from accord.connectors.answer import Provenance
from accord.connectors.pubmed.eutils import REACHABLE, Eutils
from accord.errors import Invalid

FIRST_DAY, LAST_DAY = dt.date(1500, 1, 1), dt.date(2100, 12, 31)
Part = tuple[dt.date, dt.date, int]


def beyond(eutils: Eutils, term: str, offset: int, limit: int) -> tuple[tuple[int, ...], int, Provenance]:
    """PMIDs number offset+1 to offset+limit, newest first; how many there are; what the answer says of itself.

    Raises Invalid when more than 9,999 were published on one day.
    """
    told = eutils.search(term, "pub_date", 0, 0)
    found: list[int] = []
    skip = offset
    for first, last, count in parts(eutils, term, (FIRST_DAY, LAST_DAY, told.value.count)):
        if skip >= count:
            skip -= count
            continue
        wanted = limit - len(found)
        found += eutils.search(term, "pub_date", skip, min(wanted, count - skip), days=_days(first, last)).value.pmids
        skip = 0
        if len(found) >= limit:
            break
    return tuple(islice(found, limit)), told.value.count, told.provenance


def parts(eutils: Eutils, term: str, part: Part) -> Iterator[Part]:
    """The spans of days, newest first, each with no more hits than can be reached."""
    first, last, count = part
    if count <= REACHABLE:
        if count:
            yield part
        return
    if first == last:
        raise Invalid(f"More than {REACHABLE:,} of the hits were published on {first}.", "Ask for less.")
    middle = first + (last - first) // 2
    later = eutils.search(term, "pub_date", 0, 0, days=_days(middle + dt.timedelta(days=1), last)).value.count
    yield from parts(eutils, term, (middle + dt.timedelta(days=1), last, later))
    earlier = eutils.search(term, "pub_date", 0, 0, days=_days(first, middle)).value.count
    yield from parts(eutils, term, (first, middle, earlier))


def _days(first: dt.date, last: dt.date) -> tuple[str, str]:
    return first.strftime("%Y/%m/%d"), last.strftime("%Y/%m/%d")
