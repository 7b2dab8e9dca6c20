"""What is to be injected: units, places, and how often.

toxin_units, toxin_sites, toxin_interval -- present: told in an order, a plan or as what goes on ('same dose'); absent: said to be left
                                            open. What an earlier session used is told as past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.botulinum.words import TOXIN
from accord.evidence.readers.sayings import meaning, of_others, on_day, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.selecting import latest
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "botulinum-plan/1"
UNITS, SITES, INTERVAL = "toxin_units", "toxin_sites", "toxin_interval"

ABOUT = lazy_pattern(rf"\b{TOXIN}|\binjections?\b|\b6461[25]\b|\b\d{{2,3}} units\b[^.;]{{0,80}}\b(?:sites|muscles)\b")
_MUSCLE = (
    r"(?:frontalis|corrugators?|procerus|temporalis|occipitalis|(?:cervical )?paraspinals?|trapezius|"
    r"orbicularis(?: oculi)?|zygomaticus|sternocleidomastoid|scm|splenius(?: capitis)?|levator scapulae|"
    r"semispinalis|scalene\w*|masseter|platysma|depressor anguli|mentalis|nasalis)"
)
MUSCLE = lazy_pattern(rf"\b{_MUSCLE}\b")
WORDS = (
    (UNITS, lazy_pattern(r"\b\d{1,4}(?:\.\d)? ?(?:-|to )?\d{0,4} ?(?:units?|u|iu)\b(?! of insulin)")),
    (SITES, lazy_pattern(
        rf"\b\d{{1,2}} (?:injection |fixed |standard |separate |fixed-?dose )*sites?\b|\bpreempt\b|\b(?:upper|"
        rf"lower|pretarsal|preseptal|medial|lateral) (?:and (?:lower|lateral) )?(?:eye)?lids?\b|"
        rf"\b{_MUSCLE}\b(?:[^.;]{{0,80}}\b{_MUSCLE}\b|[^.;]{{0,25}}\d+ ?(?:units?|u)\b)|"
        rf"\b{_MUSCLE}\b.{{0,6}}\b(?:bilat\w*|left|right|ou|od|os)\b")),
    (INTERVAL, lazy_pattern(
        r"\b(?:every|q\.?|each) ?(?:\d{1,2}|two|three|four|twelve|ten)(?: ?(?:-|to) ?\d{1,2})?[- ]?(?:weeks?|"
        r"wks?|w\b|months?|mos?|days?)\b|\b(?:every|q) ?(?:12|90)\b|\bquarterly\b|\b(?:at )?(?:\d{1,2}|twelve|"
        r"three)[- ](?:week|month)(?:ly)? intervals?\b|\bonce every\b")),
)  # fmt: skip
OPEN_LEFT = (
    (UNITS, lazy_pattern(
        r"\b(?:dose|units?)\W{1,3}(?:tbd|to be determined|not (?:specified|stated|given)|not yet (?:determined|"
        r"specified)|per (?:provider|injector))\b")),
    (SITES, lazy_pattern(
        r"\b(?:sites?|muscles?|locations?)\W{1,3}(?:tbd|to be determined|not (?:specified|stated|given)|per "
        r"(?:provider|injector))\b")),
    (INTERVAL, lazy_pattern(r"\b(?:frequency|interval)\W{1,3}(?:tbd|to be determined|not (?:specified|stated|given)|prn|as needed)\b")),
)  # fmt: skip
GIVEN = lazy_pattern(
    r"\b(?:injected|received|given|administered|performed|tolerated|underwent|was done|were done|last (?:dose|"
    r"injection|treatment|session)|previous|prior|s/p|status post|wasted|discarded|lot\b|first (?:cycle|round)|"
    r"second (?:cycle|round)|cycle \d|round \d|date of service)\b"
)
SAME = lazy_pattern(
    r"\b(?:same (?:dose|dosing|pattern|sites|protocol|regimen|plan|treatment)|(?:repeat|continue|"
    r"resume)\w*\b[^.;]{0,40}\b(?:injections?|botox|toxin|dose|treatment|protocol|regimen|cycle)|unchanged dose|"
    r"as before|as (?:previously|last time))\b"
)
PLANNING = lazy_pattern(
    r"\b(?:plan\w*|will|request\w*|recommend\w*|continue\w*|repeat\w*|order\w*|proceed\w*|schedul\w+|to "
    r"(?:inject|receive|start)|proposed|dose|inject(?: |$)|treat with|start|authori[sz]ation|treatment plan)\b"
)
TALK = lazy_pattern(
    r"\b(?:fda|label\w*|maximum|max dose|literature|trial(?:s)? (?:showed|used)|studies|policy|covered|"
    r"criteri\w+|insulin|heparin|vitamin|alternatives?|if (?:she|he|approved|covered))\b"
)
OTHER_INTERVAL = lazy_pattern(
    r"\b(?:mg|mcg|follow-?\s?up|f/u|return|rtc|visits?|recheck|labs?|see (?:me|her|him|us)|appointments?|diary|"
    r"eptinezumab|vyepti|ajovy|emgality|aimovig|physical therapy|infusions?)\b"
)
NEAR = 4


def plans(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What each paper tells of units, places and interval; 'the same dose' carries over what the last session used."""
    past: list[Finding] = []
    carries: Finding | None = None
    for paper in papers:
        told = list(said_in(paper))
        session = paper.kind is PartKind.PROCEDURE_NOTE
        for index, each in enumerate(told):
            near = " ".join(one.text for one in told[max(0, index - NEAR) : index + 2])
            about = (
                ABOUT.search(each.text)
                or paper.kind is PartKind.ORDER
                or (MUSCLE.search(each.text) and ABOUT.search(near))
                or ABOUT.search(near)
            )
            if not about or TALK.search(each.text):
                continue
            for found in _told(paper, each, session=session):
                dated = on_day(chart, paper, each, found)
                if dated.time is Time.PAST:
                    past.append(dated)
                yield dated
            again = SAME.search(each.text)
            if again is not None and ABOUT.search(near):
                meant = meaning(paper, each, again)
                if not meant.hypothetical and meant.presence is Presence.PRESENT and meant.whose is Whose.PATIENT:
                    carries = on_day(chart, paper, each, told_of(paper, each, again, UNITS, TOOL))
    if carries is not None:
        yield from _carried(past, carries)


def _carried(past: Sequence[Finding], carries: Finding) -> Iterator[Finding]:
    for concept in (UNITS, SITES, INTERVAL):
        of_it = [found for found in past if found.concept == concept]
        if of_it:
            newest = latest(of_it)[0]
            yield replace(newest, time=Time.CURRENT, date=carries.date, support=(carries.place,))


def _of_something_else(words: str) -> bool:
    """Is the interval that of visits or of another drug?"""
    return not ABOUT.search(words) and OTHER_INTERVAL.search(words) is not None


def _told(paper: Profile, each: Said, *, session: bool) -> Iterator[Finding]:
    for concept, pattern in OPEN_LEFT:
        match = pattern.search(each.text)
        if match is not None and not meaning(paper, each, match).hypothetical:
            yield told_of(paper, each, match, concept, TOOL, presence=Presence.ABSENT)
    for concept, pattern in WORDS:
        match = pattern.search(each.text)
        if match is None or of_others(each, match) or (concept == INTERVAL and _of_something_else(each.text)):
            continue
        meant = meaning(paper, each, match)
        if meant.presence is not Presence.PRESENT or meant.whose is not Whose.PATIENT:
            continue
        if meant.hypothetical and not re.search(r"\bmg\b|\bunits?\b|\bu\b", each.text):
            continue
        given = (session or GIVEN.search(each.text)) and not PLANNING.search(each.text)
        yield told_of(paper, each, match, concept, TOOL, time=Time.PAST if given else Time.PLANNED)
