"""Findings of sleep tests, from their reports first and from what clinicians' notes tell of them.

sleep_test        -- kind ('1'-'4', 'pat', 'oximetry', 'unknown'), accepted (yes, no, unknown), setting, night, source.
sleep_index       -- events an hour; scoring, part, scope, reras, source, name; least (yes for the least of a report).
sleep_events      -- how many apneas and hypopneas; scoring, part, source.
sleep_length      -- minutes; of (sleep, recording), part, source.
sleep_test_order  -- by (treating, self, supplier, other).
sleep_test_performer -- who (independent, supplier).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.readers.mentions import voice
from accord.evidence.readers.sleep_tests.indices import Index, indices
from accord.evidence.readers.sleep_tests.kinds import kind_of
from accord.evidence.readers.sleep_tests.notes import told_in
from accord.evidence.readers.sleep_tests.people import orderers
from accord.evidence.readers.sleep_tests.performers import performers
from accord.evidence.readers.sleep_tests.scoring import Scoring
from accord.evidence.readers.sleep_tests.study import Part, Study, is_report, studies
from accord.evidence.readers.sleep_tests.tally import tallied
from accord.evidence.readers.sleep_tests.times import Length, lengths
from accord.records.findings import Finding, FindingValue, Whose
from accord.records.places import AnyPlace

TOOL = "sleep_tests/1"
YES_NO = {True: "yes", False: "no", None: "unknown"}


def sleep_tests(chart: Chart) -> Iterator[Finding]:
    """Every finding about sleep tests."""
    for study in studies(chart):
        yield from _of_report(chart, study)
    for paper in chart.papers:
        if not is_report(paper):
            yield from told_in(paper)


def _finding(
    study: Study, concept: str, place: AnyPlace, value: FindingValue = None, unit: str | None = None,
    support: Iterable[AnyPlace] = (), **qualifiers: str,
) -> Finding:  # fmt: skip
    paper = study.paper
    about = Whose.OTHER if any(p.subject is False for p in study.papers) else Whose.PATIENT
    return Finding(
        concept, place, whose=about, value=value, unit=unit, date=study.date.value if study.date else None,
        qualifiers={"source": "report", **qualifiers}, voice=voice(paper), support=tuple(support), tool=TOOL,
    )  # fmt: skip


def _of_report(chart: Chart, study: Study) -> Iterator[Finding]:
    kind = kind_of(study)
    night = (
        "oximetry"
        if study.is_oximetry
        else "titration"
        if study.is_titration
        else "split"
        if study.is_split
        else "diagnostic"
    )
    head = study.place(study.start, min(study.end, study.start + 120)) if not kind.places else kind.places[0]
    where = study.date.place if study.date else head
    yield _finding(
        study, "sleep_test", head, support=[*kind.places[1:], where], kind=kind.kind, accepted=YES_NO[kind.counts], setting=kind.setting,
        night=night,
    )  # fmt: skip
    found = indices(study)
    whole = [index for index in found if index.total and index.part is Part.DIAGNOSTIC]
    least = min(whole, key=lambda index: index.value, default=None)
    for index in found:
        yield _of_index(study, index, index is least)
    yield from _events(study, found)
    for length in _best_lengths(list(lengths(study))):
        yield _finding(
            study,
            "sleep_length",
            length.place,
            length.minutes,
            "min",
            of="sleep" if length.asleep else "recording",
            part=length.part.value,
        )
    for orderer in dict.fromkeys(orderers(chart, study)):
        yield _finding(study, "sleep_test_order", orderer.place, by=orderer.who)
    for performer in performers(chart, study):
        yield _finding(study, "sleep_test_performer", performer.place, who=performer.who)


def _of_index(study: Study, index: Index, least: bool) -> Finding:
    return _finding(
        study, "sleep_index", index.place, index.value, "/h", name=index.name, scoring=index.scoring.value, part=index.part.value,
        scope="total" if index.total else "part", reras="in" if index.reras else "out", least="yes" if least else "no",
    )  # fmt: skip


def _events(study: Study, found: list[Index]) -> Iterator[Finding]:
    """The count of events of each rule: beside its index, or else the sum of the report's rows."""
    seen: set[tuple[Scoring, Part]] = set()
    for index in found:
        key = (index.scoring, index.part)
        if index.events is not None and index.total and not index.reras and key not in seen:
            seen.add(key)
            yield _finding(
                study,
                "sleep_events",
                index.place,
                Decimal(index.events),
                "{events}",
                scoring=index.scoring.value,
                part=index.part.value,
            )
    for index in found:
        key = (index.scoring, index.part)
        if key in seen or not index.total or index.reras:
            continue
        tally = tallied(study, index.scoring, index.part)
        if tally is not None:
            seen.add(key)
            yield _finding(
                study, "sleep_events", tally.places[0], Decimal(tally.count), "{events}", support=tally.places[1:],
                scoring=index.scoring.value, part=index.part.value,
            )  # fmt: skip


def _best_lengths(found: list[Length]) -> Iterator[Length]:
    """One length of each sort and part: the first that the report states."""
    seen: set[tuple[bool, Part]] = set()
    for length in found:
        if length.minutes > 0 and (length.asleep, length.part) not in seen:
            seen.add((length.asleep, length.part))
            yield length
