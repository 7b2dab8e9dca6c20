"""Pages, or parts of pages, that only a picture shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from accord.errors import Invalid, Unavailable
from accord.records.documents import FormField, PageOrigin
from accord.records.image import SEND_TEXT, SWITCHED_OFF, doubts
from accord.records.limits import Limits
from accord.records.pdf.characters import Character, words_of
from accord.records.pdf.hidden import text_of
from accord.records.pdf.picture import render
from accord.records.words import Word, area, shared_area

if TYPE_CHECKING:
    import pypdfium2 as pdfium

    from accord.records.checkboxes import Tick
    from accord.records.pdf.geometry import Frame

_LEAST_DPI, _MOST_DPI = 200.0, 300.0
_LAYER_CERTAINTY = 50
_LIKE = 70.0
_LEAST_CERTAINTY = 30


class Page(Protocol):
    """What recognition adds to: the page being read."""

    number: int
    frame: Frame
    words: list[Word]
    fields: dict[int, FormField]
    warnings: list[str]
    unread: list[tuple[str, str]]
    origin: PageOrigin

    def add_ticks(self, ticks: Sequence[tuple[str, Tick]], words: Sequence[Word]) -> None:
        """Boxes to tick, as marks in the text and as fields."""
        ...


def read_scan(
    draft: Page,
    pdf_page: pdfium.PdfPage,
    limits: Limits,
    dpi: float,
    layer: Sequence[Character],
    *,
    ocr: bool,
    whole: bool,
) -> None:
    """Adds what the picture shows beyond the page's own text.

    layer -- an invisible text layer over a scan: compared with what is recognised, and taken where nothing is.
    whole -- the page's own text cannot be trusted: recognise everything.
    """
    if not ocr:
        _without_recognition(draft, layer, Unavailable(SWITCHED_OFF, SEND_TEXT))
        return
    try:
        _recognise(draft, pdf_page, limits, dpi, whole=whole)
    except (Unavailable, Invalid) as refusal:
        _without_recognition(draft, layer, refusal)
        return
    if layer:
        _compare(draft, layer)


def _recognise(draft: Page, pdf_page: pdfium.PdfPage, limits: Limits, dpi: float, *, whole: bool) -> None:
    from accord.records.ocr import recognise

    picture = render(pdf_page, min(max(dpi, _LEAST_DPI), _MOST_DPI), limits)
    if whole:
        draft.warnings.append(f"Page {draft.number}: the file does not say what its letters are; they were recognised.")
        draft.words = []
    own = [glyph.box for word in draft.words for glyph in word.glyphs]
    found = recognise(picture.without(own), picture.dpi, turn=not own)
    words = [word for word in found.words if not own or word.glyphs[0].confidence >= _LEAST_CERTAINTY]
    if not words and not found.ticks:
        if not own:
            draft.unread.append((f"Page {draft.number}: no words could be recognised.", "Scan it again with 300 dpi."))
        return
    draft.origin = PageOrigin.OCR
    draft.words.extend(words)
    taken = [item.box for item in draft.fields.values() if item.box is not None]
    fresh = [t for t in found.ticks if not any(shared_area(t.box, box) > 0.3 * area(t.box) for box in taken)]
    draft.add_ticks([("", tick) for tick in fresh], words)
    draft.warnings.extend(doubts(found, draft.number, dpi))


def _without_recognition(draft: Page, layer: Sequence[Character], refusal: Unavailable | Invalid) -> None:
    if not layer:
        draft.unread.append((f"Page {draft.number} holds a picture. {refusal.message}", refusal.remedy))
        return
    words = words_of(list(layer), draft.frame)
    for word in words:
        for glyph in word.glyphs:
            glyph.confidence = _LAYER_CERTAINTY
    draft.words.extend(words)
    draft.origin = PageOrigin.OCR
    draft.warnings.append(
        f"Page {draft.number} is a scan with a text layer that was not compared with the picture. {refusal.message}"
    )


def _compare(draft: Page, layer: Sequence[Character]) -> None:
    from rapidfuzz import fuzz

    ours = " ".join(word.text for word in draft.words)
    if fuzz.token_set_ratio(text_of(layer).casefold(), ours.casefold()) < _LIKE:
        draft.warnings.append(
            f"Page {draft.number} is a scan whose text layer says something else than its picture, which was read."
        )
