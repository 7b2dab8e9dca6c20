"""Papers of diabetes care made in tests: a visit note around some words, or papers as they are given."""

from __future__ import annotations

import datetime as dt

from accord.evidence.chart import Chart
from accord.records.record import Record
from accord.records.request import Request
from tests.evidence.papers import document, request

PATIENT = "Agnes B. Torvald"


def asked(codes: tuple[str, ...] = ("E2103",)) -> Request:
    """A request of 2 March 2026."""
    return request(codes, diagnoses=("E11.9",))


def note(words: str, date: str = "02/10/2026") -> str:
    """A signed note of an office visit that says the words."""
    return (
        f"LAKEVIEW INTERNAL MEDICINE\nOffice visit {date}\nPatient: {PATIENT}   DOB 04/09/1952\n\n"
        f"HPI\n{words}\n\nExam: BP 128/70, heart regular.\n\nElectronically signed by Ruth Calloway, MD {date}\n"
    )


def chart(texts: dict[str, str], codes: tuple[str, ...] = ("E2103",)) -> Chart:
    """A chart of text documents, before any reader."""
    documents = tuple(document(text, name) for name, text in texts.items())
    return Chart(Record((), documents, ()), asked(codes))


def visit(words: str, date: str = "02/10/2026") -> Chart:
    """A chart of one visit note."""
    return chart({"note.txt": note(words, date)})


DAY = dt.date(2026, 2, 10)
