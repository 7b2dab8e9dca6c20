"""A scanned page made ready for recognition: scale, contrast, specks, skew, rules; and the way back to the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from accord.records.documents import Box

Gray: TypeAlias = Any  # a numpy array of bytes, rows by columns; the stubs of OpenCV and numpy do not agree on one

_LEAST_DPI = 240.0
_MOST_DPI = 310.0
_GOOD_DPI = 300.0
_SPECKS_AN_INCH = 12.0
_STEEPEST = 4.0


@dataclass(frozen=True)
class Scan:
    """A prepared page.

    gray -- what is recognised: dark on white, straight, without rules.
    ink  -- where it is dark (0 or 1), straight, rules kept: what boxes to tick are measured on.
    dpi  -- pixels an inch of both.
    back -- affine matrix (2 x 3) from pixels of both to points of the page as it came.
    """

    gray: Gray
    ink: Gray
    dpi: float
    back: Any

    def points(self, box: Box) -> Box:
        """The box in points of the straightened page: the frame in which lines are built."""
        scale = 72.0 / self.dpi
        return Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)

    def page_box(self, box: Box) -> Box:
        """The box in points of the page as it came."""
        matrix = self.back
        corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        xs = [float(matrix[0][0] * x + matrix[0][1] * y + matrix[0][2]) for x, y in corners]
        ys = [float(matrix[1][0] * x + matrix[1][1] * y + matrix[1][2]) for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


def opencv() -> Any:
    """The library, imported when a picture is first looked at: it takes longer to import than most dossiers to read."""
    import cv2

    return cv2


def prepare(gray: Gray, dpi: float, quarter: int = 0) -> Scan:
    """The page, turned by quarter turns clockwise, then scaled, cleaned and straightened."""
    cv2 = opencv()
    import numpy as np

    height, width = gray.shape
    turned = np.ascontiguousarray(np.rot90(gray, -quarter))
    scale = 1.0 if _LEAST_DPI <= dpi <= _MOST_DPI else _GOOD_DPI / dpi
    if scale != 1.0:
        turned = cv2.resize(
            turned, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        )
    now = dpi * scale
    even = _even_light(turned)
    ink = _ink(even)
    noisy = _specks(ink, now) > _SPECKS_AN_INCH
    if noisy:
        ink = _without_specks(ink, now)
        even = 255 - cv2.GaussianBlur(ink * 255, (0, 0), 0.9 * now / 200)
    rows, columns = ink.shape
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), _skew(ink), 1.0)
    straight = cv2.warpAffine(even, matrix, (columns, rows), borderValue=255, flags=cv2.INTER_CUBIC)
    straight_ink = (straight < 128).astype(np.uint8) if noisy else _ink(straight)
    back = _way_back(matrix, quarter, (width, height), scale, dpi)
    return Scan(_without_rules(straight, straight_ink, now), straight_ink, now, back)


def _even_light(gray: Gray) -> Gray:
    """Shadows and paper colour taken out, so that paper is white."""
    cv2 = opencv()
    import numpy as np

    middle = np.count_nonzero((gray > 60) & (gray < 235))
    if middle < 0.02 * gray.size:
        return gray
    small = cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(gray, np.maximum(paper, 1), scale=250)


def _ink(gray: Gray) -> Gray:
    cv2 = opencv()
    import numpy as np

    threshold, _ = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return (gray < min(max(threshold, 90.0), 190.0)).astype(np.uint8)


def _specks(ink: Gray, dpi: float) -> float:
    """Tiny dark spots a square inch."""
    cv2 = opencv()
    import numpy as np

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tiny = np.count_nonzero(stats[1:, cv2.CC_STAT_AREA] < _speck_size(dpi))
    return float(tiny) / (ink.size / dpi**2)


def _speck_size(dpi: float) -> int:
    """Spots of fewer pixels are dirt: smaller than the full stop of nine point print."""
    return max(3, round(6 * (dpi / 200) ** 2))


def _without_specks(ink: Gray, dpi: float) -> Gray:
    cv2 = opencv()
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= _speck_size(dpi)
    keep[0] = False
    cleaned = keep[labels].astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(1 - cleaned, connectivity=4)
    pinhole = stats[:, cv2.CC_STAT_AREA] <= max(2, _speck_size(dpi) // 2)
    pinhole[0] = False
    cleaned[pinhole[labels]] = 1
    return cleaned


def _skew(ink: Gray) -> float:
    """Degrees to turn the page so that its lines lie level: the angle at which rows differ most from one another."""
    cv2 = opencv()
    import numpy as np

    small = cv2.resize(ink * 255, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    height, width = small.shape

    def sharpness(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        turned = cv2.warpAffine(small, matrix, (width, height))
        return float(np.var(np.diff(turned.sum(axis=1, dtype=np.float64))))

    level = sharpness(0.0)
    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.4), key=sharpness)
    fine = max(np.arange(coarse - 0.3, coarse + 0.31, 0.1), key=sharpness)
    return float(fine) if sharpness(float(fine)) > 1.02 * level else 0.0


def _without_rules(gray: Gray, ink: Gray, dpi: float) -> Gray:
    """Lines of tables and forms painted white, so that they are not read as letters."""
    cv2 = opencv()
    import numpy as np

    long, slack = round(0.6 * dpi), max(1, round(dpi / 100))
    level = _runs(ink, (1, long), (2 * slack + 1, 1))
    upright = _runs(ink, (long, 1), (1, 2 * slack + 1))
    rules = cv2.dilate(level | upright, np.ones((2 * slack + 1, 2 * slack + 1), np.uint8))
    if not rules.any():
        return gray
    cleaned = gray.copy()
    cleaned[rules == 1] = 255
    return cleaned


def _runs(ink: Gray, run: tuple[int, int], slack: tuple[int, int]) -> Gray:
    """Ink of straight runs of that size, not quite level ones and slightly broken ones too."""
    cv2 = opencv()
    import numpy as np

    thick = cv2.dilate(ink, np.ones(slack, np.uint8))
    return cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(run, np.uint8)) & ink


def _way_back(matrix: Any, quarter: int, size: tuple[int, int], scale: float, dpi: float) -> Any:
    """From pixels of the prepared page to points of the page as it came."""
    cv2 = opencv()
    import numpy as np

    width, height = size
    unskew = np.vstack([cv2.invertAffineTransform(matrix), [0.0, 0.0, 1.0]])
    unscale = np.diag([1.0 / scale, 1.0 / scale, 1.0])
    unturn = {
        0: [[1, 0, 0], [0, 1, 0]],
        1: [[0, 1, 0], [-1, 0, height]],
        2: [[-1, 0, width], [0, -1, height]],
        3: [[0, -1, width], [1, 0, 0]],
    }[quarter]
    turn = np.vstack([np.array(unturn, dtype=np.float64), [0.0, 0.0, 1.0]])
    return (np.diag([72.0 / dpi, 72.0 / dpi, 1.0]) @ turn @ unscale @ unskew)[:2]
