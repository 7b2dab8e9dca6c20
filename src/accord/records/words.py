"""Characters with their boxes, the words they make, and the lines the words make."""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.records.documents import Box


@dataclass(slots=True)
class Glyph:
    """One character and its box on the page.

    mark -- number of the form field it belongs to, if any.
    """

    character: str
    box: Box
    confidence: int = 100
    mark: int | None = None


@dataclass(slots=True)
class Word:
    """Characters without white space between them.

    left, top, right, bottom -- in the frame in which the word stands upright (the page turned by `turn` quarter turns,
    straightened for scans); its glyphs keep their boxes on the page as it is shown.
    light -- drawn in a light colour: to be seen only on a dark ground.
    clear -- drawn without any colour: to be seen only where something else draws its letters.
    """

    glyphs: list[Glyph]
    left: float
    top: float
    right: float
    bottom: float
    turn: int = 0
    light: bool = False
    clear: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join([glyph.character for glyph in self.glyphs])

    @property
    def height(self) -> float:
        """Height of its line box."""
        return max(self.bottom - self.top, 0.1)

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Line:
    """Words that stand beside one another; `origin` is the left edge of its column when it belongs to one."""

    words: list[Word] = field(default_factory=list)
    origin: float | None = None
    top: float = 0.0
    bottom: float = 0.0

    def __post_init__(self) -> None:
        self.top = min(word.top for word in self.words)
        self.bottom = max(word.bottom for word in self.words)

    def add(self, word: Word) -> None:
        """One more word. A word much higher than the line does not stretch it."""
        self.words.append(word)
        if word.height <= 1.5 * self.height:
            self.top = min(self.top, word.top)
            self.bottom = max(self.bottom, word.bottom)

    @property
    def height(self) -> float:
        """Height of the line box."""
        return max(self.bottom - self.top, 0.1)

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def left(self) -> float:
        """Left edge."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(word.right for word in self.words)


def union(boxes: list[Box]) -> Box:
    """The smallest box around them all."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def within(box: Box, width: float, height: float) -> Box:
    """The part of the box that lies on a page of this size."""
    if box.left >= 0 and box.top >= 0 and box.left <= box.right <= width and box.top <= box.bottom <= height:
        return box
    return Box(
        min(max(box.left, 0.0), width),
        min(max(box.top, 0.0), height),
        min(max(box.right, 0.0), width),
        min(max(box.bottom, 0.0), height),
    )


def shared_area(one: Box, other: Box) -> float:
    """Area of the overlap in square points."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0.0) * max(height, 0.0)


def area(box: Box) -> float:
    """Area in square points."""
    return max(box.right - box.left, 0.0) * max(box.bottom - box.top, 0.0)


def word_in(text: str, box: Box, mark: int | None = None, confidence: int = 100) -> Word:
    """A word spread evenly over a box."""
    step = (box.right - box.left) / len(text)
    glyphs = [
        Glyph(c, Box(box.left + i * step, box.top, box.left + (i + 1) * step, box.bottom), confidence, mark)
        for i, c in enumerate(text)
    ]
    return Word(glyphs, box.left, box.top, box.right, box.bottom)
