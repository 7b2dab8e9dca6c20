"""Closure of an ulcer by flap or graft with its day, the stay after it, and the surface of that stay."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.subject import day_of_request, days_in, is_record, made
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

FLAP = lazy_pattern(
    r"\b(?:myocutaneous|musculocutaneous|fasciocutaneous|muscle|gluteal|gluteus|rotation\w*|advancement|v-?y|tensor|"
    r"tfl|hamstring|local|pedicled)\b[^.;]{0,30}\bflaps?\b|\bflap (?:closure|surgery|repair|reconstruction|coverage|"
    r"procedure)|\b(?:s/p|status post|underwent|had|after|post)[ -](?:\w+ ){0,3}flap\b|"
    r"\bskin graft\w*\b[^.;]{0,40}\b(?:sacr\w*|ischi\w*|buttock|hip|trochanter\w*|ulcer)|\bflap\b"
)
NEVER = lazy_pattern(
    r"\b(?:never|no|not)\b(?: \w+){0,4}? (?:flaps?\b|grafts?\b)|\bdenies (?:any )?(?:\w+ ){0,2}flaps?\b|\bno (?:wound |"
    r"reconstructive |plastic )+(?:surger\w+|"
    r"operation)|\b(?:flap|graft)s?\b\W{1,4}(?:none|no\b|never|n/a)"
)
NOT_ONE = lazy_pattern(
    r"\bflap (?:pink|viable|warm|intact|elevated|necrosis|of (?:skin|tissue)|edges?)\b|\b(?:cornea\w*|"
    r"corneal|dental|eyelid|lip|thumb|finger|breast|tram|diep|nasal|scalp|forehead|periodontal|free flap breast|"
    r"cabg|bypass) |\bflap or graft\b(?! within)|\btick\b"
)
PLANNED = lazy_pattern(
    r"\b(?:candidate|consider\w*|plan(?:ned|s)? for|scheduled for|will need|refer\w* for|evaluat\w+ for|discuss\w*|"
    r"declin\w*|refus\w+|not a)\b[^.;]{0,30}\bflap"
)
STAY = lazy_pattern(
    r"\b(?:hospital\w*|inpatient|ltach?|snf|ecf|acute care|facility|nursing (?:facility|home)|rehab\w*|acute care|stay|admi(?:t\w*|ssion)|d/c|"
    r"discharge\w*|7 north|unit|ward|pod \d)\b"
)
HIGH = (
    r"(?:air[- ]fluidi[sz]ed|fluidi[sz]ed (?:bead|air)|clinitron|envella|fluidair|low[- ]air[- ]loss|lal\b|group (?:2|"
    r"3|ii|iii)\b|powered (?:air|pressure)(?:[- ]\w+)? (?:mattress|bed)|alternating (?:pressure |air )?mattress|dolphin|"
    r"p500|isolibrium|immerse)"
)
SURFACE = lazy_pattern(rf"\b{HIGH}")
PLAIN = lazy_pattern(
    r"\b(?:standard|ordinary|regular|plain|normal|routine)(?: hospital| facility| foam)? (?:mattress|bed)\b"
)
NO_STAY = lazy_pattern(
    r"\b(?:has |have )?(?:not|never) been (?:in|to|admitted to) (?:a |the |any )?(?:hosp(?:ital)?|rehab|nursing home|snf|"
    r"facility)\b|\bno (?:recent |inpatient |"
    r"hospital |snf )*(?:hospitali[sz]ations?|admissions?|inpatient stays?|facility stays?|stays?)\b|"
    r"\bnot (?:been )?(?:recently )?(?:hospitali[sz]ed|admitted)\b(?=[^.;]{0,30}\b(?:year|months|since|past|last)\b)|"
    r"\blives at home[^.;]{0,30}\bno (?:admission|hospital)"
)
DISCHARGED = lazy_pattern(
    r"\b(?:d/c'?d?|discharged?|dc'?d|left (?:the )?(?:hospital|snf|rehab)|home from (?:the )?(?:hospital|rehab|snf|"
    r"ltac)|back from (?:inpatient|hospital|rehab))\b[^.;\d]{0,30}$"
)
LONG_PAST = 90
LATELY = 45
"""Days in which a stay might still count when its order is written."""
TO_COME = lazy_pattern(
    r"\b(?:when approved|at home|for home|home mattress|will|plan|order\w*|request\w*|recommend\w*|need\w*|replace)\b|"
    r"\b(?:room-?mate|neighbou?r)\b"
)


def flaps(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Flaps with their days, denials, discharges, and the surface of the stay."""
    record = [p for p in passages if is_record(chart, p.paper)]
    for passage in record:
        yield from _flap(chart, passage)
        yield from _stay(chart, passage)


def last_flap(found: Sequence[Finding]) -> dt.date | None:
    """The last day on which an ulcer was closed by a flap."""
    days = [f.date.exact for f in found if f.concept == "ulcer_flap" and f.presence is Presence.PRESENT and f.date]
    return max((day for day in days if day is not None), default=None)


def _flap(chart: Chart, passage: Passage) -> Iterator[Finding]:
    text = passage.text
    never = NEVER.search(text)
    if never is not None:
        yield made(chart, "ulcer_flap", passage, presence=Presence.ABSENT)
        return
    match = FLAP.search(text)
    if match is None or NOT_ONE.search(text) or PLANNED.search(text):
        return
    said = passage.told(match)
    if said is None or said[0] is not Presence.PRESENT or said[1] is Time.PLANNED or said[2] is not Whose.PATIENT:
        return
    day = _day_of(chart, passage, match)
    if day is not None:
        yield made(chart, "ulcer_flap", passage, date=day, place=passage.place(match.start(), match.end()))


def _day_of(chart: Chart, passage: Passage, match: re.Match[str]) -> PartialDate | None:
    """The day next to the words; in a report of an operation, the day of the operation."""
    near = [m for m in days_in(chart, passage) if abs(m.start - passage.start - match.start()) <= 90]
    if near:
        return _latest_meant(chart, min(near, key=lambda m: abs(m.start - passage.start - match.start())).date)
    if passage.paper.kind is PartKind.PROCEDURE_NOTE:
        return date_of(passage.paper)
    return None


def _latest_meant(chart: Chart, day: PartialDate) -> PartialDate:
    """A vague day that is long past as the last day that it can mean: old enough whichever it was."""
    asked = day_of_request(chart)
    if day.exact is None and asked is not None and (asked.earliest - day.latest).days > LONG_PAST:
        return PartialDate.of(day.latest)
    return day


def _stay(chart: Chart, passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if NO_STAY.search(text):
        if _ends_lately(chart, passage):
            return
        yield made(chart, "inpatient_high_surface", passage, presence=Presence.ABSENT)
        return
    for mention in _discharges(chart, passage):
        yield made(chart, "facility_discharge", passage, date=mention.date)
    match, plain = SURFACE.search(text), PLAIN.search(text)
    about_stay = STAY.search(text) is not None or passage.paper.kind is PartKind.DISCHARGE_SUMMARY
    if match is not None:
        said = passage.told(match)
        if (
            said is not None
            and said[0] is Presence.PRESENT
            and said[1] is not Time.PLANNED
            and about_stay
            and not TO_COME.search(text)
        ):
            yield made(chart, "inpatient_high_surface", passage, place=passage.place(match.start(), match.end()))
            return
    if plain is not None and about_stay:
        said = passage.told(plain)
        if said is not None and said[0] is Presence.PRESENT:
            yield made(chart, "inpatient_high_surface", passage, presence=Presence.ABSENT)


def _ends_lately(chart: Chart, passage: Passage) -> bool:
    """'No admission since 2/10/2026' leaves open what was before, where that day is of the last weeks."""
    asked = day_of_request(chart)
    days = [m.date for m in days_in(chart, passage) if "since" in passage.text[: m.start - passage.start][-12:]]
    return asked is not None and any((asked.earliest - day.latest).days < LATELY for day in days)


def _discharges(chart: Chart, passage: Passage) -> Iterator[DateMention]:
    for mention in days_in(chart, passage):
        if mention.date.exact and DISCHARGED.search(passage.text[: mention.start - passage.start]):
            yield mention
