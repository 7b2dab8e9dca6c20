"""A PDF becomes a document: opened, page by page read, and put together."""

from __future__ import annotations

from dataclasses import replace

from accord.errors import Invalid
from accord.pdfium import pdfium_turn
from accord.records.assembly import ReadPage, assemble
from accord.records.documents import DocumentKind, PageOrigin
from accord.records.limits import STANDARD, Limits
from accord.records.part import Part
from accord.records.pdf.attachments import attachments_of
from accord.records.pdf.opening import open_pdf
from accord.records.pdf.pages import read_page
from accord.records.record import ReceivedFile, Unread

NO_WORDS = "The PDF holds no words."


def _opened(file: ReceivedFile, limits: Limits) -> tuple[tuple[ReceivedFile, ...], list[ReadPage]]:
    """What is enclosed, and each page; between two pages others have their turn. Raises Invalid."""
    with pdfium_turn():
        pdf = open_pdf(file.data, limits)
        enclosed, count = attachments_of(pdf, file), len(pdf)
    try:
        pages: list[ReadPage] = []
        recognised = 0
        for index in range(count):
            with pdfium_turn():
                pages.append(read_page(pdf, index, limits, ocr=recognised < limits.ocr_pages))
            recognised += pages[-1].origin is PageOrigin.OCR
        return enclosed, pages
    finally:
        with pdfium_turn():
            pdf.close()


def read_pdf(file: ReceivedFile, name: str = "", limits: Limits = STANDARD) -> Part:
    """The PDF as one document, and the files enclosed in it; encrypted, broken or too long: unread, with the reason."""
    try:
        enclosed, pages = _opened(file, limits)
    except Invalid as refusal:
        return Part(unread=(Unread(file.name, refusal.message, refusal.remedy),))
    unread = tuple(Unread(file.name, reason, remedy) for page in pages for reason, remedy in page.unread)
    if not any(page.content.characters for page in pages):
        return Part(unread=unread or (Unread(file.name, NO_WORDS, "Send the pages that were meant."),), files=enclosed)
    document = assemble(file, name or file.name, DocumentKind.PDF, pages)
    if enclosed:
        names = ", ".join(inner.name.rpartition("#")[2] for inner in enclosed)
        document = replace(document, warnings=(*document.warnings, f"Files are enclosed in this PDF: {names}."))
    return Part((document,), unread=unread, files=enclosed)
