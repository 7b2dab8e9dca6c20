"""What is measured at the lids, each eye by itself; the eye that does worst for the request decides.

lid_margin_distance -- margin reflex distance (MRD1), mm: of the asked eyes the larger.
lid_down_gaze       -- width of the fissure in down gaze, mm: of the asked eyes the larger.
lid_field_gain      -- degrees by which the upper field grows with the lid taped: of the asked eyes the smaller; qualifier reliable.
Qualifier eyes: asked where every asked eye has its number, else some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.eyelid.words import EYE, EYES, LOWER, asked_eyes
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.spine.passages import Passage, passages_of
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "eyelid-measures/1"
MARGIN = lazy_pattern(
    r"\bmrd(?:[ -]?1\b|\b(?![ -]?2\b(?!\.\d| ?mm)))|\bmargin(?:al)?[- ](?:to[- ])?reflex distances?(?: ?-?1\b|\b(?! ?-?2\b(?!\.\d| ?mm)))"
)
DOWN_GAZE = lazy_pattern(
    r"\b(?:palpebral )?(?:fissures?|apertures?|pf)\b[^.;\d]{0,20}\b(?:in |on |with )?down[- ]?gaze\b|"
    r"\bdown[- ]?gaze\b[^.;\d]{0,12}\b(?:palpebral )?(?:fissures?|apertures?|pf)\b"
)
ANOTHER = lazy_pattern(
    r"\bmrd[ -]?2\b|\bmrd[ -]?1?\b|\bpf\b|\bpalpebral\b|\bfissures?\b|\blevator\b|\blf\b|\biop\b|\bva\b|\bvisual acuity\b|\bbrow\b|"
    r"\blagophthalmos\b|\bdown[- ]?gaze\b|\bcrease\b|\bschirmer\b|\bbell"
)
NUMBER = lazy_pattern(
    r"(?<![\w./])(?P<less>[<≤] ?)?(?P<v>[+-]?\d{1,2}(?:\.\d{1,2})?)(?![\d/]|\.\d| ?%| ?(?:years?|yo|months?|weeks?|days?|°|deg))(?: ?mm\b)?"
)
NOT_A_FINDING = lazy_pattern(
    r"\b(?:phenylephrine|neo-?synephrine|apraclonidine|oxymetazoline|upneeq|taped|held|elevated manually|with brow|goal|target|post-?op\w*|"
    r"after surgery|required?|requires|criteri\w+|must|policy|"
    r"guideline|threshold|or less)\b"
)
NORMAL = lazy_pattern(r"\(?\b(?:normal|nl|ref(?:erence)?)\b[^);,]{0,24}\)?")
HEAD = lazy_pattern(
    r"\s*(?:\w[\w ./()-]*?(?:\s{2,}|\||\t)\s*)?(?P<first>od|os|right|left|r|l)(?: eye)?\s*(?:\s{2,}|\||\t)\s*"
    r"(?P<second>od|os|right|left|r|l)(?: eye)?\s*\|?\s*$"
)
TAPED = lazy_pattern(
    r"(?<!un)(?<!un-)(?<!not )\btaped\b|\bwith (?:the )?(?:lids? )?tap(?:e|ing)\b|\b(?:lids?|brows?) (?:elevated|lifted|held up|"
    r"up)\b|(?<!un)\belevated\b"
)
UNTAPED = lazy_pattern(
    r"\bun-?taped\b|\bnot taped\b|\bwithout tap(?:e|ing)\b|\b(?:natural|relaxed|resting|ptotic)(?: (?:position|state|"
    r"lids?))?\b|\bun-?elevated\b|\blids? (?:down|at rest|relaxed)\b"
)
DEGREES = lazy_pattern(r"(?<![\d.])(?P<v>\d{1,2}(?:\.\d)?) ?(?:°|º|deg(?:rees?)?\b)")
PLAIN = lazy_pattern(r"(?<![\d./])(?P<v>\d{1,2})(?![\d/%]|\.\d)")
FROM_TO = lazy_pattern(
    r"\b(?:improv\w+|increas\w+|expand\w*|widen\w*|rises?|grows?|goes)\b[^.;\d]{0,30}(?P<a>\d{1,2})(?: ?(?:°|deg(?:rees?)?))? ?(?:to|->|→|"
    r"-) ?(?P<b>\d{1,2}) ?(?:°|deg)"
)
GAIN = lazy_pattern(
    r"\b(?:improve\w*|gain\w*|increase\w*|difference)\b[^.;\d]{0,20}\b(?:of|by)\W{0,2}(?P<v>\d{1,2}) ?(?:°|deg)|(?<!\d)(?P<w>\d{1,2}) ?(?:°|"
    r"deg\w*) (?:of )?(?:superior |upper )?(?:field )?(?:improvement|gain|increase|difference)"
)
FIELD = lazy_pattern(r"\b(?:visual )?fields?\b|\bperimetr\w+|\bgoldmann\b|\bhumphrey\b|\bhvf\b|\btap(?:ed|ing)\b")
UNRELIABLE = lazy_pattern(
    r"\bunreliable\b|\b(?:poor|low|limited|questionable|not) reliab\w*|\breliability\W{1,3}(?:poor|low|bad)|"
    r"\bhigh (?:fixation loss\w*|false)|\bexcessive fixation\b|\bcould not (?:cooperate|complete)"
)
CELL = lazy_pattern(r"\s*\|\s*|\t+|\s{2,}")
YEAR = lazy_pattern(r"(?<=\bin )(?:19|20)\d\d\b")
LEAST_CELLS = 2
NOT_IN = (PartKind.COVER_SHEET, PartKind.MESSAGES)


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of one or both eyes."""

    passage: Passage
    eyes: frozenset[str]
    value: Decimal


def measures(chart: Chart) -> Iterator[Finding]:
    """The measurements of each paper, put together for the eyes that are asked about."""
    asked = asked_eyes(chart)
    for paper in chart.patient_papers:
        if paper.kind in NOT_IN:
            continue
        told = list(passages_of(paper))
        columns = _columns(told)
        for concept, pattern in (("lid_margin_distance", MARGIN), ("lid_down_gaze", DOWN_GAZE)):
            readings = [one for passage in told for one in _readings(passage, pattern, columns.get(passage.start))]
            readings += _rows_of_eyes(told, pattern)
            yield from _together(chart, concept, "mm", readings, asked, larger=True)
        fields = [one for passage in told for one in _fields(passage)] + list(_field_table(told))
        reliable = "no" if UNRELIABLE.search(paper.document.flat, paper.part.start, paper.part.end) else "yes"
        yield from _together(chart, "lid_field_gain", "deg", fields, asked, larger=False, reliable=reliable)


def _columns(told: Sequence[Passage]) -> dict[int, tuple[str, str]]:
    """The eyes of the two columns for each row below a head 'OD   OS', up to five rows."""
    found: dict[int, tuple[str, str]] = {}
    heads, left = None, 0
    for passage in told:
        head = HEAD.fullmatch(passage.text)
        if head is not None and EYES[head["first"]] != EYES[head["second"]]:
            heads, left = (head["first"], head["second"]), 8
        elif heads is not None and left > 0:
            found[passage.start] = heads
            left -= 1
    return found


def _rows_of_eyes(told: Sequence[Passage], pattern: re.Pattern[str]) -> Iterator[Reading]:
    """Rows 'OD  1.0  6' below a head 'Eye  MRD1  PF'."""
    heads: list[str] = []
    column = 0
    for passage in told:
        cells = _cells(passage)
        named = [index for index, cell in enumerate(cells) if index and pattern.match(cell)]
        if len(cells) >= LEAST_CELLS and len(named) == 1 and not any(NUMBER.fullmatch(cell) for cell in cells):
            heads, column = cells, named[0]
        elif len(cells) != len(heads) or EYE.match(cells[0]) is None:
            heads = []
        elif (value := NUMBER.fullmatch(cells[column])) is not None and (eye := EYE.match(cells[0])) is not None:
            yield Reading(passage, EYES[eye["eye"]], Decimal(value["v"]))


def _cells(passage: Passage) -> list[str]:
    return [cell.strip() for cell in CELL.split(passage.text) if cell.strip()]


def _readings(passage: Passage, pattern: re.Pattern[str], columns: tuple[str, str] | None) -> Iterator[Reading]:
    """The numbers behind a label, with their eyes."""
    match = pattern.search(passage.text)
    if match is None or NOT_A_FINDING.search(passage.text):
        return
    told = passage.told(match)
    if told is None or told[2] is not Whose.PATIENT or told[1] is not Time.CURRENT or told[0] is not Presence.PRESENT:
        return
    following = ANOTHER.search(passage.text, match.end())
    words = passage.text[match.end() : following.start() if following is not None else len(passage.text)]
    words = NORMAL.sub(lambda m: " " * len(m[0]), words)
    before = passage.text[max(0, match.start() - 14) : match.start()]
    numbers, eyes = list(NUMBER.finditer(words)), list(EYE.finditer(words))
    if not eyes and columns is not None and len(numbers) == 2:
        for number, eye in zip(numbers, columns, strict=True):
            yield Reading(passage, EYES[eye], Decimal(number["v"]))
        return
    if not eyes:
        ahead = list(EYE.finditer(before))
        if len(numbers) == 1 and ahead:
            yield Reading(passage, EYES[ahead[-1]["eye"]], Decimal(numbers[0]["v"]))
        return
    leading = not numbers or eyes[0].start() < numbers[0].start()
    for number in numbers:
        eye = _eye_of(number, eyes, leading=leading)
        if eye is not None:
            yield Reading(passage, EYES[eye], Decimal(number["v"]))


def _eye_of(number: re.Match[str], eyes: list[re.Match[str]], *, leading: bool) -> str | None:
    """The eye that stands before the number, or, where the eyes stand behind their numbers, the one after it."""
    if leading:
        return next((m["eye"] for m in reversed(eyes) if m.end() <= number.start()), None)
    return next((m["eye"] for m in eyes if m.start() >= number.end()), None)


def _together(
    chart: Chart,
    concept: str,
    unit: str,
    readings: Sequence[Reading],
    asked: frozenset[str],
    *,
    larger: bool,
    reliable: str = "",
) -> Iterator[Finding]:
    """One finding a day: the number of the asked eye that does worst."""
    by_day: dict[PartialDate | None, list[Reading]] = {}
    for one in readings:
        if not LOWER.search(one.passage.text):
            by_day.setdefault(_day(chart, one.passage), []).append(one)
    worst = max if larger else min
    for day, listed in by_day.items():
        mine = [one for one in listed if one.eyes & asked]
        if not mine:
            continue
        known = frozenset(eye for one in mine for eye in one.eyes)
        one = worst(mine, key=lambda reading: reading.value)
        places = tuple(dict.fromkeys(each.passage.place() for each in mine if each.passage.start != one.passage.start))
        yield finding_of(
            chart, one.passage, concept, TOOL, value=one.value, unit=unit, support=places, date=day,
            qualifiers={"eyes": "asked" if asked <= known else "some", **({"reliable": reliable} if reliable else {})},
        )  # fmt: skip


def _day(chart: Chart, passage: Passage) -> PartialDate | None:
    """The day or year that the sentence itself names, else that of its entry."""
    seen = entry_date(chart, passage.paper, passage.start)
    named = [m.date for m in dates(passage.paper.document, seen) if passage.start <= m.start < passage.end]
    year = YEAR.search(passage.text)
    return named[0] if named else PartialDate(int(year[0])) if year is not None else seen


def _fields(passage: Passage) -> Iterator[Reading]:
    """'OD 20 degrees untaped, 45 degrees taped'; 'improves from 30 to 50 degrees with taping'."""
    words = passage.text
    if not FIELD.search(words):
        return
    marks = list(EYE.finditer(words))
    for index, mark in enumerate(marks or [None]):
        low = mark.start() if mark is not None and index else 0
        high = marks[index + 1].start() if index + 1 < len(marks) else len(words)
        gain = _gain(words[low:high])
        if gain is not None and mark is not None:
            yield Reading(passage, EYES[mark["eye"]], gain)


def _gain(words: str) -> Decimal | None:
    """The degrees that a stretch of words says the field grows; None where it says none."""
    change, told = FROM_TO.search(words), GAIN.search(words)
    if change is not None:
        return Decimal(change["b"]) - Decimal(change["a"])
    if told is not None:
        return Decimal(told["v"] or told["w"])
    without, taped = UNTAPED.search(words), TAPED.search(words)
    numbers = list(DEGREES.finditer(words))
    if without is None or taped is None or len(numbers) != 2:
        return None
    first, second = (Decimal(m["v"]) for m in numbers)
    return second - first if without.start() < taped.start() else first - second


def _field_table(told: Sequence[Passage]) -> Iterator[Reading]:
    """Rows of an eye below a head that names the field untaped and taped."""
    order: int = 0
    for passage in told:
        without, taped = UNTAPED.search(passage.text), TAPED.search(passage.text)
        if without is not None and taped is not None and not DEGREES.search(passage.text):
            order = 1 if without.start() < taped.start() else -1
            continue
        mark = EYE.match(passage.text.lstrip())
        numbers = list(PLAIN.finditer(passage.text))
        if order and mark is not None and len(numbers) in (2, 3):
            yield Reading(passage, EYES[mark["eye"]], (Decimal(numbers[1]["v"]) - Decimal(numbers[0]["v"])) * order)
