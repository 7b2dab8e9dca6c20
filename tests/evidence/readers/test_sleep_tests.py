"""What is read from reports of sleep tests: kind, night, index by the 4 % rule, events, time, who ordered and performed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.evidence.chart import Chart
from accord.evidence.readers.sleep_tests import sleep_tests
from accord.evidence.readers.sleep_tests.performers import Naming, naming
from accord.records.findings import Finding
from accord.records.record import Record
from tests.evidence.papers import document, request
from tests.evidence.readers.sleep_reports import REPORTS, Expected


def findings(text: str, name: str = "report.txt") -> list[Finding]:
    return list(sleep_tests(Chart(Record((), (document(text, name),), ()), request())))


def qualifying(found: list[Finding], concept: str, **wanted: str) -> list[Finding]:
    asked = {"source": "report", "part": "diagnostic", **wanted}
    return [f for f in found if f.concept == concept and all(f.qualifiers.get(k) == v for k, v in asked.items())]


def picture(text: str) -> Expected:
    """What a policy would take from the report."""
    found = findings(text)
    seen: Expected = {}
    for test in (f for f in found if f.concept == "sleep_test"):
        seen.update({key: test.qualifiers[key] for key in ("kind", "accepted", "setting", "night")})
        seen["date"] = test.date.iso() if test.date else None
    rates = {str(f.value) for f in qualifying(found, "sleep_index", scoring="4pct", scope="total", reras="out")}
    events = qualifying(found, "sleep_events", scoring="4pct")
    slept = qualifying(found, "sleep_length", of="sleep") or qualifying(found, "sleep_length")
    seen["index"] = rates.pop() if len(rates) == 1 else (sorted(rates) or None)
    seen["events"] = int(events[0].number or 0) if events else None
    seen["minutes"] = f"{(slept[0].number or Decimal(0)).normalize():f}" if slept else None
    seen["by"] = sorted({f.qualifiers["by"] for f in found if f.concept == "sleep_test_order"})
    seen["who"] = sorted({f.qualifiers["who"] for f in found if f.concept == "sleep_test_performer"})
    return seen


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_gives_what_a_careful_reader_takes_from_it(name: str) -> None:
    text, expected = REPORTS[name]
    seen = picture(text)
    assert {key: seen.get(key) for key in expected} == expected


NOTES = [
    ("HPI: OSA, AHI 41 on PSG of 10/21/2025.", ["41"]),
    ("Home test showed an REI of 18.4 per hour.", ["18.4"]),
    ("On CPAP 9 cm her residual AHI is 2.3.", []),
    ("Machine download: AHI 4.1, leak fine.", []),
    ("Goal AHI < 5 on therapy.", []),
    ("STOP-BANG 6, high risk.", []),
]


@pytest.mark.parametrize(("sentence", "values"), NOTES)
def test_a_note_quotes_an_index_and_never_that_of_therapy(sentence: str, values: list[str]) -> None:
    text = f"OFFICE VISIT  01/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n{sentence}\n/s/ Ruth Calloway, MD 01/05/2026\n"
    assert [str(f.value) for f in findings(text) if f.concept == "sleep_index"] == values


ORDERS = [
    ("Plan: home sleep apnea test ordered today.", {"treating"}),
    ("Order split night study at Mercy.", {"treating"}),
    ("Refer to Lakes for polysomnography.", {"treating"}),
    ("I have asked Pines Diagnostics for a home study.", {"treating"}),
    ("Asked Harbor Sleep Lab for split night.", {"treating"}),
    ("We asked the lab at Mercy to do a polysomnogram.", {"treating"}),
    ("Signed the requisition for NPSG.", {"treating"}),
    ("Have requested HST.", {"treating"}),
    ("HSAT through Pines Diagnostics - form signed.", {"treating"}),
    ("Snores loudly. In-lab polysomnogram at Mercy, requisition faxed.", {"treating"}),
    ("Portable monitor ordered by me.", {"treating"}),
    ("Home study booked at Lakes for 2/3.", {"treating"}),
    ("He asked for a sleep study.", set[str]()),
    ("Asked me for a home sleep test.", set[str]()),
    ("Her boss asked HR to arrange a sleep study.", set[str]()),
    ("Patient requested HST.", set[str]()),
    ("HST was ordered by his dentist.", set[str]()),
    ("Home sleep test ordered by Northwind Home Medical.", set[str]()),
    ("Supplier arranged a home sleep test.", set[str]()),
    ("He had a sleep study scheduled through the VA.", set[str]()),
    ("Discussed ordering a sleep study.", set[str]()),
    ("Sleep study ordered 2019 by prior PCP, never done.", set[str]()),
    ("Continue CPAP. Sleep study done at Mercy was ordered by cardiology.", set[str]()),
    ("Home sleep test kit: ordered from a shop by patient.", set[str]()),
    ("His cardiologist ordered a sleep study.", set[str]()),
    ("Dr. Weiss ordered a polysomnogram; here for results.", set[str]()),
    ("Get the old sleep study from Mercy.", set[str]()),
    ("Obtain records of sleep study.", set[str]()),
    ("Request prior sleep study results.", set[str]()),
    ("Refer to sleep medicine to see whether a sleep study is wanted.", set[str]()),
    ("Plan to review home sleep test when it arrives.", set[str]()),
    ("Set up CPAP per sleep study.", set[str]()),
    ("May order a sleep study.", set[str]()),
    ("If symptoms persist will order PSG.", set[str]()),
    ("I did not order this sleep test.", {"self"}),
    ("She arranged the sleep test herself online.", {"self"}),
    ("Labs ordered today. Sleep test was reviewed.", set[str]()),
]


@pytest.mark.parametrize(("sentence", "by"), ORDERS)
def test_a_note_tells_who_ordered_the_test(sentence: str, by: set[str]) -> None:
    text = f"OFFICE VISIT  01/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n{sentence}\n/s/ Ruth Calloway, MD 01/05/2026\n"
    assert {f.qualifiers["by"] for f in findings(text) if f.concept == "sleep_test_order"} == by


def test_an_index_without_a_rule_beside_one_that_has_it_is_left_open() -> None:
    text = "Metro Sleep Lab\nAttended polysomnogram  Study 02/02/2026\nAgnes Torvald 04/09/1952\nAHI 22.0\nAHI (4%) 9.0\nTST 300 min\n"
    rules = {str(f.value): f.qualifiers["scoring"] for f in findings(text) if f.concept == "sleep_index"}
    assert rules == {"22.0": "unstated", "9.0": "4pct"}


def test_the_least_index_of_a_report_bounds_the_one_that_counts() -> None:
    text = "Metro Sleep Lab\nAttended polysomnogram  Study 02/02/2026\nAgnes Torvald 04/09/1952\nRDI 22.0\nAHI 12.0\n"
    assert [str(f.value) for f in findings(text) if f.qualifiers.get("least") == "yes"] == ["12.0"]


def test_a_report_of_somebody_else_is_about_somebody_else() -> None:
    text = "Metro Sleep Lab\nHome sleep test type III\nPatient: Boris Lindqvist  DOB 01/01/1940\nNight 01/05/2026\nREI (4%) 30, events 200\n"
    assert {f.whose.value for f in findings(text)} == {"other"}


NAMINGS = [
    ("Northwind Home Medical", "Northwind Home Medical, Inc.", Naming.FULL),
    ("N O R T H W I N D   Home Medical        sleep testing", "Northwind Home Medical", Naming.FULL),
    ("Scored by Northwind staff", "Northwind Home Medical", Naming.PART),
    ("Prairie Sleep Diagnostics, IDTF", "Prairie Home Medical", Naming.PART),
    ("Great Lakes Sleep Testing", "Northwind Home Medical", Naming.NOT),
    ("Home Medical Sleep Center", "Northwind Home Medical", Naming.NOT),
]


@pytest.mark.parametrize(("line", "organization", "expected"), NAMINGS)
def test_how_far_a_line_names_the_supplier(line: str, organization: str, expected: Naming) -> None:
    assert naming(line, organization) is expected


def test_a_laboratory_that_only_shares_a_word_with_the_supplier_is_left_open() -> None:
    text = "Northwind Sleep Diagnostics, IDTF\nHome sleep test type III\nAgnes Torvald 04/09/1952\nREI (4%) 20, events 99\n"
    assert not [f for f in findings(text) if f.concept == "sleep_test_performer"]


HOME = (
    "LAKES SLEEP LAB\nHome sleep apnea test report, type III: airflow, effort, SpO2\n"
    "Torvald Agnes 4/9/1952  night of 2/3/2026\n{}\nAHI (4%) 22.0\nObstructive apneas 40  Hypopneas (4%) 60\n"
)
TIMES: list[tuple[str, str | None]] = [
    ("Recording used: 359 minutes", "359"),
    ("Recording accepted 401 min", "401"),
    ("Total analyzable time (min): 377", "377"),
    ("Data used for scoring 6.1 h", "366"),
    ("Lights out 22:10  Lights on 05:40", "450"),
    ("Record time 380.5 min", "380.5"),
    ("Recorder ran 7.5 hours", "450"),
    ("Test length 7 hr 3 min", "423"),
    ("Good signal for 402 minutes", "402"),
    ("Sleep: 362 min", "362"),
    ("Slept 341 minutes", "341"),
    ("Duration 6h05", "365"),
    ("Artifact 22 minutes. Recording 331 min", "331"),
    ("Lights out 22:10  Lights on 05:40. Valid data 1.4 hours", "84"),
    ("Recorder ran 7.5 hours; usable data 96 minutes", "96"),
    ("Time below 90 % 12 min", None),
    ("Supine sleep 44 min", None),
    ("Sleep efficiency 84 %", None),
]


@pytest.mark.parametrize(("line", "minutes"), TIMES)
def test_how_long_was_recorded(line: str, minutes: str | None) -> None:
    assert picture(HOME.format(line))["minutes"] == minutes or (minutes is None and not lengths_in(line))


def lengths_in(line: str) -> list[Finding]:
    return [f for f in findings(HOME.format(line)) if f.concept == "sleep_length"]


NAMED: list[tuple[str, list[str]]] = [
    ("Physician  R. Calloway", ["treating"]),
    ("Provider: Calloway, Ruth MD", ["treating"]),
    ("Client MD: R Calloway", ["treating"]),
    ("For Dr.: Ruth Calloway", ["treating"]),
    ("For Dr.: Otto Brand", []),
    ("Requesting  Calloway", ["treating"]),
    ("Requested by: R. Calloway MD", ["treating"]),
    ("Interpreting physician: Ruth Calloway MD", []),
    ("Physician: Otto Brand MD", []),
    ("Reviewed by physician  Otto Brand MD", []),
]


@pytest.mark.parametrize(("line", "by"), NAMED)
def test_the_practitioner_whom_the_head_of_a_report_names(line: str, by: list[str]) -> None:
    assert picture(HOME.format(line))["by"] == by


LAB = "LAKES SLEEP LAB\nAttended polysomnogram 95810\nTorvald Agnes 4/9/1952  night of 2/3/2026\nTST 358 min\n{}\n"
COUNTS: list[tuple[str, str | None, int | None]] = [
    ("AHI (CMS) 44.1; apneas + hypopneas 263", "44.1", 263),
    ("AHI 4% 22.0/h, A+H 131", "22.0", 131),
    ("Apneas and hypopneas counted: 131   AHI (4 %) 22.0", "22.0", 131),
    ("AHI4 22.0 n=131", "22.0", 131),
    ("The AHI by Medicare criteria was 22.0 (131 apneas and hypopneas).", "22.0", 131),
    ("Respiratory events (4 %): OA 40, CA 1, MA 0, Hyp 90. AHI 22.0", "22.0", 131),
    ("AHI 22.0 by AASM 1B, total 131", "22.0", 131),
    ("AHI (4%): 22.0. Apneas + hypopneas 24 per hour supine", "22.0", None),
    ("AHI 4%  22.0\nNumber of respiratory events, 4% scoring: 131", "22.0", 131),
    ("pAHI  4%     22.0    26.1   16.2\nTotal events by the 4 % rule  131", "22.0", 131),
    ("AHI (4 %)  22.0\nTotal number of apneas and hypopneas (4% desat): 131", "22.0", 131),
    ("AHI 4%  22.0\nNumber of scored events 4 %   131", "22.0", 131),
    ("AHI (4%)  22.0\nSum of events, 4 percent: 131", "22.0", 131),
    ("AHI 4%  22.0\nNumber of respiratory events, 3% scoring: 190", "22.0", None),
    ("AHI 4%  22.0\nNumber of desaturations, 4%: 131", "22.0", None),
    ("AHI 4%  22.0\nNumber of minutes below 88 %: 4", "22.0", None),
    ("AHI 4%  22.0\nNumber of central events, 4% scoring: 12", "22.0", None),
    ("AHI 4%  22.0\nNumber of events in REM, 4%: 40", "22.0", None),
    ("AHI 22.0 (3%) total 131", None, None),
    ("RDI 4% 22.0 incl. RERA, 131 events", None, None),
    ("AHI 22.0 (recommended AASM rule)", None, None),
    ("AHI 4% 22.0 on CPAP 10 cm, 131 events", None, None),
    ("AHI (4%) 22.0 with CPAP of 8, 131 events", None, None),
    ("Residual AHI 22.0 (4%) 131 events", None, None),
    ("Prior study 2019: AHI (4%) 22.0, 131 events", None, None),
]


@pytest.mark.parametrize(("line", "index", "events"), COUNTS)
def test_the_index_without_therapy_and_its_events(line: str, index: str | None, events: int | None) -> None:
    seen = picture(LAB.format(line))
    assert (seen["index"], seen["events"]) == (index, events)
