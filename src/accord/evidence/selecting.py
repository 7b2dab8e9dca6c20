"""Choosing findings by what a policy asks: concept, qualifiers, who says it, when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.errors import Invalid
from accord.evidence.chart import Chart
from accord.policies.codes import CodePattern
from accord.policies.parameters import Bound, Params
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Whose
from accord.records.units import convert

Anchor = Callable[[str], PartialDate | None]

DEFAULT_PRESENCE = (Presence.PRESENT, Presence.ABSENT)
DEFAULT_TIME = (Time.CURRENT, Time.PAST)


@dataclass(frozen=True)
class Selected:
    """Findings that fit; that fit but for their date; and that fit but cannot be dated well enough."""

    fits: tuple[Finding, ...] = ()
    outside: tuple[Finding, ...] = ()
    undated: tuple[Finding, ...] = ()

    @property
    def any(self) -> tuple[Finding, ...]:
        """All of them."""
        return (*self.fits, *self.outside, *self.undated)


def select(
    chart: Chart,
    params: Params,
    anchor: Anchor,
    value_sets: Mapping[str, tuple[CodePattern, ...]],
    presence: Sequence[Presence] = DEFAULT_PRESENCE,
    time: Sequence[Time] = DEFAULT_TIME,
) -> Selected:
    """The findings that a selection of a policy asks for; `presence` and `time` are the defaults it may override."""
    asked_presence = tuple(Presence(p) for p in params.words("presence")) or tuple(presence)
    asked_time = tuple(Time(t) for t in params.words("time")) or tuple(time)
    whose = Whose(params.word("whose", "patient"))
    found: list[Finding] = []
    for finding in candidates(chart, params, value_sets):
        told = finding.presence in asked_presence and finding.time in asked_time and finding.whose is whose
        if told and _qualifies(chart, finding, params):
            found.append(finding)
    return dated(found, params, anchor)


def candidates(chart: Chart, params: Params, value_sets: Mapping[str, tuple[CodePattern, ...]]) -> Iterable[Finding]:
    """Findings of the concepts, and those with a code in the value sets, each once."""
    concepts, sets = params.words("concept"), params.words("value_set")
    seen: set[int] = set()
    for finding in chart.of(concepts):
        seen.add(id(finding))
        yield finding
    patterns = [pattern for name in sets for pattern in value_sets.get(name, ())]
    if patterns:
        for finding in chart.findings:
            if id(finding) not in seen and any(
                pattern.matches(system, code) for system, code in codes_of(finding) for pattern in patterns
            ):
                yield finding


def codes_of(finding: Finding) -> list[tuple[str, str]]:
    """(system, code) pairs of a coded finding: its 'codes' qualifier 'icd10|E11.9 snomed|44054006'."""
    pairs = [entry.partition("|") for entry in finding.qualifiers.get("codes", "").split()]
    return [(system, code) for system, _, code in pairs]


def _qualifies(chart: Chart, finding: Finding, params: Params) -> bool:
    for key, allowed in params.where().items():
        if finding.qualifiers.get(key) not in allowed:
            return False
    for key, refused in params.where("unless").items():
        if finding.qualifiers.get(key) in refused:
            return False
    if params.words("voice") and finding.voice.value not in params.words("voice"):
        return False
    if params.words("side") and (finding.side is None or finding.side.value not in params.words("side")):
        return False
    if params.words("origin") and finding.origin not in params.words("origin"):
        return False
    if params.words("document_kind"):
        paper = chart.paper_of(finding.place)
        if paper is None or paper.kind.value not in params.words("document_kind"):
            return False
    bounds = params.bounds()
    return not bounds or within_bounds(finding, bounds, params.word("unit") or None)


def within_bounds(finding: Finding, bounds: Sequence[Bound], unit: str | None) -> bool:
    """Do all comparisons hold for the finding's number?"""
    number = number_in(finding, unit)
    if number is None:
        return False
    return all(_holds(number, bound) for bound in bounds)


def _holds(number: Decimal, bound: Bound) -> bool:
    right = bound.number
    return {
        ">=": number >= right,
        ">": number > right,
        "<=": number <= right,
        "<": number < right,
        "==": number == right,
    }[bound.operator]


def number_in(finding: Finding, unit: str | None) -> Decimal | None:
    """The finding's number in a unit; None when it has no number or its unit cannot be turned into that one."""
    if finding.number is None or unit is None or finding.unit is None or finding.unit == unit:
        return finding.number
    try:
        return convert(finding.number, finding.unit, unit, finding.concept)
    except Invalid:
        return None


def dated(findings: Iterable[Finding], params: Params, anchor: Anchor) -> Selected:
    """Split findings by the date limits of a selection."""
    fits: list[Finding] = []
    outside: list[Finding] = []
    undated: list[Finding] = []
    limits = list(_limits(params, anchor))
    for finding in findings:
        verdict = _in_limits(finding.date, limits)
        (fits if verdict else outside if verdict is False else undated).append(finding)
    return Selected(tuple(fits), tuple(outside), tuple(undated))


def _limits(params: Params, anchor: Anchor) -> Iterable[Callable[[PartialDate], bool | None] | None]:
    window = params.window()
    if window is not None:
        base = anchor(window.anchor)
        yield None if base is None else _window_test(*window.bounds(base.earliest), *window.bounds(base.latest))
    tests: dict[str, Callable[[PartialDate, PartialDate], bool | None]] = {
        "before": lambda date, base: date.before(base),
        "after": lambda date, base: base.before(date),
        "on_or_before": lambda date, base: date.not_after(base),
        "on_or_after": lambda date, base: base.not_after(date),
    }
    for key, test in tests.items():
        if key in params:
            base = anchor(params.word(key))
            yield None if base is None else (lambda date, test=test, base=base: test(date, base))


def _window_test(
    low: dt.date, high: dt.date, low_late: dt.date, high_late: dt.date
) -> Callable[[PartialDate], bool | None]:
    def test(date: PartialDate) -> bool | None:
        if max(low, low_late) <= date.earliest and date.latest <= min(high, high_late):
            return True
        if date.latest < min(low, low_late) or date.earliest > max(high, high_late):
            return False
        return None

    return test


def _in_limits(date: PartialDate | None, limits: Sequence[Callable[[PartialDate], bool | None] | None]) -> bool | None:
    if not limits:
        return True
    if date is None:
        return None
    answers = [None if limit is None else limit(date) for limit in limits]
    if False in answers:
        return False
    return None if None in answers else True


def latest(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those of the latest day; undated ones only when none is dated."""
    return _extreme(findings, newest=True)


def earliest(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those of the earliest day; undated ones only when none is dated."""
    return _extreme(findings, newest=False)


def _extreme(findings: Sequence[Finding], newest: bool) -> tuple[Finding, ...]:
    days = [(f.date.earliest, f) for f in findings if f.date is not None]
    if not days:
        return tuple(findings)
    edge = max(day for day, _ in days) if newest else min(day for day, _ in days)
    return tuple(finding for day, finding in days if day == edge)
