"""The body mass index as it is written, and as height and weight give it.

bari_bmi       -- kg/m2, with the day on which it was measured.
bari_bmi_doubt -- the written index and the one of height and weight stand on two sides of the threshold.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import DateMention
from accord.evidence.narrative.sections import section_at
from accord.evidence.narrative.values import LabelledValue, labelled
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.entries import calendar_dates, entry_date
from accord.evidence.readers.request_forms import only_asks
from accord.evidence.readers.sayings import spoken
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose
from accord.records.places import AnyPlace, Place

TOOL = "bariatric-mass/1"
BMI, DOUBT, ON_FORM = "bari_bmi", "bari_bmi_doubt", "bari_bmi_on_form"
UNDRESSED = lazy_pattern(r"(?:w/o|without|no) (?:shoes|clothes|coat|jacket|footwear|socks|boots)")
THRESHOLD = Decimal(35)
BEHIND = 14
"""Characters between a value and its month or year."""
LEAST, MOST = Decimal(12), Decimal(110)
LABELS = (r"bmi", r"body mass index")
NOT_NOW = lazy_pattern(
    r"\b(?:goal|target|ideal|desired|initial|starting|baseline|highest|max(?:imum)?|peak|heaviest|lowest|entry|intake|enrol+ment|"
    r"previous|prior|former|last year|was|criteria|criterion|require\w*|threshold|requirement|cut-?off|if|"
    r"expected|predicted|mother|father|sister|brother|"
    r"husband|wife|son|daughter|before|pre-?op(?:erative)? diet|when|at the age|estimated|began|started|program start|once)\b[^.;|\n]{0,28}$"
)
AFTER = lazy_pattern(
    r"[^.;|\n\d]{0,14}\b(?:or (?:more|greater|above|higher)|required|criteri\w+|percentile|%ile|at (?:entry|enrol\w+|intake|the start|start))\b"
)
HEIGHT_UNITS = {"[in_i]": Decimal("2.54"), "cm": Decimal(1), "m": Decimal(100), "[ft_i]": Decimal("30.48")}
WEIGHT_UNITS = {"kg": Decimal(1), "[lb_av]": Decimal("0.45359237")}


def masses(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """Every body mass index of the papers."""
    asking = [paper for paper in papers if only_asks(chart, paper)]
    noted = {id(paper): list(_written(chart, paper)) for paper in papers}
    clinical = any(noted[id(paper)] for paper in papers if paper not in asking)
    for paper in papers:
        if paper in asking and clinical:
            yield from _quoted(chart, paper)
            continue
        written = noted[id(paper)]
        reckoned = _reckoned(paper)
        yield from written
        if reckoned is None:
            continue
        value, height, weight = reckoned
        when = entry_date(chart, paper, weight.start)
        if not written:
            yield _finding(paper, BMI, weight, when, value, (height,))
        same = [f for f in written if f.date == when]
        if any(f.number is not None and (f.number >= THRESHOLD) != (value >= THRESHOLD) for f in same):
            yield _finding(paper, DOUBT, weight, when, None, (height, same[0].place))


def _quoted(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """What the sheet that asks for the operation quotes, from whatever day."""
    for found in labelled(paper.document, LABELS):
        if paper.part.start <= found.label.start < paper.part.end and LEAST <= found.value.value <= MOST:
            place = paper.document.place(found.label.start, found.value.end)
            yield _finding(paper, ON_FORM, place, _day(chart, paper, found), found.value.value, ())
            return


def _written(chart: Chart, paper: Profile) -> Iterator[Finding]:
    document = paper.document
    for found in labelled(document, LABELS):
        value = found.value
        if not paper.part.start <= found.label.start < paper.part.end or not LEAST <= value.value <= MOST:
            continue
        if value.comparator or value.high is not None or (value.unit not in (None, "kg/m2")):
            continue
        before = document.flat[max(paper.part.start, found.label.start - 45) : found.label.start]
        told = assertion(document, found.label.start, value.end)
        if (
            NOT_NOW.search(before)
            or NOT_NOW.search(document.flat[found.label.end : value.start])
            or AFTER.match(document.flat, value.end)
        ):
            continue
        if (
            told.hypothetical
            or told.time is Time.PLANNED
            or told.whose is not Whose.PATIENT
            or (
                told.presence is Presence.ABSENT and not all(UNDRESSED.match(document.flat, c.start) for c in told.cues)
            )
        ):
            continue
        if section_at(document, found.label.start).name in ("family_history", "instructions"):
            continue
        place = document.place(found.label.start, value.end)
        yield _finding(paper, BMI, place, _day(chart, paper, found), value.value, ())


def _day(chart: Chart, paper: Profile, found: LabelledValue) -> PartialDate | None:
    """The day written on the line of the value, the one before it first; else the day of the entry."""
    on_line = [m for m in calendar_dates(chart, paper.document) if found.line.start <= m.start < found.line.end]
    month = next((m for m in on_line if m.date.day is None and 0 <= m.start - found.value.end <= BEHIND), None)
    if month is not None:
        return month.date
    near = [m for m in on_line if m.date.day is not None and not _is_birth(paper, m)]
    before = [m for m in near if m.end <= found.label.start]
    chosen = before[-1:] or ([near[0]] if len(near) == 1 and near[0].start - found.value.end <= 25 else [])
    return chosen[0].date if chosen else entry_date(chart, paper, found.label.start)


def _is_birth(paper: Profile, mention: DateMention) -> bool:
    return any(stated.value == mention.date.exact for stated in paper.header.birth_dates)


def _reckoned(paper: Profile) -> tuple[Decimal, Place, Place] | None:
    """The index of the one height and the one weight that the paper measures; None where there are several."""
    heights = _measured(paper, (r"height", r"ht\.?"), HEIGHT_UNITS)
    weights = _measured(paper, (r"weight", r"wt\.?", r"weigh(?:ed|s|ing)"), WEIGHT_UNITS)
    if len({v for v, _ in heights}) != 1 or len({v for v, _ in weights}) != 1:
        return None
    (centimetres, height), (kilograms, weight) = heights[0], weights[0]
    if not (Decimal(120) <= centimetres <= Decimal(220) and Decimal(35) <= kilograms <= Decimal(350)):
        return None
    return (kilograms / (centimetres / 100) ** 2).quantize(Decimal("0.01")), height, weight


def _measured(paper: Profile, labels: tuple[str, ...], units: dict[str, Decimal]) -> list[tuple[Decimal, Place]]:
    document = paper.document
    found: list[tuple[Decimal, Place]] = []
    for each in labelled(document, labels, tuple(units)):
        if (
            not paper.part.start <= each.label.start < paper.part.end
            or each.value.unit is None
            or each.value.comparator
        ):
            continue
        before = document.flat[max(paper.part.start, each.label.start - 45) : each.label.start]
        if NOT_NOW.search(before) or NOT_NOW.search(document.flat[each.label.end : each.value.start]):
            continue
        found.append((each.value.value * units[each.value.unit], document.place(each.label.start, each.value.end)))
    return found


def _finding(
    paper: Profile,
    concept: str,
    place: Place,
    date: PartialDate | None,
    value: Decimal | None,
    support: tuple[AnyPlace, ...],
) -> Finding:
    return Finding(
        concept, place, value=value, unit="kg/m2" if value is not None else None, date=date,
        qualifiers={"kind": paper.kind.value}, voice=spoken(paper), support=support, tool=TOOL,
    )  # fmt: skip
