"""How the wound goes under treatment, as clinicians put it in words: healing or none, and the days on which it was evaluated.

A word without a number ('improving') tells no healing; on a form that asks for more treatment it is the form's claim.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.entries import calendar_dates, day_of_request
from accord.evidence.readers.heard import finding_of, heard, meant
from accord.evidence.readers.hyperbaric.wounds import Target, of_other_wound, speaks
from accord.evidence.readers.requests import is_request
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "hyperbaric-told-course/1"
HEALING, EVALUATED = "wound_healing_each_30d", "wound_evaluated_every_30d"
PERIOD = 30

WOUND = lazy_pattern(r"\b(?:wounds?|ulcers?|ulceration|dfus?|heel|healing|granulat\w*|area|size)\b")
DURING = lazy_pattern(
    r"\b(?:hbot?|hyperbaric\w*)\b|\bsince (?:the )?(?:start|beginning|first (?:treatment|tx|dive))|\b(?:after|over|at|in|with) (?:the )?(?:\d+ )?"
    r"(?:treatments?|tx|dives?|sessions?)\b"
)
BEFORE = lazy_pattern(r"\b(?:before|prior to|pre-?|until)\b[^.;]{0,16}(?:hbo|hyperbaric|treatment)")
OTHER_THING = lazy_pattern(
    r"\bnot the (?:hbot?|target|study|index|treated)\b|\bnails?\b|\beyes?\b|\bvision\b|\bhearing\b|\bdental\b|\b(?:jaw|bladder|rectum|rectal)\b"
)
NO_HEALING = lazy_pattern(
    r"\bno (?:measurable |significant |signs? of |evidence of |further |real |objective |apparent |meaningful )*(?:healing|improvement|progress\w*|"
    r"(?:size )?reduction|decrease)\b|\b(?:has|have|had|is|did|does|do)(?: not|n't) (?:yet |been |measurably |significantly )*(?:improv\w+|"
    r"heal\w*|respond\w*|"
    r"shr[aiu]nk|decreas\w+|progress\w*)|\bfail(?:ed|s|ing|ure)? to (?:heal|improve|respond|progress)|\bwithout (?:measurable |"
    r"any )*(?:healing|improvement)"
)
SHARE = lazy_pattern(
    r"(?<![\d.])(?P<a>\d{1,2}|100) ?(?:%|percent) (?:smaller|reduction|decrease\w*|closed|closure|healed|less|shrinkage|improve\w*|reduced)|"
    r"\b(?:decreas\w+|reduc\w+|down|smaller|shr[aiu]nk|improv\w+|closed)\b(?: in (?:size|area))? ?(?:by |of |from baseline |about |"
    r"approx\w* |almost )*(?P<b>\d{1,2}|100) ?(?:%|percent)"
)
LEAST = 5
CLAIMED = lazy_pattern(
    r"\bimproving\b|\bgranulation ?\+|\bgranulating well\b|\bheal(?:s|ing) (?:well|nicely)|\b(?:wound|ulcer)s? (?:is |"
    r"are )?(?:much )?(?:smaller|better|healing)\b|"
    r"\b(?:good|excellent|great) (?:progress|response|healing)\b"
)
REEVALUATED = lazy_pattern(r"\bre-?(?:eval\w*|assess\w*)\b|\bwound (?:eval\w*|assess\w*|check\w*)\b")
OFTEN = lazy_pattern(
    r"\b(?:every|each|q\.?) ?(?P<n>\d{1,2}|two|three|four)? ?-?(?P<unit>days?|d\b|weeks?|wks?|wk|w\b|visits?|treatments?|month|mo\b)|"
    r"\b(?P<word>weekly|bi-?weekly|monthly|daily)\b"
)
NUMBERS = {"two": 2, "three": 3, "four": 4}
UNITS = {"d": 1, "w": 7, "v": 1, "t": 1, "m": 30}
WORDS = {"weekly": 7, "biweekly": 14, "bi-weekly": 14, "monthly": 30, "daily": 1}
TO_COME = lazy_pattern(
    r"\b(?:to be|must|should|will|shall|plan\w*|requir\w+|needs?|need to|recommend\w*|next|due|schedul\w+|if|policy|criteri\w+)\b|_{2,}"
)
NOT_DONE = lazy_pattern(
    r"\b(?:no|without) (?:\w+ )?(?:re-?eval\w*|re-?assess\w*)\b|\bre-?(?:eval\w*|assess\w*)\b[^.;]{0,20}\b(?:not|never) (?:been )?(?:done|"
    r"performed|documented)"
)


def told_course(chart: Chart, wound: Target, begun: dt.date | None, under_way: bool) -> Iterator[Finding]:
    """Healing and evaluations during treatment, told in words; nothing where no treatment has begun."""
    if not speaks(chart) or not (begun is not None or under_way):
        return
    for passage in heard(chart):
        if of_other_wound(wound, passage) or OTHER_THING.search(passage.text):
            continue
        yield from _healing(chart, passage)
        yield from _evaluated(chart, passage, begun)


def _healing(chart: Chart, passage: Passage) -> Iterator[Finding]:
    if is_request(passage.paper):
        match = CLAIMED.search(passage.text) or SHARE.search(passage.text)
        if match is not None and not NO_HEALING.search(passage.text) and not meant(passage, match).hypothetical:
            yield finding_of(chart, passage, HEALING, TOOL)
        return
    words = passage.text
    if not WOUND.search(words) or not DURING.search(words) or BEFORE.search(words):
        return
    none, share = NO_HEALING.search(words), SHARE.search(words)
    match = none or share
    if match is None:
        return
    said = meant(passage, match)
    if said.hypothetical or said.time is Time.PLANNED or said.whose is not Whose.PATIENT:
        return
    if none is not None:
        yield finding_of(chart, passage, HEALING, TOOL, presence=Presence.ABSENT)
    elif share is not None and said.presence is Presence.PRESENT and int(share["a"] or share["b"]) >= LEAST:
        yield finding_of(chart, passage, HEALING, TOOL)


def _evaluated(chart: Chart, passage: Passage, begun: dt.date | None) -> Iterator[Finding]:
    match = REEVALUATED.search(passage.text)
    if match is None or is_request(passage.paper):
        return
    if NOT_DONE.search(passage.text):
        yield finding_of(chart, passage, EVALUATED, TOOL, presence=Presence.ABSENT)
        return
    said = meant(passage, match)
    if (
        TO_COME.search(passage.text)
        or said.hypothetical
        or said.time is Time.PLANNED
        or said.presence is not Presence.PRESENT
    ):
        return
    often = OFTEN.search(passage.text)
    if often is not None and _days(often) <= PERIOD:
        yield finding_of(chart, passage, EVALUATED, TOOL)
        return
    days = sorted(
        {
            m.date.exact
            for m in calendar_dates(chart, passage.paper.document)
            if passage.start <= m.start < passage.end and m.date.exact
        }
    )
    asked = day_of_request(chart.request)
    if len(days) < 2 or asked is None:
        return
    marks = [*([begun] if begun is not None and begun < days[0] else []), *days, asked.earliest]
    close = begun is not None and all((later - earlier).days <= PERIOD for earlier, later in pairwise(marks))
    yield finding_of(chart, passage, EVALUATED, TOOL, presence=Presence.PRESENT if close else Presence.POSSIBLE)


def _days(often: re.Match[str]) -> int:
    """How many days lie between two evaluations: 'every 2 weeks' is fourteen."""
    if often["word"]:
        return WORDS[often["word"]]
    number = often["n"]
    count = 1 if not number else int(number) if number.isdigit() else NUMBERS[number]
    return count * UNITS[often["unit"][0]]
