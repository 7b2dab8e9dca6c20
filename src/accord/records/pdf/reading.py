"""A PDF becomes a document: opened, page by page read, and put together."""

from __future__ import annotations

from accord.errors import Invalid
from accord.records.assembly import assemble
from accord.records.documents import DocumentKind
from accord.records.limits import STANDARD, Limits
from accord.records.part import Part
from accord.records.pdf.opening import open_pdf
from accord.records.pdf.pages import read_page
from accord.records.record import ReceivedFile, Unread


def read_pdf(file: ReceivedFile, name: str = "", limits: Limits = STANDARD) -> Part:
    """The PDF as one document; encrypted, broken or too long: unread, with the reason."""
    try:
        pdf = open_pdf(file.data, limits)
    except Invalid as refusal:
        return Part(unread=(Unread(file.name, refusal.message, refusal.remedy),))
    with pdf:
        pages = [read_page(pdf, index, limits) for index in range(len(pdf))]
    document = assemble(file, name or file.name, DocumentKind.PDF, pages)
    return Part((document,))
