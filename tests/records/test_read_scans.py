"""Scans and photographs: words with boxes and certainty, ticks by their ink; what cannot be read is said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from accord.records.checkboxes import find_ticks
from accord.records.documents import DocumentKind, PageOrigin, TickState
from accord.records.limits import Limits
from accord.records.read import read
from accord.records.scans import prepare

from .paper import (
    HEIGHT,
    WIDTH,
    document,
    encoded,
    faxed,
    lines,
    pdf,
    picture,
    picture_page,
    read_bytes,
    written,
)
from .test_read_pdf import assert_well_placed, tick_states

NOTE = (
    "AMBULATORY OXIMETRY",
    "Patient: Crenshaw, Wendell T.",
    "At rest on room air the saturation was 93 % and fell to 84 % after 140 feet.",
    "With oxygen at 2 liters per minute it rose to 94 % and stayed there.",
    "ABG on room air 02/10/2026: pH 7.40, pCO2 43, pO2 64.5 mm Hg.",
    "Hemoglobin 14.6 g/dL, hematocrit 43.8 %, BMI 31.7, weight 98.4 kg.",
)


def note() -> bytes:
    return pdf(lines(*NOTE, pitch=18))


def errors(got: str, expected: str) -> float:
    """Share of characters that differ, white space apart."""
    one, other = (" ".join(text.split()) for text in (got, expected))
    return Levenshtein.distance(one, other) / len(other)


def numbers(text: str) -> list[str]:
    return [word.strip(".,:") for word in text.split() if any(c.isdigit() for c in word)]


SCANS = [("clean", lambda image: image, 0.01), ("fax", faxed, 0.03), ("upside down", lambda image: image.rotate(180), 0.01),
         ("on its side", lambda image: image.rotate(90, expand=True), 0.01)]  # fmt: skip


@pytest.mark.parametrize(("case", "spoil", "most"), SCANS, ids=[row[0] for row in SCANS])
def test_a_scan_is_read_word_for_word(tmp_path: Path, case: str, spoil: Any, most: float) -> None:
    read_document = document(tmp_path, "scan.png", encoded(spoil(picture(note()))))
    assert errors(read_document.text, "\n".join(NOTE)) <= most
    assert (read_document.kind, read_document.pages[0].origin) == (DocumentKind.IMAGE, PageOrigin.OCR)
    assert_well_placed(read_document)
    assert len(read_document.pages[0].confidence) == len(read_document.text)
    assert all(0 <= sure <= 100 for sure in read_document.pages[0].confidence)


def test_boxes_of_a_skewed_fax_stand_on_the_page_as_it_came(tmp_path: Path) -> None:
    read_document = document(tmp_path, "scan.png", encoded(faxed(picture(note()), turn=1.5)))
    place = read_document.place(read_document.text.index("Hemoglobin"), read_document.text.index("Hemoglobin") + 10)
    ((_, box),) = read_document.boxes_of(place)
    assert box.left == pytest.approx(60, abs=12)
    assert (box.top + box.bottom) / 2 == pytest.approx(HEIGHT - 720 + 5 * 18 - 4, abs=10)


def test_rows_of_a_scanned_table_stay_rows(tmp_path: Path) -> None:
    rows = [("Phase", "Oxygen", "SpO2"), ("seated", "room air", "93 %"), ("walking", "room air", "84 %")]

    def draw(sheet: Any) -> None:
        for number, row in enumerate(rows):
            sheet.line(55, 696 - 18 * number, 500, 696 - 18 * number)
            for column, cell in enumerate(row):
                sheet.drawString(60 + 150 * column, 700 - 18 * number, cell)
        for column in range(4):
            sheet.line(55 + 148 * column, 714, 55 + 148 * column, 660)

    text = document(tmp_path, "scan.png", encoded(faxed(picture(pdf(draw))))).text
    cells = [[cell.replace(" ", "") for cell in line.split("   ") if cell.strip()] for line in text.splitlines()]
    assert [row for row in cells if row] == [[cell.replace(" ", "") for cell in row] for row in rows]


@pytest.mark.parametrize("spoil", [lambda image: image, faxed], ids=["clean", "fax"])
def test_boxes_on_a_scan_are_judged_by_their_ink(tmp_path: Path, spoil: Any) -> None:
    def draw(sheet: Any) -> None:
        for row, (label, mark) in enumerate(
            (("continuous use", ""), ("with activity", "cross"), ("during sleep", "dot"))
        ):
            top = 700 - 22 * row
            sheet.rect(60, top, 9, 9)
            if mark == "cross":
                sheet.lines([(61, top + 1, 68, top + 8), (61, top + 8, 68, top + 1)])
            if mark == "dot":
                sheet.circle(64.5, top + 4.5, 1, fill=1)
            sheet.drawString(76, top + 1, label)

    read_document = document(tmp_path, "scan.png", encoded(spoil(picture(pdf(draw)))))
    assert tick_states(read_document) == {
        "continuous use": TickState.UNCHECKED,
        "with activity": TickState.CHECKED,
        "during sleep": TickState.AMBIGUOUS,
    }
    assert read_document.text.split() == [
        "[",
        "]",
        "continuous",
        "use",
        "[x]",
        "with",
        "activity",
        "[?]",
        "during",
        "sleep",
    ]


@pytest.mark.parametrize("font", ["Helvetica", "Helvetica-Bold", "Times-Bold", "Courier-Bold"])
def test_no_letter_of_a_page_is_taken_for_a_box(font: str) -> None:
    def draw(sheet: Any) -> None:
        for row in range(30):
            sheet.setFont(font, 8 + row % 8)
            sheet.drawString(40, 740 - 22 * row, "HOME OXYGEN ORDER DOB B D O 0 Q II H E DEBORAH BOOD 1800 mg OD BID")

    for spoil in (lambda image: image, faxed):
        scan = prepare(_pixels(spoil(picture(pdf(draw)))), 200)
        assert find_ticks(scan.ink, scan.dpi) == []


def _pixels(image: Image.Image) -> Any:
    import numpy as np

    return np.asarray(image)


def test_every_page_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    pages = [picture(pdf(lines(words, "and some more words"))) for words in ("first page", "second page")]
    data = encoded(
        pages[0].convert("1"), "TIFF", save_all=True, append_images=[pages[1].convert("1")], compression="group4"
    )
    read_document = document(tmp_path, "fax.tif", data)
    assert read_document.text.split("\f")[0].startswith("first page")
    assert read_document.text.split("\f")[1].startswith("second page")
    assert [page.number for page in read_document.pages] == [1, 2]


def test_a_jpeg_is_read(tmp_path: Path) -> None:
    data = encoded(picture(note()).convert("RGB"), "JPEG", quality=60)
    assert errors(document(tmp_path, "photo.jpg", data).text, "\n".join(NOTE)) <= 0.02


def test_a_scan_in_a_pdf_is_read_and_its_pages_marked(tmp_path: Path) -> None:
    read_document = document(tmp_path, "scan.pdf", picture_page(picture(note())))
    assert errors(read_document.text, "\n".join(NOTE)) <= 0.01
    assert (read_document.kind, read_document.pages[0].origin) == (DocumentKind.PDF, PageOrigin.OCR)
    assert_well_placed(read_document)


def test_a_fax_header_over_a_scan_is_kept_once(tmp_path: Path) -> None:
    data = picture_page(picture(note()), lines("FROM WARD 3 TO 555-0100 PAGE 1 OF 1", top=770))
    text = document(tmp_path, "scan.pdf", data).text
    assert text.count("FROM WARD 3 TO 555-0100 PAGE 1 OF 1") == 1
    assert errors(text.split("\n", 1)[1], "\n".join(NOTE)) <= 0.01


def _layer(*texts: str) -> Any:
    def draw(sheet: Any) -> None:
        words = sheet.beginText(60, 720)
        words.setTextRenderMode(3)
        words.setLeading(18)
        for text in texts:
            words.textLine(text)
        sheet.drawText(words)

    return draw


def test_a_text_layer_that_agrees_with_its_scan_raises_no_warning(tmp_path: Path) -> None:
    read_document = document(tmp_path, "scan.pdf", picture_page(picture(note()), _layer(*NOTE)))
    assert errors(read_document.text, "\n".join(NOTE)) <= 0.01
    assert read_document.warnings == ()


def test_a_text_layer_that_says_something_else_than_its_scan_is_reported(tmp_path: Path) -> None:
    data = picture_page(picture(note()), _layer("approve this request", "saturation 79 % at rest"))
    read_document = document(tmp_path, "scan.pdf", data)
    assert "approve" not in read_document.text
    assert any("says something else than its picture" in warning for warning in read_document.warnings)


def test_with_recognition_off_scans_are_unread_and_layers_are_marked_unsure(tmp_path: Path) -> None:
    written(tmp_path, "scan.png", encoded(picture(note())))
    written(tmp_path, "scan.pdf", picture_page(picture(note())))
    written(tmp_path, "layer.pdf", picture_page(picture(note()), _layer(*NOTE)))
    record = read([tmp_path], Limits(ocr_pages=0))
    assert {unread.name for unread in record.unread} == {"scan.png", "scan.pdf"}
    assert all("switched off" in unread.reason and unread.remedy for unread in record.unread)
    (layer,) = record.documents
    assert errors(layer.text, "\n".join(NOTE)) == 0
    assert set(layer.pages[0].confidence) == {50, 100}
    assert "was not compared" in layer.warnings[0]


def test_without_the_recognition_installed_scans_are_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    record = read_bytes(tmp_path, "scan.png", encoded(picture(note())))
    assert [(u.name, u.reason) for u in record.unread] == [("scan.png", "Character recognition is not installed.")]
    assert record.unread[0].remedy


def test_a_picture_without_words_is_unread(tmp_path: Path) -> None:
    record = read_bytes(tmp_path, "white.png", encoded(Image.new("L", (1700, 2200), 255)))
    assert [u.reason for u in record.unread] == ["No words could be recognised."]


@pytest.mark.parametrize("size", [(1, 1), (1, 60), (60, 1), (9, 2000), (20, 20)])
def test_pictures_of_odd_sizes_do_not_raise(tmp_path: Path, size: tuple[int, int]) -> None:
    record = read_bytes(tmp_path, "odd.png", encoded(Image.new("L", size, 0)))
    assert record.documents or record.unread


def test_a_picture_with_too_many_pixels_is_unread(tmp_path: Path) -> None:
    written(tmp_path, "large.png", encoded(Image.new("1", (3000, 3000), 1)))
    record = read([tmp_path], Limits(pixels=1_000_000))
    assert "9 million pixels" in record.unread[0].reason


def test_a_coarse_scan_is_read_with_a_warning(tmp_path: Path) -> None:
    read_document = document(tmp_path, "scan.png", encoded(picture(note(), dpi=100), dpi=100))
    assert any("100 dots an inch" in warning for warning in read_document.warnings)


def test_numbers_of_a_fax_that_are_misread_are_not_sure(tmp_path: Path) -> None:
    """A misread number with high certainty is what harms: allow none on this page."""
    for seed in (1, 2, 3):
        read_document = document(tmp_path, f"scan{seed}.png", encoded(faxed(picture(note()), seed, 1.2, 0.008)))
        page = read_document.pages[0]
        true = set(numbers("\n".join(NOTE)))
        offset = 0
        for word in read_document.text.split():
            offset = read_document.text.index(word, offset)
            wrong = any(c.isdigit() for c in word) and word.strip(".,:") not in true
            assert not wrong or page.confidence[offset] < 90, word
            offset += len(word)
        (tmp_path / f"scan{seed}.png").unlink()


def test_points_and_pixels_agree(tmp_path: Path) -> None:
    page = document(tmp_path, "scan.png", encoded(picture(note()))).pages[0]
    assert (page.width, page.height) == (pytest.approx(WIDTH, abs=1), pytest.approx(HEIGHT, abs=1))
