"""A visit's note around a sentence, for readers."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.records.record import Record
from tests.evidence.papers import document, request


def note(sentence: str) -> Chart:
    """The chart of one signed visit of 5 March 2026 that says this, not yet gathered."""
    text = f"OFFICE VISIT 03/05/2026\nPatient: Agnes Torvald  DOB 04/09/1952\n\n{sentence}\n\n/s/ Ruth Calloway, MD 03/05/2026\n"
    return paper(text)


def paper(text: str) -> Chart:
    """The chart of one paper, not yet gathered."""
    return Chart(Record((), (document(text),), ()), request())
