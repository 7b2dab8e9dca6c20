"""Papers and charts made in tests."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from accord.evidence.chart import Chart
from accord.evidence.gather import gather
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.places import ElementPlace
from accord.records.record import Record
from accord.records.request import Person, Request, Service, Stated


def document(text: str, name: str = "note.txt") -> Document:
    """A text document; form feeds are pages."""
    pages: list[Page] = []
    start = 0
    for number, page in enumerate(text.split("\f"), 1):
        pages.append(Page(number, start, start + len(page), PageOrigin.TEXT))
        start += len(page) + 1
    return Document(name, DocumentKind.TEXT, text, tuple(pages), hashlib.sha256(text.encode()).hexdigest())


def stated(value: object, path: str) -> Stated:  # type: ignore[type-arg]
    """A value of the request form."""
    return Stated(value, ElementPlace("request.json", path, str(value), "request.json"))


def request(
    codes: tuple[str, ...] = ("E0601",),
    name: str = "Agnes B. Torvald",
    born: dt.date = dt.date(1952, 4, 9),
    performer: str = "Northwind Home Medical",
    received: dt.date = dt.date(2026, 3, 2),
    modifiers: tuple[str, ...] = (),
    diagnoses: tuple[str, ...] = ("G47.33",),
) -> Request:
    """A request of one patient, complete."""
    return Request(
        patient=Person(
            stated(name, "patient.name"),
            None,
            stated(born, "patient.birth_date"),
            None,
            stated("1EG4TE5MK73", "patient.member_id"),
        ),
        services=tuple(
            Service(code, ElementPlace("request.json", f"services[{n}].code", code, "request.json"), 1, modifiers)
            for n, code in enumerate(codes)
        ),
        diagnoses=tuple(stated(code, f"diagnoses[{n}]") for n, code in enumerate(diagnoses)),
        requester=Person(stated("Ruth Calloway, MD", "requester.name"), stated("1467560003", "requester.npi")),
        performer=Person(stated(performer, "performer.name"), stated("1234567893", "performer.npi")),
        received=stated(received, "received"),
        service_date=stated(received + dt.timedelta(days=7), "service_date"),
        payer=stated("Medicare", "payer"),
        state=stated("OH", "state"),
    )


def chart(texts: Mapping[str, str], asked: Request | None = None) -> Chart:
    """A gathered chart of text documents."""
    documents = tuple(document(text, name) for name, text in texts.items())
    return gather(Record((), documents, ()), asked or request())
