"""Screens and plain words that find mood or cognition normal; a screen that is not normal is no diagnosis and tells nothing here.

mood_normal, cognition_normal -- a clinician writes that it is, by the score of a screen or in words; likewise, in words
alone, sleeps_well and alert_by_day.
Limits are those of the screens' authors: PHQ-9 below 5, PHQ-2 below 3, GDS-15 below 5, MoCA 26, MMSE 27, SLUMS 27, Mini-Cog 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.statements import Said, phrases, said_in, statement
from accord.records.findings import Finding, Presence, Time

TOOL = "screens/1"
_SCORE = (
    r"(?: ?\((?:depression|cognition|screen(?:ing)?|today)\))?(?: (?:score|screen|total|result|today|is|was|of))*"
    r"[ :=,-]{1,4}(?P<score>\d{1,2})(?![\d.%]|/\d\d?/)(?: ?(?:/|of|out of) ?\d\d?)?"
)


@dataclass(frozen=True)
class Screen:
    """Which scores of a screen are normal."""

    name: re.Pattern[str]
    concept: str
    low: int
    high: int


def _screen(name: str, concept: str, low: int, high: int) -> Screen:
    return Screen(re.compile(rf"(?<![a-z0-9-]){name}{_SCORE}"), concept, low, high)


SCREENS = (
    _screen(r"phq ?-? ?9", "mood_normal", 0, 4),
    _screen(r"phq ?-? ?2", "mood_normal", 0, 2),
    _screen(r"(?:gds(?: ?-? ?15)?|geriatric depression scale)", "mood_normal", 0, 4),
    _screen(r"(?:moca|montreal cognitive assessment)", "cognition_normal", 26, 30),
    _screen(r"(?:f?mmse|mini ?-? ?mental(?: state)?(?: exam(?:ination)?)?)", "cognition_normal", 27, 30),
    _screen(r"slums", "cognition_normal", 27, 30),
    _screen(r"mini ?-? ?cog", "cognition_normal", 3, 5),
)
_FINE = (
    r"(?:good|fine|bright|even|stable|normal|euthymic|happy|cheerful|upbeat|level|excellent|well|great|ok|okay|"
    r"unremarkable|positive|unchanged and good)"
)
_KEEN = r"(?:sharp|good|intact|normal|fine|excellent|clear|unimpaired|keen|preserved|great|ok|okay|unremarkable|strong)"
_IS = r"(?:(?: (?:is|are|was|remains?|stays|has been|and affect|both|all|very|quite|entirely))*[: ]{1,2})"
WORDS: Mapping[str, re.Pattern[str]] = {
    "mood_normal": phrases(
        rf"(?:mood|spirits?){_IS}{_FINE}",
        rf"(?:{_FINE}|in good) (?:mood|spirits)",
        r"euthymic",
        r"(?:depression|phq ?-? ?[29]|mood) (?:screen(?:ing)? )?(?:is |was )?negative",
        r"negative (?:depression|phq ?-? ?[29]) screen(?:ing)?",
        r"(?:no|denies|without) (?:low mood|mood (?:complaints?|symptoms|problems|change|disorder)|depressed mood)",
    ),
    "cognition_normal": phrases(
        rf"(?:memory|cognition|concentration|thinking|mentation|recall){_IS}{_KEEN}",
        rf"{_KEEN} (?:memory|cognition|concentration|recall)",
        r"cognitively (?:intact|normal|sharp|well)",
        r"(?:no|denies|without) (?:memory|cognitive|concentration) (?:complaints?|concerns?|problems?|loss|decline|trouble|"
        r"impairment|deficits?|issues?|change)",
        r"mentally (?:sharp|clear|alert)",
    ),
    "sleeps_well": phrases(
        r"(?:sleeps?|sleeping|slept) (?:very |quite |reasonably )?(?:well|soundly|fine|through(?: the night)?)",
        rf"sleep(?: quality)?{_IS}(?:good|fine|sound|excellent|restful|refreshing)",
    ),
    "alert_by_day": phrases(
        r"(?:alert|awake|wide awake) (?:all|through(?:out)?|during|in) (?:the )?day(?:time)?",
        r"(?:stays|remains|keeps) (?:alert|awake) (?:without|easily|with no)",
    ),
}
_NOTES = (PartKind.VISIT_NOTE, PartKind.CHART_EXTRACT, PartKind.LETTER, PartKind.DISCHARGE_SUMMARY, PartKind.OTHER)
# Better than it was, or better with something: that tells of a trouble, not of its absence.
_BETTER = re.compile(
    r"\b(?:better|improv\w+|on (?:\w+ )?(?:ssri|zoloft|sertraline|lexapro|escitalopram|prozac|fluoxetine|citalopram|"
    r"bupropion|wellbutrin|venlafaxine|duloxetine|mirtazapine|trazodone|donepezil|antidepress\w+|medication|meds|"
    r"treatment|therapy|cpap)|since (?:starting|cpap)|with (?:cpap|treatment|therapy))\b"
)
_INNER = re.compile(r"^(?:no|denies|without) |negative")


def screens(chart: Chart) -> Iterator[Finding]:
    """Each place where a note finds mood or cognition normal."""
    for paper in chart.papers:
        if paper.kind in _NOTES:
            for each in said_in(paper):
                yield from _scored(paper, each)
                yield from _worded(paper, each)


def _scored(paper: Profile, each: Said) -> Iterator[Finding]:
    for screen in SCREENS:
        match = screen.name.search(each.text)
        if match is not None and screen.low <= int(match["score"]) <= screen.high:
            told = assertion(paper.document, *each.span(match.start(), match.end()))
            if not told.hypothetical and told.time is not Time.PLANNED:
                yield replace(statement(paper, each, match, screen.concept, TOOL, told), presence=Presence.PRESENT)


def _worded(paper: Profile, each: Said) -> Iterator[Finding]:
    for concept, pattern in WORDS.items():
        match = pattern.search(each.text)
        if match is None or _BETTER.search(each.text):
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        denied = told.presence is not Presence.PRESENT and not _INNER.search(match[0])
        if not denied and not told.hypothetical and told.time is not Time.PLANNED:
            yield replace(statement(paper, each, match, concept, TOOL, told), presence=Presence.PRESENT)
