"""Findings of sleep tests, from their reports first and from what clinicians' notes tell of them.

sleep_test        -- kind ('1'-'4', 'pat', 'oximetry', 'unknown'), accepted (yes, no, unknown), setting, night, source.
sleep_index       -- events an hour; scoring, part, scope, reras, source, name.
sleep_events      -- how many apneas and hypopneas; scoring, part, source.
sleep_length      -- minutes; of (sleep, recording), part, source.
sleep_test_order  -- by (treating, self, supplier, other).
sleep_test_performer -- who (independent, supplier).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sentences import sentences
from accord.evidence.narrative.values import numbers_within
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of, voice, whose
from accord.evidence.readers.sleep_tests.indices import LABEL, Index, indices
from accord.evidence.readers.sleep_tests.kinds import kind_of
from accord.evidence.readers.sleep_tests.people import orderers, orders_in_notes, performers, refusals
from accord.evidence.readers.sleep_tests.scoring import Scoring
from accord.evidence.readers.sleep_tests.study import Part, Study, is_report, studies
from accord.evidence.readers.sleep_tests.tally import tallied
from accord.evidence.readers.sleep_tests.times import Length, lengths
from accord.records.dates import PartialDate
from accord.records.findings import Finding, FindingValue, Presence, Time, Voice, Whose
from accord.records.places import AnyPlace, Place

TOOL = "sleep_tests/1"
YES_NO = {True: "yes", False: "no", None: "unknown"}


def sleep_tests(chart: Chart) -> Iterator[Finding]:
    """Every finding about sleep tests."""
    for study in studies(chart):
        yield from _of_report(chart, study)
    for paper in chart.papers:
        if not is_report(paper):
            yield from _of_note(paper)


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
    for index in found:
        yield from _of_index(study, index)
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


def _of_index(study: Study, index: Index) -> Iterator[Finding]:
    yield _finding(
        study, "sleep_index", index.place, index.value, "/h", name=index.name, scoring=index.scoring.value, part=index.part.value,
        scope="total" if index.total else "part", reras="in" if index.reras else "out",
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


# ── what notes tell of a test ────────────────────────────────────────────────────────────────────────────────────────

_THERAPY = re.compile(
    r"residual|on (?:c?pap|therapy|treatment|bi-?level|auto)|download|machine|device data|modem|with (?:c?pap|treatment)|at \d+ ?cm|"
    r"leak|usage|compliance|adheren|cm ?h2o|set (?:c?pap|pressure)|titrat|nights"
)
_RATED = re.compile(r"\b(?:ahi|rei|rdi|index)\b")


def _of_note(paper: Profile) -> Iterator[Finding]:
    """Indices that a note or letter quotes, and what it says of who ordered the test."""
    if paper.kind in (PartKind.DEVICE_REPORT, PartKind.DELIVERY_RECORD, PartKind.INSTRUCTION_RECORD, PartKind.LOG):
        return
    document = paper.document
    for sentence in sentences(document):
        if not paper.part.start <= sentence.start < paper.part.end:
            continue
        text = document.flat[sentence.start : sentence.end]
        if not _RATED.search(text) or _THERAPY.search(text):
            continue
        for label in LABEL.finditer(text):
            number = next(iter(numbers_within(document, sentence.start + label.end(), sentence.end)), None)
            if (
                not label["name"]
                or number is None
                or number.start - sentence.start - label.end() > 40
                or number.unit not in (None, "/h")
            ):
                continue
            if number.comparator or number.high is not None:
                continue
            yield _told(paper, "sleep_index", document.place(sentence.start, sentence.end), number.start, number.value, _night(paper, sentence.start, sentence.end),
                        name=label["name"], scoring=Scoring.UNSTATED.value, part="diagnostic", scope="total", reras="out")  # fmt: skip
    if (
        paper.kind
        in (PartKind.VISIT_NOTE, PartKind.CHART_EXTRACT, PartKind.LETTER, PartKind.DISCHARGE_SUMMARY, PartKind.OTHER)
        and paper.voice is Voice.CLINICIAN
    ):
        for place in orders_in_notes(paper):
            told = assertion(document, place.start, place.end)
            if told.presence is Presence.PRESENT and not told.hypothetical:
                yield _told(paper, "sleep_test_order", place, place.start, None, date_of(paper), by="treating")
        for place in refusals(paper):
            yield _told(paper, "sleep_test_order", place, place.start, None, date_of(paper), by="self")


def _night(paper: Profile, start: int, end: int) -> PartialDate | None:
    """The date that stands in the sentence, else nothing: the note's own day is not that of the test."""
    return next((m.date for m in dates(paper.document) if start <= m.start < end and not m.relative), None)


def _told(
    paper: Profile,
    concept: str,
    place: Place,
    offset: int,
    value: Decimal | None,
    date: PartialDate | None,
    **qualifiers: str,
) -> Finding:
    told = assertion(paper.document, offset, offset + 1)
    return Finding(
        concept, place if len(place.text) <= 400 else paper.document.place(offset, min(offset + 60, place.end)), presence=told.presence,
        time=Time.PAST if told.time is Time.PAST else Time.CURRENT, whose=whose(told.whose, paper), value=value,
        unit="/h" if value is not None else None, date=date, qualifiers={"source": "note", **qualifiers}, voice=voice(paper), tool=TOOL,
    )  # fmt: skip
