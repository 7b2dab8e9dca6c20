"""A chart of one invented note, for tests of the readers of spinal care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from accord.evidence.chart import Chart
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.findings import Finding
from accord.records.places import ElementPlace
from accord.records.record import Record
from accord.records.request import Person, Request, Service, Stated

FORM = ElementPlace("request.json", "services", "", "request.json")
HEAD = "Riverbend Spine Clinic\nOffice visit 06/10/2026\nPatient: Ada Nowak   DOB 02/03/1950\n\n"


def chart_of(
    texts: str | Mapping[str, str], codes: tuple[str, ...] = ("64493",), modifiers: tuple[str, ...] = ()
) -> Chart:
    """A chart of the given papers; a single text gets the head of an office visit of 10 June 2026."""
    named = {"note.txt": HEAD + texts} if isinstance(texts, str) else texts
    documents = tuple(
        Document(name, DocumentKind.TEXT, text, (Page(1, 0, len(text), PageOrigin.TEXT),), f"{name}-{hash(text)}")
        for name, text in named.items()
    )
    patient = Person(name=Stated("Ada Nowak", FORM), birth_date=Stated(dt.date(1950, 2, 3), FORM))
    asked = Request(
        patient=patient,
        services=tuple(Service(code, FORM, 1, modifiers) for code in codes),
        diagnoses=(),
        requester=Person(),
        performer=Person(),
        received=Stated(dt.date(2026, 6, 15), FORM),
        service_date=Stated(dt.date(2026, 6, 30), FORM),
    )
    return Chart(Record((), documents, ()), asked)


def found(
    reader: Callable[[Chart], Iterable[Finding]],
    concept: str,
    texts: str | Mapping[str, str],
    codes: tuple[str, ...] = ("64493",),
    modifiers: tuple[str, ...] = (),
) -> list[Finding]:
    """The findings of one concept that a reader makes of the papers."""
    return [each for each in reader(chart_of(texts, codes, modifiers)) if each.concept == concept]
