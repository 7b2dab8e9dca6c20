"""Units of supplies over 90 days, strips beside the monitor, and what the request is about."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.diabetes.supplies import supplies
from accord.records.record import Record, Resource
from tests.evidence.readers.diabetes.notes import PATIENT, asked, chart

HISTORY = f"""Dispensing history, all suppliers            {PATIENT}            run 03/01/2026

ship date    supplier                HCPCS   units   note
2025-06-03   Northwind Home Medical  A4239     3
{{line}}
-- no E0607, A4253 or A4259 found --
"""


def with_units(given: Chart, units: int) -> Chart:
    """The chart with that many units requested; the service is on 9 March 2026."""
    services = tuple(dataclasses.replace(service, quantity=units) for service in given.request.services)
    return dataclasses.replace(given, request=dataclasses.replace(given.request, services=services))


def units(given: Chart) -> list[int]:
    """The units in 90 days that the findings state."""
    return [int(f.number) for f in supplies(given) if f.concept == "cgm_units_in_90_days" and f.number is not None]


LINES = [
    ("2026-01-20   Other Supply Co         A4239     3", 3, [6]),
    ("2025-11-20   Other Supply Co         A4239     3", 3, [3]),
    ("2025-12-09   Other Supply Co         A4239     3", 3, [3]),
    ("2025-12-10   Other Supply Co         A4239     3", 3, [6]),
    ("2026-02-10   Other Supply Co         A4239     1", 2, [3]),
    ("2026-02-10   Other Supply Co         E2103     1     receiver", 3, [3]),
]


@pytest.mark.parametrize(("line", "requested", "expected"), LINES)
def test_shipments_of_the_ninety_days_before_count(line: str, requested: int, expected: list[int]) -> None:
    given = chart({"history.txt": HISTORY.format(line=line)}, ("A4239",))
    assert units(with_units(given, requested)) == expected


def test_the_last_shipment_of_a_resupply_form_is_read() -> None:
    form = f"RESUPPLY REQUEST   02/25/2026\n{PATIENT}\nA4239 x 3 (next 90 days)     last shipped 11/12/2025 x 3\n"
    assert units(with_units(chart({"form.txt": form}, ("A4239",)), 3)) == [3]


def test_without_a_history_nothing_is_known() -> None:
    form = f"RESUPPLY REQUEST   02/25/2026\n{PATIENT}\nA4239 x 3\n"
    assert units(with_units(chart({"form.txt": form}, ("A4239",)), 3)) == []


def test_more_than_the_allowance_is_known_from_the_request_alone() -> None:
    form = f"RESUPPLY REQUEST   02/25/2026\n{PATIENT}\nA4239 x 6\n"
    assert units(with_units(chart({"form.txt": form}, ("A4239",)), 6)) == [6]


def test_one_shipment_of_two_sources_counts_once() -> None:
    body = {
        "resourceType": "SupplyDelivery",
        "id": "s1",
        "status": "completed",
        "suppliedItem": {"quantity": {"value": 3}, "itemCodeableConcept": {"coding": [{"code": "A4239"}]}},
        "occurrenceDateTime": "2026-01-20",
    }
    given = chart({"history.txt": HISTORY.format(line=LINES[0][0])}, ("A4239",))
    record = Record((), given.record.documents, (Resource("SupplyDelivery/s1", "SupplyDelivery", body, "record.json"),))
    assert units(with_units(Chart(record, asked(("A4239",))), 3)) == [6]


METER = [
    ("Meter / strips on this order: none", {"absent"}),
    ("no test strips billed", {"absent"}),
    ("[ ] E0607 meter   [ ] A4253 strips", {"absent"}),
    ("A4253 test strips, 2 boxes", {"present"}),
    ("E0607 meter x 1", {"present"}),
    ("strips not requested", {"absent"}),
    ("Glucose meter and strips were billed 02/10/2026: E0607, A4253", {"present"}),
    ("Strips: 0", {"absent"}),
    ("A4253 not on this order", {"absent"}),
    ("Lancets A4259 x1 shipped 01/30/2026", {"present"}),
    ("BGM supplies none since 2024", {"absent"}),
    ("Meter/strips: N/A", {"absent"}),
    ("☐ E0607  ☐ A4253", {"absent"}),
    ("☒ A4253 strips 3 boxes", {"present"}),
]


@pytest.mark.parametrize(("line", "expected"), METER)
def test_meter_and_strips(line: str, expected: set[str]) -> None:
    form = f"RESUPPLY REQUEST   02/25/2026\n{PATIENT}\nA4239 x 3\n{line}\n"
    told = {f.presence.value for f in supplies(chart({"form.txt": form}, ("A4239",))) if f.concept == "meter_supplies"}
    assert told == expected


QUESTIONS = [
    ("Quantity review notice. This review is about units and overlap only.", True),
    ("Please justify the early refill.", True),
    ("Units requested exceed the allowance.", True),
    ("Possible duplicate billing of supplies.", True),
    ("Please send the visit note.", False),
    ("Refill request received.", False),
]


@pytest.mark.parametrize(("words", "expected"), QUESTIONS)
def test_a_question_of_quantity(words: str, expected: bool) -> None:
    letter = f"PLAN UTILIZATION DESK   02/26/2026\nBeneficiary {PATIENT}   Item A4239\n{words}\n"
    assert (
        any(f.concept == "quantity_question" for f in supplies(chart({"letter.txt": letter}, ("A4239",)))) is expected
    )


def test_the_service_day_is_the_one_asked_for() -> None:
    assert asked().service_date is not None
    assert asked().service_date.value == dt.date(2026, 3, 9)  # type: ignore[union-attr]


LEDGERS = [
    (
        "claims table pipes",
        f"CLAIMS HISTORY  {PATIENT}\n"
        "| DOS | Supplier | Code | Units |\n"
        "| 01/15/2026 | Other Co | A4239 | 3 |\n"
        "| 10/12/2025 | Other Co | A4239 | 3 |\n",
        3,
        [6],
    ),
    ("units word", f"Order history for {PATIENT}\nShipped 02/01/2026: A4239, 3 units\n", 3, [6]),
    (
        "months",
        f"Order history for {PATIENT}\n"
        "Dec 20, 2025  A4239  3 units  delivered\n"
        "Sep 20, 2025  A4239  3 units  delivered\n",
        3,
        [6],
    ),
    (
        "qty col",
        f"Shipment log   {PATIENT}\nShip date    Item     Qty\n2025-12-01   A4239    3\n2025-09-01   A4239    3\n",
        3,
        [3],
    ),
    (
        "receiver only",
        f"Shipment log   {PATIENT}\nShip date    Item     Qty\n2026-01-20   E2103    1\n2025-10-01   A4239    3\n",
        3,
        [3],
    ),
    (
        "one unit monthly",
        f"Dispensing history {PATIENT}\n12/28/2025 A4239 1\n01/28/2026 A4239 1\n02/25/2026 A4239 1\n",
        1,
        [4],
    ),
    (
        "last ship sentence",
        f"REFILL REQUEST {PATIENT}\nPatient has 1 sensor left. Last shipment of A4239 was 12/01/2025 (3 units).\n",
        3,
        [3],
    ),
    (
        "other supplier in note",
        f"REFILL REQUEST {PATIENT} A4239 x3\nCustomer says Acme shipped 3 units of A4239 on 01/30/2026.\n",
        3,
        [6],
    ),
    ("none before", f"NEW PATIENT {PATIENT}\nA4239 x 3\nNo prior shipments on file with any supplier.\n", 3, [3]),
    (
        "returned",
        f"Dispensing history {PATIENT}\n01/28/2026 A4239 3 returned unopened, credited\n10/28/2025 A4239 3\n",
        3,
        [3],
    ),
]


@pytest.mark.parametrize(("name", "ledger", "requested", "expected"), LEDGERS)
def test_ledgers_of_many_offices(name: str, ledger: str, requested: int, expected: list[int]) -> None:
    assert units(with_units(chart({"ledger.txt": ledger}, ("A4239",)), requested)) == expected, name


@pytest.mark.parametrize(
    ("codes", "expected"),
    [(("A4239", "A4253"), True), (("A4238", "A4259"), True), (("A4239",), False), (("A4253",), False)],
)
def test_strips_asked_for_beside_sensors_are_a_question_of_overlap(codes: tuple[str, ...], expected: bool) -> None:
    found = supplies(chart({"note.txt": f"Office note 02/26/2026\nPatient {PATIENT}\nWears her sensor.\n"}, codes))
    assert any(f.concept == "quantity_question" for f in found) is expected
