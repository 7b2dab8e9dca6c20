"""The days a paper names, those without a year among them, reckoned from the day of the paper."""

from __future__ import annotations

from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.narrative.memory import per_document
from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import date_of
from accord.records.documents import Document


@per_document
def _kept(document: Document) -> dict[str, list[DateMention]]:
    """The mentions by the day they were reckoned from; filled as they are asked for."""
    del document
    return {}


def days(paper: Profile) -> list[DateMention]:
    """The dates of the paper in order of place; '1/9' and 'last month' count from the paper's own day."""
    anchor = date_of(paper) or max((m.date for m in paper.dates if not m.relative), key=lambda d: d.latest, default=None)
    kept = _kept(paper.document)
    key = anchor.iso() if anchor else ""
    if key not in kept:
        kept[key] = dates(paper.document, anchor)
    return [m for m in kept[key] if paper.part.start <= m.start < paper.part.end]


def days_between(paper: Profile, start: int, end: int) -> list[DateMention]:
    """Those that stand between two offsets."""
    return [m for m in days(paper) if start <= m.start < end]
