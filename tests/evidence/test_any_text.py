"""Whatever the text: the readers gather without a fault, and every place they give resolves."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.evidence.gather import gather
from accord.evidence.readers.table import READERS
from accord.records.places import Place
from accord.records.record import Record
from tests.evidence.papers import document, request

NOTES = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "patients" / "notes"
CODES = ("E0601", "E2103", "E1390", "64493")
WORDS = st.sampled_from(
    [
        *["oxygen", "SpO2 86%", "room air", "walk test", "ABG", "pO2 54", "2 L/min", "CPAP", "AHI 22", "6 hours"],
        *["nights", "sleep study", "glucose 48", "called 911", "insulin", "units", "sensor", "low", "A1c 8.1%"],
        *["neck pain", "low back pain", "8/10", "NRS", "ODI 44%", "medial branch block", "L4-L5", "left", "80% relief"],
        *["for 3 weeks", "since 2024", "01/05/2026", "03-02-26", "2 March 2026", "last week", "physical therapy"],
        *["no", "denies", "mother", "if", "plan:", "HISTORY", "DOB: 04/09/1952", "Name:", "Dr. Ruth Calloway, MD"],
        *["Electronically signed by", "/s/", "[x]", "[ ]", "yes", "|", ":", "-", "—", "----", "(", ")", "’", "İ", "é"],
        *[".", ",", ";", "\n", "\n\n", "\f", "\t", "   ", "1.", "A)", "page 1 of 2", "Dear Dr.", "Sincerely,"],
    ]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.lists(WORDS, max_size=30).map("".join) | st.text(max_size=80)


def check(texts: dict[str, str], code: str) -> None:
    """Gathers, and compares the words of every place with the text there."""
    chart = gather(Record((), tuple(document(text, name) for name, text in texts.items()), ()), request((code,)))
    places = [place for finding in chart.findings for place in (finding.place, *finding.support)]
    places += [signature.place for paper in chart.papers for signature in paper.signatures]
    for place in places:
        if isinstance(place, Place):
            assert texts[place.document][place.start : place.end] == place.text


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.sampled_from(CODES))
def test_no_text_is_too_odd_for_the_readers(text: str, code: str) -> None:
    check({"note.txt": text}, code)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\f", "---\n", "- - -", ".", "| | |\n| | |", "[ ]", "\n\n1. Plan\n"])
def test_a_paper_without_words_tells_nothing(text: str) -> None:
    check({"note.txt": text}, "64493")


@pytest.mark.parametrize(
    "words", ["glucose 54 ", "nrs 8/10 ", "pao2 55 ", "spo2 88% on room air ", "nsaid ", "a\n", "1 "]
)
def test_a_long_run_of_one_thing_takes_no_long_time(words: str) -> None:
    begun = time.process_time()
    check({"note.txt": words * 400}, "64493")
    assert time.process_time() - begun < 0.1 * len(READERS)


def notes() -> Iterator[tuple[str, str]]:
    """Notes of many specialties: (name, text)."""
    for file in sorted(NOTES.rglob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines)):
                if row.get("note"):
                    yield f"{file.stem}-{number}.txt", row["note"]


@pytest.mark.shared
@pytest.mark.slow
def test_notes_of_other_specialties_are_read_without_a_fault() -> None:
    if not NOTES.is_dir():
        pytest.skip(f"no folder {NOTES}")
    told = list(notes())
    assert len(told) >= 200
    for (name, text), code in zip(told, cycle(CODES), strict=False):
        check({name: text}, code)
