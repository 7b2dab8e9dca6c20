"""One page of a PDF: what is drawn, what is filled in, what is ticked, and what only a picture shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from accord.errors import AccordError
from accord.records.assembly import ReadPage
from accord.records.documents import FormField, PageOrigin
from accord.records.layout import PageText, lay_out
from accord.records.limits import Limits
from accord.records.pdf.annotations import annotations_of
from accord.records.pdf.characters import Character, characters_of, frame_of, words_of
from accord.records.pdf.drawings import Drawings, drawings_of
from accord.records.pdf.filled import fill
from accord.records.pdf.hidden import INVISIBLE, Hidden, only_shown, split_seen, text_of
from accord.records.pdf.opening import page_at
from accord.records.pdf.picture import Picture, render
from accord.records.pdf.scanned import read_scan
from accord.records.pdf.ticks import drawn_ticks, field_ticks, glyph_ticks, stand_in
from accord.records.ticked import tick_field, tick_word
from accord.records.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2 as pdfium

    from accord.records.checkboxes import Tick
    from accord.records.pdf.annotations import Annotation
    from accord.records.pdf.geometry import Frame

_CONTRAST_DPI = 100.0
_LEAST_CONTRAST_DPI = 36.0
_TICK_DPI = 200.0
_FEW_CHARACTERS = 12
_PICTURE_SHARE = 0.08
_SCAN_SHARE = 0.4
_ODD_SHARE = 0.3
_DRAWN_LETTERS = 60


@dataclass
class Draft:
    """A page while it is read."""

    number: int
    frame: Frame
    words: list[Word] = field(default_factory=list)
    fields: dict[int, FormField] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    origin: PageOrigin = PageOrigin.EMBEDDED

    def add_ticks(self, ticks: Sequence[tuple[str, Tick]], words: Sequence[Word]) -> None:
        """Boxes to tick, as marks in the text and as fields; a name that the form gives wins over the label."""
        boxes = [tick for _, tick in ticks]
        for name, tick in ticks:
            mark = len(self.fields)
            item = tick_field(tick, self.number, words, boxes)
            self.fields[mark] = replace(item, name=name) if name else item
            self.words.append(tick_word(tick, mark))

    def finished(self) -> ReadPage:
        """The page as read."""
        content = lay_out(self.words)
        width, height = self.frame.width, self.frame.height
        content.keep_within(width, height)
        return ReadPage(
            self.number, width, height, self.origin, content, self.fields, tuple(self.warnings), tuple(self.unread)
        )


@dataclass
class _Look:
    """The page as it is seen, and the text that is not."""

    picture: Picture
    hidden: Hidden


def read_page(pdf: pdfium.PdfDocument, index: int, limits: Limits, *, ocr: bool) -> ReadPage:
    """The page with everything on it that a reader sees. `ocr` allows recognition."""
    page = page_at(pdf, index)
    if page is None:
        unread = ((f"Page {index + 1} is broken.", "Export the PDF again, or print it to a new one."),)
        return ReadPage(index + 1, 0.0, 0.0, PageOrigin.EMBEDDED, PageText(), {}, unread=unread)
    frame = frame_of(page)
    draft = Draft(index + 1, frame)
    annotations = annotations_of(pdf, page, frame)
    if annotations:
        page = _with_annotations_drawn(pdf, page, index)
    drawings = drawings_of(page, frame)
    seen, invisible, hidden = split_seen(characters_of(page, frame), frame)
    try:
        picture = render(page, _CONTRAST_DPI, limits, _LEAST_CONTRAST_DPI)
    except AccordError as refusal:
        draft.unread.append((f"Page {draft.number}: {refusal.message}", refusal.remedy))
        page.close()
        return draft.finished()
    _read_text(draft, page, limits, _Look(picture, hidden), seen, annotations, drawings)
    is_scan = drawings.share(frame) >= _SCAN_SHARE and bool(invisible)
    if invisible and not is_scan:
        hidden.add(INVISIBLE, text_of(invisible))
    draft.warnings.extend(hidden.warnings(draft.number))
    why = _why_recognise(draft, seen, drawings, frame)
    if why:
        read_scan(draft, page, limits, drawings.dpi, invisible if is_scan else [], ocr=ocr, whole=why == "odd")
    page.close()
    return draft.finished()


def _read_text(
    draft: Draft,
    page: pdfium.PdfPage,
    limits: Limits,
    look: _Look,
    seen: list[Character],
    annotations: Sequence[Annotation],
    drawings: Drawings,
) -> None:
    """Words, fields and ticks of what the page itself holds as text."""
    filled = fill(annotations, seen, draft.number)
    draft.fields.update(filled.fields)
    draft.warnings.extend(filled.warnings)
    ticks: list[tuple[str, Tick]] = []
    where = [*drawings.sides, *(tick.box for tick in glyph_ticks(seen))]
    if where or any(a.tick for a in annotations):
        fine = render(page, _TICK_DPI, limits, _LEAST_CONTRAST_DPI)
        of_fields = field_ticks(annotations, fine)
        ticks.extend((annotation.name, tick) for annotation, tick in of_fields)
        drawn = drawn_ticks(fine, seen, [tick.box for _, tick in of_fields], where)
        ticks.extend(("", tick) for tick in drawn)
        stand_in(seen, [tick for _, tick in ticks])
    shown = only_shown(words_of(seen, draft.frame), look.picture, look.hidden)
    draft.words = [*shown, *filled.words]
    draft.add_ticks(ticks, shown)


def _with_annotations_drawn(pdf: pdfium.PdfDocument, page: pdfium.PdfPage, index: int) -> pdfium.PdfPage:
    """The page again, with the appearance of its fields and notes as part of its content."""
    import pypdfium2.raw as raw

    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index]


def _why_recognise(draft: Draft, seen: Sequence[Character], drawings: Drawings, frame: Frame) -> str:
    """'' when the page's own text is all there is; else what calls for recognition."""
    count = sum(len(word.glyphs) for word in draft.words)
    odd = sum(character.unmapped for character in seen)
    if seen and odd > _ODD_SHARE * len(seen):
        return "odd"
    if drawings.share(frame) >= _PICTURE_SHARE:
        return "picture"
    return "drawn letters" if count < _FEW_CHARACTERS and drawings.count >= _DRAWN_LETTERS else ""
