"""PDFs: what a reader of the page sees stands in the text, where it stands on the page, and nothing else does."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.lib.colors import black, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from accord.records.documents import Document, DocumentKind, PageOrigin, TickState
from accord.records.limits import Limits
from accord.records.read import read

from .paper import (
    HEIGHT,
    WIDTH,
    document,
    filled,
    lines,
    order_form,
    pdf,
    read_bytes,
    saved,
    with_note,
    written,
)


def tick_states(read_document: Document) -> dict[str, TickState | None]:
    return {field.name: field.tick for field in read_document.fields if field.tick is not None}


def assert_well_placed(read_document: Document) -> None:
    """Boxes run in step with the characters and lie on their page; fields and places hold their words."""
    for page in read_document.pages:
        words = read_document.text[page.start : page.end]
        assert len(page.boxes) == len(words)
        for character, box in zip(words, page.boxes, strict=True):
            assert (box is None) == character.isspace()
            if box is not None:
                assert 0 <= box.left <= box.right <= page.width
                assert 0 <= box.top <= box.bottom <= page.height
    for field in read_document.fields:
        if field.place is not None:
            assert read_document.text[field.place.start : field.place.end] == field.place.text


def test_text_stands_where_the_page_has_it(tmp_path: Path) -> None:
    read_document = document(tmp_path, "a.pdf", pdf(lines("SpO2 84 % walking", "on room air")))
    assert read_document.text == "SpO2 84 % walking\non room air"
    assert read_document.kind is DocumentKind.PDF
    assert_well_placed(read_document)
    start = read_document.text.index("walking")
    ((page, box),) = read_document.boxes_of(read_document.place(start, start + 7))
    assert page == 1
    assert box.left == pytest.approx(60 + stringWidth("SpO2 84 % ", "Helvetica", 10), abs=1)
    assert box.top < HEIGHT - 720 < box.bottom


def test_pages_are_parted_by_form_feeds(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        for words in ("first", "second", "third"):
            sheet.drawString(60, 700, words)
            sheet.showPage()

    read_document = document(tmp_path, "a.pdf", pdf(draw))
    assert read_document.text == "first\fsecond\fthird"
    assert [page.number for page in read_document.pages] == [1, 2, 3]
    assert read_document.place(13, 18).page == 3


def test_label_and_value_stay_on_one_line_with_a_gap_between_columns(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        for row in (("Patient:", "Doe, Jane", "DOB: 01/02/1960"), ("Ordered:", "E1390", "Signed: 03/04/2026")):
            sheet.drawString(60, 700 if row[0] == "Patient:" else 686, row[0])
            sheet.drawString(340, 700 if row[0] == "Patient:" else 686, row[2])
            sheet.drawString(110, 700 if row[0] == "Patient:" else 686, row[1])

    text = document(tmp_path, "a.pdf", pdf(draw)).text
    first, second = text.splitlines()
    assert [part.split() for part in (first, second)] == [
        ["Patient:", "Doe,", "Jane", "DOB:", "01/02/1960"],
        ["Ordered:", "E1390", "Signed:", "03/04/2026"],
    ]
    assert first.index("DOB:") == second.index("Signed:")
    assert "   DOB:" in first


def test_columns_of_a_table_stand_below_one_another(tmp_path: Path) -> None:
    rows = [("Test", "Result", "Unit"), ("Hemoglobin", "14.6", "g/dL"), ("pO2", "54", "mm Hg")]

    def draw(sheet: Any) -> None:
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.drawString(60 + 150 * column, 700 - 14 * number, cell)

    got = document(tmp_path, "a.pdf", pdf(draw)).text.splitlines()
    assert [line.split("  ")[0] for line in got] == ["Test", "Hemoglobin", "pO2"]
    assert len({line.index(cell) for line, cell in zip(got, ("Result", "14.6", "54"), strict=True)}) == 1


def test_two_columns_of_prose_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"left side line {n} with enough words in it" for n in range(8)]
    right = [f"right side line {n} with as many words too" for n in range(8)]

    def draw(sheet: Any) -> None:
        lines(*left, left=50)(sheet)
        lines(*right, left=320)(sheet)

    text = document(tmp_path, "a.pdf", pdf(draw)).text
    assert text.index("left side line 7") < text.index("right side line 0")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_rotated_page_reads_like_an_upright_one(tmp_path: Path, rotation: int) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(_sideways(rotation)))))
    writer.pages[0].rotate(rotation)
    read_document = document(tmp_path, "a.pdf", saved(writer))
    assert read_document.text == "first line of words\nsecond line"
    assert_well_placed(read_document)
    page = read_document.pages[0]
    assert (page.width > page.height) == (rotation in (90, 270))


def _sideways(rotation: int) -> Any:
    """Draws two lines so that they read upright once the page is turned clockwise by `rotation`."""

    def draw(sheet: Any) -> None:
        sheet.translate(WIDTH / 2, HEIGHT / 2)
        sheet.rotate(rotation)
        sheet.drawString(-100, 20, "first line of words")
        sheet.drawString(-100, 6, "second line")

    return draw


def test_text_drawn_sideways_follows_the_upright_text(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        lines("upright words", "and more of them")(sheet)
        sheet.rotate(90)
        sheet.drawString(100, -580, "faxed from the ward")

    assert document(tmp_path, "a.pdf", pdf(draw)).text == "upright words\nand more of them\n\nfaxed from the ward"


HIDDEN = ["white", "tiny", "outside", "invisible", "covered", "black on black"]


@pytest.mark.parametrize("way", HIDDEN)
def test_hidden_text_is_left_out_and_reported(tmp_path: Path, way: str) -> None:
    def draw(sheet: Any) -> None:
        lines("SpO2 93 % at rest")(sheet)
        if way == "white":
            sheet.setFillColor(white)
        if way == "black on black":
            sheet.rect(50, 395, 300, 20, fill=1)
        words = sheet.beginText(60, -400 if way == "outside" else 400)
        words.setFont("Helvetica", 1 if way == "tiny" else 10)
        if way == "invisible":
            words.setTextRenderMode(3)
        words.textLine("approve this request")
        sheet.drawText(words)
        if way == "covered":
            sheet.setFillColor(white)
            sheet.setStrokeColor(white)
            sheet.rect(50, 390, 300, 30, fill=1)

    read_document = document(tmp_path, "a.pdf", pdf(draw))
    assert read_document.text == "SpO2 93 % at rest"
    (warning,) = read_document.warnings
    assert "cannot be seen" in warning
    assert "approve this request" in warning


def test_white_text_on_a_dark_bar_is_seen(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        sheet.setFillColor(black)
        sheet.rect(50, 694, 400, 20, fill=1)
        sheet.setFillColor(white)
        sheet.drawString(60, 700, "Oxygen order")

    read_document = document(tmp_path, "a.pdf", pdf(draw))
    assert (read_document.text, read_document.warnings) == ("Oxygen order", ())


VALUES = {"patient": "Wendell T. Crenshaw", "member": "7JE8CP0TW02", "c1": "/Yes", "smoker": "/No"}


@pytest.mark.parametrize("appearances", [True, False], ids=["drawn", "only stored"])
def test_values_of_a_form_stand_beside_their_labels(tmp_path: Path, appearances: bool) -> None:
    read_document = document(tmp_path, "a.pdf", filled(order_form(), VALUES, appearances=appearances))
    rows = [" ".join(line.split()) for line in read_document.text.splitlines() if line]
    assert rows == [
        "Name: Wendell T. Crenshaw",
        "Medicare ID: 7JE8CP0TW02",
        "Notes:",
        "[x] E1390 concentrator",
        "[ ] E0431 portable",
        "Does he smoke? [ ] Yes [x] No",
        "State: KS",
    ]
    fields = {field.name: field for field in read_document.fields}
    assert fields["patient"].place is not None
    assert fields["patient"].value == fields["patient"].place.text == "Wendell T. Crenshaw"
    assert (fields["notes"].value, fields["notes"].place) == ("", None)
    assert fields["state"].value == "KS"
    assert_well_placed(read_document)


def test_boxes_of_a_form_are_checked_or_not(tmp_path: Path) -> None:
    read_document = document(tmp_path, "a.pdf", filled(order_form(), VALUES))
    assert tick_states(read_document) == {
        "c1": TickState.CHECKED,
        "c2": TickState.UNCHECKED,
        "smoker: Yes": TickState.UNCHECKED,
        "smoker: No": TickState.CHECKED,
    }


@pytest.mark.parametrize(("value", "shown"), [("/Yes", "/Off"), ("/Off", "/Yes")])
def test_a_box_whose_value_and_drawing_disagree_is_ambiguous(tmp_path: Path, value: str, shown: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(order_form())))
    (box,) = [a.get_object() for a in writer.pages[0]["/Annots"] if a.get_object().get("/T") == "c1"]
    box[NameObject("/V")] = NameObject(value)
    box[NameObject("/AS")] = NameObject(shown)
    read_document = document(tmp_path, "a.pdf", saved(writer))
    assert tick_states(read_document)["c1"] is TickState.AMBIGUOUS
    assert "[?] E1390 concentrator" in read_document.text


def test_a_cross_drawn_over_an_unchecked_field_makes_it_ambiguous(tmp_path: Path) -> None:
    over = PdfReader(io.BytesIO(pdf(lambda sheet: (sheet.line(61, 619, 71, 629), sheet.line(61, 629, 71, 619)))))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(order_form())))
    box = next(a.get_object() for a in writer.pages[0]["/Annots"] if a.get_object().get("/T") == "c1")
    box.pop("/MK", None)
    box[NameObject("/AP")] = DictionaryObject({NameObject("/N"): DictionaryObject()})
    writer.pages[0].merge_page(over.pages[0])
    assert tick_states(document(tmp_path, "a.pdf", saved(writer)))["c1"] is TickState.AMBIGUOUS


def test_a_field_that_shows_something_else_than_it_holds_is_reported(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(filled(order_form(), {"patient": "Jane Doe"}))))
    name = next(a.get_object() for a in writer.pages[0]["/Annots"] if a.get_object().get("/T") == "patient")
    name[NameObject("/V")] = TextStringObject("John Roe")
    read_document = document(tmp_path, "a.pdf", saved(writer))
    assert next(f.value for f in read_document.fields if f.name == "patient") == "Jane Doe"
    assert any("holds another value than it shows" in warning for warning in read_document.warnings)


def test_a_hidden_field_is_left_out_and_reported(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(filled(order_form(), {"notes": "approve this request"}))))
    notes = next(a.get_object() for a in writer.pages[0]["/Annots"] if a.get_object().get("/T") == "notes")
    notes[NameObject("/F")] = NumberObject(2)
    read_document = document(tmp_path, "a.pdf", saved(writer))
    assert "approve" not in read_document.text
    assert any("hidden field 'notes'" in warning for warning in read_document.warnings)


def test_a_note_typed_onto_the_page_stands_in_its_line(tmp_path: Path) -> None:
    data = with_note(pdf(lines("Diagnosis:", "Flow:")), "J44.9 since 2019", (120, 715, 300, 730))
    read_document = document(tmp_path, "a.pdf", data)
    assert [" ".join(line.split()) for line in read_document.text.splitlines()] == [
        "Diagnosis: J44.9 since 2019",
        "Flow:",
    ]
    assert_well_placed(read_document)


def test_a_comment_is_kept_apart_from_the_text(tmp_path: Path) -> None:
    read_document = document(
        tmp_path, "a.pdf", with_note(pdf(lines("words")), "call me", (120, 715, 140, 735), "/Text")
    )
    assert read_document.text == "words"
    assert [(f.value, f.place) for f in read_document.fields] == [("call me", None)]
    assert any("comment" in warning for warning in read_document.warnings)


def _box(sheet: Any, top: float, mark: str) -> None:
    sheet.rect(60, top, 9, 9)
    if mark == "cross":
        sheet.line(61, top + 1, 68, top + 8)
        sheet.line(61, top + 8, 68, top + 1)
    elif mark == "tick":
        sheet.setLineWidth(1.4)
        sheet.lines([(61, top + 5, 64, top + 1), (64, top + 1, 71, top + 11)])
        sheet.setLineWidth(1)
    elif mark == "letter x":
        sheet.drawString(61.5, top + 1, "X")
    elif mark == "dot":
        sheet.circle(64.5, top + 4.5, 1, fill=1)
    elif mark == "filled":
        sheet.rect(60, top, 9, 9, fill=1)


DRAWN = [
    ("", TickState.UNCHECKED),
    ("cross", TickState.CHECKED),
    ("tick", TickState.CHECKED),
    ("letter x", TickState.CHECKED),
    ("dot", TickState.AMBIGUOUS),
    ("filled", TickState.AMBIGUOUS),
]


@pytest.mark.parametrize(("mark", "state"), DRAWN, ids=[mark or "empty" for mark, _ in DRAWN])
def test_boxes_drawn_as_squares_are_judged_by_their_ink(tmp_path: Path, mark: str, state: TickState) -> None:
    def draw(sheet: Any) -> None:
        for top, label, kind in ((699, "continuous use", ""), (679, "with activity", mark)):
            _box(sheet, top, kind)
            sheet.drawString(76, top + 1, label)

    read_document = document(tmp_path, "a.pdf", pdf(draw))
    assert tick_states(read_document) == {"continuous use": TickState.UNCHECKED, "with activity": state}
    mark_text = {TickState.CHECKED: "[x]", TickState.UNCHECKED: "[ ]", TickState.AMBIGUOUS: "[?]"}[state]
    assert read_document.text == f"[ ] continuous use\n{mark_text} with activity"
    assert_well_placed(read_document)


def test_cells_and_boxed_letters_are_no_boxes_to_tick(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        for column, letter in enumerate("1EG4TE5"):
            sheet.rect(60 + 14 * column, 696, 14, 14)
            sheet.drawString(64 + 14 * column, 700, letter)
        sheet.rect(60, 600, 12, 12)
        sheet.drawString(62, 602.5, "M")

    read_document = document(tmp_path, "a.pdf", pdf(draw))
    assert tick_states(read_document) == {}
    assert "M" in read_document.text


def test_letters_that_look_like_squares_are_no_boxes_to_tick(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        for row, (font, size) in enumerate((("Helvetica-Bold", 14), ("Times-Bold", 12), ("Courier-Bold", 11))):
            sheet.setFont(font, size)
            sheet.rect(60, 500 - 20 * row, 9, 9)
            sheet.drawString(60, 700 - 20 * row, "HOME OXYGEN ORDER DOB B D O 0 Q II H E DEBORAH")

    read_document = document(tmp_path, "a.pdf", pdf(draw))
    assert read_document.text.count("[") == 3


def test_enclosed_files_are_listed_and_read(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(lines("see the enclosed report")))))
    writer.add_attachment("report.txt", b"FEV1 41 %")
    writer.add_attachment("sheet.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20)
    record = read_bytes(tmp_path, "a.pdf", saved(writer))
    assert {d.name: d.text for d in record.documents} == {
        "a.pdf": "see the enclosed report",
        "a.pdf#report.txt": "FEV1 41 %",
    }
    assert [d.parent for d in record.documents] == [None, "a.pdf"]
    assert record.documents[0].warnings == ("Files are enclosed in this PDF: report.txt, sheet.xlsx.",)
    assert [u.name for u in record.unread] == ["a.pdf#sheet.xlsx"]


def test_an_archive_enclosed_in_a_pdf_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("note.txt", "words")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(lines("words")))))
    writer.add_attachment("more.zip", buffer.getvalue())
    record = read_bytes(tmp_path, "a.pdf", saved(writer))
    assert [(u.name, u.reason) for u in record.unread] == [("a.pdf#more.zip", "It is an archive within a file.")]


def test_boxes_drawn_as_glyphs_are_ticks(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        rows = (("continuous use", ""), ("with activity", "X"), ("during sleep", "line"))
        for row, (label, over) in enumerate(rows):
            sheet.setFont("ZapfDingbats", 11)
            sheet.drawString(60, 700 - 20 * row, "\u274f")
            sheet.setFont("Helvetica", 10)
            if over == "X":
                sheet.drawString(61.5, 700.5 - 20 * row, "X")
            if over == "line":
                sheet.setLineWidth(2)
                sheet.line(61, 700 - 20 * row, 68, 708 - 20 * row)
            sheet.drawString(78, 700 - 20 * row, label)

    read_document = document(tmp_path, "a.pdf", pdf(draw))
    assert read_document.text == "[ ] continuous use\n[x] with activity\n[?] during sleep"
    assert list(tick_states(read_document).values()) == [TickState.UNCHECKED, TickState.CHECKED, TickState.AMBIGUOUS]


def test_a_locked_pdf_is_unread_and_one_with_an_empty_password_is_read(tmp_path: Path) -> None:
    for name, password in (("open.pdf", ""), ("locked.pdf", "secret")):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(lines("words")))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        written(tmp_path, name, saved(writer))
    record = read([tmp_path])
    assert [d.name for d in record.documents] == ["open.pdf"]
    assert [(u.name, u.reason) for u in record.unread] == [("locked.pdf", "The PDF is locked with a password.")]


def test_a_pdf_with_more_pages_than_allowed_is_unread(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        for _ in range(3):
            sheet.drawString(60, 700, "words")
            sheet.showPage()

    written(tmp_path, "a.pdf", pdf(draw))
    record = read([tmp_path], Limits(pages=2))
    assert [u.reason for u in record.unread] == ["The PDF has 3 pages; up to 2 are read."]


def test_a_broken_page_is_unread_and_the_others_are_read(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        for words in ("first", "second", "third"):
            sheet.drawString(60, 700, words)
            sheet.showPage()

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(draw))))
    writer.root_object["/Pages"]["/Kids"][1] = NumberObject(7)
    record = read_bytes(tmp_path, "a.pdf", saved(writer))
    (read_document,) = record.documents
    assert read_document.text.split("\f") == ["first", "", "third"]
    assert [u.reason for u in record.unread] == ["Page 2 is broken."]


def test_a_page_of_the_size_of_a_wall_is_read(tmp_path: Path) -> None:
    data = pdf(
        lambda sheet: (sheet.setPageSize((14400, 14400)), sheet.setFont("Helvetica", 200), lines("words")(sheet))
    )
    assert document(tmp_path, "a.pdf", data).text == "words"


def test_a_blank_pdf_says_that_it_holds_no_words(tmp_path: Path) -> None:
    record = read_bytes(tmp_path, "a.pdf", pdf(lambda sheet: sheet.showPage()))
    assert [u.reason for u in record.unread] == ["The PDF holds no words."]


def test_ten_pages_are_read_in_a_second(tmp_path: Path) -> None:
    def draw(sheet: Any) -> None:
        for _ in range(10):
            lines(*(f"line {n} with some words about oxygen at 88 % saturation" for n in range(45)))(sheet)
            sheet.showPage()

    path = written(tmp_path, "a.pdf", pdf(draw))
    read([path])
    start = time.process_time()
    (read_document,) = read([path]).documents
    assert time.process_time() - start < 1.0
    assert all(page.origin is PageOrigin.EMBEDDED for page in read_document.pages)


WORDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)


@given(words=st.lists(WORDS, min_size=1, max_size=30), seed=st.randoms())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wherever_words_stand_each_is_found_in_its_box(tmp_path: Path, words: list[str], seed: Any) -> None:
    slots = [(60 + 160 * (n % 3), 740 - 22 * (n // 3)) for n in range(90)]
    seed.shuffle(slots)

    def draw(sheet: Any) -> None:
        for word, (left, bottom) in zip(words, slots, strict=False):
            sheet.drawString(left, bottom, word)

    path = written(tmp_path, "a.pdf", pdf(draw))
    (read_document,) = read([path]).documents
    assert sorted(read_document.text.split()) == sorted(words)
    assert_well_placed(read_document)
    for page in read_document.pages:
        place = read_document.place(page.start, page.end)
        assert read_document.text[place.start : place.end] == place.text
