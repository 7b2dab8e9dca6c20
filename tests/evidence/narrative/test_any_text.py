"""Whatever the text: no reader fails, and every span points to words of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.narrative.context import assertion
from accord.evidence.narrative.dates import dates, durations
from accord.evidence.narrative.sections import sections
from accord.evidence.narrative.sentences import lines, sentences
from accord.evidence.narrative.tables import rows, tables
from accord.evidence.narrative.terms import Terms
from accord.evidence.narrative.values import labelled, numbers
from accord.records.dates import PartialDate
from accord.records.documents import Document
from tests.evidence.narrative.writing import document

ANCHOR = PartialDate(2026, 3, 2)
TERMS = Terms({"pain": ["pain"], "mi": ["MI"], "osa": ["[obstructive] sleep apnea"]})
PIECES = st.sampled_from(
    [
        *[
            "no ",
            "pain",
            "MI",
            "sleep\n  apnea",
            "mother ",
            "if ",
            "history of ",
            "[x] ",
            "[ ]",
            "yes ",
            "\t",
            "   ",
            "\n",
        ],
        *[
            "\n\n",
            "\f",
            "\r\n",
            "1/2/2026",
            "5/5",
            "7 out of 10",
            "3 weeks ago",
            "AHI",
            " 22.4 ",
            "%",
            "...",
            "|",
            ": ",
            "(",
        ],
        *[")", "PLAN", "Fam hx:", "'", "’", "İ", "é", "—", "- ", ". ", "A", "z", "0", "2014 ", "stopped", "____", "X"],
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


def spans(note: Document) -> list[tuple[int, int]]:
    """Every span that any reader gives."""
    found = [(x.start, x.end) for x in [*lines(note), *sentences(note), *sections(note), *dates(note, ANCHOR)]]
    found += [(x.start, x.end) for x in [*durations(note), *numbers(note), *TERMS.find(note), *checkboxes(note)]]
    found += [(x.label.start, x.label.end) for x in [*labelled(note, ["ahi"]), *checkboxes(note), *rows(note)]]
    found += [(cell.start, cell.end) for table in tables(note) for row in table.rows for cell in row if cell]
    found += [(cue.start, cue.end) for x in TERMS.find(note) for cue in assertion(note, x.start, x.end).cues]
    return found


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_span_lies_within_the_text(text: str) -> None:
    assert all(0 <= start <= end <= len(text) for start, end in spans(document(text)))


@pytest.mark.parametrize("piece", [".", "no ", "[ ] ", "1/", "( ", "___ ", "12 ", "|", "- ", "PLAN: "])
def test_a_long_run_of_one_thing_takes_no_long_time(piece: str) -> None:
    begun = time.process_time()
    spans(document(piece * 3000))
    assert time.process_time() - begun < 5
