"""How many ulcers of which stage the papers of the last weeks count on trunk and pelvis, and how large they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.spine.passages import Passage
from accord.evidence.readers.support_surfaces.subject import day_of_request, is_record, made, paper_day
from accord.evidence.readers.support_surfaces.wounds import Wound, sites_in
from accord.records.dates import PartialDate
from accord.records.findings import Finding

RECENT = 75
"""Days before the request after which a count says little about the ulcers of today."""
NONE_OPEN = lazy_pattern(
    r"\bno (?:open |other |current |active |remaining )*(?:pressure )?(?:ulcers?|wounds?|injur(?:y|ies)|sores?|"
    r"areas?)\b[^.;]{0,20}\b(?:remains?|anywhere|at this time|present|left|open)\b|\bno open (?:pressure )?(?:ulcers?|"
    r"wounds?|areas?|sores?)\b|"
    r"\ball (?:ulcers?|wounds?|sores?) (?:are |have )?(?:now )?(?:healed|closed)|\bskin (?:is )?(?:intact|"
    r"clear) (?:throughout|everywhere|over)|\bno (?:pressure ulcers?|skin breakdown)\b"
)
NO_FULL = lazy_pattern(
    r"\bno (?:\w+,? ){0,4}full[- ]thickness|\bno (?:stage|stg) ?(?:3|iii|3/4|iii/iv|3 or 4|iii or iv)|\bnone (?:is |"
    r"are )?(?:full[- ]thickness|stage (?:3|iii))"
)
PLURAL_TWO = lazy_pattern(
    r"\b(?:stage|stg) ?(?:2|ii)\b[^.;]{0,24}\b(?:(?<!\d )(?<!\d)x ?[2-9]\b(?! ?(?:x|cm|by))|ulcers|injuries|sores|areas|wounds)\b|\b(?:two|2|three|3|"
    r"multiple|several|four|4) (?:\w+ ){0,3}(?:stage|stg) ?(?:2|ii)\b"
)
EVERYWHERE = lazy_pattern(r"\b(?:remains?|anywhere|everywhere|throughout|all (?:ulcers?|wounds?|sores?))\b")
LARGE = lazy_pattern(r"\b(?:large|extensive|massive|huge)\b")


def tally(
    chart: Chart, passages: Sequence[Passage], wounds: Sequence[Wound], flap: dt.date | None = None
) -> Iterator[Finding]:
    """Counts by paper, and the largest deep ulcer. flap -- the day of the last flap: what was told up to then is closed."""
    closed = _closed_on(chart, passages, wounds)
    current = [
        w
        for w in wounds
        if w.on_trunk
        and _is_recent(chart, w)
        and not _closed(w, closed)
        and not _is_skin(w, wounds)
        and not (flap is not None and w.date is not None and w.date <= flap)
    ]
    yield from _stage2(chart, current, wounds)
    yield from _deep(chart, current, wounds)
    if not current:
        for passage, _ in closed:
            for concept in ("stage2_ulcers", "deep_ulcers"):
                yield made(chart, concept, passage, value=Decimal(0), unit="1")
    for passage in passages:
        if is_record(chart, passage.paper) and (match := NO_FULL.search(passage.text)):
            yield made(chart, "no_deep_ulcer", passage, place=passage.place(match.start(), match.end()))


def _closed_on(
    chart: Chart, passages: Sequence[Passage], wounds: Sequence[Wound]
) -> list[tuple[Passage, dt.date | None]]:
    """Statements that nothing is open, with their days. Where the paper tells of wounds too, or names a place, only one of all places counts."""
    staged = {id(w.passage.paper) for w in wounds if w.on_trunk and (w.stage or w.area is not None)}
    found: list[tuple[Passage, dt.date | None]] = []
    for passage in passages:
        match = NONE_OPEN.search(passage.text)
        if match is None or not is_record(chart, passage.paper) or " other " in match[0]:
            continue
        if EVERYWHERE.search(match[0]) or (id(passage.paper) not in staged and not sites_in(passage.text)):
            found.append((passage, paper_day(passage.paper)))
    return found


def _closed(wound: Wound, closed: Sequence[tuple[Passage, dt.date | None]]) -> bool:
    """Was the wound told before, or on the eve of, a statement that nothing is open?"""
    return any(
        wound.date is None
        or (day is not None and day >= wound.date - dt.timedelta(days=1))
        or wound.passage.paper is p.paper
        for p, day in closed
    )


def _is_recent(chart: Chart, wound: Wound) -> bool:
    received = day_of_request(chart)
    if wound.date is None or received is None:
        return True
    return -1 <= (received.earliest - wound.date).days <= RECENT


def _is_skin(wound: Wound, wounds: Sequence[Wound]) -> bool:
    """Does a paper of the same day or later call the same place dermatitis of moisture?"""
    return wound.stage == "masd" or any(
        other.stage == "masd"
        and other.site == wound.site
        and (other.date is None or wound.date is None or other.date >= wound.date)
        for other in wounds
    )


def _by_paper(wounds: Sequence[Wound]) -> list[list[Wound]]:
    """The wounds of each paper, those of its newest day where it is a log."""
    groups: dict[int, list[Wound]] = {}
    for wound in wounds:
        groups.setdefault(id(wound.passage.paper), []).append(wound)
    newest: list[list[Wound]] = []
    for group in groups.values():
        last: dict[str, Wound] = {}
        for wound in group:
            kept = last.get(wound.key)
            if kept is None or (wound.date or dt.date.min) >= (kept.date or dt.date.min):
                last[wound.key] = wound if wound.stage or kept is None else kept
        newest.append(list(last.values()))
    return newest


def _counted(group: Sequence[Wound], stages: tuple[str, ...]) -> list[Wound]:
    """Distinct wounds of the stages; a place without a side is the same as that place with one."""
    fitting = [w for w in group if w.stage in stages]
    sided = {w.site for w in fitting if w.side}
    return [w for w in fitting if w.side or w.site not in sided]


def _found(chart: Chart, concept: str, count: int, told: Sequence[Wound]) -> Finding:
    newest = max(told, key=lambda w: w.date or dt.date.min)
    day = PartialDate.of(newest.date) if newest.date is not None else None
    document = newest.passage.paper.document
    place = document.place(newest.start, min(newest.end, newest.start + 320))
    support = [w.passage.paper.document.place(w.start, min(w.end, w.start + 320)) for w in told if w is not newest]
    return made(chart, concept, newest.passage, value=Decimal(count), unit="1", date=day, place=place, support=support)


def _stage2(chart: Chart, current: Sequence[Wound], wounds: Sequence[Wound]) -> Iterator[Finding]:
    counted = False
    for group in _by_paper(current):
        second = _counted(group, ("2",))
        if second:
            vague = (
                len(second) == 1 and PLURAL_TWO.search(second[0].passage.text) and not _others_told(second[0], wounds)
            )
            counted = True
            yield _found(chart, "stage2_ulcers_vague" if vague else "stage2_ulcers", len(second), second)
    if counted:
        return
    others = [w for w in wounds if w.stage and (w.stage != "2" or not w.on_trunk) and _is_recent(chart, w)]
    if others:
        yield _found(chart, "stage2_ulcers", 0, others)


def _others_told(wound: Wound, wounds: Sequence[Wound]) -> bool:
    """Does the same passage place another one of the stage elsewhere ('two: one heel, one ischium')?"""
    return any(
        w.passage is wound.passage and w.stage == wound.stage and w.key != wound.key and not w.on_trunk for w in wounds
    )


def _deep(chart: Chart, current: Sequence[Wound], wounds: Sequence[Wound]) -> Iterator[Finding]:
    counted = False
    for group in _by_paper(current):
        deep = _counted(group, ("3", "4"))
        if deep:
            counted = True
            yield _found(chart, "deep_ulcers", len(deep), deep)
            for wound in deep:
                if wound.area is not None:
                    yield _area(chart, wound)
                if LARGE.search(wound.passage.text):
                    yield made(chart, "deep_ulcer_large", wound.passage)
    if counted:
        return
    others = [w for w in wounds if w.stage in ("1", "2", "dti", "masd") and _is_recent(chart, w)]
    known = {w.site for w in current if w.stage}
    open_questions = [w for w in current if w.stage == "unstageable" or (not w.stage and w.site not in known)]
    if others and not open_questions:
        yield _found(chart, "deep_ulcers", 0, others)


def _area(chart: Chart, wound: Wound) -> Finding:
    day = PartialDate.of(wound.date) if wound.date is not None else None
    place = wound.passage.paper.document.place(wound.start, min(wound.end, wound.start + 320))
    return made(chart, "deep_ulcer_area", wound.passage, value=wound.area, unit="cm2", date=day, place=place)
