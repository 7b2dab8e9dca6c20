"""One page of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.records.assembly import ReadPage
from accord.records.documents import PageOrigin
from accord.records.layout import lay_out
from accord.records.limits import Limits
from accord.records.pdf.characters import characters_of, frame_of, words_of

if TYPE_CHECKING:
    import pypdfium2 as pdfium


def read_page(pdf: pdfium.PdfDocument, index: int, limits: Limits) -> ReadPage:
    """The page's words in reading order."""
    page = pdf[index]
    frame = frame_of(page)
    words = words_of(characters_of(page, frame), frame)
    return ReadPage(index + 1, frame.width, frame.height, PageOrigin.EMBEDDED, lay_out(words), {})
