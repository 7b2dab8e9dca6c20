"""Fusions: the one that failed, when the last operation was, and which vertebrae are fused now.

osteo_failed_fusion, osteo_last_fusion (a day), osteo_months_at_least and _at_most (since then), osteo_fusion_planned,
osteo_vertebrae (how many), osteo_same_level
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.bone.words import FUSION
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "bone-fusion/1"
REACH = 60
FAILED, LAST, PLANNED = "osteo_failed_fusion", "osteo_last_fusion", "osteo_fusion_planned"
AT_LEAST, AT_MOST = "osteo_months_at_least", "osteo_months_at_most"
VERTEBRAE, SAME = "osteo_vertebrae", "osteo_same_level"

ANY_FUSION = lazy_pattern(rf"\b{FUSION}\b")
FAILURE = lazy_pattern(
    rf"\bpseudo?arthrosis\b|\bfailed (?:[\w-]+ ){{0,4}}?{FUSION}\b|\b{FUSION}\b[^.;]{{0,30}}\b(?:failed|"
    r"has not (?:united|fused|healed|consolidated)|did not (?:fuse|take|heal|unite)|non-?union|"
    rf"not solid)\b|\bnon-?union\b[^.;]{{0,40}}\b(?:{FUSION}|[clt]\d)|\b(?:[clt]\d{{1,2}} ?[-–/] ?[clts]?\d)[^.;]{{0,20}}\bnon-?union\b|"
    rf"\bm96\.0\b|\bfailure of (?:the )?{FUSION}\b"
)
SOLID = lazy_pattern(
    rf"\b(?:solid|successful|mature|complete|intact) {FUSION}\b|\b{FUSION} (?:is |appears |looks )?(?:solid|mature|intact|complete)\b"
)
HEALED = lazy_pattern(
    r"(?<!not )(?<!never )(?<!not yet )(?<!incision )(?<!wound )(?<!scar )\b(?:well[- ]healed|healed(?: well)?|solid(?:ly)?|consolidated|united|mature)\b|"
    r"\b(?:no issues|without (?:problems|issues|complications?))\b"
)
NOT_HEALED = lazy_pattern(
    r"\b(?:not|never|no|un|delayed|incompletely|isn't|hasn't)\b[^.;]{0,24}\b(?:healed|solid\w*|consolidated|united|mature)\b|"
    r"\b(?:wounds?|incisions?|scars?|skin)\b[^.;]{0,24}\bheal\w*|\?|\bwhether\b|\bif\b|\bafter\b[^.;]{0,30}\bheal"
)
NOT_THE_SPINE = lazy_pattern(r"\bcongenital\b")
OPERATED = lazy_pattern(
    r"\b(?:s/p|status post|underwent|had|after|following|since|performed|done|date of (?:surgery|"
    rf"procedure|operation)|operated|last (?:surgery|operation|fusion)|surgery|procedure)\b[^.;]{{0,70}}\b{FUSION}\b|"
    rf"\b{FUSION}\b[^.;]{{0,50}}(?:\b(?:on|in|of|from|performed|done|ago)\b|\d{{1,2}}/\d|\b(?:19|20)\d\d\b)"
)
PLAN = lazy_pattern(
    r"\b(?:plan\w*|proceed\w*|schedul\w+|will (?:undergo|have|need|perform|do|fuse|revise|re-?do|re-?fuse)|recommend\w*|"
    r"propos\w+|to undergo|upcoming|revision|adjunct|after (?:this|the planned)|booked|indicated for|"
    r"candidate for|surgery(?=\W{0,2}:)|next (?:week|month)|tomorrow|sched|authori[sz]ation|request\w*|procedure|performed|underwent|today)\b"
)
BEFORE = lazy_pattern(
    r"\b(?:prior|previous(?:ly)?|history of|hx of|old|first|index|original|earlier|years ago|in (?:19|"
    r"20)\d\d|s/p|status post|since|failed)\b"
)
NO_BEFORE = lazy_pattern(
    rf"\bno (?:(?:prior|previous|history of|hx of|earlier|known|past) )+(?:[\w-]+ ){{0,3}}?(?:spin\w+ |lumbar |cervical |"
    rf"back |neck )?(?:surger\w+|operations?|{FUSION})\b|\bnever had (?:[\w-]+ ){{0,3}}?(?:spin\w+|"
    r"back|neck|lumbar|cervical) (?:surgery|operation|fusion)|\bvirgin (?:spine|back)\b|\bfirst-?time (?:\w+ )?(?:surgery|fusion)\b"
)
LEVEL = lazy_pattern(r"\b([ctl])(\d{1,2}) ?(?:-|–|/|to|through|thru) ?([ctls])?(\d{1,2})\b")
COUNTED = lazy_pattern(r"\b(one|single|two|three|four|five|[1-5])[ -]levels?\b|\bmulti-?level\b")
NUMBER = {"one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
COLUMN = [*(f"c{n}" for n in range(1, 8)), *(f"t{n}" for n in range(1, 13)), *(f"l{n}" for n in range(1, 6)), "s1"]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a paper about a fusion, with the spaces between vertebrae that it names (by the upper one's place)."""

    paper: Profile
    each: Said
    match: re.Match[str]
    spaces: frozenset[int]


def spaces_of(words: str) -> frozenset[int]:
    """The spaces between vertebrae that words in lower case name: 'L4-S1' is two of them."""
    found: set[int] = set()
    for match in LEVEL.finditer(words):
        upper = f"{match[1]}{match[2]}"
        lower = f"{match[3] or _lower_part(match)}{match[4]}"
        if upper in COLUMN and lower in COLUMN:
            low, high = COLUMN.index(upper), COLUMN.index(lower)
            found.update(range(low, high) if low < high <= low + 18 else ())
    return frozenset(found)


def _lower_part(match: re.Match[str]) -> str:
    """'L5-1' goes to the sacrum, 'C7-1' to the chest."""
    crosses = int(match[4]) < int(match[2])
    return {"l": "s", "c": "t", "t": "l"}[match[1]] if crosses else match[1]


def fusions(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What the papers tell of fusions."""
    failed: list[Told] = []
    planned: list[Told] = []
    operations: list[Finding] = []
    for paper in papers:
        if not tells_history(paper) and paper.kind is not PartKind.ORDER:
            continue
        for each in said_in(paper):
            if section_at(paper.document, each.sentence.start).name in ("family_history", "instructions"):
                continue
            yield from _failure(chart, paper, each, failed)
            operations.extend(_operation(paper, each))
            yield from _plan(chart, paper, each, planned)
            yield from _none_before(chart, paper, each)
    yield from operations
    yield from _months_since(chart, operations)
    yield from _same(chart, failed, planned)


def _healed(words: str) -> re.Match[str] | None:
    """Words that call a fusion healed, in the clause that names the fusion."""
    if NOT_HEALED.search(words) or ANY_FUSION.search(words) is None:
        return None
    return next(
        (m for m in HEALED.finditer(words) if ANY_FUSION.search(words, max(0, m.start() - REACH), m.end() + REACH)),
        None,
    )


def _failure(chart: Chart, paper: Profile, each: Said, failed: list[Told]) -> Iterator[Finding]:
    match = FAILURE.search(each.text)
    solid = SOLID.search(each.text) or _healed(each.text)
    if NOT_THE_SPINE.search(each.text):
        return
    shown = match or solid
    if shown is None:
        return
    meant = meaning(paper, each, shown)
    if (
        meant.hypothetical
        or meant.whose is not Whose.PATIENT
        or of_others(each, shown)
        or meant.presence is Presence.POSSIBLE
    ):
        return
    holds = meant.presence is Presence.PRESENT
    if match is None:
        if holds and meant.time is not Time.PLANNED:
            yield on_day(chart, paper, each, told_of(paper, each, shown, FAILED, TOOL, presence=Presence.ABSENT))
        return
    if holds:
        failed.append(Told(paper, each, match, spaces_of(each.text)))
    presence = Presence.PRESENT if holds else Presence.ABSENT
    yield on_day(chart, paper, each, told_of(paper, each, match, FAILED, TOOL, presence=presence))


def _operation(paper: Profile, each: Said) -> Iterator[Finding]:
    """The day of a fusion that was done."""
    match = ANY_FUSION.search(each.text)
    told_on = date_of(paper)
    if match is None:
        return
    meant = meaning(paper, each, match)
    if (
        meant.whose is not Whose.PATIENT
        or meant.hypothetical
        or meant.presence is not Presence.PRESENT
        or of_others(each, match)
    ):
        return
    if paper.kind is PartKind.PROCEDURE_NOTE and told_on is not None and not BEFORE.search(each.text):
        yield replace(told_of(paper, each, match, LAST, TOOL, time=Time.PAST), date=told_on)
        return
    if not OPERATED.search(each.text) or meant.time is Time.PLANNED:
        return
    low, high = each.sentence.start, each.sentence.end
    for mention in dates(paper.document, told_on):
        near = low <= mention.start < high and abs(mention.start - each.span(*match.span())[1]) <= 60
        if near and (told_on is None or mention.date.latest <= told_on.latest):
            yield replace(told_of(paper, each, match, LAST, TOOL, time=Time.PAST), date=mention.date)
            return
    out = MONTHS_OUT.search(each.text)
    if out is not None and told_on is not None and told_on.exact is not None and not BEFORE_LAST.search(each.text):
        month = told_on.year * 12 + (told_on.month or 1) - 1 - int(out[1]) * (12 if out[2].startswith("y") else 1)
        then = PartialDate(month // 12, month % 12 + 1)
        yield replace(told_of(paper, each, out, LAST, TOOL, time=Time.PAST), date=then)


# '12 months s/p TLIF'
MONTHS_OUT = lazy_pattern(
    r"\b(\d{1,2}) ?(months?|mos?|years?|yrs?)\.? (?:s/p|status post|post-?op\w*|post|after|out from|following|since)\b"
)
BEFORE_LAST = lazy_pattern(r"\b(?:until|improved|relief|pain-?free|did well|was well)\b")


def _months_since(chart: Chart, operations: list[Finding]) -> Iterator[Finding]:
    """Whole months from the last operation to the service, at least and at most as far as its date is told."""
    asked = chart.request.service_date or chart.request.received
    dated = [(found.date.latest, found.date.earliest, found) for found in operations if found.date is not None]
    if asked is None or not dated:
        return
    latest, earliest, shown = max(dated, key=lambda one: one[0])
    for concept, day in ((AT_LEAST, latest), (AT_MOST, earliest)):
        months = (asked.value.year - day.year) * 12 + asked.value.month - day.month - (asked.value.day < day.day)
        yield replace(shown, concept=concept, value=Decimal(months), unit="mo")


REVISION = lazy_pattern(r"\b(?:revision|revis\w+|re-?do|re-?fus\w+)\b")


def _clause(words: str, match: re.Match[str]) -> str:
    """The part of a sentence between semicolons that holds the match."""
    low, high = words.rfind(";", 0, match.start()) + 1, words.find(";", match.end())
    return words[low : high if high >= 0 else len(words)]


def _plan(chart: Chart, paper: Profile, each: Said, planned: list[Told]) -> Iterator[Finding]:
    match = next((m for m in ANY_FUSION.finditer(each.text) if PLAN.search(_clause(each.text, m))), None)
    if match is None:
        return
    clause = _clause(each.text, match)
    meant = meaning(paper, each, match)
    if meant.whose is not Whose.PATIENT or meant.presence is not Presence.PRESENT or of_others(each, match):
        return
    revision = REVISION.search(clause) is not None
    if BEFORE.search(clause) and not revision and meant.time is not Time.PLANNED:
        return
    spaces = spaces_of(clause)
    planned.append(Told(paper, each, match, spaces))
    yield on_day(chart, paper, each, told_of(paper, each, match, PLANNED, TOOL))
    count = COUNTED.search(clause)
    vertebrae = len({v for space in spaces for v in (space, space + 1)}) if spaces else None
    if vertebrae is None and count is not None and count[1]:
        vertebrae = NUMBER[count[1]] + 1
    if vertebrae is not None:
        found = told_of(paper, each, match, VERTEBRAE, TOOL, value=Decimal(vertebrae))
        yield on_day(chart, paper, each, found)


def _none_before(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    match = NO_BEFORE.search(each.text)
    if match is not None and meaning(paper, each, match).whose is Whose.PATIENT:
        yield on_day(chart, paper, each, told_of(paper, each, match, SAME, TOOL, presence=Presence.ABSENT))


def _same(chart: Chart, failed: list[Told], planned: list[Told]) -> Iterator[Finding]:
    """Is a level that failed among those that are fused now?"""
    spaces = frozenset[int]().union(*(one.spaces for one in planned))
    levels = [one for one in failed if one.spaces]
    if not spaces or not levels:
        return
    hit = next((one for one in levels if one.spaces & spaces), None)
    shown = hit or levels[0]
    presence = Presence.PRESENT if hit is not None else Presence.ABSENT
    plan = next(one for one in planned if one.spaces)
    place = plan.paper.document.place(plan.each.sentence.start, plan.each.sentence.end)
    found = told_of(shown.paper, shown.each, shown.match, SAME, TOOL, presence=presence)
    yield replace(on_day(chart, shown.paper, shown.each, found), support=(place,))
