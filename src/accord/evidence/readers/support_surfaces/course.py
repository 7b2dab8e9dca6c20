"""How the ulcers went over the last month: by measurements of the same ulcer, and in the clinicians' words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.subject import day_of_request, days_in, is_record, made, paper_day
from accord.evidence.readers.support_surfaces.wounds import SIZE, WOUND, Wound
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence
from accord.records.places import Place

MONTH, SHORT, LOOK_BACK = 27, 6, 50
"""Days that are a month of course, the least that shows healing, and how far back the first measurement may lie."""
SAME, LESS = Decimal("0.97"), Decimal("0.90")
"""Shares of the earlier area: at or above SAME is no improvement, at or below LESS is one."""

EARLIER = lazy_pattern(
    r"\b(?:was|previously|prior|down from|up from|from|compared (?:to|with)|vs\.?|last (?:visit|week|"
    r"month))\W{0,4}(?:at )?(?P<l>\d{1,2}(?:\.\d{1,2})?) ?(?:cm)? ?x ?(?P<w>\d{1,2}(?:\.\d{1,2})?)"
)
_SPAN = (
    r"(?:(?:past|last|over|for|in|since|during|x)\b[^.;]{0,16}\b(?:months?|mo\b|30 days|31 days|(?:4|5|6|7|8|four|"
    r"five|six|eight)(?: ?[-+]| or more)? ?(?:weeks?|wks?)|thirty days)|since last month|month over month)"
)
_STUCK = (
    r"(?:no (?:better|smaller|improvement|change|progress|healing)|not (?:better|smaller|improv\w+|heal\w+|respond\w+|"
    r"progress\w+)|(?:has|have|did) not (?:improved?|healed?|responded|progressed|decreased)|failed to (?:improve|"
    r"heal|respond|progress)|unchanged|static(?! air| overlay| mattress| pressure)|"
    r"stalled|stagnant|plateaued|worse\w*|larger|bigger|deteriorat\w+|enlarg\w+|increas\w+ in (?:size|depth|area|length)|"
    r"without (?:any |"
    r"significant )?(?:improvement|healing|change|progress))"
)
NOT_BETTER = lazy_pattern(rf"\b{_STUCK}\b[^.;]{{0,60}}\b{_SPAN}|\b{_SPAN}[^.;]{{0,60}}\b{_STUCK}")
STALLED = lazy_pattern(
    rf"\b(?:ulcers?|wounds?|sores?|injur\w+|healing|it|they|area)\b[^.;]{{0,40}}\b{_STUCK}|"
    rf"\b{_STUCK}\b[^.;]{{0,30}}\b(?:ulcers?|wounds?|healing)"
)
BETTER = lazy_pattern(
    r"\b(?:ulcers?|wounds?|sores?|injur\w+|incision|flap|area|site|it|they|both|"
    r"stage \S+)\b[^.;]{0,60}\b(?:healing (?:well|nicely|as expected)|improv(?:ed|ing)|smaller|contract(?:ed|ing)|"
    r"(?:steadily|slowly) (?:closing|healing)|decreas(?:ed|ing)(?: in size)?|reduced)\b|"
    r"\b(?:closed|incision)[^.;]{0,20}\bhealing well\b|\bmuch better than last (?:week|visit|month)\b|\b(?:good|"
    r"excellent|steady|continued) (?:progress|healing)\b"
)
SAID_ALONE = lazy_pattern(rf"^\W*(?:(?:has|have) )?{_STUCK}\b\W{{1,3}}{_SPAN}\W*$")
"""The words alone: 'Failed to improve over the past month.' speaks of the wound in a paper about it."""
OF_WOUND = lazy_pattern(
    r"\b(?:ulcers?|wounds?|sores?|injur\w+|pis?|stage \S+|areas?|they|it|both|size|measure\w*|healing|sacr\w*|ischi\w*|"
    r"buttocks?|coccyx|trochanter\w*)\b"
)
OTHER_THING = lazy_pattern(r"\b(?:weight|pain|albumin|bp|appetite|mental status|edema|swelling)\b")
NOT_THIS = lazy_pattern(
    r"\b(?:no|not|without|failed|n't|never|hop\w+|expect\w*|goal|should|will|would|if|dermatitis|nutrition|pain|"
    r"appetite|until)\b[^.;]{0,40}\b(?:heal\w*|improv\w*|smaller|progress|better|decreas\w*|reduced)"
)
HEALED = lazy_pattern(
    r"\b(?:ulcers?|wounds?|sores?|pressure injur\w+)\b[^.;]{0,40}\b(?:(?:is|are|has|have|now|fully|completely|all|"
    r"been) )+(?:healed|closed|epitheliali[sz]ed|resolved)\b|\b(?:fully|completely|100 ?%) (?:healed|"
    r"epitheliali[sz]ed|closed)\b|\b(?:ulcers?|wounds?) (?:healed|closed)\b(?! (?:by|with|using|edges?))"
)
NOT_HEALED = lazy_pattern(
    r"\bnot\b|\buntil\b|\bonce\b|\bwhen\b|\bif\b|\bflap\b|\b(?:19|20)\d\d\b|\bother\b|\bheel\b|\bprior\b|\bprevious\b|"
    r"\bold\b|\bshould\b"
)
CHANGED = lazy_pattern(
    r"\bdressings?\b[^.;]{0,12}\b(?:changed|switched) (?:to|from)\b|\b(?:care plan|plan|treatment|regimen|program|"
    r"orders?)\b[^.;]{0,30}\b(?:chang(?:ed|ing)|"
    r"modif\w+|revis\w+|switch\w+|adjust\w+|updat\w+|escalat\w+|advanced)\b|"
    r"\b(?:chang(?:ed|ing|e)(?! ?(?:q|every|daily|bid|prn|each|as needed|twice|\d))|switch(?:ed|ing)|modif(?:ied|"
    r"ying)|revis(?:ed|ing)|escalat(?:ed|ing)|add(?:ed|ing)|"
    r"start(?:ed|ing)?|began|begun|placed)\b[^.;]{0,40}\b(?:npwt|wound vac|negative pressure|santyl|collagenase|"
    r"hydrofib\w+|alginate|silver|collagen|dressing|plan|regimen|debrid\w+|turning|q ?[12] ?h|protein|supplement|"
    r"antibiotic\w*|surgical (?:consult|referral)|dakin\w*)|"
    r"\b(?:npwt|wound vac|debridement)\b[^.;]{0,30}\b(?:started|begun|initiated|placed|added|ordered)"
)
NO_CHANGE = lazy_pattern(
    r"\bno (?:change|changes|modification|revision)s?\b[^.;]{0,30}\b(?:plan|care|treatment|regimen|program|orders?|"
    r"dressings?)|\b(?:plan|care plan|treatment|regimen)\b[^.;]{0,20}\b(?:unchanged|not (?:been )?(?:changed|modified|"
    r"revised))"
)
STILL_NEEDED = lazy_pattern(
    r"\b(?:surface|mattress|low air loss|lal|bed|group 2)\b[^.;]{0,60}\b(?:(?:is|remains|still|continues? to be|"
    r"medically) )+(?:needed|necessary|required|essential|indicated)\b|\b(?:still|continues? to) (?:needs?|"
    r"requires?)\b[^.;]{0,40}\b(?:surface|mattress|low air loss|lal|group 2)"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A measurement of one wound: its day, its area, where it stands."""

    day: dt.date
    area: Decimal
    passage: Passage
    place: Place


def course(chart: Chart, passages: Sequence[Passage], wounds: Sequence[Wound]) -> Iterator[Finding]:
    """Improvement or none, healing, and changes of the plan."""
    record = [p for p in passages if is_record(chart, p.paper)]
    yield from _measured(chart, wounds)
    for passage in record:
        yield from _in_words(chart, passage)
        yield from _compared(chart, passage)


def series(wounds: Sequence[Wound]) -> dict[str, list[Point]]:
    """The measurements of each wound, oldest first."""
    found: dict[str, dict[dt.date, Point]] = {}
    for wound in wounds:
        if wound.area is None or wound.date is None:
            continue
        place = wound.passage.paper.document.place(wound.start, min(wound.end, wound.start + 320))
        found.setdefault(wound.key, {})[wound.date] = Point(wound.date, wound.area, wound.passage, place)
    return {key: [points[day] for day in sorted(points)] for key, points in found.items()}


def _measured(chart: Chart, wounds: Sequence[Wound]) -> Iterator[Finding]:
    """Each wound's last measurement against the one a month before; all of them must tell the same."""
    asked = day_of_request(chart)
    answers: list[tuple[str, Point, Point]] = []
    for points in series(wounds).values():
        last = points[-1]
        if asked is not None and (asked.earliest - last.day).days > LOOK_BACK:
            continue
        earlier = [p for p in points[:-1] if SHORT <= (last.day - p.day).days <= LOOK_BACK]
        month = [p for p in earlier if (last.day - p.day).days >= MONTH]
        first = month[0] if month else earlier[0] if earlier else None
        if first is None:
            continue
        if last.area <= first.area * LESS:
            answers.append(("less", first, last))
        elif month and last.area >= first.area * SAME:
            answers.append(("same", first, last))
        else:
            answers.append(("open", first, last))
    told = {answer for answer, _, _ in answers}
    for answer, first, last in answers:
        yield from _finding(chart, answer if len(told) == 1 else "open", first, last)


def _finding(chart: Chart, answer: str, first: Point, last: Point) -> Iterator[Finding]:
    stuck = {"same": Presence.PRESENT, "less": Presence.ABSENT, "open": Presence.POSSIBLE}[answer]
    smaller = {"same": Presence.ABSENT, "less": Presence.PRESENT, "open": Presence.POSSIBLE}[answer]
    day = PartialDate.of(last.day)
    still = Presence.ABSENT if last.area > 0 else Presence.POSSIBLE
    for concept, presence in (("ulcer_not_improved", stuck), ("ulcer_smaller", smaller), ("ulcer_healed", still)):
        yield made(chart, concept, last.passage, presence=presence, date=day, place=last.place, support=(first.place,))


def _compared(chart: Chart, passage: Passage) -> Iterator[Finding]:
    """'2.4 x 2.0 (was 3.2 x 2.6 on 2/6)': both measurements in one passage or in the one that goes on about it."""
    match = EARLIER.search(passage.text)
    if match is None:
        return
    before = Decimal(match["l"]) * Decimal(match["w"])
    flat = passage.paper.document.flat
    start = max(passage.paper.part.start, passage.start - 160)
    sizes = list(SIZE.finditer(flat, start, passage.start + match.start()))
    if not sizes or not WOUND.search(flat, start, passage.end):
        return
    now = Decimal(sizes[-1]["l"]) * Decimal(sizes[-1]["w"])
    if before == 0:
        return
    days = [m.date.exact for m in days_in(chart, passage) if m.start >= passage.start + match.start() and m.date.exact]
    today = paper_day(passage.paper)
    gap = (today - days[0]).days if days and today is not None else None
    if now <= before * LESS:
        yield made(chart, "ulcer_not_improved", passage, presence=Presence.ABSENT)
        yield made(chart, "ulcer_smaller", passage)
        yield made(chart, "ulcer_healed", passage, presence=Presence.ABSENT)
    elif now >= before * SAME and gap is not None and gap >= MONTH:
        yield made(chart, "ulcer_not_improved", passage)


def _in_words(chart: Chart, passage: Passage) -> Iterator[Finding]:
    text = passage.text
    stuck = NOT_BETTER.search(text)
    if stuck is not None and not OF_WOUND.search(text) and SAID_ALONE.match(text) is None:
        stuck = None
    if stuck is not None and OTHER_THING.search(text[max(0, stuck.start() - 24) : stuck.end()]) is None:
        yield made(chart, "ulcer_not_improved", passage, place=passage.place(stuck.start(), stuck.end()))
    better = BETTER.search(text)
    if better is not None and NOT_THIS.search(text) is None and stuck is None and "supplier" not in text:
        yield made(
            chart,
            "ulcer_not_improved",
            passage,
            presence=Presence.ABSENT,
            place=passage.place(better.start(), better.end()),
        )
    healed = HEALED.search(text)
    if healed is not None and NOT_HEALED.search(text) is None:
        yield made(chart, "ulcer_healed", passage, place=passage.place(healed.start(), healed.end()))
    yield from _plan(chart, passage, stuck is not None or STALLED.search(text) is not None)


def _plan(chart: Chart, passage: Passage, stalled: bool) -> Iterator[Finding]:
    if stalled:
        yield made(chart, "healing_stalled", passage)
    if NO_CHANGE.search(passage.text):
        yield made(chart, "care_plan_modified", passage, presence=Presence.ABSENT)
        return
    for pattern, concept in ((CHANGED, "care_plan_modified"), (STILL_NEEDED, "surface_still_needed")):
        match = pattern.search(passage.text)
        said = passage.told(match) if match is not None else None
        if match is not None and said is not None and said[0] is Presence.PRESENT:
            yield made(chart, concept, passage, place=passage.place(match.start(), match.end()))
