"""What clinicians' notes and letters tell of a sleep test: an index they quote, and who ordered it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.sentences import Sentence, sentences
from accord.evidence.narrative.values import NumberMention, numbers_within
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.mentions import date_of, voice, whose
from accord.evidence.readers.sleep_tests.indices import LABEL
from accord.evidence.readers.sleep_tests.people import orders_in_notes, refusals
from accord.evidence.readers.sleep_tests.scoring import Scoring
from accord.records.dates import PartialDate
from accord.records.findings import Finding, Presence, Time, Voice
from accord.records.places import Place

TOOL = "sleep_tests/1"
_NOT_NOTES = (PartKind.DEVICE_REPORT, PartKind.DELIVERY_RECORD, PartKind.INSTRUCTION_RECORD, PartKind.LOG)
_NOTES = (
    PartKind.VISIT_NOTE,
    PartKind.CHART_EXTRACT,
    PartKind.LETTER,
    PartKind.DISCHARGE_SUMMARY,
    PartKind.OTHER,
)
_THERAPY = re.compile(
    r"residual|on (?:c?pap|therapy|treatment|bi-?level|auto)|download|machine|device data|modem|with (?:c?pap|treatment)|at \d+ ?cm|"
    r"leak|usage|compliance|adheren|cm ?h2o|set (?:c?pap|pressure)|titrat|nights"
)
_RATED = re.compile(r"\b(?:ahi|rei|rdi|index)\b")
_REACH = 40


def told_in(paper: Profile) -> Iterator[Finding]:
    """Indices without therapy that the paper quotes, and what a clinician writes of who ordered the test."""
    if paper.kind in _NOT_NOTES:
        return
    for sentence in sentences(paper.document):
        if paper.part.start <= sentence.start < paper.part.end:
            yield from _quoted(paper, sentence)
    if paper.kind in _NOTES and paper.voice is Voice.CLINICIAN:
        yield from _ordered(paper)


def _quoted(paper: Profile, sentence: Sentence) -> Iterator[Finding]:
    document = paper.document
    text = document.flat[sentence.start : sentence.end]
    if not _RATED.search(text) or _THERAPY.search(text):
        return
    for label in LABEL.finditer(text):
        number = next(iter(numbers_within(document, sentence.start + label.end(), sentence.end)), None)
        if label["name"] and number is not None and _belongs(number, sentence.start + label.end()):
            place = document.place(sentence.start, sentence.end)
            night = _night(paper, sentence)
            yield _told(paper, "sleep_index", place, number.start, night, number.value, name=label["name"])


def _belongs(number: NumberMention, end: int) -> bool:
    """Is it the plain index that a label, which ends there, gives?"""
    plain = number.comparator is None and number.high is None and number.unit in (None, "/h")
    return plain and number.start - end <= _REACH


def _night(paper: Profile, sentence: Sentence) -> PartialDate | None:
    """The date that stands in the sentence, else nothing: the note's own day is not that of the test."""
    found = (m.date for m in dates(paper.document) if sentence.start <= m.start < sentence.end and not m.relative)
    return next(found, None)


def _ordered(paper: Profile) -> Iterator[Finding]:
    for place in orders_in_notes(paper):
        told = assertion(paper.document, place.start, place.end)
        if told.presence is Presence.PRESENT and not told.hypothetical:
            yield _told(paper, "sleep_test_order", place, place.start, date_of(paper), by="treating")
    for place in refusals(paper):
        yield _told(paper, "sleep_test_order", place, place.start, date_of(paper), by="self")


def _told(
    paper: Profile,
    concept: str,
    place: Place,
    offset: int,
    date: PartialDate | None,
    value: Decimal | None = None,
    **qualifiers: str,
) -> Finding:
    """A finding of a note. An index is quoted without its rule; nothing says that it holds arousals from effort."""
    told = assertion(paper.document, offset, offset + 1)
    index = {"scoring": Scoring.UNSTATED.value, "part": "diagnostic", "scope": "total", "reras": "out"}
    return Finding(
        concept=concept,
        place=place if len(place.text) <= 400 else paper.document.place(offset, min(offset + 60, place.end)),
        presence=told.presence,
        time=Time.PAST if told.time is Time.PAST else Time.CURRENT,
        whose=whose(told.whose, paper),
        value=value,
        unit="/h" if value is not None else None,
        date=date,
        qualifiers={"source": "note", **qualifiers, **(index if value is not None else {})},
        voice=voice(paper),
        tool=TOOL,
    )
