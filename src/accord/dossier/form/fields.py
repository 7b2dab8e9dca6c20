"""The fields of a fillable PDF: what each is called, what stands beside it, what it takes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from accord.errors import Invalid
from accord.pdfium import pdfium_turn

READ_ONLY, RADIO, PUSH_BUTTON = 1, 1 << 15, 1 << 16
ABOVE, RIGHT = 15.0, 200.0  # points in which a field's printed label is looked for


class FieldKind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    TICK = "tick"
    CHOICE = "choice"


Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Field:
    """One field, or one option of a group of buttons.

    name   -- the full name, by which the form knows it; state -- the value that ticks it, for a button.
    tip    -- what the form says of it to a screen reader; label -- the words printed beside it.
    """

    name: str
    kind: FieldKind
    page: int
    tip: str
    label: str
    value: str
    options: tuple[str, ...] = ()
    state: str = ""
    longest: int | None = None
    locked: bool = False


def open_form(path: Path) -> tuple[bytes, PdfReader]:
    """The form's bytes and its reader. Raises Invalid for what cannot be filled, saying why and what to do."""
    data = path.read_bytes()
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted
        form = {} if locked else cast("dict[str, Any]", reader.root_object.get("/AcroForm") or {})
        form = form.get_object() if hasattr(form, "get_object") else form  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType, reportUnknownMemberType]
    except (PyPdfError, ValueError, KeyError, OSError) as fault:
        raise Invalid(
            f"{path.name} is no PDF that can be read.", "Give the blank form as the payer publishes it."
        ) from fault
    if locked:
        raise Invalid(f"{path.name} is encrypted.", "Ask for the form without a password, or print it to a new PDF.")
    if "/XFA" in form:
        raise Invalid(
            f"{path.name} is an XFA form, which only the program that made it can fill.",
            "Ask the payer for it as a plain fillable PDF (AcroForm).",
        )
    if not reader.get_fields():
        raise Invalid(
            f"{path.name} has no fields: it is a flat page.",
            "Ask for the fillable form, or add fields to it; nothing is drawn onto a flat page.",
        )
    return data, reader


def fields_of(data: bytes, reader: PdfReader) -> tuple[Field, ...]:
    """Every field in the order of the pages; push buttons and signatures are not among them."""
    found: list[Field] = []
    with pdfium_turn(), pdfium.PdfDocument(data) as pdf:
        for number, page in enumerate(reader.pages, 1):
            words = pdf[number - 1].get_textpage()
            widgets = [reference.get_object() for reference in page.get("/Annots") or ()]
            widgets = [widget for widget in widgets if widget.get("/Subtype") == "/Widget"]
            boxes = [_box(widget) for widget in widgets]
            for widget, box in zip(widgets, boxes, strict=True):
                found += _fields(widget, box, number, _Printed(words, boxes))
    return tuple(found)


def _box(widget: Any) -> Box:
    left, bottom, right, top = (float(value) for value in widget["/Rect"])
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _fields(widget: Any, box: Box, page: int, words: _Printed) -> Iterator[Field]:
    kind, flags = _inherited(widget, "/FT"), int(_inherited(widget, "/Ff") or 0)
    name = qualified_name(widget)
    tip = str(_inherited(widget, "/TU") or "")
    value, locked = str(_inherited(widget, "/V") or ""), bool(flags & READ_ONLY)
    if kind == "/Tx":
        longest = _inherited(widget, "/MaxLen")
        label = words.label(box)
        yield Field(
            name, FieldKind.TEXT, page, tip, label, value, longest=int(longest) if longest else None, locked=locked
        )
    elif kind == "/Ch":
        yield Field(name, FieldKind.CHOICE, page, tip, words.label(box), value, options=_options(widget), locked=locked)
    elif kind == "/Btn" and not flags & PUSH_BUTTON:
        for state in states(widget)[:1]:
            ticked = state if str(widget.get("/AS") or "") == state else ""
            yield Field(name, FieldKind.TICK, page, tip, words.beside(box), ticked, state=state, locked=locked)


def _inherited(widget: Any, key: str) -> Any:
    while widget is not None:
        if key in widget:
            return widget[key]
        parent = widget.get("/Parent")
        widget = parent.get_object() if parent is not None else None
    return None


def qualified_name(widget: Any) -> str:
    """The names of a field and of the groups it lies in, joined by points."""
    names: list[str] = []
    while widget is not None:
        if "/T" in widget:
            names.append(str(widget["/T"]))
        parent = widget.get("/Parent")
        widget = parent.get_object() if parent is not None else None
    return ".".join(reversed(names))


def states(widget: Any) -> list[str]:
    """The names of the looks that a button can have, but for 'off'."""
    looks: Any = widget.get("/AP")
    normal: Any = looks.get("/N") if looks is not None else None
    return [name for name in map(str, normal.get_object()) if name != "/Off"] if normal is not None else []


def _options(widget: Any) -> tuple[str, ...]:
    options: list[Any] = list(_inherited(widget, "/Opt") or ())
    return tuple(str(option[0] if isinstance(option, list) else option) for option in options)  # pyright: ignore[reportUnknownArgumentType]


@dataclass(frozen=True)
class _Printed:
    """The words printed on a page, and the boxes of its fields: a label reaches no further than the next field."""

    words: pdfium.PdfTextPage
    boxes: list[Box]

    def label(self, box: Box) -> str:
        """The words to the left on its line; else those right above."""
        left, _, right, top = box
        return self._left(box) or self._text(left - 2, top, right, top + ABOVE)

    def beside(self, box: Box) -> str:
        """The words right of a box, as forms print them; else those on its left."""
        _, bottom, right, top = box
        ends = [other[0] for other in self._on_line(box) if other[0] >= right]
        return self._text(right, bottom - 2, min([right + RIGHT, *ends]), top + 2) or self._left(box)

    def _left(self, box: Box) -> str:
        left, bottom, _, top = box
        return self._text(
            max([0.0, *(other[2] for other in self._on_line(box) if other[2] <= left)]), bottom, left, top
        )

    def _on_line(self, box: Box) -> list[Box]:
        middle = (box[1] + box[3]) / 2
        return [other for other in self.boxes if other != box and other[1] <= middle <= other[3]]

    def _text(self, left: float, bottom: float, right: float, top: float) -> str:
        return " ".join(self.words.get_text_bounded(left, bottom, right, top).split())
