"""Lines and runs of characters that are longer than anybody writes: broken or left out, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.records import bounds
from accord.records.bounds import LINE_ENDS, LONGEST, bounded, within
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


# ---- a record as a whole


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of a thousand characters and twenty lines."""
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 1000)
    monkeypatch.setattr(bounds, "MOST_LINES", 20)


SMALL = ["one line", " " * 300, "a line\n" * 19 + "last", "x" * 1000, "word " * 200]
LARGE = ["a line\n" * 20 + "one more", "a\f" * 5000, "word word\n" * 101, ("y" * 499 + "\n") * 3, "a\r\n" * 11]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("text", SMALL)
def test_a_record_of_a_usual_size_is_read_whole(text: str) -> None:
    came = document(text)
    assert within([came]) == ([came], [])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("text", LARGE)
def test_of_a_larger_one_the_beginning_is_read_up_to_the_end_of_a_line_and_the_rest_told(text: str) -> None:
    came = document(text)
    (seen,), unread = within([came])
    assert unread == []
    assert came.text.startswith(seen.text)
    assert came.text[len(seen.text)] in "\n\r\f"
    assert len(seen.text) <= 1000
    assert len(LINE_ENDS.findall(seen.text)) < 20
    left = len(came.text) - len(seen.text)
    assert f"of this document {left:,} characters at the end were not read" in seen.warnings[-1]
    assert seen.pages[-1].end == len(seen.text)
    assert seen.place(0, len(seen.text)).document == came.name
    assert seen.data == came.data


@pytest.mark.usefixtures("small")
def test_the_longest_are_left_out_and_the_others_are_as_they_came_in_their_order() -> None:
    notes = [
        document("another\n" * 300, "a.txt"),
        document("a note\n" * 9, "b.txt"),
        document("and one\n" * 200, "c.txt"),
    ]
    kept, unread = within([*notes, document("short", "d.txt")])
    assert [one.name for one in kept] == ["b.txt", "c.txt", "d.txt"]
    assert kept[0] is notes[1]
    assert "at the end were not read" in kept[1].warnings[0]
    assert [(one.name, one.remedy) for one in unread] == [("a.txt", "Send what bears on the request.")]
    assert "more than the 1,000 characters or 20 lines" in unread[0].reason


@pytest.mark.usefixtures("small")
def test_reading_tells_what_of_the_record_is_beyond(tmp_path: Path) -> None:
    for name, count in (("a.txt", 61), ("b.txt", 60)):
        (tmp_path / name).write_text("He sleeps.\n" * count, encoding="utf-8")
    record = read([tmp_path])
    assert "were not read" in record.documents[0].warnings[0]
    assert [one.name for one in record.unread] == ["a.txt"]
    assert [one.name for one in record.files] == ["a.txt", "b.txt"]
