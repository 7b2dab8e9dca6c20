"""Pages of laid-out text become the one text of a document, with page spans, boxes and places of form fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from accord.records.documents import Document, DocumentKind, FormField, Page, PageOrigin
from accord.records.layout import PageText
from accord.records.record import ReceivedFile


@dataclass(frozen=True)
class ReadPage:
    """One page as read: its text, its size in points, its fields by the mark of their characters.

    unread -- (reason, remedy) of what could not be read on it.
    """

    number: int
    width: float
    height: float
    origin: PageOrigin
    content: PageText
    fields: Mapping[int, FormField]
    warnings: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()


def assemble(file: ReceivedFile, name: str, kind: DocumentKind, pages: Sequence[ReadPage]) -> Document:
    """The document of these pages, parted by form feeds."""
    text = "\f".join(page.content.text for page in pages)
    spans: list[Page] = []
    start = 0
    for page in pages:
        end = start + len(page.content.characters)
        confidence = tuple(page.content.confidence) if page.origin is PageOrigin.OCR else ()
        spans.append(
            Page(page.number, start, end, page.origin, page.width, page.height, tuple(page.content.boxes), confidence)
        )
        start = end + 1
    document = Document(
        name,
        kind,
        text,
        tuple(spans),
        file.sha256,
        file.data,
        file.media_type,
        warnings=tuple(warning for page in pages for warning in page.warnings),
    )
    return replace(document, fields=tuple(_placed_fields(document, pages)))


def _placed_fields(document: Document, pages: Sequence[ReadPage]) -> list[FormField]:
    placed: list[FormField] = []
    for page, span in zip(pages, document.pages, strict=True):
        for mark, item in page.fields.items():
            run = page.content.marks.get(mark)
            place = document.place(span.start + run[0], span.start + run[1]) if run else None
            placed.append(replace(item, place=place))
    return placed
