"""The page as it is seen: rendered in grey, asked for contrast, and handed to recognition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accord.errors import Invalid
from accord.records.documents import Box
from accord.records.limits import Limits
from accord.records.scans import Gray
from accord.records.words import Word, union

if TYPE_CHECKING:
    import pypdfium2 as pdfium


_LEAST_CONTRAST = 24
_PAPER = 205
LEGIBLE_DPI = 90.0


@dataclass(frozen=True)
class Picture:
    """A rendered page: grey values and pixels an inch."""

    gray: Gray
    dpi: float

    def part(self, box: Box) -> Gray:
        """The pixels of the box; empty where it lies outside."""
        scale = self.dpi / 72
        top, left = max(0, int(box.top * scale)), max(0, int(box.left * scale))
        return self.gray[top : int(box.bottom * scale) + 1, left : int(box.right * scale) + 1]

    def shows(self, word: Word) -> bool:
        """Can the word be seen against what is around it?"""
        part = self.part(union([glyph.box for glyph in word.glyphs]))
        if not part.size:
            return False
        darkest, lightest = int(part.min()), int(part.max())
        if lightest - darkest < _LEAST_CONTRAST:
            return False
        return not word.light or _middle(part) < _PAPER

    def without(self, boxes: list[Box]) -> Gray:
        """The picture with these boxes painted white."""
        gray = self.gray.copy()
        scale = self.dpi / 72
        for box in boxes:
            top, left = max(0, int(box.top * scale)), max(0, int(box.left * scale))
            gray[top : int(box.bottom * scale) + 1, left : int(box.right * scale) + 1] = 255
        return gray


def _middle(part: Gray) -> float:
    import numpy as np

    return float(np.median(part))


def render(page: pdfium.PdfPage, dpi: float, limits: Limits, least: float = LEGIBLE_DPI) -> Picture:
    """The page in grey, coarser where the limit of pixels asks for it. Raises Invalid below `least` dots an inch."""
    import numpy as np

    width, height = page.get_size()
    most = (limits.pixels / max(width * height, 1.0)) ** 0.5 * 72
    if most < least:
        raise Invalid("The page is too large to be looked at.", "Print it to a new PDF in letter size.")
    dpi = min(dpi, most)
    whole: Any = page
    bitmap = whole.render(scale=dpi / 72, grayscale=True, may_draw_forms=False)
    gray = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, -1)[:, : bitmap.width]
    bitmap.close()
    return Picture(np.ascontiguousarray(gray), dpi)
