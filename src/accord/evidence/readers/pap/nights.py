"""Listings of use night by night: each row's date and length of use, in many layouts."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sentences import Line, lines
from accord.evidence.profile import Profile

LONGEST = 16 * 60
"""Minutes: nobody wears a mask longer in a night; what is more is another number."""

_MANY = 8
_CLOCK = re.compile(r"(?<![\d:/.])(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?!\s*(?:[ap]\.?m))")
_HOURS = re.compile(
    r"(?<![\d:/.])(?P<h>\d{1,2}) ?h(?:r|rs|ours?)? ?(?P<m>\d{1,2}) ?m(?:in)?|"
    r"(?<![\d:/.-])(?P<dec>\d{1,2}\.\d{1,2})(?![\d/])(?: ?h(?:r|rs|ours?)?\b)?|"
    r"(?<![\d:/.-])(?P<whole>\d{1,2}) ?h(?:rs?|ours?)?\b"
)
_NONE = re.compile(r"(?:no(?:t)? (?:use|used|usage|data)|did not use|\bnone\b|unused|--+|(?<![\d.:])0(?![\d.:]))")
_BARE = re.compile(
    r"^\W*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![/\d])"
)
_IN_MINUTES = re.compile(r"\b(?:usage|use|used|time|duration)?\s*\(?min(?:ute)?s?\)?(?![a-z])")
_WHOLE = re.compile(r"(?<![\d.:])(\d{1,3})(?![\d.:/%])")


@dataclass(frozen=True)
class Night:
    """One night of a listing: its date, minutes of use, and the line."""

    date: dt.date
    minutes: int
    start: int
    end: int


def nights_of(paper: Profile) -> Iterator[Night]:
    """The rows of a nightly listing: a date, then a length of use before the next date."""
    document = paper.document
    rows = [line for line in lines(document) if paper.part.start <= line.start < paper.part.end and not line.blank]
    told = _dates(paper)
    latest = max((day for _, _, day in told), default=None)
    in_minutes = _counts_minutes(document.flat[paper.part.start : paper.part.start + 400])
    for line in rows:
        first = bisect_left(told, (line.start,))
        inside = told[first : bisect_left(told, (line.end,), first)]
        if not inside and latest is not None:
            inside = _without_year(document.flat, line, latest)
        if not inside or len(inside) > _MANY:
            continue
        stops = [*(start for start, _, _ in inside[1:]), line.end]
        for (_, end, day), stop in zip(inside, stops, strict=True):
            minutes = _minutes(document.flat[end:stop], in_minutes)
            if minutes is not None:
                yield Night(day, minutes, line.start, line.end)


def _dates(paper: Profile) -> list[tuple[int, int, dt.date]]:
    """The dates with a year: (start, end, day)."""
    return [
        (m.start, m.end, m.date.exact)
        for m in dates(paper.document)
        if paper.part.start <= m.start < paper.part.end and m.date.exact is not None
    ]


def _without_year(flat: str, line: Line, latest: dt.date) -> list[tuple[int, int, dt.date]]:
    """The date at the head of a row that leaves out the year: the last such day up to the latest date of the paper."""
    match = _BARE.match(flat[line.start : line.end])
    if match is None:
        return []
    for year in (latest.year, latest.year - 1):
        try:
            day = dt.date(year, int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        if day <= latest:
            return [(line.start + match.start("m"), line.start + match.end(), day)]
    return []


def _counts_minutes(head: str) -> bool:
    """Does the head of the listing say that use is given in minutes?"""
    return bool(_IN_MINUTES.search(head)) and not re.search(r"\bhours?\b|h:mm|hh:mm|\bhrs?\b", head)


def _minutes(words: str, in_minutes: bool) -> int | None:
    """The length of use in the words behind a date; None where there is none."""
    clocks = [int(m["h"]) * 60 + int(m["m"]) for m in _CLOCK.finditer(words)]
    if clocks:
        return _of_clocks(clocks)
    if in_minutes:
        whole = _WHOLE.search(words)
        return int(whole[1]) if whole and int(whole[1]) <= LONGEST else None
    hours = _HOURS.search(words)
    if hours is None:
        return 0 if _NONE.search(words) else None
    plain = hours["dec"] or hours["whole"]
    value = Decimal(plain) * 60 if plain else Decimal(int(hours["h"]) * 60 + int(hours["m"]))
    return int(value) if value <= LONGEST else None


def _of_clocks(clocks: list[int]) -> int | None:
    """A length of use; or begin, end and length; or begin and end alone."""
    if len(clocks) == 1 or clocks[0] <= LONGEST - 6 * 60:
        return clocks[0] if clocks[0] <= LONGEST else None
    if len(clocks) > 2 and clocks[2] <= LONGEST:
        return clocks[2]
    return (clocks[1] - clocks[0]) % 1440
