"""The appendix: the text of each page with the cited words marked, and where they stand on the paper."""

from __future__ import annotations

import hashlib
import struct
from base64 import b64encode
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypedDict

from accord.dossier.phrases import where
from accord.dossier.pictures import picture_of
from accord.dossier.visible import one_line, visible
from accord.records.documents import Document, Page, PageOrigin
from accord.records.places import AnyPlace, ElementPlace, Place
from accord.records.record import Record
from accord.wording import say

ORIGIN: dict[PageOrigin, str] = {
    PageOrigin.TEXT: "page.text",
    PageOrigin.EMBEDDED: "page.embedded",
    PageOrigin.OCR: "page.ocr",
}


class Run(TypedDict):
    """Characters of one line with the numbers of the citations they belong to; `starts` are those that begin here."""

    text: str
    cited: list[int]
    starts: list[int]


class PictureView(TypedDict):
    """A strip of a scanned page: a name for the PDF writer, the PNG as a data address for HTML, words for it."""

    name: str
    data: str
    width: int
    height: int
    alt: str


class PageView(TypedDict):
    """A page: its number, how its characters were obtained, its lines of runs, pictures of cited scanned words."""

    number: int
    label: str
    origin: str
    lines: list[list[Run]]
    images: list[PictureView]


class DocumentView(TypedDict):
    """A document with the pages to show."""

    name: str
    title: str
    sha256: str
    pages: list[PageView]


class BoxView(TypedDict):
    """Where a cited place stands on the paper, in points from the top left corner."""

    number: int
    where: str
    boxes: list[str]


class ElementView(TypedDict):
    """A cited element of structured data."""

    number: int
    words: str
    where: str
    document: str


def documents(record: Record, numbers: Mapping[AnyPlace, int], *, whole: bool) -> list[DocumentView]:
    """All documents and pages, or with whole=False only the pages on which something cited stands."""
    views: list[DocumentView] = []
    for document in record.documents:
        cited = [(p, n) for p, n in numbers.items() if isinstance(p, Place) and p.document == document.name]
        cited = [(p, n) for p, n in cited if record.resolves(p)]
        pages = [_page(document, page, cited) for page in document.pages if whole or _touched(page, cited)]
        if pages:
            views.append(
                DocumentView(
                    name=one_line(document.name), title=one_line(document.title), sha256=document.sha256, pages=pages
                )
            )
    return views


def _touched(page: Page, cited: Sequence[tuple[Place, int]]) -> bool:
    return any(place.start < page.end and place.end > page.start for place, _ in cited)


def _page(document: Document, page: Page, cited: Sequence[tuple[Place, int]]) -> PageView:
    here = [(p, n) for p, n in cited if p.start < page.end and p.end > page.start]
    lines: list[list[Run]] = [[]]
    for start, end in _pieces(document.text, page, here):
        words = document.text[start:end]
        if words == "\n":
            lines.append([])
            continue
        lines[-1].append(
            Run(
                text=visible(words.replace("\r", "")),
                cited=[n for p, n in here if p.start <= start and end <= p.end],
                starts=[n for p, n in here if p.start == start],
            )
        )
    return PageView(
        number=page.number,
        label=say("doc.page", page=page.number),
        origin=say(ORIGIN[page.origin]),
        lines=lines,
        images=_pictures(document, page, here),
    )


def _pictures(document: Document, page: Page, here: Sequence[tuple[Place, int]]) -> list[PictureView]:
    """A scanned page's cited words as they look on the paper."""
    if page.origin is not PageOrigin.OCR:
        return []
    outlined = [box for place, _ in here for number, box in document.boxes_of(place) if number == page.number]
    png = picture_of(document, page, outlined)
    if png is None:
        return []
    name = f"{hashlib.sha256(png).hexdigest()[:16]}.svg"
    width, height = struct.unpack(">II", png[16:24])  # the PNG header's first chunk
    alt = say("page.picture", numbers=", ".join(str(n) for _, n in here), page=page.number)
    return [
        PictureView(
            name=name, data=f"data:image/png;base64,{b64encode(png).decode()}", width=width, height=height, alt=alt
        )
    ]


def _pieces(text: str, page: Page, here: Sequence[tuple[Place, int]]) -> list[tuple[int, int]]:
    """The page cut at line breaks and at the ends of cited words."""
    cuts = {page.start, page.end}
    for place, _ in here:
        cuts |= {max(place.start, page.start), min(place.end, page.end)}
    position = text.find("\n", page.start, page.end)
    while position >= 0:
        cuts |= {position, position + 1}
        position = text.find("\n", position + 1, page.end)
    return list(pairwise(sorted(cuts)))


def boxes(record: Record, numbers: Mapping[AnyPlace, int]) -> list[BoxView]:
    """The boxes of every cited place in a document that has positions."""
    views: list[BoxView] = []
    for place, number in numbers.items():
        if not isinstance(place, Place) or not record.resolves(place):
            continue
        found = record.document(place.document).boxes_of(place)
        if found:
            rows = [
                say("page.box", page=page, left=_points(b.left), top=_points(b.top), right=_points(b.right),
                    bottom=_points(b.bottom))
                for page, b in found
            ]  # fmt: skip
            views.append(BoxView(number=number, where=where(place), boxes=rows))
    return views


def _points(value: float) -> str:
    return f"{value:.1f}"


def elements(record: Record, numbers: Mapping[AnyPlace, int]) -> list[ElementView]:
    """The cited elements of structured data."""
    return [
        ElementView(number=number, words=one_line(place.text), where=where(place), document=one_line(place.document))
        for place, number in numbers.items()
        if isinstance(place, ElementPlace) and record.resolves(place)
    ]


def anchors(documents: Sequence[DocumentView], elements: Sequence[ElementView]) -> frozenset[int]:
    """The numbers that a link can lead to."""
    runs = [run for d in documents for page in d["pages"] for line in page["lines"] for run in line]
    return frozenset([n for run in runs for n in run["starts"]] + [element["number"] for element in elements])
