"""Numbers on which two documents disagree: only what turns on them becomes unclear."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from accord.criteria import Criterion, FactValue, Status, Verdict, judge
from accord.evidence.chart import Chart
from accord.logic import Compare
from accord.prior_auth.contradictions.disputes import disputes, settled
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Voice
from accord.records.places import Place
from accord.records.record import Record
from tests.evidence.papers import request

DAY = PartialDate(2026, 2, 10)


def reading(number: int, document: str, **rest: object) -> Finding:
    """A saturation while walking, of one document."""
    words = f"walking {number} % {document}"
    made = Finding(
        "saturation",
        Place(document, 1, 0, len(words), words),
        value=Decimal(number),
        unit="%",
        date=DAY,
        voice=Voice.CLINICIAN,
    )
    return replace(made, **rest)  # type: ignore[arg-type]


def chart(*findings: Finding) -> Chart:
    return Chart(Record((), (), ()), request(), findings)


def judged(over: Chart) -> dict[str, Verdict[Finding]]:
    """One criterion: the lowest saturation is at most 88."""
    told = [f for f in over.findings if f.number is not None]
    lowest = min(told, key=lambda f: f.number or Decimal(0), default=None)
    facts = {"lowest": FactValue(lowest.number, (lowest,)) if lowest else FactValue[Finding]()}
    return judge([Criterion("a.b.c", Compare("lowest", "<=", Decimal(88)))], facts)


def status(*findings: Finding) -> Status:
    over = chart(*findings)
    return settled(over, judged(over), judged)["a.b.c"].status


def test_two_documents_on_both_sides_of_the_limit_make_it_unclear_with_both_places() -> None:
    over = chart(reading(87, "note.txt"), reading(91, "sheet.txt"))
    verdict = settled(over, judged(over), judged)["a.b.c"]
    assert verdict.status is Status.UNCLEAR
    assert verdict.conflict
    assert {f.place.document for f in verdict.against} == {"note.txt", "sheet.txt"}


def test_two_documents_on_one_side_of_the_limit_change_nothing() -> None:
    assert status(reading(84, "note.txt"), reading(86, "sheet.txt")) is Status.MET


def test_a_document_that_repeats_one_value_of_a_series_disputes_nothing() -> None:
    series = (reading(92, "sheet.txt"), reading(87, "sheet.txt"), reading(91, "sheet.txt"))
    assert status(reading(87, "note.txt"), *series) is Status.MET


def test_a_suppliers_number_disputes_nothing() -> None:
    assert status(reading(87, "note.txt"), reading(91, "claim.txt", voice=Voice.SUPPLIER)) is Status.MET


def test_another_day_or_another_state_is_another_measurement() -> None:
    later = reading(91, "sheet.txt", date=PartialDate(2026, 2, 20))
    rest = reading(91, "sheet.txt", qualifiers={"state": "rest"})
    month = reading(91, "sheet.txt", date=PartialDate(2026, 2))
    assert not list(disputes(chart(reading(87, "note.txt"), later, rest, month)))


def test_one_number_under_two_conditions_is_a_dispute() -> None:
    four = reading(86, "sheet.txt", qualifiers={"flow": "4"})
    three = reading(86, "note.txt", qualifiers={"flow": "3"})
    assert len(list(disputes(chart(four, three)))) == 1
    assert not list(disputes(chart(four, reading(86, "note.txt", qualifiers={"flow": "4"}))))
