"""Lines and runs of characters that are longer than anybody writes: broken or left out, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.records.bounds import LONGEST, bounded
from accord.records.documents import Document
from accord.records.read import read
from tests.evidence.papers import document

USUAL = ["", "ok", "word " * 399, "a line\n" * 5000, "x" * LONGEST, "pO2   57\r\n" * 900]
LONG = ["signed by " * 6000, "a. " * 5000, "x" * 1999 + " " + "y" * 1999, " " * 60_000 + "end"]
RUNS = ["(" * 40_000, "before " + "_" * 2001 + " behind", "1234567890" * 6000]


def longest(read_so: Document) -> int:
    return max(len(line) for line in read_so.text.splitlines())


@pytest.mark.parametrize("text", USUAL)
def test_what_people_write_stays_as_it_came(text: str) -> None:
    came = document(text)
    assert bounded(came) is came


@pytest.mark.parametrize("text", LONG)
def test_a_long_line_is_broken_at_blanks_and_keeps_every_character_at_its_place(text: str) -> None:
    seen = bounded(document(text))
    assert longest(seen) <= LONGEST
    assert [a for a, b in zip(text, seen.text, strict=True) if a != b and not (a.isspace() and b == "\n")] == []
    assert len(seen.warnings) == 1


@pytest.mark.parametrize("text", RUNS)
def test_a_run_without_a_blank_is_left_out_and_told(text: str) -> None:
    seen = bounded(document(text))
    assert len(seen.text) == len(text)
    assert longest(seen) <= LONGEST
    assert "were not read" in seen.warnings[-1]
    if "behind" in text:
        assert seen.text.split() == ["before", "behind"]


def test_a_line_breaks_behind_the_end_of_a_sentence_where_it_can() -> None:
    text = "She uses oxygen at night. " * 100
    assert all(line.endswith(".") for line in bounded(document(text.strip())).text.splitlines())


def test_reading_tells_of_it(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("signed by " * 6000, encoding="utf-8")
    (seen,) = read([tmp_path]).documents
    assert "broken at blanks" in seen.warnings[0]
    assert seen.data == b"signed by " * 6000
