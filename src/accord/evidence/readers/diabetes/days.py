"""The days a paper names, those without a year among them, reckoned from the day of the paper."""

from __future__ import annotations

import re

from accord.errors import Invalid
from accord.evidence.narrative.dates import DateMention, dates, starting_between
from accord.evidence.narrative.memory import per_document
from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import date_of
from accord.records.dates import PartialDate
from accord.records.documents import Document

MONTH_DAY = re.compile(r"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?![\d/%]|-\d)")


@per_document
def _kept(document: Document) -> dict[str, list[DateMention]]:
    """The mentions by the day they were reckoned from; filled as they are asked for."""
    del document
    return {}


def anchor_of(paper: Profile, otherwise: PartialDate | None = None) -> PartialDate | None:
    """The day the paper speaks from: its own, else the latest it names, else the day given."""
    return date_of(paper) or paper.latest_named or otherwise


def days(paper: Profile, otherwise: PartialDate | None = None) -> list[DateMention]:
    """The dates of the paper in order of place; '1/9' and 'last month' count from the paper's own day."""
    return days_between(paper, paper.part.start, paper.part.end, otherwise)


def days_between(paper: Profile, start: int, end: int, otherwise: PartialDate | None = None) -> list[DateMention]:
    """Those that stand between two offsets."""
    anchor = anchor_of(paper, otherwise)
    kept = _kept(paper.document)
    key = anchor.iso() if anchor else ""
    if key not in kept:
        kept[key] = dates(paper.document, anchor)
    return list(starting_between(kept[key], max(start, paper.part.start), min(end, paper.part.end)))


def month_and_day(paper: Profile, start: int, end: int, otherwise: PartialDate | None = None) -> DateMention | None:
    """'7/12' where it can only be a day (before a clock time, at the start of a log's line): the last one up to the paper's day."""
    found = list(MONTH_DAY.finditer(paper.document.flat, start, end))
    anchor = anchor_of(paper, otherwise)
    if not found or anchor is None:
        return None
    match = found[-1]
    for year in (anchor.year, anchor.year - 1):
        try:
            date = PartialDate(year, int(match["month"]), int(match["day"]))
        except Invalid:
            continue
        if date.earliest <= anchor.latest:
            return DateMention(match.start(), match.end(), date, False)
    return None
