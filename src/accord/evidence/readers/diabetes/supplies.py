"""Supplies of the monitor: what was shipped and is asked for, strips and meters beside it, and questions about quantity.

Concepts: 'cgm_supply_shipment' (units, day), 'cgm_units_in_90_days' (units of the request and of shipments in the 90 days before
it), 'meter_supplies' (present or absent), 'quantity_question', 'cgm_resupply' (papers of a continuing supply).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.narrative.sentences import Line, lines
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.diabetes.days import days_between
from accord.evidence.readers.diabetes.monitors import unchecked
from accord.evidence.readers.mentions import about, date_of, voice
from accord.records.dates import PartialDate
from accord.records.fhir.elements import as_object, as_words, reach, words_at
from accord.records.findings import Finding, Presence
from accord.records.places import AnyPlace, ElementPlace, Place
from accord.records.record import Resource

TOOL = "supplies/1"
SUPPLY_CODES = ("A4238", "A4239")
METER_CODES = ("E0607", "A4253", "A4259", "A4258", "A4255", "A4256", "E2100", "E2101")
ROLLING = dt.timedelta(days=90)

SUPPLY = re.compile(r"\ba423[89]\b|\b(?:sensors?|supply allowance|cgm suppl\w+)\b")
SHIPPED = re.compile(
    r"\b(?:last|prior|previous|most recent)?\s?(?:ship(?:ped|ment|ments|ping)?|deliver\w*|dispens\w*|billed|"
    r"sent|fill(?:ed)?|dos|delivery|supplied|paid)\b"
)
TO_COME = re.compile(
    r"\b(?:target|requested|request|next|planned|to ship|ok to ship|will ship|scheduled|ship on|due|needed|"
    r"this order|now)\b"
)
UNITS = re.compile(
    r"\bx ?(?P<a>\d{1,2})\b|\b(?P<b>\d{1,2}) ?(?:units?|uos|u\b)|\b(?:qty|quantity|"
    r"units?)\W{0,4}(?P<c>\d{1,2})\b|(?:\ba423[89]\b)[\s|,:-]+(?P<d>\d{1,2})(?=[\s|,;]|$)"
)
TAKEN_BACK = re.compile(
    r"\b(?:return(?:ed|s)?|credit(?:ed)?|cancel\w*|void(?:ed)?|revers(?:ed|al)|refus(?:ed|al)|not (?:shipped|"
    r"sent|delivered)|denied)\b"
)
NOT_YET = re.compile(
    r"\b(?:pending|this request|not yet|planned|proposed|scheduled|on hold|awaiting|to (?:be )?ship(?:ped)?|requested|upcoming|projected|"
    r"future|will ship|ready to ship|hold for|current request|under review|open order|target)\b"
)
HISTORY = re.compile(
    r"\b(?:dispensing|shipping|shipment|claims?|delivery|order|supply|fill|billing|payment) (?:history|log|"
    r"record|ledger|summary|list|print(?:out)?|screen)\b|\b(?:ship|dispense|delivery|claim|refill|fulfillment) (?:date|log|list|ledger|record|history|"
    r"screen|report)s?\b|\b(?:customer|account|beneficiary|patient|resupply|sensor|utili[sz]ation) (?:ledger|history)\b|\bledger\b|"
    r"\b(?:items|supplies|units) (?:shipped|dispensed|billed|paid|supplied)\b"
)
NONE_BEFORE = re.compile(
    r"\b(?:no (?:prior|previous|earlier|other) (?:shipments?|supplies|claims|deliver\w+|dispens\w+|"
    r"cgm suppl\w+)|first (?:order|shipment|fill|supply)|never (?:shipped|supplied|billed))\b"
)

METER = re.compile(
    r"\be0607\b|\ba425[3569]\b|\ba4258\b|\b(?:test|glucose|blood glucose|bg|testing) ?strips?\b|\bstrips\b|"
    r"\blancets?\b|\b(?:blood )?glucose meters?\b|\bmeter ?(?:/|or|and|&) ?strips?\b|\bmeter supplies\b|"
    r"\bbgm\b|\bglucometers?\b"
)
NO_METER = re.compile(
    r"(?:\b(?:no|none|not|without|zero|n/a|denied|removed|deleted|cancel\w*)\b|\b0\b)[^.\n]{0,50}(?:e0607|"
    r"a425[3569]|strips?|meters?|lancets?|bgm)|(?:e0607|a425[3569]|strips?|meters?|lancets?|"
    r"bgm)\b[^\n]{0,60}?(?:\bnone\b|\bno\b|\bnot (?:billed|ordered|requested|needed|shipped|found|supplied|"
    r"on)\b|\bstopped\b|\bdiscontinued\b|\bn/a\b|: ?0\b|\bcancel\w*\b)"
)
QUANTITY = re.compile(
    r"\bquantity (?:review|limit|notice|inquiry|question|exceeds?|exception|audit|dispute|edit|override|"
    r"check)\b|\b(?:units?|quantit\w+) (?:and|&|/) overlap\b|\boverlap\w*\b[^.\n]{0,40}\b(?:suppl|claim|"
    r"shipment|billing|dates?)\w*|\bover-?utili[sz]ation\b|\bearly (?:refill|resupply|reorder|shipment)\b|"
    r"\b(?:frequency|allowance|utili[sz]ation|unit) (?:limit|edit|check|review|exceeded|denial)\b|"
    r"\b(?:more than|exceed\w*|over|above) (?:the )?(?:\w+ ){0,2}(?:3|three) units\b|"
    r"\bunits? (?:requested )?(?:exceed|over)\w*\b|\b(?:extra|additional) (?:units?|sensors?) (?:request\w*|"
    r"needed|authori[sz]\w*)\b|"
    r"\bduplicate (?:suppl\w+|billing|claim|item|equipment)\b|\bsame or similar\b|\b(?:review|question|issue|"
    r"inquiry) (?:is |only )?(?:about|concerns|limited to|on) (?:the )?(?:units|quantity|number of units)\b|"
    r"\bdispensing history\b"
)
RESUPPLY = re.compile(
    r"\bre-?suppl\w*|\brefill\w*|\bre-?order\w*|\bcontinu(?:ed|ing|ation)(?: of)?(?: cgm| use| coverage|"
    r" need| medical need| supply| supplies)?\b|\blast ship\w*|\bnext 90 days\b|\brenewal\b|"
    r"\bongoing (?:need|use|supply)\b|\bmonthly suppl\w+|\binitial cgm approval\b|\b(?:6|"
    r"six)[- ]month (?:visit|follow)"
)


@dataclass(frozen=True)
class Shipment:
    """Units of the supply allowance that left a supplier on a day."""

    day: dt.date
    units: int
    place: AnyPlace
    paper: Profile | None = None


def supplies(chart: Chart) -> Iterator[Finding]:
    """Everything about supplies, from papers of any author and from coded deliveries."""
    asked = [s for s in chart.request.services if s.code in SUPPLY_CODES]
    shipped = distinct([*_in_papers(chart), *_in_resources(chart)])
    yield from (_shipment(each) for each in shipped)
    if asked:
        yield from _rolling(chart, shipped)
    for service in chart.request.services:
        if service.code in METER_CODES:
            yield Finding("meter_supplies", service.place, value=service.code, origin="request", tool=TOOL)
            if asked:  # sensors and strips for one time: a question of overlap whatever the papers call it
                yield Finding("quantity_question", service.place, origin="request", tool=TOOL)
    for paper in chart.papers:
        yield from _meter(paper)
        yield from _papers_about(paper)


# ── shipments ────────────────────────────────────────────────────────────────────────────────────────────────────────


def distinct(found: list[Shipment]) -> list[Shipment]:
    """One shipment told by several sources counts once."""
    kept: dict[tuple[dt.date, int], Shipment] = {}
    for each in found:
        kept.setdefault((each.day, each.units), each)
    return sorted(kept.values(), key=lambda each: each.day)


def _in_papers(chart: Chart) -> Iterator[Shipment]:
    for paper in chart.papers:
        flat = paper.document.flat
        history = HISTORY.search(flat, paper.part.start, paper.part.end) is not None
        if paper.subject is False or (paper.kind in (PartKind.ORDER, PartKind.VISIT_NOTE) and not history):
            continue
        of_supply = SUPPLY.search(flat, paper.part.start, paper.part.end) is not None
        for line in _lines(paper):
            found = _in_line(paper, line, history, of_supply)
            if found is not None:
                yield found


def _in_line(paper: Profile, line: Line, history: bool, of_supply: bool) -> Shipment | None:
    """'2026-06-02  Carolina Rapid Sensor  A4239  3' or 'Last ship 11/12/2025, 3 units'."""
    words = paper.document.flat[line.start : line.end]
    if TAKEN_BACK.search(words) or (history and NOT_YET.search(words)):
        return None
    told = SHIPPED.search(words)
    coded = re.search(r"\ba423[89]\b", words)
    other = re.search(r"\b(?:e210[23]|e0607|a425\d)\b", words)
    days = [m for m in days_between(paper, line.start, line.end) if m.date.exact and not m.relative]
    if not days or (other and not coded) or not ((history and coded) or (told and (coded or of_supply))):
        return None
    day = days[0]
    if told and not history:
        after = [m for m in days if m.start > line.start + told.start()]
        if not after:
            return None
        day = after[0]
        if TO_COME.search(words[told.start() : day.start - line.start]):
            return None
    rest = words[day.end - line.start :] if history else words[max(day.end - line.start, 0) :]
    units = UNITS.search(rest) or UNITS.search(words)
    if units is None or day.date.exact is None:
        return None
    number = int(next(g for g in units.groups() if g))
    return Shipment(day.date.exact, number, _trimmed(paper, line), paper)


def _in_resources(chart: Chart) -> Iterator[Shipment]:
    """Completed SupplyDelivery resources of the supply codes."""
    for resource in chart.record.resources:
        if resource.type != "SupplyDelivery" or words_at(resource.body, "status") not in ("completed", ""):
            continue
        codes = {
            as_words(v).upper()
            for _, v in reach(resource.type, resource.body, "suppliedItem.itemCodeableConcept.coding[].code")
        }
        if codes & set(SUPPLY_CODES):
            found = _delivered(resource)
            if found is not None:
                yield found


def _delivered(resource: Resource) -> Shipment | None:
    quantity = as_object(as_object(resource.body.get("suppliedItem")).get("quantity")).get("value")
    day = words_at(resource.body, "occurrenceDateTime")[:10]
    if not isinstance(quantity, int | float) or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return None
    place = ElementPlace(resource.id, "SupplyDelivery.occurrenceDateTime", day, resource.document)
    return Shipment(dt.date.fromisoformat(day), int(quantity), place)


def _shipment(each: Shipment) -> Finding:
    qualifiers = about(each.paper) if each.paper is not None else {}
    return Finding(
        "cgm_supply_shipment",
        each.place,
        value=Decimal(each.units),
        unit="1",
        date=PartialDate.of(each.day),
        qualifiers=qualifiers,
        origin="narrative" if each.paper is not None else "coded",
        tool=TOOL,
    )


def _rolling(chart: Chart, shipped: list[Shipment]) -> Iterator[Finding]:
    """The units of the request with those of the 90 days before it; told only where the earlier ones are known."""
    asked = [s for s in chart.request.services if s.code in SUPPLY_CODES and s.quantity is not None]
    day = chart.request.service_date or chart.request.received
    if not asked or day is None:
        return
    wanted = sum(s.quantity or 0 for s in asked)
    recent = [s for s in shipped if day.value - ROLLING < s.day <= day.value and not _is_asked(s, day.value, wanted)]
    nothing_before = None if shipped else _said_none(chart)
    if not shipped and nothing_before is None and wanted <= 3:
        return
    support: list[AnyPlace] = [s.place for s in (recent or shipped[-1:])]
    if nothing_before is not None:
        support.append(nothing_before)
    yield Finding(
        "cgm_units_in_90_days",
        _requested_line(chart) or asked[0].place,
        value=Decimal(wanted + sum(s.units for s in recent)),
        unit="1",
        date=PartialDate.of(day.value),
        support=tuple(dict.fromkeys(support)),
        tool=TOOL,
    )


def _is_asked(shipment: Shipment, day: dt.date, wanted: int) -> bool:
    """Is it the request itself, told as a line of the day that it asks for?"""
    return shipment.day == day and shipment.units == wanted


def _said_none(chart: Chart) -> Place | None:
    for paper in chart.patient_papers:
        for line in _lines(paper):
            if NONE_BEFORE.search(paper.document.flat, line.start, line.end):
                return _trimmed(paper, line)
    return None


def _requested_line(chart: Chart) -> Place | None:
    """The line of a supplier's request or an order that asks for the units."""
    for kinds in (
        (PartKind.SUPPLIER_FORM, PartKind.OTHER, PartKind.DELIVERY_RECORD, PartKind.COVER_SHEET),
        (PartKind.ORDER,),
    ):
        for paper in chart.patient_papers:
            if paper.kind not in kinds or HISTORY.search(paper.document.flat, paper.part.start, paper.part.end):
                continue
            for line in _lines(paper):
                words = paper.document.flat[line.start : line.end]
                if re.search(r"\ba423[89]\b", words) and UNITS.search(words):
                    return _trimmed(paper, line)
    return None


# ── strips, meters, questions ────────────────────────────────────────────────────────────────────────────────────────


def _meter(paper: Profile) -> Iterator[Finding]:
    """Meter and strips that an order, a supplier, a payer or a claim list names, or says are not there."""
    supplied = paper.kind in (
        PartKind.SUPPLIER_FORM,
        PartKind.DELIVERY_RECORD,
        PartKind.ORDER,
        PartKind.OTHER,
        PartKind.MEDICATION_LIST,
        PartKind.COVER_SHEET,
        PartKind.LOG,
    )
    if paper.subject is False or not supplied:
        return
    boxes = [b for b in checkboxes(paper.document) if paper.part.start <= b.start < paper.part.end]
    for line in _lines(paper):
        flat = paper.document.flat
        match = METER.search(flat, line.start, line.end)
        if match is None:
            continue
        absent = NO_METER.search(flat, line.start, line.end) is not None
        if not absent and unchecked(boxes, line, match.start()):
            absent = True
        stated = absent or re.search(r"\be0607\b|\ba425[3569]\b", flat[line.start : line.end]) is not None
        if stated:
            day = next((m.date for m in days_between(paper, line.start, line.end) if m.date.exact), date_of(paper))
            yield Finding(
                "meter_supplies",
                _trimmed(paper, line),
                presence=Presence.ABSENT if absent else Presence.PRESENT,
                date=day,
                qualifiers=about(paper),
                voice=voice(paper),
                tool=TOOL,
            )


def _papers_about(paper: Profile) -> Iterator[Finding]:
    """Papers that question a quantity, and papers of a supply that goes on."""
    if paper.subject is False or (
        paper.kind in (PartKind.VISIT_NOTE, PartKind.LABORATORY, PartKind.MEDICATION_LIST, PartKind.ORDER)
        and not _is_of_supply(paper)
    ):
        return
    for concept, pattern in (("quantity_question", QUANTITY), ("cgm_resupply", RESUPPLY)):
        if concept == "cgm_resupply" and not SUPPLY.search(paper.document.flat, paper.part.start, paper.part.end):
            continue
        match = pattern.search(paper.document.flat, paper.part.start, paper.part.end)
        if match is not None:
            line = next(each for each in _lines(paper) if each.start <= match.start() < each.end)
            yield Finding(
                concept,
                _trimmed(paper, line),
                date=date_of(paper),
                qualifiers=about(paper),
                voice=voice(paper),
                tool=TOOL,
            )


def _is_of_supply(paper: Profile) -> bool:
    return re.search(r"\ba423[89]\b", paper.document.flat[paper.part.start : paper.part.end]) is not None


def _lines(paper: Profile) -> Iterator[Line]:
    for line in lines(paper.document):
        if not line.blank and paper.part.start <= line.start < paper.part.end:
            yield line


def _trimmed(paper: Profile, line: Line) -> Place:
    words = paper.document.text[line.start : line.end]
    return paper.document.place(line.start + len(words) - len(words.lstrip()), line.start + len(words.rstrip()))
