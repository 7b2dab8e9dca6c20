"""The sets of films: their days, their views, and what was read from them.

osteo_film_gap          -- days from the first to the last dated set before the request.
osteo_views             -- both of these sets have several views; absent: one of them has a single view.
osteo_no_healing        -- the films show no progress; absent: they show some.
osteo_physician_reading -- the same, where a physician compared the sets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sections import section_at
from accord.evidence.narrative.sentences import line_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.bone.words import LONG_BONE, OTHER_BONE
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.papers import head_of
from accord.evidence.readers.requests import is_request
from accord.evidence.readers.sayings import meaning, on_day, spoken, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose
from accord.records.places import Place

TOOL = "bone-films/1"
GAP, VIEWS, STILL, READING = "osteo_film_gap", "osteo_views", "osteo_no_healing", "osteo_physician_reading"

FILM = lazy_pattern(r"\b(?:x-?rays?|radiographs?|radiographic|films?|xrs?)\b")
OTHER_FILM = lazy_pattern(
    r"\b(?:chest|spine|lumbar|cervical|hip|pelvis|dental|abdom\w+) (?:x-?rays?|radiographs?|films?)|\bbone scan\b|\bdexa\b"
)
SLICES = lazy_pattern(r"\b(?:ultrasound of|nuclear|scintigra\w+|ct|computed tomography|mri?|cat) ?(?:scan|of|exam|\b)")
# a report of radiology that names no other kind of image is of films
RADIOLOGY = lazy_pattern(r"\b(?:radiology|imaging report|diagnostic imaging)\b")
SEVERAL = lazy_pattern(
    r"\b(?:two|three|four|five|[2-6]|multiple|several|orthogonal|full)[ -]*(?:orthogonal )?views?\b|"
    r"\bap\b ?(?:,|/|and|&|\+) ?(?:and )?lat(?:eral)?\b|\b(?:pa|ap),? (?:lateral|oblique)|\blateral(?: and|"
    r",) (?:oblique|ap)\b|\bobliques?\b|\ball views\b|\b[2-6] ?v\b"
)
SINGLE = lazy_pattern(
    r"\b(?:single|one|1)[ -](?:ap |lateral )?view\b(?! ?(?:was|is) added)|\b(?:ap|lateral)(?: view)? only\b"
)
NOT_THE_FILM = lazy_pattern(
    r"\b(?:injur\w+|fell|fall|surgery|operat\w+|orif|nail\w*|born|dob|onset|fracture of|accident|"
    r"crash|signed|dictated|ordered)\b[^.;]{0,20}$|\b(?:fractures?|fractured|fx|doi)\W{0,4}(?:on |date )?$|\b(?:ct|mri?|bone scan|dexa)\b[^.;,]{0,14}$"
)
COMING = lazy_pattern(
    r"\b(?:repeat|next|will|order(?:ed)?|schedul\w+|plan\w*|return|due|follow-?up) (?:[\w-]+ ){0,4}?(?:x-?rays?|radiographs?|films?)\b"
)
NONE_MADE = lazy_pattern(
    r"\b(?:no|not|without|absent|absence of|lack of|lacks?|minimal|never)\b (?:any |interval |"
    r"evidence of |significant |clinically |further |appreciable |bridging |radiographic |signs? of |"
    r"definite |new |visible |osseous |bony |more |cortical |progressive |real |change in |or |"
    r"and |, )*(?:healing|progress\w*|change|bridging|callus|union|consolidation|difference|bone formation)\b|"
    r"\b(?:unchanged|no change|no different)\b|\bhealing (?:has |process )?(?:ceased|stopped|stalled|"
    r"arrested|halted)\b|\bpersist\w+ (?:[\w-]+ ){0,3}?(?:fracture line|lucen\w+|gap)\b|\bfracture (?:line|"
    r"gap) (?:remains|persists|is still|still)\b|\bfail\w+ to (?:progress|heal|unite|bridge)\b|"
    r"\bstable appearance of (?:the )?(?:fracture|nonunion)"
)
SOME_MADE = lazy_pattern(
    r"\b(?:interval|progress\w+|increas\w+|maturing|abundant|some|new|more|early|improv\w+|advancing|"
    r"partial|continued) (?:[\w-]+ ){0,2}?(?:callus|healing|bridging|consolidation|union|bone formation)\b|"
    r"\b(?:callus|bridging|healing) (?:is |has |now )?(?:progress\w+|increas\w+|form\w+|present|"
    r"seen|visible|evident|maturing)\b|\bhealing well\b"
)
NOTHING_SAID = lazy_pattern(
    r"\b(?:soft tissue swelling|joint spaces?|lungs?|alignment|hardware|implants?|position|fixation)\b[^.;]{0,20}\b(?:unchanged|"
    r"no change)\b|\bunchanged (?:alignment|position|hardware|fixation)\b|\bno change in (?:alignment|"
    r"position|hardware|fixation|medication|plan|weight)\b"
)
COMPARED = lazy_pattern(
    r"\b(?:compar\w+|interval|since|prior|previous|unchanged|between|earlier|change[ds]?|progress\w*|from the)\b"
)
PHYSICIAN = lazy_pattern(r"\b(?:md|m\.d\.|do|d\.o\.|dpm|physician|radiologist)\b")
TODAY = lazy_pattern(r"\btoday(?:'s)?\b")
FIRST_WORD = lazy_pattern(r"\S+")
REACH = 45


@dataclass(frozen=True, slots=True)
class FilmSet:
    """One dated set of films: where it is told, and whether it has several views (None: not told)."""

    day: dt.date
    place: Place
    several: bool | None
    paper: Profile


def films(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """The gap between the sets, their views, and what was read."""
    last = chart.request.received.value if chart.request.received is not None else dt.date.max
    sets = [one for paper in papers if tells_history(paper) for one in _sets(paper) if one.day <= last]
    claimed = [one for one in sets if is_request(one.paper)]
    yield from _compared([one for one in sets if not is_request(one.paper)])
    yield from _compared(claimed)
    yield from (found for paper in papers if is_request(paper) for found in _days_apart(paper))
    for paper in papers:
        if tells_history(paper):
            for each in said_in(paper):
                yield from _reading(chart, paper, each)


def _is_report(paper: Profile) -> bool:
    words = paper.document.flat[paper.part.start : paper.part.end]
    bone = LONG_BONE.search(words) or OTHER_BONE.search(words)
    return (
        paper.kind is PartKind.IMAGING
        and bool(bone and (FILM.search(words) or SEVERAL.search(words) or RADIOLOGY.search(words[:200])))
        and not SLICES.search(words[:400])
    )


def _sets(paper: Profile) -> Iterator[FilmSet]:
    told_on = date_of(paper)
    if _is_report(paper) and told_on is not None and told_on.exact is not None and paper.date is not None:
        flat = paper.document.flat[paper.part.start : paper.part.end]
        place = paper.date.place if isinstance(paper.date.place, Place) else head_of(paper)
        yield FilmSet(told_on.exact, place, _views(flat), paper)
    for each in said_in(paper):
        film = FILM.search(each.text) or (FIRST_WORD.match(each.text) if _under_films(paper, each) else None)
        read = NONE_MADE.search(each.text) or SOME_MADE.search(each.text)
        if film is None or OTHER_FILM.search(each.text) or (COMING.search(each.text) and not read):
            continue
        meant = meaning(paper, each, film)
        if (
            meant.whose is not Whose.PATIENT
            or (meant.time is Time.PLANNED and not read)
            or meant.hypothetical
            or meant.presence is Presence.ABSENT
        ):
            continue
        place = paper.document.place(each.sentence.start, each.sentence.end)
        for day in _days(paper, each):
            yield FilmSet(day, place, _views(each.text), paper)


def _under_films(paper: Profile, each: Said) -> bool:
    """Does the sentence tell views, or stand on a line or under a heading that is about films?"""
    if SEVERAL.search(each.text) or SINGLE.search(each.text):
        return True
    start = each.sentence.start
    line = paper.document.flat[line_at(paper.document, start).start : start]
    return bool(FILM.search(line) or FILM.search(section_at(paper.document, start).title.lower()))


def _days(paper: Profile, each: Said) -> Iterator[dt.date]:
    """The days in a sentence about films that are days of films."""
    low, high = each.sentence.start, each.sentence.end
    flat = paper.document.flat
    spots = [m.span() for m in FILM.finditer(flat, low, high)]
    if _under_films(paper, each):
        spots.append((low, low))
    told_on = date_of(paper)
    previous = 0
    for mention in dates(paper.document, told_on):
        if not low <= mention.start < high or mention.date.exact is None:
            continue
        near = any(abs(mention.start - end) <= REACH or abs(start - mention.end) <= REACH for start, end in spots)
        chained = previous and mention.start - previous <= REACH
        if (near or chained) and not NOT_THE_FILM.search(flat, low, mention.start):
            previous = mention.end
            yield mention.date.exact
    if TODAY.search(each.text) and told_on is not None and told_on.exact is not None:
        yield told_on.exact


def _views(words: str) -> bool | None:
    return False if SINGLE.search(words) else True if SEVERAL.search(words) else None


def _days_apart(paper: Profile) -> Iterator[Finding]:
    """The days between two sets as a form that asks for the item counts them."""
    for each in said_in(paper):
        match = APART.search(each.text)
        if match is not None and FILM.search(each.text):
            yield told_of(paper, each, match, GAP, TOOL, value=Decimal(match[1]), unit="d")


APART = lazy_pattern(r"\b(\d{1,3}) ?(?:days?|d)\b (?:apart|between|in between|interval)")


def _compared(sets: list[FilmSet]) -> Iterator[Finding]:
    if not sets:
        return
    first, last = min(sets, key=lambda one: one.day), max(sets, key=lambda one: one.day)
    if first.day == last.day:
        return
    yield Finding(
        GAP,
        last.place,
        value=Decimal((last.day - first.day).days),
        unit="d",
        support=(first.place,),
        voice=spoken(last.paper),
        tool=TOOL,
    )
    ends = [[one.several for one in sets if one.day == day] for day in (first.day, last.day)]
    if all(True in views for views in ends):
        yield Finding(VIEWS, last.place, support=(first.place,), voice=spoken(last.paper), tool=TOOL)
    elif any(False in views and True not in views for views in ends):
        yield Finding(
            VIEWS, last.place, presence=Presence.ABSENT, support=(first.place,), voice=spoken(last.paper), tool=TOOL
        )


def _reading(chart: Chart, paper: Profile, each: Said) -> Iterator[Finding]:
    about = paper.kind is PartKind.IMAGING or FILM.search(each.text) or _under_films(paper, each)
    other = SLICES.search(each.text) or NOTHING_SAID.search(each.text) or COMING.search(each.text)
    section = section_at(paper.document, each.sentence.start).name
    if not about or other or section in ("instructions", "family_history"):
        return
    none = NONE_MADE.search(each.text)
    some = SOME_MADE.search(each.text)
    if none is not None and some is not None and not (none.start() <= some.start() < none.end() + 1):
        return
    match = none or some
    if match is None:
        return
    meant = meaning(paper, each, match)
    if (
        meant.whose is not Whose.PATIENT
        or meant.hypothetical
        or (none is None and meant.presence is not Presence.PRESENT)
    ):
        return
    presence = Presence.PRESENT if none is not None else Presence.ABSENT
    found = on_day(chart, paper, each, told_of(paper, each, match, STILL, TOOL, presence=presence))
    yield found
    words = paper.document.flat[paper.part.start : paper.part.end]
    if (
        (some is not None or COMPARED.search(words))
        and PHYSICIAN.search(words)
        and (paper.signature is not None or paper.kind is PartKind.IMAGING)
    ):
        reading = told_of(paper, each, match, READING, TOOL, presence=presence)
        yield on_day(chart, paper, each, reading)
