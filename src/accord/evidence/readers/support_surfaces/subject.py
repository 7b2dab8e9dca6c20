"""Which records are about a support surface, and what their papers' words weigh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.dates import DateMention, dates
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.keepers import kept_by_professional
from accord.evidence.readers.mentions import date_of
from accord.evidence.readers.spine.passages import Passage, finding, passages_of, spoken
from accord.records.dates import PartialDate
from accord.records.findings import Finding, FindingValue, Presence, Side, Time, Voice, Whose
from accord.records.places import AnyPlace, Place

TOOL = "support-surfaces/1"
CODES = frozenset(("E0193", "E0277", "E0371", "E0372", "E0373"))
_ADDRESSED = lazy_pattern(r"\W*(?:attn|attention|to|re|cc|fax)\b")
_SELLER = lazy_pattern(
    r"\bdme\b|\bmedical (?:supply|supplies|equipment)\b|\bhome (?:medical|equipment)\b|\bsupplier\b|\bdurable\b|"
    r"\bsupport surfaces\b"
)


def asked_for(chart: Chart) -> bool:
    """Is a surface of group 2 requested?"""
    return any(service.code in CODES for service in chart.request.services)


def heard(chart: Chart) -> Iterator[Passage]:
    """The passages of all papers that are not about somebody else and no cover sheet."""
    for paper in chart.patient_papers:
        if paper.kind is not PartKind.COVER_SHEET:
            yield from passages_of(paper)


def speaker(chart: Chart, paper: Profile) -> Voice:
    """Whose words a paper holds; a paper under the supplier's head is the supplier's, also its part of an order."""
    told = Voice.CLINICIAN if kept_by_professional(paper) else spoken(paper)
    if told in (Voice.PATIENT, Voice.PAYER):
        return told
    text = paper.document.text[paper.part.start : min(paper.part.end, paper.part.start + 300)].lower()
    top = " ".join([line for line in text.splitlines() if line.strip() and not _ADDRESSED.match(line)][:2])
    name = chart.request.performer.name
    if (name is not None and name.value.lower() in top) or _SELLER.search(top):
        return Voice.SUPPLIER
    return told


def is_record(chart: Chart, paper: Profile) -> bool:
    """Is the paper part of the medical record: no order form, nothing of the supplier or the patient?"""
    if paper.kind in (PartKind.ORDER, PartKind.SUPPLIER_FORM, PartKind.DELIVERY_RECORD) and not kept_by_professional(
        paper
    ):
        return False
    return speaker(chart, paper) in (Voice.CLINICIAN, Voice.FACILITY, Voice.UNKNOWN)


def day_of_request(chart: Chart) -> PartialDate | None:
    """The day on which the request came."""
    received = chart.request.received
    return PartialDate.of(received.value) if received is not None else None


def days_in(chart: Chart, passage: Passage) -> list[DateMention]:
    """The dates of a passage; those without a year reckoned from the day of the paper, else of the request."""
    own = date_of(passage.paper)
    known = own is not None and own.exact is not None
    found = dates(passage.paper.document, own if known else day_of_request(chart))
    inside = [m for m in found if passage.start <= m.start < passage.end]
    return inside if known else [m for m in inside if _in_digits(passage, m)]


def _in_digits(passage: Passage, mention: DateMention) -> bool:
    """Is it written as a date, and not reckoned ('today', 'last week') from a day that nobody knows?"""
    return not mention.relative or any(c.isdigit() for c in passage.paper.document.flat[mention.start : mention.end])


def paper_day(paper: Profile) -> dt.date | None:
    """The day of what a paper tells, where it is one; of a summary of a stay the last day that it names."""
    day = date_of(paper)
    if paper.kind is PartKind.DISCHARGE_SUMMARY:
        named = [m.date.exact for m in paper.dates if m.date.exact is not None and not m.relative]
        signed = [s.date.exact for s in paper.signatures if s.date is not None and s.date.exact is not None]
        return max(signed or named, default=None)
    return day.exact if day is not None else None


def made(
    chart: Chart,
    concept: str,
    passage: Passage,
    *,
    value: FindingValue = None,
    unit: str | None = None,
    presence: Presence = Presence.PRESENT,
    time: Time = Time.CURRENT,
    whose: Whose = Whose.PATIENT,
    date: PartialDate | None = None,
    side: Side | None = None,
    qualifiers: Mapping[str, str] | None = None,
    place: Place | None = None,
    support: Sequence[AnyPlace] = (),
) -> Finding:
    """A finding with the true speaker of its paper."""
    told = finding(
        TOOL, concept, passage, value=value, unit=unit, presence=presence, time=time, whose=whose, date=date, side=side,
        qualifiers=dict(qualifiers or {}), place=place, support=tuple(support),
    )  # fmt: skip
    return replace(told, voice=speaker(chart, passage.paper))
