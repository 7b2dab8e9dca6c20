"""Opening a PDF, or saying why it cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.errors import Invalid
from accord.records.limits import Limits
from accord.records.pdf.inflation import check_inflation

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_PASSWORD = "password"


def open_pdf(data: bytes, limits: Limits) -> pdfium.PdfDocument:
    """The opened PDF, with the empty password where it asks for one.

    Raises Invalid with the reason and what to do: locked, broken, without pages, too long, unpacking to too much.
    """
    import pypdfium2 as pdfium

    check_inflation(data, limits)
    try:
        pdf = pdfium.PdfDocument(data, password="")
        count = len(pdf)
        pdf.init_forms()
    except pdfium.PdfiumError as fault:
        raise _refusal(str(fault)) from fault
    if count == 0:
        raise Invalid("The PDF has no pages.", "Export it again.")
    if count > limits.pages:
        raise Invalid(f"The PDF has {count} pages; up to {limits.pages} are read.", "Split it into parts.")
    return pdf


def page_at(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage | None:
    """The page, or None when it is broken."""
    import pypdfium2 as pdfium

    try:
        return pdf[index]
    except pdfium.PdfiumError:
        return None


def _refusal(message: str) -> Invalid:
    if _PASSWORD in message.lower():
        return Invalid("The PDF is locked with a password.", "Send it without a password.")
    return Invalid("The PDF is broken.", "Export it again, or print it to a new PDF.")
