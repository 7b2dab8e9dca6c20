"""Days: of discharge from hospital, from which a paper speaks, and on which a reading was made."""

from __future__ import annotations

import re

from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.oxygen.reading import Reading
from accord.records.dates import PartialDate
from accord.records.places import AnyPlace, Place

_LEFT = re.compile(
    r"\b(?:date of )?discharge(?:d)?(?: date)?(?: home)?(?: on)?\W{0,4}$|"
    r"\bd/c(?:'?d)?(?: date)?(?: home)?(?: on)?\W{0,4}$|\bdate of discharge\W{0,6}$|"
    r"\bleft (?:the )?hospital(?: on)?\W{0,3}$|\bdismissed(?: on)?\W{0,3}$"
)


def discharge_of(paper: Profile) -> tuple[PartialDate, Place] | None:
    """The day on which a paper says that the patient left hospital, with its line."""
    document = paper.document
    for mention in dates(document, paper.date.value if paper.date is not None else None):
        inside = paper.part.start <= mention.start < paper.part.end and mention.date.exact is not None
        if inside and _LEFT.search(document.flat[max(paper.part.start, mention.start - 34) : mention.start]):
            line = document.text.rfind("\n", 0, mention.start) + 1
            end = document.text.find("\n", mention.end)
            return mention.date, document.place(line, end if end > 0 else len(document.text))
    return None


def anchor_of(paper: Profile) -> PartialDate | None:
    """The day from which a paper speaks: a discharge summary from the day of discharge or its signature, others from their own."""
    if paper.kind is PartKind.DISCHARGE_SUMMARY:
        left = discharge_of(paper)
        if left is not None:
            return left[0]
        if paper.signature is not None and paper.signature.date is not None:
            return paper.signature.date
    return paper.date.value if paper.date is not None else None


_BEFORE_DATE = re.compile(
    r"(?:since|until|dob|born|next|rtc|due|signed|follow[- ]?up)\W{0,4}(?:about |the )?(?:end of |early |late |"
    r"mid |mid-)?$"
)


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
        for m in dates(paper.document, anchor)
        if reading.start - 1 <= m.start < reading.end
        and _dates_a_reading(flat, m, reading)
        and (anchor is None or m.date.earliest <= anchor.latest)
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
