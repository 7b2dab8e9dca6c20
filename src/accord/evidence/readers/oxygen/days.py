"""Days: of discharge from hospital, from which a paper speaks, and on which a reading was made."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accord.evidence.narrative.dates import DateMention, dates, starting_between
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.oxygen.reading import Reading
from accord.records.dates import PartialDate
from accord.records.places import AnyPlace, Place

_LEAVES = (
    r"(?:discharged?|d/c(?:'?d|ed)?|dc'?d|dismissed|released|departed|went home|sent home|going home|goes home|"
    r"left (?:the )?(?:hospital|unit|floor|ward|facility|building)|(?:patient|pt) left|transferred (?:to )?home|"
    r"departure|hospital discharge|inpatient discharge|dispo(?:sition)?|end of stay|dsch|disch)"
)
_LEFT = re.compile(
    rf"\b(?:date(?: ?(?:/|and|&) ?time)? (?:of )?|day of |time of )?{_LEAVES}(?:[ /&]*(?:date|time|day|d/t|dt)){{0,3}}"
    r"(?: to)?(?: the)?(?: (?:home|hospital|unit|floor|ward|\d ?\w+|from|house|family|self-?care|stable|in stable condition|"
    r"this|with (?:son|daughter|wife|husband|family|spouse)|by \w+|via \w+)){0,5}(?: on| at)?[\W_]{0,8}$"
)
_AHEAD = re.compile(
    r"\b(?:planned|anticipated|expected|estimated|target\w*|projected|tentative|possible|probable|hope\w*|likely|goal|will be|"
    r"to be|if|until|since|after|following|post|days? (?:after|from|since)|not|prior to|pending|ready for|plan for|plan)\W{1,3}$|"
    r"\b(?:edd|el?os)\b"
)
_NOT_HOSPITAL = re.compile(
    r"\b(?:rehab\w*|physical therapy|home health|hospice|snf|therapy|cardiac rehab|pulmonary rehab|episode|clinic|er|ed|"
    r"emergency (?:room|department)|care)\W{1,3}$"
)


def discharges_of(paper: Profile) -> list[tuple[PartialDate, Place]]:
    """The days on which a paper says that the patient left hospital, each with its line; none that are only planned."""
    document, found = paper.document, list[tuple[PartialDate, Place]]()
    if paper.kind in (PartKind.THERAPY_NOTE, PartKind.EMERGENCY_REPORT):
        return []
    for mention in dates(document, paper.date.value if paper.date is not None else None):
        if not (paper.part.start <= mention.start < paper.part.end) or mention.date.exact is None:
            continue
        reach = max(paper.part.start, mention.start - 90)
        before = document.flat[reach : mention.start]
        left = _LEFT.search(before)
        if left is None or not _from_hospital(before[: left.start()], left[0]):
            continue
        line = document.text.rfind("\n", 0, mention.start) + 1
        end = document.text.find("\n", mention.end)
        found.append((mention.date, document.place(line, end if end > 0 else len(document.text))))
    return found


def _from_hospital(before: str, words: str) -> bool:
    """Is it a discharge from hospital that has been, not one to come or from a course of therapy?"""
    if _NOT_HOSPITAL.search(before) or (words.startswith("discharge ") and re.search(r"\bpt\W{1,2}$", before)):
        return False
    ahead = _AHEAD.search(before)
    return ahead is None or (ahead[0].strip(" ,:") in ("after", "following", "since", "post") and " on" in words[-5:])


def discharge_of(paper: Profile) -> tuple[PartialDate, Place] | None:
    """The first of these days."""
    return next(iter(discharges_of(paper)), None)


def anchor_of(paper: Profile) -> PartialDate | None:
    """The day from which a paper speaks: a discharge summary from the day of discharge or its signature, others from their own."""
    if paper.kind is PartKind.DISCHARGE_SUMMARY:
        left = discharge_of(paper)
        if left is not None:
            return left[0]
        if paper.signature is not None and paper.signature.date is not None:
            return paper.signature.date
    return paper.date.value if paper.date is not None else None


WEEK = 7
_BEFORE_DATE = re.compile(
    r"(?:since|until|dob|born|next|rtc|due|signed|follow[- ]?up)\W{0,4}(?:about |the )?(?:end of |early |late |"
    r"mid |mid-)?$"
)


def day_without_year(
    paper: Profile, reading: Reading, received: PartialDate, papers: Iterable[Profile]
) -> tuple[PartialDate, Place] | None:
    """The day of a row '06/05' on a sheet that gives no year at all, where another paper tells of a day within a week of it."""
    if paper.date is not None or any(paper.part.start <= m.start < paper.part.end for m in dates(paper.document)):
        return None
    nearest = _date_in_sentence(paper, reading, received)
    day = nearest.date.exact if nearest is not None else None
    if nearest is None or day is None:
        return None
    told = [m.date.exact for other in papers if other.document is not paper.document for m in other.dates]
    if not any(each is not None and abs((each - day).days) <= WEEK for each in told):
        return None
    return nearest.date, paper.document.place(nearest.start, nearest.end)


def day_of(paper: Profile, reading: Reading, report: bool) -> tuple[PartialDate | None, tuple[AnyPlace, ...]]:
    """The day of a reading: the report's; in a note the date nearest before it in its sentence, else the note's own."""
    anchor = anchor_of(paper)
    head: tuple[AnyPlace, ...] = (paper.date.place,) if paper.date is not None else ()
    if report and reading.formal and paper.date is not None:
        return anchor, head
    nearest = _date_in_sentence(paper, reading, anchor)
    if nearest is not None:
        return nearest.date, (paper.document.place(nearest.start, nearest.end),)
    if paper.kind is PartKind.DISCHARGE_SUMMARY:
        day = discharge_of(paper)
        leaving = re.search(
            r"discharge|today|going home", paper.document.flat[max(0, reading.at - 160) : reading.at + 40]
        )
        return (day[0], (day[1],)) if day is not None and leaving else (None, ())
    return anchor, head


def _date_in_sentence(paper: Profile, reading: Reading, anchor: PartialDate | None) -> DateMention | None:
    flat = paper.document.flat
    inside = [
        m
        for m in starting_between(dates(paper.document, anchor), reading.start - 1, reading.end)
        if _dates_a_reading(flat, m, reading) and (anchor is None or m.date.earliest <= anchor.latest)
    ]
    before = [m for m in inside if m.start < reading.at]
    if before:
        return max(before, key=lambda m: m.start)
    return min(inside, key=lambda m: m.start, default=None)


def _dates_a_reading(flat: str, mention: DateMention, reading: Reading) -> bool:
    """Does a date of the sentence say when the reading was made? Not one that says since when, or what is to come."""
    if _BEFORE_DATE.search(flat[max(0, mention.start - 24) : mention.start]) or abs(mention.start - reading.at) > 140:
        return False
    vague = mention.relative and mention.date.exact is None
    return not vague or bool(re.search(r"ago|last|back|earlier", flat[mention.start : mention.end]))
