"""Pages as they were received: a picture of each page of a PDF or an image, and the boxes of the words that are cited on it.

Pictures are made when they are looked at, from the bytes as they came; the last ones are kept in memory under their content.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accord.dossier.pictures import kind_of, paper
from accord.errors import NotFound
from accord.records.documents import Box, Document, Page
from accord.records.places import AnyPlace, Place
from accord.records.record import Record
from accord.wording import say

WIDE = 1200  # pixels across at most
MOST_PIXELS = 3_000_000
MOST_KEPT_BYTES = 32 * 1024**2
MOST_INNER_BYTES = 16 * 1024**2  # of files within files, which are not kept by themselves, for one case
SECONDS_TO_WAIT = 10.0
QUALITY = 82


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page on paper. sha256 -- of the file it is a page of; data -- that file's bytes where it came within another.

    boxes -- of each cited place on this page its number and where its lines stand, in points.
    """

    sha256: str
    kind: str
    number: int
    width: float
    height: float
    boxes: tuple[tuple[int, tuple[Box, ...]], ...]
    data: bytes = b""

    @property
    def name(self) -> str:
        """By the content that it is a picture of."""
        return f"{self.sha256[:32]}-{self.number}"

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return min(WIDE / self.width, (MOST_PIXELS / (self.width * self.height)) ** 0.5)


def sheets_of(
    record: Record, numbers: Mapping[AnyPlace, int], received: frozenset[str]
) -> Mapping[tuple[int, int], Sheet]:
    """(position of the document, page) -> its sheet, for every document that has paper.

    received -- digests of the files that are kept by themselves.
    """
    cited: dict[str, list[tuple[Place, int]]] = {}
    for place, number in numbers.items():
        if isinstance(place, Place) and record.resolves(place):
            cited.setdefault(place.document, []).append((place, number))
    found: dict[tuple[int, int], Sheet] = {}
    inner = 0
    for position, document in enumerate(record.documents):
        own = document.sha256 in received
        inner += 0 if own else len(document.data)
        if own or inner <= MOST_INNER_BYTES:
            boxes = _boxes(document, cited.get(document.name, []))
            for page in document.pages:
                if sheet := _sheet(document, page, boxes.get(page.number, {}), own=own):
                    found[position, page.number] = sheet
    return found


def _boxes(document: Document, cited: list[tuple[Place, int]]) -> Mapping[int, Mapping[int, list[Box]]]:
    """page -> number -> boxes."""
    found: dict[int, dict[int, list[Box]]] = {}
    for place, number in cited:
        for page, box in document.boxes_of(place):
            found.setdefault(page, {}).setdefault(number, []).append(box)
    return found


def _sheet(document: Document, page: Page, boxes: Mapping[int, list[Box]], *, own: bool) -> Sheet | None:
    kind = kind_of(document)
    on_paper = kind == "application/pdf" or kind.startswith("image/") or document.data.startswith(b"%PDF")
    if not on_paper or not document.data or page.width <= 0 or page.height <= 0:
        return None
    marks = tuple((number, tuple(found)) for number, found in boxes.items())
    data = b"" if own else document.data
    return Sheet(document.sha256, kind, page.number, page.width, page.height, marks, data)


def sheet_view(sheet: Sheet, back: Mapping[int, str], first: Callable[[int], bool]) -> dict[str, Any]:
    """The sheet as a page lays it out. back -- where each number leads; first -- does the cited place begin on this page?"""
    return {
        "file": f"{sheet.name}.webp",
        "width": round(sheet.width * sheet.scale),
        "height": round(sheet.height * sheet.scale),
        "across": f"{sheet.width:.1f}",
        "down": f"{sheet.height:.1f}",
        "alt": say("web.case.sheet_alt", page=sheet.number),
        "taken": [number for number, _ in sheet.boxes if first(number)],
        "marks": [
            {"number": number, "back": back.get(number, "criteria"), "first": first(number), "boxes": list(_rects(boxes))}
            for number, boxes in sheet.boxes
        ],
    }  # fmt: skip


def sheets_told(sheets: Mapping[str, Sheet]) -> list[Any]:
    """The sheets as plain values, without the bytes of files that came within others."""
    return [
        [one.sha256, one.kind, one.number, one.width, one.height,
         [[number, [[box.left, box.top, box.right, box.bottom] for box in boxes]] for number, boxes in one.boxes]]
        for one in sheets.values()
    ]  # fmt: skip


def sheets_from(told: list[Any]) -> Mapping[str, Sheet]:
    """The same again, by name."""
    found = (
        Sheet(sha256, kind, number, width, height,
              tuple((cited, tuple(Box(*box) for box in boxes)) for cited, boxes in marks))
        for sha256, kind, number, width, height, marks in told
    )  # fmt: skip
    return {one.name: one for one in found}


def _rects(boxes: tuple[Box, ...]) -> Iterator[dict[str, str]]:
    """A little wider than the words, so that the line of the box does not cross them."""
    for box in boxes:
        told = {"x": box.left - 2, "y": box.top - 2, "w": box.right - box.left + 4, "h": box.bottom - box.top + 4}
        yield {name: f"{value:.1f}" for name, value in told.items()}


class _Pictures:
    """The pictures that were looked at last, up to so many bytes."""

    def __init__(self, most: int = MOST_KEPT_BYTES) -> None:
        self._lock, self._most, self._bytes = threading.Lock(), most, 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        made = make()
        with self._lock:
            if name not in self._kept and len(made) <= self._most:
                self._kept[name] = made
                self._bytes += len(made)
                while self._bytes > self._most:
                    self._bytes -= len(self._kept.popitem(last=False)[1])
        return made


_pictures = _Pictures()


def picture(sheet: Sheet, fetch: Callable[[], bytes]) -> bytes:
    """The sheet as a WebP picture. fetch -- gives the bytes of the file it is a page of. Raises NotFound, Unavailable."""
    return _pictures.get(sheet.name, lambda: _drawn(sheet, sheet.data or fetch()))


def _drawn(sheet: Sheet, data: bytes) -> bytes:
    made = paper(data, sheet.kind, sheet.number, sheet.width, sheet.height, sheet.scale, SECONDS_TO_WAIT)
    if made is None:
        raise NotFound(say("web.case.no_file"))
    out = io.BytesIO()
    made.save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()
