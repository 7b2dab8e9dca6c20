"""From characters with positions to lines of text, as a person reads a page or a form.

What stands on one line stays on one line, wide gaps become several blanks so that columns stay columns, and two columns
of running prose are read one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from accord.records.checkboxes import MARKS
from accord.records.columns import split_prose_columns
from accord.records.documents import Box
from accord.records.words import Glyph, Line, Word, within

_WIDE_GAP = 1.6
_LABEL_GAP = 1.6
_MOST_INDENT = 110
_BLANK_LINE = 1.7


@dataclass
class PageText:
    """The characters of a page as they are written down: text, boxes and confidence run in step."""

    characters: list[str] = field(default_factory=list)
    boxes: list[Box | None] = field(default_factory=list)
    confidence: list[int] = field(default_factory=list)
    marks: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The page's text."""
        return "".join(self.characters)

    def blanks(self, character: str, count: int = 1) -> None:
        """White space: no box, and as sure as what it parts."""
        self.characters.extend(character * count)
        self.boxes.extend([None] * count)
        self.confidence.extend([100] * count)

    def keep_within(self, width: float, height: float) -> None:
        """No box reaches over the edge of the page."""
        self.boxes = [box and within(box, width, height) for box in self.boxes]

    def write(self, glyph: Glyph) -> None:
        """One character; a glyph of a form field widens the span known for that field's first run."""
        position = len(self.characters)
        self.characters.append(glyph.character)
        self.boxes.append(None if glyph.character.isspace() else glyph.box)
        self.confidence.append(glyph.confidence)
        if glyph.mark is None:
            return
        start, end = self.marks.get(glyph.mark, (position, position))
        if self._only_blanks(end, position):
            self.marks[glyph.mark] = (start, position + 1)

    def _only_blanks(self, start: int, end: int) -> bool:
        return all(character.isspace() for character in self.characters[start:end])


def lay_out(words: Sequence[Word], page: PageText | None = None) -> PageText:
    """The words of one page in reading order; words that stand sideways follow the upright ones."""
    page = page or PageText()
    turns = sorted({word.turn for word in words}, key=lambda turn: -sum(word.turn == turn for word in words))
    for turn in turns:
        lines = lines_of([word for word in words if word.turn == turn])
        if page.characters:
            page.blanks("\n", 2)
        _write_lines(page, lines)
    return page


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words that stand on one line, top to bottom; two prose columns come one after the other."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        line = _line_for(word, lines)
        if line is None:
            lines.append(Line([word]))
        else:
            line.add(word)
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    lines.sort(key=lambda line: line.middle)
    return split_prose_columns(lines)


def _line_for(word: Word, lines: list[Line]) -> Line | None:
    best: Line | None = None
    for line in reversed(lines[-6:]):
        shared = min(word.bottom, line.bottom) - max(word.top, line.top)
        if shared >= 0.55 * min(word.height, line.height) and (
            best is None or _distance(word, line) < _distance(word, best)
        ):
            best = line
    return best


def _distance(word: Word, line: Line) -> float:
    return abs(word.middle - line.middle)


def _write_lines(page: PageText, lines: Sequence[Line]) -> None:
    if not lines:
        return
    unit = _character_width(lines)
    margin = min(line.left for line in lines)
    pitch = median(line.height for line in lines)
    before: Line | None = None
    for line in lines:
        if before is not None:
            page.blanks("\n", 2 if line.top - before.top > pitch * _BLANK_LINE * 1.15 else 1)
        _write_line(page, line, unit, line.origin if line.origin is not None else margin)
        before = line


def _write_line(page: PageText, line: Line, unit: float, margin: float) -> None:
    start = len(page.characters)
    page.blanks(" ", min(_MOST_INDENT, max(0, round((line.left - margin) / unit))))
    before: Word | None = None
    for word in line.words:
        if before is not None:
            page.blanks(" ", _blanks_between(before, word, unit, len(page.characters) - start, margin))
        for glyph in word.glyphs:
            page.write(glyph)
        before = word


def _blanks_between(before: Word, word: Word, unit: float, column: int, margin: float) -> int:
    gap = word.left - before.right
    if before.text in MARKS.values() and gap < _LABEL_GAP * before.height:
        return 1
    if gap < _WIDE_GAP * max(unit * 1.2, 0.5 * min(before.height, word.height)):
        return 1
    return max(2, min(round((word.left - margin) / unit) - column, round(gap / unit) + 4))


def _character_width(lines: Sequence[Line]) -> float:
    widths = [(word.right - word.left) / len(word.glyphs) for line in lines for word in line.words]
    return max(median(widths), 0.5) if widths else 1.0
