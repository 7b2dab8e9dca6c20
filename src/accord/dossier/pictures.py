"""Pictures of scanned pages with the cited words outlined: a person compares what was recognised with the paper."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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
    paper = _paper(document, page)
    if paper is None:
        return None
    scale = paper.width / page.width
    top = max(min(box.top for box in boxes) - _MARGIN, 0.0)
    bottom = min(max(box.bottom for box in boxes) + _MARGIN, page.height)
    strip = paper.crop((0, round(top * scale), paper.width, max(round(bottom * scale), round(top * scale) + 1)))
    _outline(strip, [Box(b.left, b.top - top, b.right, b.bottom - top) for b in boxes], scale)
    out = io.BytesIO()
    strip.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _paper(document: Document, page: Page) -> Image | None:
    """The page as a picture of DPI dots an inch."""
    from PIL import Image as Pillow

    size = (max(round(page.width * DPI / 72), 1), max(round(page.height * DPI / 72), 1))
    if document.kind is DocumentKind.PDF or document.data.startswith(b"%PDF"):
        import pypdfium2 as pdfium

        with pdfium.PdfDocument(document.data) as pdf:
            sheet: Any = pdf[page.number - 1]  # its type stub allows whole scales only
            return sheet.render(scale=DPI / 72).to_pil().convert("RGB").resize(size)
    if document.media_type.startswith("image/") or document.kind is DocumentKind.IMAGE:
        for number, (grey, _) in enumerate(frames(document.data, STANDARD), 1):
            if number == page.number:
                return Pillow.fromarray(grey).convert("RGB").resize(size)
    return None


def _outline(strip: Image, boxes: Sequence[Box], scale: float) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(strip)
    for box in boxes:
        corners = (box.left * scale - 3, box.top * scale - 3, box.right * scale + 3, box.bottom * scale + 3)
        pen.rectangle(corners, outline=_OUTLINE, width=2)
