"""The dated entries of a paper: on which day what stands at a place was written."""

from __future__ import annotations

from bisect import bisect_right

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import line_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import date_of
from accord.records.dates import PartialDate
from accord.records.documents import Document
from accord.records.places import Place
from accord.records.request import Request

ENTRY_LEAD = lazy_pattern(
    r"[\s*•#>=|\[(-]*(?:(?:eval(?:uation)?|visit|entry|note|visit date|date|dos|seen|session|week|wk|day|"
    r"#)[\s#:.]*\d{0,3}[\s:.-]*)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*[,. ]*)?"
)
RUNS_ON = lazy_pattern(
    r"(?:[a-z\d)],|\b(?:on|and|of|since|in|to|until|by|from|the|at|or|between|through|dated|before|after))[ \t]*\r?\n?[ \t]*$"
)
"""The line before runs on: a day that begins the next line is part of its sentence, no entry."""
BANNER_LEAD = lazy_pattern(r"\s*[-=*_]{3,}[\w /&:.,()-]{1,50}")
RECKONED = lazy_pattern(r"\b(?:ago|last|today|yesterday|tomorrow|this|next)\b")


def day_of_request(request: Request) -> PartialDate | None:
    """The day on which the request came, from which dates without a year are reckoned."""
    return PartialDate.of(request.received.value) if request.received is not None else None


@per_document
def _calendar(document: Document, anchor: PartialDate | None) -> list[DateMention]:
    return [m for m in dates(document, anchor) if not (m.relative and RECKONED.search(document.flat, m.start, m.end))]


def calendar_dates(chart: Chart, document: Document) -> list[DateMention]:
    """The dates that a document writes as days, months or years; 'last week' is none, as entries of many days say it."""
    return _calendar(document, day_of_request(chart.request))


@per_document
def _entries(document: Document, anchor: PartialDate | None) -> list[DateMention]:
    """The dates that begin a line."""
    found: list[DateMention] = []
    for mention in dates(document, anchor):
        line = line_at(document, mention.start)
        lead = document.flat[line.start : mention.start]
        if RUNS_ON.search(document.flat, max(0, line.start - 40), line.start):
            continue
        if (ENTRY_LEAD.fullmatch(lead) or BANNER_LEAD.fullmatch(lead)) and mention.date.day is not None:
            found.append(mention)
    return found


def _entry(chart: Chart, paper: Profile, offset: int) -> DateMention | None:
    """The day that heads the entry in which the words at `offset` stand, where the paper has one."""
    entries = _entries(paper.document, day_of_request(chart.request))
    index = bisect_right(entries, offset, key=lambda mention: mention.start) - 1
    return entries[index] if index >= 0 and entries[index].start >= paper.part.start else None


def entry_date(chart: Chart, paper: Profile, offset: int) -> PartialDate | None:
    """The day of the dated entry in which the words at `offset` stand; else the day of the paper."""
    entry = _entry(chart, paper, offset)
    return entry.date if entry is not None else date_of(paper)


def entry_place(chart: Chart, paper: Profile, offset: int) -> Place | None:
    """Where the day of the entry stands, with the words of its line before it; None where no entry is dated."""
    entry = _entry(chart, paper, offset)
    if entry is None:
        return None
    return paper.document.place(line_at(paper.document, entry.start).start, entry.end)
