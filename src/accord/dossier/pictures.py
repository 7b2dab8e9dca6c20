"""Pictures of scanned pages with the cited words outlined: a person compares what was recognised with the paper."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from accord.pdfium import pdfium_turn
from accord.records.documents import Box, Document, DocumentKind, Page, PageOrigin
from accord.records.image import frames
from accord.records.limits import STANDARD

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110
_MARGIN = 24.0  # points of paper shown above and below the cited words
_OUTLINE = (176, 96, 0)


def picture_of(document: Document, page: Page, boxes: Sequence[Box]) -> bytes | None:
    """The strip of the scanned page that holds the boxes, each outlined, as PNG; None where there is nothing to show.

    Only pages whose characters were recognised from an image are shown: elsewhere the characters are the document.
    """
    if page.origin is not PageOrigin.OCR or not boxes or not document.data:
        return None
    sheet = _paper(document, page)
    if sheet is None:
        return None
    scale = sheet.width / page.width
    top = max(min(box.top for box in boxes) - _MARGIN, 0.0)
    bottom = min(max(box.bottom for box in boxes) + _MARGIN, page.height)
    strip = sheet.crop((0, round(top * scale), sheet.width, max(round(bottom * scale), round(top * scale) + 1)))
    _outline(strip, [Box(b.left, b.top - top, b.right, b.bottom - top) for b in boxes], scale)
    out = io.BytesIO()
    strip.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _paper(document: Document, page: Page) -> Image | None:
    return paper(document.data, kind_of(document), page.number, page.width, page.height, DPI / 72)


def kind_of(document: Document) -> str:
    """The media type of what the document was read from, whatever it was said to be."""
    told = {DocumentKind.PDF: "application/pdf", DocumentKind.IMAGE: "image/any"}
    return told.get(document.kind, document.media_type)


def paper(
    data: bytes, media_type: str, number: int, width: float, height: float, scale: float, seconds: float = -1
) -> Image | None:
    """The page of a PDF or an image as a picture; None for files that are no paper.

    width, height -- of the page in points; scale -- pixels a point; seconds -- how long to wait for a turn at most.
    Raises Unavailable where the turn does not come.
    """
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    if data.startswith(b"%PDF") or media_type == "application/pdf":
        with pdfium_turn(seconds):
            return _sheet(data, number, scale, size)
    return _frame(data, number, size) if media_type.startswith("image/") else None


def _sheet(data: bytes, number: int, scale: float, size: tuple[int, int]) -> Image:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data, password="") as pdf:
        sheet: Any = pdf[number - 1]  # its type stub allows whole scales only
        return sheet.render(scale=scale).to_pil().convert("RGB").resize(size)


def _frame(data: bytes, wanted: int, size: tuple[int, int]) -> Image | None:
    from PIL import Image as Pillow

    for number, (grey, _) in enumerate(frames(data, STANDARD), 1):
        if number == wanted:
            return Pillow.fromarray(grey).convert("RGB").resize(size)
    return None


def _outline(strip: Image, boxes: Sequence[Box], scale: float) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(strip)
    for box in boxes:
        corners = (box.left * scale - 3, box.top * scale - 3, box.right * scale + 3, box.bottom * scale + 3)
        pen.rectangle(corners, outline=_OUTLINE, width=2)
