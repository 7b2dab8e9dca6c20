"""Boxes to tick on a picture of a page: found by their four sides, and checked or not by the ink inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.records.documents import Box, TickState
from accord.records.scans import Gray, opencv
from accord.records.words import area, shared_area

MARKS = {TickState.CHECKED: "[x]", TickState.UNCHECKED: "[ ]", TickState.AMBIGUOUS: "[?]"}

_SMALLEST, _LARGEST = 6.0, 22.0
_STRAIGHT = 0.86
_CORNER = 0.75
_FRAYED = 0.5
_LOOSE_END = 2.0
EMPTY = 0.035
MARKED = 0.09
_REACH = 0.55
_SOLID = 0.80
_FULL = 0.93


@dataclass(frozen=True)
class Tick:
    """A box to tick: where on the page, and its state.

    upright -- where it stands in the frame in which lines are built, when that is not the page (a skewed scan).
    """

    box: Box
    state: TickState
    upright: Box | None = None

    @property
    def frame(self) -> Box:
        """Where it stands among the lines."""
        return self.upright or self.box


def find_ticks(ink: Gray, dpi: float, where: Sequence[Box] | None = None) -> list[Tick]:
    """Every box to tick, in pixels of the picture; `ink` is 1 where it is dark, `where` are the places to look at.

    Solid squares count only beside hollow ones of their size, and are ambiguous: alone they are bullets.
    """
    looked_at = ink if where is None else _only(ink, where, dpi)
    hollow = find_squares(ink, looked_at, dpi)
    solid = [box for box in _solid_squares(looked_at, dpi) if any(_same_size(box, other) for other in hollow)]
    kept = sorted([*hollow, *solid], key=lambda box: (box.top, box.left))
    return [Tick(box, state_of(ink, box)) for box in kept]


def state_of(ink: Gray, box: Box) -> TickState:
    """Empty is unchecked, a cross or tick is checked; a dot, dirt or a filled square is ambiguous."""
    inside = _inside(ink, box)
    fill = _fill(inside)
    if fill <= EMPTY:
        return TickState.UNCHECKED
    return TickState.CHECKED if MARKED <= fill < _SOLID and _reach(inside) >= _REACH else TickState.AMBIGUOUS


def _inside(ink: Gray, box: Box) -> Gray:
    """The inside of the box without its sides."""
    left, top, right, bottom = (round(edge) for edge in (box.left, box.top, box.right, box.bottom))
    patch = ink[max(top, 0) : bottom, max(left, 0) : right]
    inset = _thickness(patch) + max(1, round((right - left) * 0.1))
    return patch[inset:-inset, inset:-inset]


def _thickness(patch: Gray) -> int:
    """Pixels of the thickest side."""
    most = max(2, round(patch.shape[0] * 0.25))
    sides = (patch, patch[::-1], patch.T, patch.T[::-1])
    return max(next((i for i in range(most) if side[i].mean() < 0.7), most) for side in sides)


def _fill(inside: Gray) -> float:
    return float(inside.mean()) if inside.size else 0.0


def _reach(inside: Gray) -> float:
    """How far the largest mark reaches over the inside: a cross or tick over most of it, a dot does not."""
    cv2 = opencv()

    _, _, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    if len(stats) < 2:
        return 0.0
    largest = max(stats[1:].tolist(), key=lambda row: row[cv2.CC_STAT_AREA])
    wide = largest[cv2.CC_STAT_WIDTH] / inside.shape[1]
    tall = largest[cv2.CC_STAT_HEIGHT] / inside.shape[0]
    return min(wide, tall)


def _same_size(one: Box, other: Box) -> bool:
    ratio = (one.right - one.left) / max(other.right - other.left, 1.0)
    return 0.8 <= ratio <= 1.25


def _only(ink: Gray, where: Sequence[Box], dpi: float) -> Gray:
    """The ink at these places; elsewhere none."""
    import numpy as np

    margin = round(dpi / 72)
    kept = np.zeros_like(ink)
    for box in where:
        rows = slice(max(0, round(box.top) - margin), round(box.bottom) + margin)
        columns = slice(max(0, round(box.left) - margin), round(box.right) + margin)
        kept[rows, columns] = ink[rows, columns]
    return kept


def find_squares(ink: Gray, looked_at: Gray, dpi: float) -> list[Box]:
    """Frames of four straight sides, about square, that stand alone: no letter, no cell of a table or comb.

    looked_at -- the part of the ink in which frames are searched.
    """
    import numpy as np

    width = ink.shape[1]
    found = _squares_from_left(looked_at, dpi)
    mirrored = _squares_from_left(np.ascontiguousarray(looked_at[:, ::-1]), dpi)
    for box in mirrored:
        back = Box(width - box.right, box.top, width - box.left, box.bottom)
        if not any(shared_area(back, other) > 0.3 * area(back) for other in found):
            found.append(back)
    return [box for box in found if _stands_alone(ink, box, dpi) and not _is_barred(_inside(ink, box))]


def _is_barred(inside: Gray) -> bool:
    """A single bar from side to side, as in a B or an 8: a cross or tick has none, a scribble has many."""
    if not inside.size:
        return False
    barred = float((inside.mean(axis=1) >= _STRAIGHT).mean())
    return 0.0 < barred < 0.7


def _solid_squares(ink: Gray, dpi: float) -> list[Box]:
    cv2 = opencv()

    shortest, longest = _SMALLEST * dpi / 72, _LARGEST * dpi / 72
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found: list[Box] = []
    for left, top, width, height, dark in stats[1:].tolist():
        is_square = shortest <= height <= longest and 0.85 <= width / height <= 1.18
        if is_square and dark >= _FULL * width * height:
            found.append(Box(float(left), float(top), float(left + width), float(top + height)))
    return found


def _squares_from_left(ink: Gray, dpi: float) -> list[Box]:
    """Squares whose left side stands clear, so that its length gives the size to look for."""
    cv2 = opencv()
    import numpy as np

    shortest, longest = _SMALLEST * dpi / 72, _LARGEST * dpi / 72
    uprights = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((round(shortest * 0.8), 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(uprights, connectivity=8)
    found: list[Box] = []
    for left, top, thick, height, _ in stats[1:].tolist():
        if shortest <= height <= longest and thick <= max(3, 0.2 * height):
            box = _square_at(ink, left, top, height, dpi)
            if box is not None:
                found.append(box)
    return found


def _square_at(ink: Gray, left: int, top: int, height: int, dpi: float) -> Box | None:
    """The square whose left side this is, if its other three sides are drawn."""
    slack = max(1, round(dpi / 72 * 0.7))
    for width in range(round(height * 0.85), round(height * 1.18) + 1):
        right, bottom = left + width, top + height
        if right >= ink.shape[1] or not _is_straight(ink[top:bottom, right - 2 : right].T):
            continue
        wider = right + slack
        while right < min(wider, ink.shape[1]) and ink[top:bottom, right].mean() > _STRAIGHT:
            right += 1
        upper = ink[max(0, top - slack) : top + 2 * slack, left:right]
        lower = ink[bottom - 2 * slack : bottom + slack, left:right]
        patch = _trimmed(ink[top:bottom, left:right])
        if (
            _is_straight(upper)
            and _is_straight(lower)
            and _has_corners(patch)
            and _is_thin(patch)
            and _hangs_together(patch)
        ):
            return Box(float(left), float(top), float(right), float(bottom))
    return None


def _is_straight(strip: Gray) -> bool:
    """Does one row of the strip, or two neighbours together, run through?"""
    both: Gray = strip[:-1] | strip[1:]
    rows: list[float] = both.mean(axis=1).tolist() if len(strip) > 1 else []
    return max(rows, default=0.0) >= _STRAIGHT


def _trimmed(patch: Gray) -> Gray:
    """The patch without frayed rows at its upper and lower edge."""
    filled: list[bool] = (patch.mean(axis=1) >= _FRAYED).tolist()
    start = next((row for row in range(2) if filled[row]), 2)
    end = next((row for row in range(2) if filled[-1 - row]), 2)
    return patch[start : len(filled) - end]


def _hangs_together(patch: Gray) -> bool:
    """Are left and right side parts of one drawing, and not of two letters side by side?"""
    import numpy as np

    _, labels = opencv().connectedComponents(patch, connectivity=8)
    sides = (np.bincount(labels[:, column].max(axis=1))[1:] for column in (slice(None, 3), slice(-3, None)))
    left, right = (int(counts.argmax()) if counts.size else -1 for counts in sides)
    return left == right != -1


def _is_thin(patch: Gray) -> bool:
    """Sides as a box has them, not as thick as the stem of a bold letter."""
    return _thickness(patch) <= max(3.0, 0.25 * patch.shape[0])


def _has_corners(patch: Gray) -> bool:
    """Ink in all four corners: an O has none."""
    size = max(3, round(0.1 * patch.shape[0]))
    sides = (slice(None, size), slice(-size, None))
    return all(float(patch[rows, columns].mean()) >= _CORNER for rows in sides for columns in sides)


def _stands_alone(ink: Gray, box: Box, dpi: float) -> bool:
    """Nothing stands close on the left, below or low on the right: else it is a letter or a cell of a table.

    Above and to the right a tick may reach out of its box.
    """
    reach = round(_LOOSE_END * dpi / 72)
    left, top, right, bottom = (round(edge) for edge in (box.left, box.top, box.right, box.bottom))
    gap = max(1, round(dpi / 72 * 0.4))
    before = ink[top:bottom, max(0, left - reach) : max(0, left - gap)]
    below = ink[bottom + gap : bottom + reach, left:right]
    foot = ink[(top + bottom) // 2 : bottom + gap, right + gap : right + reach]
    above = ink[max(0, top - reach) : max(0, top - gap), left : (left + right) // 2]
    return all(float(band.mean()) < 0.06 for band in (before, below, foot, above) if band.size)


def without_covered(ticks: Sequence[Tick], taken: Sequence[Box]) -> list[Tick]:
    """The ticks that do not lie on one of the boxes already accounted for."""
    return [tick for tick in ticks if not any(shared_area(tick.box, box) > 0.4 * area(tick.box) for box in taken)]
