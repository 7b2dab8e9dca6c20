"""Makes the files that the reading tests read: notes, forms, scans, faxes, and files that mean harm."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas

from accord.records.documents import Document
from accord.records.read import read
from accord.records.record import Record

WIDTH, HEIGHT = letter


def pdf(draw: Callable[[Any], None], **options: Any) -> bytes:
    """A PDF on which `draw` draws; the canvas has its origin at the bottom left."""
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=letter, **options)
    sheet.setFont("Helvetica", 10)
    draw(sheet)
    sheet.save()
    return buffer.getvalue()


def lines(*texts: str, top: float = 720, left: float = 60, pitch: float = 14) -> Callable[[Any], None]:
    """Draws lines of text one below the other."""

    def draw(sheet: Any) -> None:
        for row, text in enumerate(texts):
            sheet.drawString(left, top - row * pitch, text)

    return draw


def written(folder: Path, name: str, data: bytes | str) -> Path:
    """The file in the folder, made with its parents."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read_bytes(folder: Path, name: str, data: bytes | str) -> Record:
    """A record of this one file."""
    written(folder, name, data)
    return read([folder])


def document(folder: Path, name: str, data: bytes | str) -> Document:
    """The one document that comes of this file."""
    record = read_bytes(folder, name, data)
    assert [unread.reason for unread in record.unread] == []
    (only,) = record.documents
    return only


def picture(data: bytes, dpi: int = 200, page: int = 0) -> Image.Image:
    """A page of the PDF as a grey picture."""
    return pdfium.PdfDocument(data)[page].render(scale=dpi / 72).to_pil().convert("L")


def faxed(image: Image.Image, seed: int = 1, turn: float = 0.6, specks: float = 0.003) -> Image.Image:
    """The picture as a fax brings it: black and white, askew, with specks."""
    tilted = np.asarray(image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255), dtype=np.float64)
    random = np.random.default_rng(seed)
    levels = np.where(tilted + random.normal(0, 15, tilted.shape) > 150, 255, 0).astype(np.uint8)
    dirt = random.random(levels.shape)
    levels[dirt < specks] = 0
    levels[dirt > 1 - specks] = 255
    return Image.fromarray(levels)


def encoded(image: Image.Image, kind: str = "PNG", dpi: int = 200, **options: Any) -> bytes:
    """The picture as the bytes of a file."""
    buffer = io.BytesIO()
    image.save(buffer, kind, dpi=(dpi, dpi), **options)
    return buffer.getvalue()


def picture_page(image: Image.Image, over: Callable[[Any], None] | None = None) -> bytes:
    """A PDF page that is a picture, with something drawn over it."""
    from reportlab.lib.utils import ImageReader

    def draw(sheet: Any) -> None:
        sheet.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
        if over is not None:
            over(sheet)

    return pdf(draw)


def filled(data: bytes, values: dict[str, str], *, appearances: bool = True) -> bytes:
    """The form with its fields filled."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
        for reference in [] if appearances else page.get("/Annots", []):
            annotation = reference.get_object()
            if annotation.get("/FT") == "/Tx":
                annotation.pop("/AP", None)
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    """The bytes of what the writer holds."""
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def with_note(data: bytes, text: str, box: tuple[float, float, float, float], subtype: str = "/FreeText") -> bytes:
    """The PDF with an annotation without an appearance on its first page."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/Rect"): ArrayObject([FloatObject(edge) for edge in box]),
            NameObject("/Contents"): TextStringObject(text),
            NameObject("/DA"): TextStringObject("/Helv 10 Tf 0 g"),
        }
    )
    writer.add_annotation(0, note)
    return saved(writer)


def order_form() -> bytes:
    """An empty order form with text fields, check boxes, radio buttons and a choice."""

    def draw(sheet: Any) -> None:
        form = sheet.acroForm
        for row, (label, name) in enumerate((("Name:", "patient"), ("Medicare ID:", "member"), ("Notes:", "notes"))):
            sheet.drawString(60, 720 - row * 24, label)
            form.textfield(name=name, x=140, y=714 - row * 24, width=200, height=18, borderStyle="inset", fontSize=10)
        for row, (label, name) in enumerate((("E1390 concentrator", "c1"), ("E0431 portable", "c2"))):
            form.checkbox(name=name, x=60, y=618 - row * 20, size=12, buttonStyle="cross")
            sheet.drawString(78, 620 - row * 20, label)
        for column, value in enumerate(("Yes", "No")):
            form.radio(name="smoker", value=value, x=160 + column * 60, y=558, size=12, buttonStyle="circle")
            sheet.drawString(176 + column * 60, 560, value)
        sheet.drawString(60, 560, "Does he smoke?")
        sheet.drawString(60, 530, "State:")
        form.choice(
            name="state", options=["OH", "KS", "TX"], value="KS", x=140, y=524, width=80, height=18, fontSize=10
        )

    return pdf(draw)
