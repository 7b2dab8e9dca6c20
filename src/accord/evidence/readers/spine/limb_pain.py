"""Pain that a nerve root sends into a limb: how strong it is there, and since when.

limb_pain_score -- 0 to 10, of the arm or leg and not of neck or back; qualifiers limb, aspect (current, best, worst).
limb_pain_onset -- its date is the (latest possible) onset; qualifier limb.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates, durations
from accord.evidence.narrative.sentences import SentenceKind
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.sayings import OTHERS
from accord.evidence.readers.spine.coded_roots import coded_onset
from accord.evidence.readers.spine.complaint import (
    AFTER_LENGTH,
    BEFORE_LENGTH,
    CUE,
    NOT_LENGTH,
    NOT_ONSET_ROW,
    ONSET_ROW,
    STARTED,
)
from accord.evidence.readers.spine.passages import Passage, passages_of, side_in
from accord.evidence.readers.spine.scales import OF_TEN, RANGE
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Side, Time, Whose

TOOL = "spine-limb-pain/1"
SCORE, ONSET = "limb_pain_score", "limb_pain_onset"

ROOT = r"radicul\w+|radiat\w+|shooting|brachialgia|sciatica|claudication|dermatom\w+"
ARM = r"arms?|forearms?|upper (?:extremity|limb)|u/?e\b|hands?|fingers?|thumb|brachialgia"
LEG = r"legs?|calf|calves|thighs?|foot|feet|shin|lower (?:extremity|limb)|l/?e\b|buttocks?|sciatica|claudication"
LIMB = {"arm": lazy_pattern(rf"\b(?:{ARM}|radicul\w+)\b"), "leg": lazy_pattern(rf"\b(?:{LEG}|radicul\w+)\b")}
SUFFERS = lazy_pattern(
    rf"\b(?:pain\w*|aches?|aching|numb\w*|tingl\w+|paresthesias?|burning|symptoms?|hurts?|{ROOT}|weak\w*)\b"
)
AXIAL = lazy_pattern(
    r"\b(?:neck|back|lbp|axial|shoulder|trapezi\w+|headaches?|knees?|hips?|overall|scapula\w*|ankles?|wrists?)\b"
)
NUMBERED = lazy_pattern(
    r"\b(?:vas|nrs|nprs|pain (?:score|scale|level))\W{0,3}(?:\(?(?:r|l|rt|lt|right|left)\W{1,2})?(?P<limb>arms?|legs?)\b[^\d.;,]{0,14}(?P<v>10|"
    r"\d(?:\.\d)?)(?![\d%/]|\.\d|\s?(?:wk|mo|week|month))|"
    r"\b(?P<limb2>arms?|legs?)(?: pain)? ?\(?(?:vas|nrs|nprs)\)?[^\d.;,]{0,10}(?P<v2>10|\d(?:\.\d)?)(?![\d%/]|\.\d|\s?(?:wk|mo|week|month))"
)
ASPECTS = (
    ("best", re.compile(r"\b(?:best|least|lowest|minimum|at rest|lying|min)\b")),
    ("worst", re.compile(r"\b(?:worst|highest|max\w*|peak)\b")),
)
EARLIER = lazy_pattern(
    r"\b(?:was|were|initially|originally|before (?:the |his |her )?(?:injection|esi|pt|therapy|surgery)|down from|from|at onset|last (?:visit|"
    r"year))\b[^.;]{0,22}$"
)
GONE = lazy_pattern(
    r"\b(?:resolved|prior episode|previous episode|first episode|years ago|in the past|at that time|never)\b"
)
NOT_BEGUN = lazy_pattern(
    r"\b(?:rfa|ablation|blocks?|injections?|epidurals?|esi|surgery|fusion|laminectomy|procedure|relief|retired|therapy|pt|meds?|medication|"
    r"naproxen|ibuprofen|meloxicam|tramadol|gabapentin|duloxetine|walker|cane|mri|emg)\b[^.;,]{0,24}$|\b(?:worse|flare\w*|increas\w+|worsen\w*|"
    r"better)\b[^.;,]{0,20}$"
)
SKIPPED = ("family_history", "allergies", "plan", "past_history", "social_history")
NOT_TOLD_BY = (PartKind.IMAGING, PartKind.LABORATORY, PartKind.COVER_SHEET)
CELL = re.compile(r"\s*\|\s*|\t+|\s{2,}")
NUMBER = re.compile(r"(?P<v>10|\d(?:\.\d)?)(?: ?/ ?10)?")

_PART = r"(?:arm|leg|ue|le|hand|foot|calf|thigh|buttock|biceps|triceps|deltoid|grip|c[4-8]|l[1-5]|s1|radic\w*|sciatic\w*|(?:upper|lower) ext\w*)"
SHORT_SIDES = {
    side: lazy_pattern(rf"(?<![\w/]){letter}(?= {_PART}\b)|\bradic\w* {letter}(?![\w/-])")
    for side, letter in (("left", "l"), ("right", "r"))
}


def limb_sides(words: str) -> frozenset[str]:
    """The sides of the limb that words in lower case name: 'left arm', 'R L5 radiculopathy', 'both legs'."""
    told = side_in(words)
    if told is Side.BILATERAL or re.search(r"\bboth (?:arms|legs|feet|hands|calves|thighs)\b", words):
        return frozenset({"left", "right"})
    short = {side for side, pattern in SHORT_SIDES.items() if pattern.search(words)}
    return frozenset(short | ({told.value} if told is not None else set[str]()))


def limb_pain(chart: Chart, limb: str) -> Iterator[Finding]:
    """Scores and onset of the pain in the arm, or in the leg."""
    yield from coded_onset(chart, limb)
    for paper in chart.patient_papers:
        if paper.kind in NOT_TOLD_BY:
            continue
        heads: list[str] = []
        before: Passage | None = None
        subject = False
        for passage in passages_of(paper):
            heads = _heads(passage, limb) or heads
            yield from _scores(chart, passage, limb)
            yield from _of_column(chart, passage, heads, limb)
            if passage.section in SKIPPED:
                continue
            about = LIMB[limb].search(passage.text) is not None and SUFFERS.search(passage.text) is not None
            subject = subject or about
            if about or _carries_on(passage, before, limb) or (subject and _onset_row(passage)):
                yield from _onset(chart, passage, limb)
            if passage.kind is not SentenceKind.HEADING:
                before = passage


def _onset_row(passage: Passage) -> bool:
    return bool(ONSET_ROW.match(passage.text)) and not NOT_ONSET_ROW.search(passage.text)


def _carries_on(passage: Passage, before: Passage | None, limb: str) -> bool:
    """'It began in October' after a sentence about the limb."""
    if before is None or before.paper is not passage.paper or AXIAL.search(passage.text):
        return False
    return bool(STARTED.search(passage.text) and LIMB[limb].search(before.text) and SUFFERS.search(before.text))


def _scores(chart: Chart, passage: Passage, limb: str) -> Iterator[Finding]:
    words = RANGE.sub(lambda m: " " * len(m[0]), passage.text)
    if LIMB[limb].search(words) is None:
        return
    hits = [
        (m.start(), m.end(), Decimal(m["hi"] or m["v"])) for m in OF_TEN.finditer(words) if _nearest(words, m, limb)
    ]
    hits += [
        (m.start(), m.end(), Decimal(m["v"] or m["v2"]))
        for m in NUMBERED.finditer(words)
        if (m["limb"] or m["limb2"]).startswith(limb) and not any(a < m.end() and m.start() < b for a, b, _ in hits)
    ]
    for start, end, value in hits:
        yield from _score(chart, passage, limb, start, end, value)


def _nearest(words: str, hit: re.Match[str], limb: str) -> bool:
    """Is the part of the body that stands nearest to the score the limb? What stands before it is nearer than what follows."""

    def gap(m: re.Match[str]) -> int:
        away = hit.start() - m.end() if m.end() <= hit.start() else (m.start() - hit.end()) * 2
        parted = re.search(r"[;.]", words[min(m.end(), hit.end()) : max(m.start(), hit.start())])
        return away + (200 if parted else 0)

    of_limb = min((gap(m) for m in LIMB[limb].finditer(words)), default=999)
    of_other = min((gap(m) for m in AXIAL.finditer(words)), default=999)
    return of_limb < of_other and of_limb < 70


def _score(chart: Chart, passage: Passage, limb: str, start: int, end: int, value: Decimal) -> Iterator[Finding]:
    words = passage.text
    match = re.compile(re.escape(words[start:end])).search(words, start)
    told = passage.told(match) if match is not None else None
    if told is None or told[2] is not Whose.PATIENT or OTHERS.search(words[max(0, start - 60) : start]):
        return
    near = f"{re.split(r'[,;]', words[:start])[-1][-30:]} {re.split(r'[,;]', words[end : end + 20])[0]}"
    aspect = next((name for name, pattern in ASPECTS if pattern.search(near)), "current")
    past = (
        told[1] is Time.PAST
        or EARLIER.search(words[:start]) is not None
        or passage.paper.kind is PartKind.PROCEDURE_NOTE
    )
    yield finding_of(
        chart, passage, SCORE, TOOL, value=value, unit="{score}", time=Time.PAST if past else Time.CURRENT,
        qualifiers={"limb": limb, "aspect": aspect}, place=passage.place(start, end),
    )  # fmt: skip


def _heads(passage: Passage, limb: str) -> list[str]:
    """The heads of a flowsheet that has a column for the pain of the limb; empty where the row is no such head."""
    cells = [cell.strip() for cell in CELL.split(passage.text) if cell.strip()]
    named = [cell for cell in cells if re.search(rf"\b{limb}\b", cell)]
    fits = len(cells) >= 3 and len(named) == 1 and re.match(r"date|visit|day", cells[0])
    return cells if fits and not any(char.isdigit() for char in re.sub(r"0 ?[-–] ?10|/ ?10", "", passage.text)) else []


def _of_column(chart: Chart, passage: Passage, heads: list[str], limb: str) -> Iterator[Finding]:
    """A dated row below the heads of a flowsheet."""
    cells = [cell.strip() for cell in CELL.split(passage.text) if cell.strip()]
    if not heads or len(cells) != len(heads):
        return
    column = next(i for i, head in enumerate(heads) if re.search(rf"\b{limb}\b", head))
    value = NUMBER.fullmatch(cells[column])
    when = next((m.date for m in dates(passage.paper.document) if passage.start <= m.start < passage.end), None)
    asked_on = chart.request.received
    if value is None or when is None or (asked_on is not None and when.earliest > asked_on.value):
        return
    yield finding_of(
        chart, passage, SCORE, TOOL, value=Decimal(value["v"]), unit="{score}", date=when,
        qualifiers={"limb": limb, "aspect": "current"},
    )  # fmt: skip


def _onset(chart: Chart, passage: Passage, limb: str) -> Iterator[Finding]:
    """The beginning that stands nearest to the words of the limb."""
    match = LIMB[limb].search(passage.text) or re.search(r"\S+", passage.text)
    told = passage.told(match) if match is not None else None
    if match is None or told is None or told[2] is not Whose.PATIENT or told[0] is not Presence.PRESENT:
        return
    if GONE.search(passage.text) or OTHERS.search(passage.text[: match.start()]):
        return
    seen = entry_date(chart, passage.paper, passage.start)
    found = [*_lengths(passage, seen), *_days(passage, seen)]
    if not found:
        return
    limbs = [m.start() for m in LIMB[limb].finditer(passage.text)] or [0]
    at, when = min(found, key=lambda pair: min(abs(pair[0] - one) for one in limbs))
    yield finding_of(chart, passage, ONSET, TOOL, date=when, qualifiers={"limb": limb}, place=passage.place(at))


def _lengths(passage: Passage, seen: PartialDate | None) -> Iterator[tuple[int, PartialDate]]:
    """'left leg pain for 5 months', 'a 6-week history of'."""
    words = passage.text
    for mention in durations(passage.paper.document):
        if seen is None or not passage.start <= mention.start < passage.end:
            continue
        at, end = mention.start - passage.start, mention.end - passage.start
        before, after = words[max(0, at - 60) : at], words[end : end + 60]
        led = (
            BEFORE_LENGTH.search(before)
            or AFTER_LENGTH.match(after)
            or mention.text[0] in ">≥"
            or ONSET_ROW.match(words)
        )
        clause = re.split(r"[.;]", before)[-1]
        if led and not NOT_LENGTH.search(clause[-36:]) and not NOT_LENGTH.search(after[:16]):
            yield at, PartialDate.of(seen.latest - dt.timedelta(mention.days_min))


def _days(passage: Passage, seen: PartialDate | None) -> Iterator[tuple[int, PartialDate]]:
    """'since October 2025', 'began on 11/03/2025'."""
    words = passage.text
    stated = [
        (m.start - passage.start, m.date)
        for m in dates(passage.paper.document, seen)
        if passage.start <= m.start < passage.end
    ]
    if ONSET_ROW.match(words):
        yield from stated[:1]
        return
    for cue in CUE.finditer(words):
        if NOT_BEGUN.search(words[: cue.start()]):
            continue
        after = [
            (at, date)
            for at, date in stated
            if 0 <= at - cue.end() <= 60 and not re.search(r"[.;]", words[cue.end() : at])
        ]
        yield from after[:1]
