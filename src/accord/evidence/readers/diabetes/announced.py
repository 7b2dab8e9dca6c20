"""Visits that the papers speak of by their day, and whose note is not among them. Concept 'visit_announced', dated by the visit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention
from accord.evidence.narrative.sentences import Line, lines
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.days import days_between
from accord.evidence.readers.mentions import about, date_of, voice
from accord.records.dates import PartialDate
from accord.records.findings import Finding

TOOL = "announced/1"
TELLING = (
    PartKind.COVER_SHEET,
    PartKind.SUPPLIER_FORM,
    PartKind.OTHER,
    PartKind.DELIVERY_RECORD,
    PartKind.MESSAGES,
    PartKind.LETTER,
    PartKind.ORDER,
)
NOTES = (
    PartKind.VISIT_NOTE,
    PartKind.DISCHARGE_SUMMARY,
    PartKind.LETTER,
    PartKind.MESSAGES,
    PartKind.THERAPY_NOTE,
    PartKind.EMERGENCY_REPORT,
)

VISIT = lazy_pattern(
    r"\b(?:notes?|visits?|seen|saw|encounters?|follow[- ]?ups?|f/?u|appointments?|appt|office|progress|chart notes?|"
    r"consult\w*|ov|telehealth|"
    r"face[- ]to[- ]face|f2f|evaluat\w+|examined|exam|check-?up|records? of|dos)\b"
)
BEHIND = lazy_pattern(
    r"[ ,:)(]{0,3}(?:\w+ ){0,2}(?:notes?|visit|encounter|follow[- ]?up|appointment|office note|progress note|ov)\b"
)
TO_COME = lazy_pattern(
    r"\b(?:next|upcoming|scheduled|will (?:be seen|see|have)|due|rescheduled|no[- ]?show|cancel\w*|missed|"
    r"did not (?:come|attend)|valid (?:until|through)|"
    r"expires?|until)\b"
)
OTHER_TRADE = lazy_pattern(
    r"\b(?:urgent care|ed |er |emergency|dent\w+|eye|retina\w*|ophthalm\w+|optom\w+|podiatr\w+|foot|ankle|orthop\w+|"
    r"dermat\w+|physical therapy|"
    r"cardiolog\w+|urolog\w+|gyn\w*|mammogra\w+|labs?|lab report|cgm report|clarity|libreview|download|order|swo|"
    r"prescription|rx)\b"
)
SIGN = re.compile(r"\S")
REACH = 48
"""Characters before a day in which the visit is named."""


def announced(chart: Chart) -> Iterator[Finding]:
    """One finding for each day of a visit that is named and of which no note came."""
    there = [day for paper in chart.papers if paper.kind in NOTES and (day := date_of(paper)) is not None]
    told: set[str] = set()
    for paper in chart.patient_papers:
        if paper.kind not in TELLING:
            continue
        for line in lines(paper.document):
            if line.blank or not paper.part.start <= line.start < paper.part.end:
                continue
            for mark in days_between(paper, line.start, line.end):
                if _is_visit(paper, line, mark) and mark.date.iso() not in told and not _came(mark.date, there):
                    told.add(mark.date.iso())
                    yield _finding(paper, line, mark)


def _is_visit(paper: Profile, line: Line, mark: DateMention) -> bool:
    """Is it the day of a visit that was, in words just before or behind it?"""
    if mark.date.exact is None or mark.relative:
        return False
    own = date_of(paper)
    if own is not None and own.agrees(mark.date) and _is_head(paper, line):
        return False
    flat = paper.document.flat
    before = flat[max(line.start, mark.start - REACH) : mark.start]
    behind = BEHIND.match(flat, mark.end, line.end)
    if not (VISIT.search(before) or behind):
        return False
    return not TO_COME.search(before) and not OTHER_TRADE.search(before)


def _is_head(paper: Profile, line: Line) -> bool:
    """Is it the first line, where the paper tells its own day?"""
    return SIGN.search(paper.document.text, paper.part.start, line.start) is None


def _came(day: PartialDate, there: list[PartialDate]) -> bool:
    return any(day.agrees(other) for other in there)


def _finding(paper: Profile, line: Line, mark: DateMention) -> Finding:
    words = paper.document.text[line.start : line.end]
    return Finding(
        "visit_announced",
        paper.document.place(line.start + len(words) - len(words.lstrip()), line.start + len(words.rstrip())),
        date=mark.date,
        qualifiers=about(paper),
        voice=voice(paper),
        tool=TOOL,
    )
