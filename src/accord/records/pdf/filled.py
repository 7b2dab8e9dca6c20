"""Form fields and notes find their words on the page: drawn ones are marked, undrawn values are set in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from accord.records.documents import Box, FormField
from accord.records.pdf.annotations import Annotation, Shape
from accord.records.pdf.characters import Character
from accord.records.words import Word, word_in

_LINE = 12.0
_WRITTEN = frozenset({Shape.TEXT, Shape.CHOICE, Shape.NOTE})


@dataclass
class Filled:
    """Fields by mark, the words set in because nothing was drawn, and what a person has to know."""

    fields: dict[int, FormField] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def fill(annotations: Sequence[Annotation], characters: Sequence[Character], page: int) -> Filled:
    """Text fields, choices, notes and comments; characters drawn inside a field get the field's mark."""
    filled = Filled()
    for annotation in annotations:
        mark = len(filled.fields)
        if annotation.hidden:
            if annotation.value.strip():
                filled.warnings.append(f"Page {page} has a hidden field '{annotation.name}'; its value was left out.")
        elif annotation.shape in _WRITTEN:
            _fill_written(filled, mark, annotation, characters, page)
        elif annotation.shape is Shape.COMMENT:
            filled.fields[mark] = FormField(annotation.name, annotation.value, None, page, None, annotation.box)
            filled.warnings.append(f"Page {page} carries a comment that is not part of its text.")
        elif annotation.shape is Shape.DRAWING:
            filled.warnings.append(f"Page {page} carries a drawing or stamp: look at it, handwriting is not read.")
        elif annotation.shape is Shape.SIGNATURE and annotation.value:
            filled.warnings.append(f"Page {page} has a digital signature, which was not verified.")
    return filled


def _fill_written(
    filled: Filled, mark: int, annotation: Annotation, characters: Sequence[Character], page: int
) -> None:
    item = FormField(annotation.name, annotation.value, None, page, None, annotation.box)
    inside = [character for character in characters if _is_inside(character.box, annotation.box)]
    drawn, said = _plain("".join(c.text for c in inside)), _plain(annotation.value)
    if said and drawn != said and _is_stand_in(annotation, drawn, said):
        if drawn and annotation.shape is not Shape.CHOICE:
            filled.warnings.append(f"Page {page}: the field '{annotation.name}' shows only a part of its value.")
        for character in inside:
            character.replaced = True
        inside = []
    elif drawn != said:
        if said and annotation.shape is not Shape.CHOICE:
            filled.warnings.append(
                f"Page {page}: the field '{annotation.name}' holds another value than it shows; the latter was taken."
            )
        item = replace(item, value=_spaced(inside))
    for character in inside:
        character.mark = mark
    if not inside and said:
        filled.words.extend(_set(annotation, mark))
    filled.fields[mark] = item


def _is_stand_in(annotation: Annotation, drawn: str, said: str) -> bool:
    """Is what is drawn a cut-off value, or a list of options of which the value is one?"""
    return drawn in said or (annotation.shape is Shape.CHOICE and said in drawn)


def _set(annotation: Annotation, mark: int) -> list[Word]:
    """The value as words in the field's box, line by line."""
    box = annotation.box
    lines = [line for line in annotation.value.split("\n") if line.strip()]
    pitch = min(_LINE, (box.bottom - box.top) / len(lines))
    top = box.top if len(lines) > 1 else box.top + max(0.0, (box.bottom - box.top - _LINE) / 2)
    longest = max(len(line) for line in lines)
    step = min(max((box.right - box.left) / longest, 0.5), 5.5)
    words: list[Word] = []
    for row, line in enumerate(lines):
        column = 0
        for text in line.split():
            column = line.index(text, column)
            left = box.left + column * step
            words.append(
                word_in(text, Box(left, top + row * pitch, left + len(text) * step, top + (row + 1) * pitch), mark)
            )
            column += len(text)
    return words


def _is_inside(box: Box, field_box: Box) -> bool:
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return field_box.left - 1 <= across <= field_box.right + 1 and field_box.top - 1 <= down <= field_box.bottom + 1


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _spaced(characters: Sequence[Character]) -> str:
    return "".join((" " if c.before and i else "") + c.text for i, c in enumerate(characters))
