"""Boxes to tick become words of the page ('[x]', '[ ]', '[?]') and form fields named by the words beside them."""

from __future__ import annotations

from collections.abc import Sequence

from accord.records.checkboxes import MARKS, Tick
from accord.records.documents import Box, FormField
from accord.records.words import Glyph, Word

_LONGEST_LABEL = 80
_WIDE = 2.2


def tick_word(tick: Tick, mark: int) -> Word:
    """The mark of the tick's state, standing where the box stands."""
    frame = tick.frame
    glyphs = [Glyph(character, tick.box, mark=mark) for character in MARKS[tick.state]]
    return Word(glyphs, frame.left, frame.top, frame.right, frame.bottom)


def tick_field(tick: Tick, page: int, words: Sequence[Word], ticks: Sequence[Tick]) -> FormField:
    """The tick as a form field; its place is found when the page is laid out."""
    return FormField(label_of(tick.frame, words, ticks), MARKS[tick.state], None, page, tick.state, tick.box)


def label_of(box: Box, words: Sequence[Word], ticks: Sequence[Tick]) -> str:
    """The words right of the box up to a wide gap or the next box; if there are none, those left of it."""
    height = box.bottom - box.top
    beside = sorted(
        (word for word in words if _on_line(word, box) and _reads_on(word, box)), key=lambda word: word.left
    )
    stop = min((t.frame.left for t in ticks if t.frame.left > box.right and _level(t.frame, box)), default=1e9)
    label: list[str] = []
    edge = box.right
    for word in beside:
        if word.left >= stop or word.left - edge > _WIDE * height:
            break
        label.append(word.text)
        edge = word.right
    return " ".join(label)[:_LONGEST_LABEL] if label else _left_label(box, words)


def _left_label(box: Box, words: Sequence[Word]) -> str:
    label: list[str] = []
    edge = box.left
    for word in sorted((w for w in words if _on_line(w, box) and w.right <= box.left + 1), key=lambda w: -w.right):
        if edge - word.right > _WIDE * (box.bottom - box.top):
            break
        label.insert(0, word.text)
        edge = word.left
    return " ".join(label)[-_LONGEST_LABEL:]


def _on_line(word: Word, box: Box) -> bool:
    shared = min(word.bottom, box.bottom) - max(word.top, box.top)
    return shared > 0.4 * min(word.height, box.bottom - box.top)


def _reads_on(word: Word, box: Box) -> bool:
    return word.left >= box.right - 1


def _level(one: Box, other: Box) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * (other.bottom - other.top)
