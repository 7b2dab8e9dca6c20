"""Epworth Sleepiness Scale: scores of 24, now and before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import dates
from accord.evidence.profile import Profile
from accord.evidence.readers.mentions import about, date_of, voice, whose
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time

TOOL = "epworth/1"
MOST = 24
_NAMED = re.compile(
    r"\bepworth(?: sleepiness)?(?: scale)?(?: \(ess\))?(?: (?:score|total|questionnaire|today|index))*|\bess\b(?: (?:score|total))?"
)
_NUMBER = re.compile(r"(?<![\d./])_*(?P<n>\d{1,2})_*(?: ?(?:/|out of|of) ?24)?(?![\d%]|\.\d|/\d)")
_EARLIER = re.compile(
    r"\b(?:was|were|from|previously|prior|before|last|baseline|initial\w*|pre|compared (?:to|with)|vs|had been|down from)\b[^\d]{0,20}$"
)
_NOT_SCORE = re.compile(
    r"^ ?(?:hours?|hrs?|nights?|days?|weeks?|months?|yrs?|years?|cm|min|%|pm|am|questions?|items?|point)"
)


def epworth(chart: Chart) -> Iterator[Finding]:
    """Each Epworth score that a paper states, dated with the paper or its own date; 'epworth_fall' where it came down."""
    for paper in chart.papers:
        for each in said_in(paper):
            for label in _NAMED.finditer(each.text):
                yield from _scores(paper, each, label)


def _scores(paper: Profile, each: Said, label: re.Match[str]) -> Iterator[Finding]:
    limit = min(len(each.text), label.end() + 90)
    following = _NAMED.search(each.text, label.end())
    limit = min(limit, following.start()) if following else limit
    numbers = [
        m for m in _NUMBER.finditer(each.text, label.end(), limit)
        if int(m["n"]) <= MOST and not _NOT_SCORE.match(each.text[m.end() : m.end() + 12]) and not _is_date(paper, each, m) and not _is_limit(each.text, m)
    ]  # fmt: skip
    if not numbers or len(re.findall(r"[a-z]{2,}", each.text[label.end() : numbers[0].start()])) > 6:
        return
    own = re.split(r"[;.]", each.text[numbers[0].end() : limit])[0]
    numbers = numbers[:1] + [m for m in numbers[1:2] if m.start() <= numbers[0].end() + len(own)]
    told = assertion(paper.document, *each.span(label.start(), label.end()))
    if told.hypothetical or told.presence is Presence.ABSENT:
        return
    now, before = _now_and_before(each.text, label.end(), numbers)
    place = place_of(paper.document, each, label.start(), numbers[-1].end())
    for match, time in ((now, Time.CURRENT), (before, Time.PAST)):
        if match is not None:
            yield Finding(
                "epworth", place, time=time, whose=whose(told.whose, paper), value=Decimal(match["n"]), unit="{score}",
                date=date_of(paper) if time is Time.CURRENT else None, qualifiers=about(paper), voice=voice(paper), tool=TOOL,
            )  # fmt: skip
    if now is not None and before is not None and int(now["n"]) < int(before["n"]):
        yield Finding(
            "epworth_fall", place, whose=whose(told.whose, paper), value=Decimal(int(before["n"]) - int(now["n"])), unit="{score}",
            date=date_of(paper), qualifiers=about(paper), voice=voice(paper), tool=TOOL,
        )  # fmt: skip


def _is_date(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    start, _ = each.span(match.start("n"), match.end("n"))
    anchor: PartialDate | None = date_of(paper)
    return any(m.start <= start < m.end for m in dates(paper.document, anchor) if m.end - m.start > 2)


def _is_limit(text: str, match: re.Match[str]) -> bool:
    """Is it the threshold of the scale ('normal < 10', '>= 11 is sleepy')?"""
    return bool(
        re.search(
            r"(?:normal|<|(?<!-)>|≤|≥|cut-?off|abnormal|threshold|ref\w*)[ (:=]*$",
            text[max(0, match.start() - 14) : match.start()],
        )
    )


_THEN = re.compile(
    r"\b(?:was|previously|prior|baseline|initial\w*|pre|before (?:c?pap|therapy|treatment))\b[^\d]{0,16}$"
)
_THEN_AFTER = re.compile(
    r"[\s/(]*(?:24\)? ?)?(?:before|prior|pre|at baseline|baseline|previously|last|initially|at (?:the )?(?:initial|first)|on (?:the )?(?:initial|first))\b"
)
_NOW_AFTER = re.compile(r"[\s/(]*(?:24\)? ?)?(?:is )?(?:today|now|currently|on (?:c?pap|therapy|treatment))\b")


def _now_and_before(
    text: str, start: int, numbers: list[re.Match[str]]
) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """Of one or two scores behind a label, which is of today and which is older."""
    if len(numbers) == 1:
        then = _THEN.search(text[max(start - 34, 0) : numbers[0].start()]) or _THEN_AFTER.match(text, numbers[0].end())
        return (None, numbers[0]) if then else (numbers[0], None)
    first, second = numbers
    between = text[first.end() : second.start()]
    if _THEN_AFTER.match(text, second.end()) and not _THEN_AFTER.match(text, first.end()):
        return first, second
    if _NOW_AFTER.match(text, second.end()) or re.search(r"->|→|\bto\b|\bnow\b|\btoday\b|then", between):
        return second, first
    if _EARLIER.search(between) or _NOW_AFTER.match(text, first.end()):
        return first, second
    return (first, None) if not _THEN_AFTER.match(text, first.end()) else (second, first)
