"""How long a course of treatment lasted, as its sentence tells it: a length, two dates, or a beginning that goes on."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention, DurationMention, durations
from accord.evidence.narrative.memory import per_document
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.entries import calendar_dates, entry_date
from accord.evidence.readers.statements import Said
from accord.records.dates import PartialDate
from accord.records.documents import Document

REACH_AFTER, REACH_BEFORE = 90, 45
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}"
NOT_BEFORE = lazy_pattern(
    r"\b(?:in|every|each|per|q|within|next|another|further|additional|return(?:s)?(?: in)?|follow-?up(?: in)?|"
    r"recheck|until|"
    r"at least a|requires?|required|must|needs?|minimum of|the) ?$"
)
NOT_AFTER = lazy_pattern(
    r" ?(?:ago|later|from now|apart|supply|prior to|before|earlier|of (?:pain|symptoms|headaches?|rash\w*|"
    r"swelling)|history|"
    r"post|out from|s/p|after (?:surgery|delivery)|interval)\b"
)
JOINS = re.compile(r"\s*(?:-|–|—|to|through|thru|until|till|,? (?:stopped|ended|stop|end|discontinued|d/c'?d)(?: on| in)?)\s*")  # fmt: skip
SINCE_BEFORE = re.compile(
    r"\b(?:since|started|begun|began|starting|start|from|beginning|as of)[ :]{1,3}(?:on |in |about |around |"
    r"early |mid[- ]|late )?$")  # fmt: skip
STILL = re.compile(
    r"\s*(?:-|–|—|to|through|thru|until|till)\s*(?:present|now|date|current(?:ly)?|today|ongoing|the present)\b"
)
STOPPED = lazy_pattern(r"\b(?:stopped|discontinued|quit|d/c'?d|ended|held)\b")
MONTH_TO_MONTH = lazy_pattern(
    rf"\b(?P<a>{MONTH})\.?(?: (?P<ay>20\d\d))? ?(?:-|–|—|to|through|thru|until|till) ?(?P<b>{MONTH})\.?,? "
    rf"(?P<by>20\d\d)\b"
)


SINCE_MONTH = lazy_pattern(
    rf"\b(?:since|from|started(?: in)?|start(?: in)?|begun(?: in)?|began(?: in)?)[ :]{{1,2}}(?:early |late |mid-? ?|about )?(?P<m>{MONTH})\b"
    r"(?!\.?,? ?(?:'?\d)|\s*(?:-|–|—|to\b|through\b|thru\b|until\b|till\b))"
)
"""A month without a year behind 'since': the last such month before the entry."""


BARE_MONTHS = lazy_pattern(
    rf"\b(?P<a>{MONTH})\.? ?(?:-|–|—|to|through|thru|until|till) ?(?P<b>{MONTH})\b(?!\.?,? ?(?:'?\d))(?<!\d )"
)
"""'October to February': the last such months before the entry."""


@dataclass(frozen=True, slots=True)
class Length:
    """Days of a course, at least and at most; `start` and `end` are offsets into the sentence's text."""

    start: int
    end: int
    least: int
    most: int


@per_document
def _durations(document: Document) -> list[DurationMention]:
    return durations(document)


def lengths_in(chart: Chart, paper: Profile, each: Said) -> list[Length]:
    """The lengths of treatment that a sentence tells, in order; when something comes back or is due is none."""
    low, high = each.sentence.start, each.sentence.end
    told = [m for m in _durations(paper.document) if low <= m.start < high]
    days = [m for m in calendar_dates(chart, paper.document) if low <= m.start < high]
    found = [
        *_counted(each, told),
        *_months(each),
        *_dated(chart, paper, each, days),
        *_since_month(chart, paper, each),
    ]
    return sorted(found, key=lambda one: one.start)


def _at(each: Said, offset: int) -> int:
    return bisect_left(each.origin, offset)


def _counted(each: Said, told: Sequence[DurationMention]) -> Iterator[Length]:
    for mention in told:
        start, end = _at(each, mention.start), _at(each, mention.end)
        if not NOT_BEFORE.search(each.text[:start]) and not NOT_AFTER.match(each.text, end):
            yield Length(start, end, mention.days_min, mention.days_max)


def _months(each: Said) -> Iterator[Length]:
    """'March to June 2025': the year of the first month is that of the last, or the one before."""
    for match in MONTH_TO_MONTH.finditer(each.text):
        first, last = (MONTHS.index(match[name][:3]) + 1 for name in ("a", "b"))
        year = int(match["by"])
        begun = int(match["ay"]) if match["ay"] else year - (1 if first > last else 0)
        yield _between(match.start(), match.end(), PartialDate(begun, first), PartialDate(year, last))


def _since_month(chart: Chart, paper: Profile, each: Said) -> Iterator[Length]:
    today = entry_date(chart, paper, each.sentence.start)
    for match in BARE_MONTHS.finditer(each.text):
        if today is None or today.month is None:
            continue
        first, last = (MONTHS.index(match[name][:3]) + 1 for name in ("a", "b"))
        year = today.year if last <= today.month else today.year - 1
        begun = PartialDate(year - (1 if first > last else 0), first)
        yield _between(match.start(), match.end(), begun, PartialDate(year, last))
    for match in SINCE_MONTH.finditer(each.text):
        if today is None or today.month is None or STOPPED.search(each.text, match.end()):
            continue
        month = MONTHS.index(match["m"][:3]) + 1
        begun = PartialDate(today.year if month < today.month else today.year - 1, month)
        yield _between(match.start(), match.end(), begun, today)


def _dated(chart: Chart, paper: Profile, each: Said, days: Sequence[DateMention]) -> Iterator[Length]:
    for index, mention in enumerate(days):
        start, end = _at(each, mention.start), _at(each, mention.end)
        after = days[index + 1] if index + 1 < len(days) else None
        if after is not None and JOINS.fullmatch(each.text[end : _at(each, after.start)]):
            yield _between(start, _at(each, after.end), mention.date, after.date)
            continue
        going_on = STILL.match(each.text, end)
        since = SINCE_BEFORE.search(each.text[:start]) and not STOPPED.search(each.text, end)
        today = entry_date(chart, paper, each.sentence.start)
        if (going_on or since) and today is not None and today != mention.date:
            yield _between(start, end, mention.date, today)


def _between(start: int, end: int, first: PartialDate, last: PartialDate) -> Length:
    return Length(start, end, max(_days(first.latest, last.earliest), 0), max(_days(first.earliest, last.latest), 0))


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days


# '12 weeks of …', 'a 3-month trial of …', '(8 weeks each) of …', '2 months each: …'
TIED = re.compile(
    r"(?: (?:\w+ )?(?:trials?|courses?))?(?: each)?(?:\)? (?:of|with|on|using)\b|\)? (?:trial|course)\b|"
    r"(?<=each)\)?:)[^;.]*$"
)
CHANGES_SUBJECT = lazy_pattern(r"[;]|\b(?:but|while|whereas)\b")


def length_of(each: Said, start: int, end: int, others: Sequence[int], lengths: Sequence[Length]) -> Length | None:
    """The length that belongs to the treatment at text[start:end]; `others` are where the sentence names further treatments.

    One told before it counts where 'of' ties the two ('12 weeks of stockings'); else the next one after it, which the members
    of a list share.
    """
    own_after = any(
        end <= one.start <= end + REACH_BEFORE and not any(end <= other < one.start for other in others)
        for one in lengths
    )
    for one in reversed(lengths):
        between = each.text[one.end : start]
        shared = any(one.end <= other < start for other in others)
        near = 0 <= start - one.end <= (REACH_AFTER if shared else REACH_BEFORE)
        if near and not (shared and own_after) and TIED.match(between) and _is_list(between):
            return one
    for one in lengths:
        if one.start < end or one.start - end > REACH_AFTER or CHANGES_SUBJECT.search(each.text, end, one.start):
            continue
        crossed = [other for other in others if end <= other < one.start]
        taken = [other for other in lengths if end <= other.start < one.start]
        if not taken and (not crossed or _is_list(each.text[end : one.start])):
            return one
    return None


def _is_list(between: str) -> bool:
    """Do the words between two treatments and their length only enumerate?"""
    return not re.search(r"\b(?:fail\w*|stopped|no (?:relief|benefit|help)|then|20\d\d|helped|for \d)\b|\.\s", between)
