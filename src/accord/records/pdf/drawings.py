"""What else is drawn on a page besides text: pictures, and paths that may be boxes to tick."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accord.records.documents import Box
from accord.records.pdf.geometry import Frame
from accord.records.words import area, within

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_SIDE = (5.0, 24.0)
_THIN = 2.5
_MOST_STROKES = 14
_MOST_OBJECTS = 20_000


@dataclass(frozen=True)
class Drawings:
    """What is drawn.

    pictures -- boxes of the pictures; dpi is the finest of their resolutions.
    sides    -- small squares, and short lines that may be the sides of one: where boxes to tick may be.
    count    -- objects drawn.
    """

    pictures: tuple[Box, ...]
    dpi: float
    sides: tuple[Box, ...]
    count: int

    def share(self, frame: Frame) -> float:
        """Part of the page that the largest picture covers, 0-1."""
        page = max(frame.width * frame.height, 1.0)
        return max((area(box) / page for box in self.pictures), default=0.0)


def drawings_of(page: pdfium.PdfPage, frame: Frame) -> Drawings:
    """The pictures and the small shapes of the page, inside form objects too."""
    import pypdfium2.raw as raw

    pictures: list[Box] = []
    sides: list[Box] = []
    dpi, count = 0.0, 0
    whole: Any = page
    for item in whole.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH), max_depth=4):
        count += 1
        if count > _MOST_OBJECTS:
            sides.append(Box(0.0, 0.0, frame.width, frame.height))
            break
        bounds = _bounds(raw, item.raw, frame)
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(bounds)
            dpi = max(dpi, _resolution(raw, item.raw, bounds))
        elif _may_be_side(bounds) and _is_straight(raw, item.raw):
            sides.append(bounds)
    return Drawings(tuple(pictures), dpi, tuple(sides), count)


def _bounds(raw: Any, item: Any, frame: Frame) -> Box:
    values = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(item, *(ctypes.byref(value) for value in values)):
        return Box(0.0, 0.0, 0.0, 0.0)
    left, bottom, right, top = (value.value for value in values)
    return within(frame.box(left, bottom, right, top), frame.width, frame.height)


def _resolution(raw: Any, item: Any, bounds: Box) -> float:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height)):
        return 0.0
    return max(width.value, height.value) * 72 / max(bounds.right - bounds.left, bounds.bottom - bounds.top, 1.0)


def _is_straight(raw: Any, item: Any) -> bool:
    """A few straight strokes: no outline of a letter."""
    count: int = raw.FPDFPath_CountSegments(item)
    segments = (raw.FPDFPath_GetPathSegment(item, index) for index in range(count))
    return 0 < count <= _MOST_STROKES and all(
        raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_BEZIERTO for segment in segments
    )


def _may_be_side(box: Box) -> bool:
    """A small square, or a short line that may be the side of one."""
    width, height = box.right - box.left, box.bottom - box.top
    least, most = _SIDE
    return least <= max(width, height) <= most and (min(width, height) >= least or min(width, height) <= _THIN)
