"""Level 2 hypoglycemia (glucose below 54 mg/dL, 3.0 mmol/L): each event once, and what notes say of how many there were.

Concepts: 'level2_event' (one finding an event, value in mg/dL), 'level2_count' (a count the record states, 0 for 'the lowest is
58' or a log without a value below 54), 'unquantified_lows' (lows without a value).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.coded import observations
from accord.evidence.narrative.context import assertion
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.readings import Reading, readings
from accord.evidence.readers.diabetes.rules import quotes_rule
from accord.evidence.readers.mentions import about, all_terms, date_of, voice
from accord.evidence.readers.statements import Said, place_of, said_in
from accord.records.codes import CodeSet
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Voice, Whose
from accord.records.places import AnyPlace

TOOL = "hypoglycemia/1"
LEVEL2 = Decimal(54)
LEVEL1 = Decimal(70)
UNHEARD = (Voice.SUPPLIER, Voice.PAYER)
ONE_EPISODE = 120
"""Minutes: values of one day so close together belong to one event."""

SPELLED = "zero no none|one a single once|two twice couple both|three thrice|four|five|six|seven|eight|nine|ten"
COUNTS = {word: number for number, words in enumerate(SPELLED.split("|")) for word in words.split()}
NUMBER = r"(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a single|single|a)"
BELOW = r"(?:<|below|under|less than|lower than|beneath) ?(?:of )?"
FIFTY_FOUR = r"(?:54|3\.0|3)(?: ?mg/dl| ?mmol(?:/l)?)?"
THING = (
    r"(?:glucose |sugar |bg |cgm |sensor |meter |low )?(?:readings?|values?|results?|events?|episodes?|lows?|"
    r"excursions?|times|sugars?|glucoses?|bgs?|fingersticks?|hypos?|occasions?|entries|instances?)"
)

# Statements of a number of events; the group n, or the number in `fixed`.
STATED: tuple[tuple[int | None, re.Pattern[str]], ...] = (
    (
        None,
        re.compile(
            rf"\b{NUMBER} (?:\w+ ){{0,2}}{THING} (?:that (?:were|was) |were |was |of |at |"
            rf"have been )?{BELOW}{FIFTY_FOUR}"
        ),
    ),
    (
        None,
        re.compile(
            rf"{BELOW}{FIFTY_FOUR}\W{{1,5}}(?:x ?|n ?= ?)?(?P<n>\d{{1,2}})\b(?! ?%|\.\d| ?mg|/)(?: (?:{THING}))?"
        ),
    ),
    (
        None,
        re.compile(
            rf"\b{NUMBER} (?:\w+ ){{0,2}}level ?(?:2|ii|two)\b(?: hypoglyc\w+)?(?: (?:events?|episodes?|lows?))?"
        ),
    ),
    (
        None,
        re.compile(
            r"\blevel ?(?:2|ii|two) (?:hypoglyc\w+ )?(?:events?|episodes?|lows?|hypoglyc\w+)?\W{0,3}(?:x ?|n ?= ?|"
            r": ?)(?P<n>\d{1,2})\b"
        ),
    ),
    (
        2,
        re.compile(
            r"\b(?:recurrent|repeated|multiple|several|frequent|many|numerous) (?:\w+ ){0,2}level ?(?:2|ii|two)\b|"
            r"\blevel ?(?:2|ii|two) (?:hypoglyc\w+ )?(?:events|episodes|lows)\b(?! (?:x|n)\b)(?=[^.;]*\b(?:multiple|"
            r"several|recurrent|frequent|monthly|weekly)\b)"
        ),
    ),
    (
        1,
        re.compile(
            rf"\b(?:the )?only (?:one |time |reading |value |low |episode |event )?(?:{THING} )?(?:that (?:low|"
            rf"was that low|went that low)|this low|so low|{BELOW}{FIFTY_FOUR})|\bonly (?:one|1|"
            rf"a single) (?:\w+ ){{0,2}}{THING} (?:that low|this low|so low|{BELOW}{FIFTY_FOUR})|"
            rf"\bno other(?: \w+)? (?:readings?|values?|lows?) (?:that low|{BELOW}{FIFTY_FOUR})|"
            rf"\bonce {BELOW}{FIFTY_FOUR}"
        ),
    ),
    (
        0,
        re.compile(
            rf"\b(?:no|none|nothing|never|zero|0|not|without|n't|denies)\b (?:\w+ ){{0,4}}{BELOW}(?:5[4-9]|6\d|70|"
            rf"3\.[0-9])\b"
        ),
    ),
    (
        0,
        re.compile(
            rf"(?<![a-z0-9])(?:very low|{BELOW}{FIFTY_FOUR})\W{{1,4}}(?:\(?{BELOW}{FIFTY_FOUR}\)?\W{{1,4}})?0 ?%|"
            rf"\b0 ?% (?:{BELOW}{FIFTY_FOUR}|very low)"
        ),
    ),
    (
        0,
        re.compile(
            r"\b(?:no|zero|without|denies|denied) (?:any )?(?:level ?(?:2|ii|two)|significant|"
            r"severe or level 2)\b(?: hypoglyc\w+)"
        ),
    ),
    (
        0,
        re.compile(
            r"\b(?:no|zero|denies|denied|without|has not had|has had no|had no|never had|never has|not having|"
            r"no further) (?:any |recent |documented |reported |symptomatic |significant )*(?:hypoglyc(?:emia|aemia|"
            r"emic (?:events?|episodes?|symptoms?))|hypos?|lows?|low (?:blood )?(?:sugars?|glucoses?|readings?|"
            r"bgs?))\b(?! (?:alarm|alert|carb|fat|sodium|salt|back|aware|unaware))"
        ),
    ),
    (
        0,
        re.compile(
            r"\b(?:all|every|only|just|mild|lows? (?:are|were|have been)) (?:\w+ ){0,4}(?:between 5[4-9] and (?:6\d|"
            r"70)|5[4-9] ?(?:-|to) ?(?:6\d|70)|in the (?:low |mid |high |upper )?(?:60s|high 50s|upper 50s))"
        ),
    ),
)
LOWEST = re.compile(
    r"\b(?:lowest|nadir|min(?:imum)?|floor)\b(?! (?:dose|effective|"
    r"calorie))[^.;]{0,70}?(?<![\d./-])(?P<n>\d{2,3}(?:\.\d)?)(?! ?%|\d|/|:|-\d)\b"
)
LOWS_UNTOLD = re.compile(
    r"\b(?:frequent|many|several|recurrent|multiple|numerous|repeated|a lot of|lots of|quite a few|daily|"
    r"nightly|weekly|nocturnal|more|other|ongoing|some|few|occasional|continued|keeps? having|kept having|"
    r"bouts of)\W{1,3}(?:\w+ ){0,2}"
    r"(?:lows?|hypos?|hypoglyc\w+|low (?:blood )?(?:sugars?|readings?|glucoses?|bgs?|alarms?|alerts?))\b|"
    r"\blows?\W{1,4}(?:quite a few|many|several|frequent)|\blow (?:alarms?|alerts?)\b"
)
LOW_NAMED = re.compile(r"\bhypoglycemia\b|\b(?:bad|problematic|severe) (?:\w+ )?lows?\b")
"""Counts as a low without a value only where no event is known: else it may be the known one that is named."""
LEVEL1_TOLD = re.compile(
    r"\b(?:lows?|hypos?|hypoglyc\w+|sugars?|readings?|bgs?|glucoses?|values?)\b[^.;]{0,40}\b(?:in the |"
    r"of )?(?:(?:low|mid|high|upper|lower)[- ]?)?(?:60s|60's|sixties)\b|"
    r"\b(?:lows?|hypos?|hypoglyc\w+|sugars?|readings?|bgs?|glucoses?|values?)\b[^.;]{0,40}\b(?:high|"
    r"upper) (?:50s|50's|fifties)\b|\blevel ?(?:1|i|one) (?:hypoglyc\w+|lows?|events?)(?: only)?\b|"
    r"\bonly (?:mild|level ?1)\b"
)
EMERGENCY = re.compile(
    r"\b(?:ems|squad|ambulance|911|paramedics?|medics?|e[rd]|emergency|hospital\w*|rescue|crew|emts?)\b"
)
BOX = re.compile(r"[\[(][ x✓]?[\])]|[☐☑☒]")


@dataclass
class _Event:
    """Readings below 54 that are one event, the first the best dated."""

    readings: list[Reading] = field(default_factory=list)


def hypoglycemia(chart: Chart) -> Iterator[Finding]:
    """Events, stated counts and lows without a value, of the papers that are about the patient."""
    received = PartialDate.of(chart.request.received.value) if chart.request.received else None
    every = [(paper, list(readings(paper, received))) for paper in chart.patient_papers if voice(paper) not in UNHEARD]
    known = [r for paper, found in every for r in found if r.logged or not _in_letter_of_patient(paper)]
    coded = list(_coded(chart))
    events = distinct_events([r for r in known if r.value < LEVEL2])
    findings = [_event_finding(event) for event in events]
    findings += [f for f in coded if not any(_same_day(f, e) for e in findings)]
    yield from findings
    stated = [f for paper, _ in every for f in _stated(paper)]
    stated += list(_logs_without(every, coded)) if not findings and not stated else []
    most = max((f.number for f in stated if f.number is not None), default=Decimal(-1))
    told = [f for f in stated if f.number == most and most >= len(findings)]
    yield from told
    if not told:
        patterns = (LOWS_UNTOLD,) if findings else (LOWS_UNTOLD, LOW_NAMED)
        yield from (f for paper, _ in every for f in _untold(paper, patterns))


def _in_letter_of_patient(paper: Profile) -> bool:
    """Values that patient or family write in a letter are no log that the record keeps."""
    return voice(paper) is Voice.PATIENT and paper.kind in (PartKind.LETTER, PartKind.OTHER)


def _same_day(one: Finding, other: Finding) -> bool:
    return one.value == other.value and one.date is not None and other.date is not None and one.date.agrees(other.date)


# ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def distinct_events(low: Sequence[Reading]) -> list[_Event]:
    """Readings of one event together: the same value of the same day, values of a day within two hours, a retold value."""
    events: list[_Event] = []
    for reading in sorted(low, key=lambda r: (r.date is None, not r.logged)):
        event = next((e for e in events if any(_one_event(reading, other) for other in e.readings)), None)
        if event is None:
            events.append(_Event([reading]))
        else:
            event.readings.append(reading)
    return events


def _one_event(one: Reading, other: Reading) -> bool:
    same_paper = one.place.document == other.place.document
    if one.date is None or other.date is None:
        if not same_paper and _emergency_told(one, other):
            return True
        return one.value == other.value and (not same_paper or one.date is not other.date)
    if not one.date.agrees(other.date):
        return False
    if one.value == other.value and (not one.clock or not other.clock or one.clock == other.clock):
        return not (same_paper and one.logged and other.logged and one.offset != other.offset)
    if one.clock and other.clock:
        return abs(_minutes(one.clock) - _minutes(other.clock)) <= ONE_EPISODE
    exact = one.date.exact is not None and other.date.exact is not None
    hospital = PartKind.EMERGENCY_REPORT in (one.paper.kind, other.paper.kind)
    return exact and (not same_paper or hospital) and not (one.logged and other.logged)


def _emergency_told(one: Reading, other: Reading) -> bool:
    """Does a note speak, without a day, of the emergency that another paper reports?"""
    reported = PartKind.EMERGENCY_REPORT in (one.paper.kind, other.paper.kind)
    return reported and all(
        r.paper.kind is PartKind.EMERGENCY_REPORT or EMERGENCY.search(r.place.text.lower()) for r in (one, other)
    )


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _event_finding(event: _Event) -> Finding:
    first = event.readings[0]
    exact = next((r for r in event.readings if r.date is not None and r.date.exact), first)
    return Finding(
        "level2_event",
        first.place,
        value=first.value,
        unit="mg/dL",
        date=exact.date,
        qualifiers={
            "clock": next((r.clock for r in event.readings if r.clock), ""),
            "at": str(first.offset),
            **about(first.paper),
        },
        voice=voice(first.paper),
        support=tuple(dict.fromkeys(r.place for r in event.readings[1:] if r.place != first.place)),
        tool=TOOL,
    )


def _coded(chart: Chart) -> Iterator[Finding]:
    """Coded glucose below 54 mg/dL."""
    codes = CodeSet.of(*all_terms()[1].get("glucose", ()))
    for entry in observations(chart.record, codes, "mg/dL", "level2_event", "glucose"):
        below = entry.qualifiers.get("comparator", "") in ("", "<", "<=")
        if entry.number is not None and entry.number < LEVEL2 and below and entry.presence is Presence.PRESENT:
            yield replace(
                entry, tool=TOOL, qualifiers={**entry.qualifiers, "at": entry.date.iso() if entry.date else ""}
            )


# ── counts that are stated ───────────────────────────────────────────────────────────────────────────────────────────


def _stated(paper: Profile) -> Iterator[Finding]:
    if paper.kind is PartKind.ORDER:
        return
    for each in said_in(paper):
        if BOX.search(each.text):
            continue
        match, number = _count_in(paper, each)
        if match is not None and number is not None:
            yield _count_finding(paper, each, match, number)


def _count_in(paper: Profile, each: Said) -> tuple[re.Match[str] | None, int | None]:
    """The statement of a sentence, and the number of level 2 events it makes out."""
    for fixed, pattern in STATED:
        match = pattern.search(each.text)
        if match is None or not _is_meant(paper, each, match):
            continue
        return match, _number(match["n"]) if fixed is None else fixed
    lowest = LOWEST.search(each.text)
    if (
        lowest
        and _is_meant(paper, each, lowest)
        and re.search(r"\b(?:a1c|bp|weight|ef|spo2|sat|o2|hr|pulse|dose)\b", lowest[0]) is None
    ):
        value = Decimal(lowest["n"])
        if (LEVEL2 <= value <= 300 and "." not in lowest["n"]) or Decimal("3.0") <= value < 20:
            return lowest, 0
    return None, None


def _is_meant(paper: Profile, each: Said, match: re.Match[str]) -> bool:
    """Of the patient, and of what was, not of what a rule asks for."""
    if quotes_rule(each.text):
        return False
    told = assertion(paper.document, *each.span(match.start(), match.end()))
    return told.whose is Whose.PATIENT and not told.hypothetical


def _number(words: str) -> int:
    bare = words.removesuffix(" of").removeprefix("a ").strip()
    return int(bare) if bare.isdigit() else COUNTS.get(bare, 1)


def _count_finding(paper: Profile, each: Said, match: re.Match[str], number: int) -> Finding:
    return Finding(
        "level2_count",
        place_of(paper.document, each, match.start(), match.end()),
        value=Decimal(number),
        date=date_of(paper),
        qualifiers={"told": "stated", **about(paper)},
        voice=voice(paper),
        tool=TOOL,
    )


def _logs_without(every: Iterable[tuple[Profile, Sequence[Reading]]], coded: Sequence[Finding]) -> Iterator[Finding]:
    """A log of several values, or lows with values, none of which is below 54."""
    if coded:
        return
    for paper, found in every:
        yield from _told_level1(paper)
        lows = [r for r in found if LEVEL2 <= r.value < LEVEL1]
        logged = [r for r in found if r.logged]
        if lows or len(logged) >= 7:
            shown = min(lows or logged, key=lambda r: r.value)
            yield Finding(
                "level2_count",
                shown.place,
                value=Decimal(0),
                date=date_of(paper),
                qualifiers={"told": "values", **about(paper)},
                voice=voice(paper),
                support=_places(lows[1:3]),
                tool=TOOL,
            )


def _told_level1(paper: Profile) -> Iterator[Finding]:
    """'Lows in the 60s.'"""
    for each in said_in(paper):
        match = LEVEL1_TOLD.search(each.text)
        if (
            match is not None
            and not BOX.search(each.text)
            and paper.kind is not PartKind.ORDER
            and _is_meant(paper, each, match)
        ):
            yield _count_finding(paper, each, match, 0)
            return


def _places(found: Sequence[Reading]) -> tuple[AnyPlace, ...]:
    return tuple(dict.fromkeys(r.place for r in found))


def _untold(paper: Profile, patterns: Sequence[re.Pattern[str]]) -> Iterator[Finding]:
    """Lows that are told without a value."""
    for each in said_in(paper):
        match = next((m for pattern in patterns if (m := pattern.search(each.text))), None)
        if match is None or BOX.search(each.text) or paper.kind is PartKind.ORDER:
            continue
        told = assertion(paper.document, *each.span(match.start(), match.end()))
        if told.presence is Presence.PRESENT and not told.hypothetical and told.whose is Whose.PATIENT:
            yield Finding(
                "unquantified_lows",
                place_of(paper.document, each, match.start(), match.end()),
                date=date_of(paper),
                qualifiers=about(paper),
                voice=voice(paper),
                tool=TOOL,
            )
