"""Operators that relate things: age, request, interval, session, same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from accord.criteria import FactValue
from accord.criteria.judge import compare
from accord.evidence.operators.asking import NOTHING, Asking
from accord.evidence.operators.findings import distinguishing
from accord.evidence.selecting import earliest, latest, number_in
from accord.policies.parameters import Compared
from accord.records.dates import PartialDate
from accord.records.findings import Finding, FindingValue, Presence
from accord.records.places import AnyPlace
from accord.records.request import Request, Stated
from accord.wording import say


def age(asking: Asking) -> FactValue[Finding]:
    """The patient's age on a date, from the request's birth date or the record's."""
    on = asking.answered(asking.params.word("at"))
    born = asking.chart.request.patient.birth_date
    if born is None or not isinstance(on.value, PartialDate):
        return NOTHING
    unit = asking.params.word("unit", "a")
    first, last = (whole_units(born.value, day, unit) for day in (on.value.earliest, on.value.latest))
    source = _of_request("birth_date", born.place, PartialDate.of(born.value))
    if first != last:
        return FactValue(None, (), (source, *on.evidence), False, say("evidence.not_dated_well"))
    heads = [f for f in asking.chart.of(["patient_age"]) if f.number is not None and abs(f.number - first) <= 1]
    return FactValue(Decimal(first), (source, *heads[:1], *on.evidence))


def interval(asking: Asking) -> FactValue[Finding]:
    """Whole units of time from one date fact to another."""
    start, end = asking.answered(asking.params.word("start")), asking.answered(asking.params.word("end"))
    proof = (*start.evidence, *end.evidence)
    if not isinstance(start.value, PartialDate) or not isinstance(end.value, PartialDate):
        return FactValue(None, (), proof)
    unit = asking.params.word("unit")
    least = whole_units(start.value.latest, end.value.earliest, unit)
    most = whole_units(start.value.earliest, end.value.latest, unit)
    if least != most:
        return FactValue(None, (), proof, False, say("evidence.not_dated_well"))
    return FactValue(Decimal(least), proof)


def whole_units(start: dt.date, end: dt.date, unit: str) -> int:
    """Whole days, weeks, calendar months or years from start to end; negative when end is earlier."""
    if end < start:
        return -whole_units(end, start, unit)
    if unit in ("d", "wk"):
        return (end - start).days // (7 if unit == "wk" else 1)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return months // 12 if unit == "a" else months


StatedValue = Stated[str] | Stated[dt.date] | None

REQUEST_PARTS: Mapping[str, Callable[[Request], Sequence[StatedValue]]] = {
    "service_date": lambda r: [r.service_date],
    "received_date": lambda r: [r.received],
    "urgency": lambda r: [r.urgency],
    "state": lambda r: [r.state],
    "payer": lambda r: [r.payer],
    "birth_date": lambda r: [r.patient.birth_date],
    "sex": lambda r: [r.patient.sex],
    "requester": lambda r: [r.requester.name],
    "performer": lambda r: [r.performer.name],
    "diagnosis": lambda r: r.diagnoses,
}


def request(asking: Asking) -> FactValue[Finding]:
    """An element of the request; with `values` or `value_set`, whether it is one of them."""
    element = asking.params.word("element")
    told = [Told(value, place) for value, place in _request_values(asking, element)]
    if not told:
        return NOTHING
    if asking.fact.type == "boolean":
        wanted = set(asking.params.words("values")) | set(
            asking.params.words("codes") if element == "service_code" else ()
        )
        patterns = [p for name in asking.params.words("value_set") for p in asking.value_sets.get(name, ())]
        hits = [t for t in told if str(t.value) in wanted or any(p.matches("icd10", str(t.value)) for p in patterns)]
        shown = tuple(_of_request(element, t.place, str(t.value)) for t in (hits or told))
        return FactValue(bool(hits), shown)
    values = {t.value for t in told}
    if len(values) > 1 and asking.fact.type != "words":
        total = sum((Decimal(str(t.value)) for t in told), Decimal(0)) if element == "quantity" else None
        if total is None:
            return FactValue(None, (), tuple(_of_request(element, t.place, str(t.value)) for t in told))
        return FactValue(total, tuple(_of_request(element, t.place, t.value) for t in told))
    value = told[0].value
    return FactValue(value, tuple(_of_request(element, t.place, t.value) for t in told))


@dataclass(frozen=True)
class Told:
    """A value of the request and where it stands."""

    value: PartialDate | Decimal | str
    place: AnyPlace


def _request_values(asking: Asking, element: str) -> Iterable[tuple[PartialDate | Decimal | str, AnyPlace]]:
    asked, codes = asking.chart.request, asking.params.words("codes")
    services = [s for s in asked.services if not codes or s.code in codes or element == "service_code"]
    if element == "service_code":
        yield from ((s.code, s.place) for s in services)
    elif element == "modifier":
        yield from ((m, s.place) for s in services for m in s.modifiers)
    elif element == "quantity":
        yield from ((Decimal(s.quantity), s.place) for s in services if s.quantity is not None)
    else:
        for stated in REQUEST_PARTS[element](asked):
            if stated is not None:
                value = PartialDate.of(stated.value) if isinstance(stated.value, dt.date) else stated.value
                yield value, stated.place


def _of_request(element: str, place: AnyPlace, value: FindingValue) -> Finding:
    return Finding(f"request.{element}", place, value=value, origin="request")


def session(asking: Asking) -> FactValue[Finding]:
    """Findings of one session by name: yes when all are there and compare so, no when all are there and do not."""
    params = asking.params
    chosen = {name: asking.select(part, presence=(Presence.PRESENT,)).fits for name, part in params.parts().items()}
    same = params.word("same", "date")
    failed: tuple[Finding, ...] = ()
    for group in _sessions(chosen, same):
        for combination in product(*group.values()):
            parts = dict(zip(group, combination, strict=True))
            if all(_compares(parts, rule) for rule in params.compared()):
                if asking.fact.type == "date":
                    return FactValue(combination[0].date, combination)
                return FactValue(True, combination)
            failed = failed or combination
    if failed and asking.fact.type == "boolean":
        return FactValue(False, failed)
    told = tuple(f for found in chosen.values() for f in found)
    missing = ", ".join(name.replace("_", " ") for name, found in chosen.items() if not found)
    return FactValue(None, (), told, False, say("evidence.session_incomplete", missing=missing) if missing else "")


def _sessions(chosen: dict[str, tuple[Finding, ...]], same: str) -> Iterable[dict[str, list[Finding]]]:
    """Groups of findings of one date, document or visit in which every name has at least one."""
    keys = {distinguishing(f, "document" if same != "date" else "date") for found in chosen.values() for f in found}
    for key in sorted(keys, reverse=True):
        group = {
            name: [f for f in found if distinguishing(f, "document" if same != "date" else "date") == key]
            for name, found in chosen.items()
        }
        if key and all(group.values()):
            yield group


def _compares(parts: dict[str, Finding], rule: Compared) -> bool:
    left, right = parts[rule.left], parts[rule.right]
    one, other = left.number, number_in(right, left.unit)
    return one is not None and other is not None and compare(one, rule.operator, other) is True


def same(asking: Asking) -> FactValue[Finding]:
    """Do the selections agree in the attributes? Unknown while one finds nothing or an attribute is not stated."""
    groups = [asking.select(params, presence=(Presence.PRESENT,)) for params in asking.params.selections("of")]
    chosen: list[Finding] = []
    for params, group in zip(asking.params.selections("of"), groups, strict=True):
        if not group.fits:
            return FactValue(None, (), tuple(f for g in groups for f in g.any))
        chosen.append((earliest if params.word("pick") == "earliest" else latest)(group.fits)[0])
    for attribute in asking.params.words("attributes"):
        values = {distinguishing(f, attribute) for f in chosen}
        if "" in values:
            return FactValue(
                None,
                (),
                tuple(chosen),
                False,
                say("evidence.attribute_not_stated", attribute=attribute.replace("_", " ")),
            )
        if len(values) > 1:
            return FactValue(False, tuple(chosen))
    return FactValue(True, tuple(chosen))
