"""From PDF user space to the page as it is shown: points, origin at the top left, rotation applied."""

from __future__ import annotations

from dataclasses import dataclass

from accord.records.documents import Box
from accord.records.words import within


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in user space, and its rotation in quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Width as shown."""
        return self.right - self.left if self.turns % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height as shown."""
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space on the shown page."""
        points = (
            (x - self.left, self.top - y),
            (y - self.bottom, x - self.left),
            (self.right - x, y - self.bottom),
            (self.top - y, self.right - x),
        )
        return points[self.turns % 4]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space on the shown page."""
        if self.turns % 4 == 0 and left <= right and bottom <= top:
            return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        x0, y0 = self.shown(left, bottom)
        x1, y1 = self.shown(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def clipped(self, box: Box) -> Box:
        """The part of the box that lies on the page."""
        return within(box, self.width, self.height)

    def holds(self, box: Box) -> bool:
        """Does the middle of the box lie on the page?"""
        return 0 <= (box.left + box.right) / 2 <= self.width and 0 <= (box.top + box.bottom) / 2 <= self.height


def upright(box: Box, turn: int, frame: Frame) -> Box:
    """The box in the page turned so that words reading in direction `turn` stand upright.

    turn -- direction of reading on the shown page in quarter turns clockwise: 0 to the right, 1 downwards, 2 to the
    left, 3 upwards.
    """
    if turn % 4 == 0:
        return box
    width, height = frame.width, frame.height
    boxes = (
        (box.left, box.top, box.right, box.bottom),
        (box.top, width - box.right, box.bottom, width - box.left),
        (width - box.right, height - box.bottom, width - box.left, height - box.top),
        (height - box.bottom, box.left, height - box.top, box.right),
    )
    return Box(*boxes[turn % 4])
