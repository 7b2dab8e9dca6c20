"""Text files: the characters stay as they came, pages are parted by form feeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.records.documents import DocumentKind, PageOrigin
from accord.records.record import ReceivedFile
from accord.records.text import NOT_UTF8, read_text

from .paper import document, read_bytes

ENCODINGS = [
    ("plain UTF-8", "SpO₂ 84 %".encode(), "SpO₂ 84 %", ()),
    ("UTF-8 with a mark", b"\xef\xbb\xbfna\xc3\xafve", "naïve", ()),
    ("UTF-16 little end first", b"\xff\xfe" + "Größe".encode("utf-16-le"), "Größe", ()),
    ("UTF-16 big end first", b"\xfe\xff" + "Größe".encode("utf-16-be"), "Größe", ()),
    ("Windows-1252", "37 °C – fine".encode("cp1252"), "37 °C – fine", (NOT_UTF8,)),
]


@pytest.mark.parametrize(("case", "data", "text", "warnings"), ENCODINGS, ids=[row[0] for row in ENCODINGS])
def test_text_is_decoded_as_it_was_written(
    tmp_path: Path, case: str, data: bytes, text: str, warnings: tuple[str, ...]
) -> None:
    read = document(tmp_path, "note.txt", data)
    assert (read.text, read.warnings, read.kind) == (text, warnings, DocumentKind.TEXT)
    assert read.data == data


def test_line_ends_stay_as_they_came(tmp_path: Path) -> None:
    assert document(tmp_path, "note.txt", b"one\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


def test_form_feeds_part_the_pages_and_belong_to_none(tmp_path: Path) -> None:
    read = document(tmp_path, "note.txt", "first\n\fsecond page\f")
    assert [(p.number, read.text[p.start : p.end], p.origin) for p in read.pages] == [
        (1, "first\n", PageOrigin.TEXT),
        (2, "second page", PageOrigin.TEXT),
        (3, "", PageOrigin.TEXT),
    ]
    place = read.place(read.text.index("second"), read.text.index("second") + 6)
    assert (place.page, place.text) == (2, "second")


@pytest.mark.parametrize("data", [b" \n\t ", b"\xef\xbb\xbf", b"\f\f"])
def test_a_file_without_words_is_unread_with_the_reason(tmp_path: Path, data: bytes) -> None:
    record = read_bytes(tmp_path, "blank.txt", data)
    assert record.documents == ()
    assert [(u.name, u.reason) for u in record.unread] == [("blank.txt", "The file holds no words.")]


@given(st.text(min_size=1), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_place_of_a_text_names_its_words_and_page(text: str, data: st.DataObject) -> None:
    clean = text.encode("utf-8", "replace")
    part = read_text(ReceivedFile("a.txt", clean, "", "text/plain"))
    if not part.documents:
        return
    read = part.documents[0]
    start = data.draw(st.integers(0, len(read.text) - 1))
    end = data.draw(st.integers(start + 1, len(read.text)))
    if not read.text[start:end].strip():
        return
    place = read.place(start, end)
    assert read.text[place.start : place.end] == place.text == read.text[start:end].strip()
    page = read.pages[place.page - 1]
    assert page.start <= place.start < page.end
