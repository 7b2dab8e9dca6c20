"""The request from the papers: the order form first, then the heads of the other papers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from accord.evidence.narrative.checkboxes import Checkbox, checkboxes
from accord.evidence.profile import PartKind, Profile, profiles
from accord.evidence.profile.people import CREDENTIALED, NPI, TREATING
from accord.records.documents import Document, TickState
from accord.records.record import Record
from accord.records.request import Person, Request, Service, Stated

HCPCS = re.compile(
    r"\b(?P<code>[A-CEGHJ-MP-V]\d{4}|\d{5}(?=\s*[-x]|\s*(?:LT|RT|50)\b))(?:[\s-]+(?P<modifier>LT|RT|50|NU|RR|UE|KX|KH|KI|KJ|CG|KS|KF))?\b"
)
ICD = re.compile(r"\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})\b|\bI10\b")
QUANTITY = re.compile(r"\b(?:qty|quantity|x|#)\W{0,3}(\d{1,3})\b|\b(\d{1,3}) (?:each|ea|unit|device)\b", re.IGNORECASE)
EXPEDITED = re.compile(r"\b(expedite[d]?|urgent request|stat request)\b", re.IGNORECASE)


def from_papers(record: Record) -> Request:
    """What the papers say: patient from heads, services and diagnoses from the order, requester from its signer."""
    papers = [profile for document in record.documents for profile in profiles(document)]
    orders = [p for p in papers if p.kind is PartKind.ORDER] or [p for p in papers if p.kind is PartKind.SUPPLIER_FORM]
    return Request(
        patient=_patient([*orders, *papers]),
        services=tuple(_services(orders)),
        diagnoses=tuple(_diagnoses(orders)),
        requester=_requester(orders),
        performer=Person(),
        service_date=_service_date(orders),
        urgency=_urgency(papers),
    )


def _patient(papers: Iterable[Profile]) -> Person:
    name: Stated[str] | None = None
    born: Stated[dt.date] | None = None
    member: Stated[str] | None = None
    for paper in papers:
        header = paper.header
        name = name or next(iter((*header.names, *header.loose)), None)
        born = born or next(iter(header.birth_dates), None)
        member = member or next(iter(header.member_ids), None)
    return Person(name=name, birth_date=born, member_id=member)


def _services(orders: Iterable[Profile]) -> Iterator[Service]:
    """Codes in the order; where it has boxes next to codes, only the checked ones."""
    seen: set[str] = set()
    for paper in orders:
        document = paper.document
        boxes = [b for b in checkboxes(document) if paper.part.start <= b.start < paper.part.end]
        for match in HCPCS.finditer(document.text, paper.part.start, paper.part.end):
            code = match["code"]
            if code in seen or _unchecked(document, match.start(), boxes) or _identifier(document, match.start()):
                continue
            seen.add(code)
            line_end = document.text.find("\n", match.end())
            rest = document.text[match.end() : line_end if line_end > 0 else match.end() + 80]
            amount = QUANTITY.search(rest)
            quantity = int(amount[1] or amount[2]) if amount else None
            modifier = (match["modifier"],) if match["modifier"] else ()
            yield Service(code, document.place(match.start("code"), match.end("code")), quantity, modifier)


def _unchecked(document: Document, start: int, boxes: Sequence[Checkbox]) -> bool:
    line_start = document.text.rfind("\n", 0, start) + 1
    nearest = [b for b in boxes if line_start <= b.start < start]
    return bool(nearest) and max(nearest, key=lambda b: b.start).state is TickState.UNCHECKED


def _identifier(document: Document, start: int) -> bool:
    before = document.flat[max(0, start - 14) : start]
    return bool(re.search(r"(npi|mrn|acct|account|zip|phone|fax|id|#|sn|run)\W{0,4}$", before))


def _diagnoses(orders: Iterable[Profile]) -> Iterator[Stated[str]]:
    seen: set[str] = set()
    for paper in orders:
        boxes = [b for b in checkboxes(paper.document) if paper.part.start <= b.start < paper.part.end]
        for match in ICD.finditer(paper.document.text, paper.part.start, paper.part.end):
            if match[0] not in seen and not _unchecked(paper.document, match.start(), boxes):
                seen.add(match[0])
                yield Stated(match[0], paper.document.place(match.start(), match.end()))


def _requester(orders: Iterable[Profile]) -> Person:
    for paper in orders:
        text, base = paper.document.text[paper.part.start : paper.part.end], paper.part.start
        named = next((m for m in CREDENTIALED.finditer(text) if m["credential"].upper() in TREATING), None)
        number = NPI.search(text)
        if named or number:
            return Person(
                name=Stated(
                    f"{named['name']}, {named['credential']}",
                    paper.document.place(base + named.start(), base + named.end()),
                )
                if named
                else None,
                npi=Stated(number[1], paper.document.place(base + number.start(1), base + number.end(1)))
                if number
                else None,
            )
    return Person()


def _service_date(orders: Iterable[Profile]) -> Stated[dt.date] | None:
    for paper in orders:
        for mention in paper.dates:
            before = paper.document.flat[max(0, mention.start - 24) : mention.start]
            if mention.date.exact and re.search(
                r"(dos( requested)?|service date|date of service|scheduled for|requested date)\W*$", before
            ):
                return Stated(mention.date.exact, paper.document.place(mention.start, mention.end))
    for paper in orders:
        if paper.date is not None and paper.date.value.exact:
            return Stated(paper.date.value.exact, paper.date.place)
    return None


def _urgency(papers: Iterable[Profile]) -> Stated[str] | None:
    for paper in papers:
        if paper.kind in (PartKind.ORDER, PartKind.COVER_SHEET, PartKind.LETTER, PartKind.SUPPLIER_FORM):
            match = EXPEDITED.search(paper.document.text, paper.part.start, paper.part.end)
            if match:
                return Stated("expedited", paper.document.place(match.start(), match.end()))
    return None
