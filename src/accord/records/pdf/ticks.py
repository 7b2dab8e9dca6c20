"""Boxes to tick on a PDF page: form fields, glyphs and drawn squares, each checked against what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accord.records.checkboxes import EMPTY, MARKED, Tick, find_ticks, without_covered
from accord.records.documents import Box, TickState
from accord.records.pdf.annotations import Annotation, Shape
from accord.records.pdf.characters import Character
from accord.records.scans import Gray
from accord.records.words import area, shared_area

if TYPE_CHECKING:
    from accord.records.pdf.picture import Picture

GLYPHS: dict[str, TickState] = {
    **dict.fromkeys("\u2610\u25a1\u274f\u2751\u25a2\u25fb\u2750\u2752\u2b1c\u25cb", TickState.UNCHECKED),
    **dict.fromkeys("\u2611\u2612\u2705\u25c9\u2b57\U0001f5f9\U0001f5f7\U0001f5f5", TickState.CHECKED),
}
WINGDINGS: dict[int, TickState] = {
    **dict.fromkeys((0x6F, 0x71, 0x72, 0xA8), TickState.UNCHECKED),
    **dict.fromkeys((0x78, 0xFD, 0xFE), TickState.CHECKED),
}
_FRAME = 0.26
_CROSSES = frozenset("xX\u2713\u2714\u2715\u2716\u2717\u2718\u00d7\u2022\u25cf\u25a0")


def field_ticks(annotations: Sequence[Annotation], picture: Picture | None) -> list[tuple[Annotation, Tick]]:
    """Check boxes and radio buttons of the form. Where the drawing says otherwise than the field, it is ambiguous."""
    ink = _ink(picture) if picture is not None else None
    found: list[tuple[Annotation, Tick]] = []
    for annotation in annotations:
        if annotation.tick is None or annotation.hidden:
            continue
        state = annotation.tick
        if ink is not None and picture is not None and _contradicts(ink, annotation, picture.dpi):
            state = TickState.AMBIGUOUS
        found.append((annotation, Tick(annotation.box, state)))
    return found


def drawn_ticks(
    picture: Picture, characters: Sequence[Character], taken: Sequence[Box], where: Sequence[Box]
) -> list[Tick]:
    """Boxes drawn as squares or glyphs, other than those of form fields; squares that frame a letter are none."""
    scale = 72 / picture.dpi
    squares = [
        Tick(_scaled(tick.box, scale), tick.state)
        for tick in find_ticks(_ink(picture), picture.dpi, [_scaled(box, 1 / scale) for box in where])
    ]
    squares = [tick for tick in without_covered(squares, taken) if not _frames_a_letter(tick.box, characters)]
    glyphs = without_covered(glyph_ticks(characters), [*taken, *(_grown(tick.box) for tick in squares)])
    return [*squares, *(_marked_over(tick, picture, characters) for tick in glyphs)]


def _marked_over(tick: Tick, picture: Picture, characters: Sequence[Character]) -> Tick:
    """An empty box glyph with a cross set over it is checked; with other ink in its middle it is ambiguous."""
    if tick.state is not TickState.UNCHECKED:
        return tick
    crosses = [c.box for c in characters if c.text in _CROSSES and glyph_state(c) is None]
    if any(shared_area(tick.box, box) > 0.4 * min(area(tick.box), area(box)) for box in crosses):
        return Tick(tick.box, TickState.CHECKED)
    return Tick(tick.box, TickState.AMBIGUOUS) if _middle_fill(_ink(picture), tick.box, picture.dpi) >= MARKED else tick


def glyph_ticks(characters: Sequence[Character]) -> list[Tick]:
    """Characters that are a box to tick."""
    found: list[Tick] = []
    for character in characters:
        state = glyph_state(character)
        if state is not None:
            found.append(Tick(character.box, state))
    return found


def glyph_state(character: Character) -> TickState | None:
    """The state the character itself shows; None when it is no box."""
    if "wingdings" in character.style.font and "2" not in character.style.font and "3" not in character.style.font:
        return WINGDINGS.get(ord(character.text[0]) & 0xFF)
    return GLYPHS.get(character.text)


def stand_in(characters: Sequence[Character], ticks: Sequence[Tick]) -> None:
    """The mark in the text stands in for crosses, ticks and box glyphs that are drawn there."""
    for character in characters:
        if any(_covers(tick.box, character) for tick in ticks):
            character.replaced = True


def _covers(box: Box, character: Character) -> bool:
    is_mark = character.text in _CROSSES or glyph_state(character) is not None or not character.text.isalnum()
    return is_mark and shared_area(box, character.box) > 0.3 * min(area(box), area(character.box))


def _frames_a_letter(box: Box, characters: Sequence[Character]) -> bool:
    """A letter or digit other than a cross within the square, or the square is part of a letter."""
    letters = (c for c in characters if c.text.isalnum() and c.text not in _CROSSES and glyph_state(c) is None)
    return any(shared_area(box, c.box) > 0.5 * min(area(box), area(c.box)) for c in letters)


def _contradicts(ink: Gray, annotation: Annotation, dpi: float) -> bool:
    """Is a checked box drawn empty, or an unchecked one drawn with a mark in its middle?

    Of radio buttons only the first is asked: their rings are not always drawn around the middle.
    """
    fill = _middle_fill(ink, annotation.box, dpi)
    if annotation.tick is TickState.CHECKED:
        return fill <= EMPTY
    return annotation.shape is Shape.TICK and fill >= MARKED


def _middle_fill(ink: Gray, box: Box, dpi: float) -> float:
    """Part of the box's middle that is dark."""
    core = _core(box)
    left, top, right, bottom = (round(edge * dpi / 72) for edge in (core.left, core.top, core.right, core.bottom))
    middle = ink[max(top, 0) : bottom, max(left, 0) : right]
    return float(middle.mean()) if middle.size else 0.0


def _core(box: Box) -> Box:
    """The middle of the box, clear of its frame, be it square or round."""
    width, height = (box.right - box.left) * _FRAME, (box.bottom - box.top) * _FRAME
    return Box(box.left + width, box.top + height, box.right - width, box.bottom - height)


def _ink(picture: Picture) -> Gray:
    import numpy as np

    return (picture.gray < 140).astype(np.uint8)


def _scaled(box: Box, scale: float) -> Box:
    return Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)


def _grown(box: Box) -> Box:
    return Box(box.left - 3, box.top - 3, box.right + 3, box.bottom + 3)
