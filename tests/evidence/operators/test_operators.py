"""Source operators over findings made by hand: what answers, what conflicts, what stays unknown."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from accord.criteria import FactValue
from accord.evidence.chart import Chart
from accord.evidence.operators import EVALUATIONS, Asking
from accord.policies.marked_yaml import parse
from accord.policies.model import Fact
from accord.policies.operators import OPERATORS, read_call
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Side, Time, Voice, Whose
from accord.records.places import Place
from accord.records.record import Record
from tests.evidence.papers import request

ORDERED = PartialDate(2026, 3, 1)


def told(concept: str, number: float | None = None, day: str | None = "2026-02-10", **rest: object) -> Finding:
    """A finding; its place differs with its words so that two are never the same by accident."""
    words = f"{concept} {number} {day} {sorted(map(str, rest.values()))}"
    return Finding(
        concept,
        Place("note.txt", 1, 0, len(words), words),
        value=None if number is None else Decimal(str(number)),
        date=PartialDate.from_iso(day) if day else None,
        **rest,  # type: ignore[arg-type]
    )


def ask(call: str, findings: list[Finding], type: str = "boolean", unit: str | None = None) -> FactValue[Finding]:  # noqa: A002
    """The answer of one operator call over some findings; the fact order_date is 1 March 2026."""
    parsed = read_call(parse(call, "test.yaml"))
    fact = Fact("asked", "?", type, unit)
    anchors = {"order_date": ORDERED}
    asking = Asking(
        Chart(Record((), (), ()), request(), tuple(findings)),
        fact,
        parsed.params,
        anchors.get,
        lambda name: FactValue(anchors.get(name), (told(name),)),
        {},
    )
    return EVALUATIONS[parsed.operator](asking)


ABSENT = {"presence": Presence.ABSENT}
CLINICIAN, SUPPLIER = {"voice": Voice.CLINICIAN}, {"voice": Voice.SUPPLIER}

FINDING = [
    ("present", [told("edema")], True, False),
    ("absent", [told("edema", **ABSENT)], False, False),
    ("silence", [], None, False),
    ("only possible", [told("edema", presence=Presence.POSSIBLE)], None, False),
    ("planned", [told("edema", time=Time.PLANNED)], None, False),
    ("of the family", [told("edema", whose=Whose.FAMILY)], None, False),
    ("of somebody else", [told("edema", whose=Whose.OTHER)], None, False),
    ("two that disagree", [told("edema"), told("edema", **ABSENT)], None, True),
    ("a clinician against a supplier", [told("edema", **CLINICIAN, **ABSENT), told("edema", **SUPPLIER)], False, False),
]


@pytest.mark.parametrize(("title", "findings", "value", "conflict"), FINDING)
def test_finding(title: str, findings: list[Finding], value: bool | None, conflict: bool) -> None:
    answer = ask("finding: {concept: edema}", findings)
    assert (answer.value, answer.conflict) == (value, conflict), title
    assert value is None or answer.evidence


def test_the_newest_decides_where_the_policy_says_so() -> None:
    old, new = told("edema", day="2025-08-01", **CLINICIAN), told("edema", day="2026-02-10", **CLINICIAN, **ABSENT)
    assert ask("finding: {concept: edema, pick: latest}", [old, new]).value is False
    assert ask("finding: {concept: edema}", [old, new]).conflict


WINDOWS = [
    ("2026-02-28", True), ("2025-09-01", True), ("2025-08-31", None), ("2026-03-02", None), ("2026-02", True),
    ("2026", None), (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("day", "value"), WINDOWS)
def test_a_window_of_six_months_before_the_order(day: str | None, value: bool | None) -> None:
    call = "finding: {concept: edema, within: P6M before order_date}"
    assert ask(call, [told("edema", day=day)]).value is value


def test_qualifiers_voice_side_and_numbers_choose() -> None:
    rest = told("spo2", 92, unit="%", qualifiers={"state": "rest"}, voice=Voice.FACILITY)
    walk = told("spo2", 86, unit="%", qualifiers={"state": "exercise"}, voice=Voice.FACILITY)
    knee = told("pain", side=Side.LEFT)
    assert ask("finding: {concept: spo2, where: {state: exercise}, value: {'<=': 88}}", [rest, walk]).value is True
    assert ask("finding: {concept: spo2, where: {state: rest}, value: {'<=': 88}}", [rest, walk]).value is None
    assert ask("finding: {concept: spo2, voice: supplier}", [rest]).value is None
    assert ask("finding: {concept: pain, side: right}", [knee]).value is None
    assert ask("finding: {concept: spo2, unless: {state: rest}}", [rest]).value is None


MEASUREMENTS = [
    ("latest by default", [told("a1c", 8, "2025-01-01"), told("a1c", 7, "2026-01-01")], "", Decimal(7), False),
    ("lowest", [told("a1c", 8, "2025-01-01"), told("a1c", 7, "2026-01-01")], ", pick: min", Decimal(7), False),
    ("highest", [told("a1c", 8, "2025-01-01"), told("a1c", 7, "2026-01-01")], ", pick: max", Decimal(8), False),
    ("earliest", [told("a1c", 8, "2025-01-01"), told("a1c", 7, "2026-01-01")], ", pick: earliest", Decimal(8), False),
    ("two of one day", [told("a1c", 8), told("a1c", 7)], "", None, True),
    ("the same twice", [told("a1c", 8), told("a1c", 8, voice=Voice.FACILITY)], "", Decimal(8), False),
    ("no number", [told("a1c")], "", None, False),
    ("none", [], "", None, False),
]


@pytest.mark.parametrize(("title", "findings", "pick", "value", "conflict"), MEASUREMENTS)
def test_measurement(title: str, findings: list[Finding], pick: str, value: Decimal | None, conflict: bool) -> None:
    answer = ask(f"measurement: {{concept: a1c{pick}}}", findings, "quantity", "%")
    assert (answer.value, answer.conflict) == (value, conflict), title


def test_units_are_converted_or_the_number_is_not_used() -> None:
    kilopascal = told("pao2", 8, unit="kPa")
    answer = ask("measurement: {concept: pao2}", [kilopascal], "quantity", "mm[Hg]")
    assert isinstance(answer.value, Decimal)
    assert abs(answer.value - Decimal("60.0")) < Decimal("0.1")
    assert ask("measurement: {concept: pao2}", [told("pao2", 8, unit="kg")], "quantity", "mm[Hg]").value is None


def test_event_count_words() -> None:
    lows = [told("low", 50, "2026-01-03"), told("low", 48, "2026-01-09"), told("low", 49, "2026-01-09")]
    assert ask("event: {concept: low}", lows, "date").value == PartialDate(2026, 1, 9)
    assert ask("event: {concept: low, pick: earliest}", lows, "date").value == PartialDate(2026, 1, 3)
    assert ask("count: {concept: low}", lows, "integer").value == Decimal(2)
    assert ask("count: {concept: low, distinct: value}", lows, "integer").value == Decimal(3)
    assert ask("count: {concept: low}", [], "integer").value is None
    mode = told("technique", qualifiers={"mode": "thermal"})
    assert ask("words: {concept: technique, qualifier: mode}", [mode], "words").value == "thermal"


MEDICATION = [
    ([told("insulin")], True),
    ([told("insulin", time=Time.PAST)], False),
    ([told("insulin", time=Time.PLANNED)], None),
    ([told("insulin", **ABSENT)], False),
    ([told("insulin", whose=Whose.FAMILY)], None),
    ([told("insulin", day="2025-01-01"), told("insulin", day="2026-02-01", time=Time.PAST)], True),
]


@pytest.mark.parametrize(("findings", "value"), MEDICATION)
def test_medication(findings: list[Finding], value: bool | None) -> None:
    assert ask("medication: {concept: insulin}", findings).value is value


HALTED = [
    ("2026-02-01", {"drug": "glargine"}, None, True),
    ("2026-02-01", {"drug": "lispro"}, True, False),
    ("2025-11-01", {"drug": "glargine"}, True, False),
]


@pytest.mark.parametrize(("day", "drug", "value", "conflict"), HALTED)
def test_a_drug_stopped_and_soon_continued_without_a_restart(
    day: str, drug: dict[str, str], value: bool | None, conflict: bool
) -> None:
    takes = told("insulin", day="2026-02-20", qualifiers={"drug": "glargine", "state": "active"})
    stop = Place("discharge.txt", 1, 0, 4, "STOP")
    halted = Finding("insulin", stop, time=Time.PAST, date=PartialDate.from_iso(day), qualifiers=drug)
    answer = ask("medication: {concept: insulin}", [takes, halted])
    assert (answer.value, answer.conflict) == (value, conflict)
    resumed = told("insulin", day="2026-02-20", qualifiers={"drug": "glargine", "state": "resumed"})
    assert ask("medication: {concept: insulin}", [resumed, halted]).value is True


def test_procedure_done_planned_and_denied() -> None:
    assert ask("procedure: {concept: ablation}", [told("ablation", time=Time.PAST)]).value is True
    assert ask("procedure: {concept: ablation}", [told("ablation", time=Time.PLANNED)]).value is None
    assert ask("procedure: {concept: ablation}", [told("ablation", **ABSENT)]).value is False
    two = [told("ablation", day="2025-01-01"), told("ablation", day="2025-09-01")]
    assert ask("procedure: {concept: ablation}", two, "integer").value == Decimal(2)
    coded = told("procedure", qualifiers={"codes": "cpt|64635"}, day="2025-10-21")
    assert ask("procedure: {codes: ['64635']}", [coded], "date").value == PartialDate(2025, 10, 21)


PARTS = "parts: {rest: {concept: spo2, where: {state: rest}}, walk: {concept: spo2, where: {state: walk}}}"


def test_a_session_needs_all_its_parts_on_one_day() -> None:
    rest = told("spo2", 92, qualifiers={"state": "rest"})
    walk = told("spo2", 86, qualifiers={"state": "walk"})
    later = told("spo2", 86, "2026-02-20", qualifiers={"state": "walk"})
    assert ask(f"session: {{{PARTS}}}", [rest, walk]).value is True
    assert ask(f"session: {{{PARTS}, compare: ['rest > walk']}}", [rest, walk]).value is True
    assert ask(f"session: {{{PARTS}, compare: ['walk > rest']}}", [rest, walk]).value is False
    assert ask(f"session: {{{PARTS}}}", [rest]).value is None
    assert ask(f"session: {{{PARTS}}}", [rest, later]).value is None


SAME = "same: {of: [{concept: block_one}, {concept: block_two}], attributes: [side, levels]}"


def test_same() -> None:
    one = told("block_one", side=Side.LEFT, qualifiers={"levels": "L3 L4"})
    two = told("block_two", side=Side.LEFT, qualifiers={"levels": "L3 L4"})
    other = told("block_two", side=Side.RIGHT, qualifiers={"levels": "L3 L4"})
    bare = told("block_two", side=Side.LEFT)
    assert ask(SAME, [one, two]).value is True
    assert ask(SAME, [one, other]).value is False
    assert ask(SAME, [one, bare]).value is None
    assert ask(SAME, [one]).value is None


def test_age_interval_and_request() -> None:
    assert ask("age: {at: order_date}", [], "integer").value == Decimal(73)
    assert ask("request: {element: service_code, values: [E0601]}", []).value is True
    assert ask("request: {element: service_code, values: [E0470]}", []).value is False
    assert ask("request: {element: modifier}", [], "words").value is None
    assert ask("request: {element: received_date}", [], "date").value == PartialDate.of(dt.date(2026, 3, 2))
    assert ask("interval: {start: order_date, end: order_date, unit: d}", [], "integer").value == Decimal(0)


def test_a_visit_or_paper_of_somebody_else_is_none() -> None:
    mine = told("visit", qualifiers={"kind": "visit_note", "mode": "in_person"}, voice=Voice.CLINICIAN)
    other = told("visit", qualifiers={"kind": "visit_note"}, voice=Voice.CLINICIAN, whose=Whose.OTHER)
    assert ask("visit: {mode: in_person}", [mine, other]).value is True
    assert ask("visit: {}", [other]).value is None
    paper = told("paper", qualifiers={"kind": "order"}, whose=Whose.OTHER)
    assert ask("document: {kind: order}", [paper]).value is None


def test_every_operator_of_the_closed_list_is_evaluated_and_no_other() -> None:
    assert set(EVALUATIONS) == set(OPERATORS)
