"""Form fields and annotations of a PDF page, as the file states them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from accord.records.documents import Box, TickState
from accord.records.pdf.geometry import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2 as pdfium

_HIDDEN = 0x02
_NO_VIEW = 0x20
_OFF = frozenset({"", "Off"})


class Shape(StrEnum):
    """What kind of field or annotation it is."""

    TEXT = "text field"
    CHOICE = "choice"
    TICK = "check box"
    RADIO = "radio button"
    SIGNATURE = "signature"
    NOTE = "text on the page"
    COMMENT = "comment"
    DRAWING = "drawing"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One field or annotation: its name, value and box on the shown page; hidden ones are not shown to a reader."""

    shape: Shape
    name: str
    value: str
    box: Box
    tick: TickState | None = None
    hidden: bool = False


def annotations_of(pdf: pdfium.PdfDocument, page: pdfium.PdfPage, frame: Frame) -> list[Annotation]:
    """Every form field, note, comment and drawing of the page, in the order of the file."""
    import pypdfium2.raw as raw

    found: list[Annotation] = []
    for handle in handles_of(raw, page):
        found.extend(_Asked(raw, pdf.formenv, handle, frame).annotation())
    return found


def handles_of(raw: Any, page: pdfium.PdfPage) -> Iterator[Any]:
    """The library's handle of every annotation, open while it is looked at."""
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        handle = raw.FPDFPage_GetAnnot(page.raw, index)
        if not handle:
            continue
        try:
            yield handle
        finally:
            raw.FPDFPage_CloseAnnot(handle)


class _Asked:
    """Asks the library about one annotation."""

    def __init__(self, raw: Any, formenv: Any, handle: Any, frame: Frame) -> None:
        self._raw = raw
        self._form = formenv.raw if formenv is not None else None
        self._handle = handle
        self._frame = frame

    def annotation(self) -> Iterator[Annotation]:
        """The annotation, if it is of a kind that carries words."""
        raw = self._raw
        subtype: int = raw.FPDFAnnot_GetSubtype(self._handle)
        if subtype == raw.FPDF_ANNOT_WIDGET:
            yield from self._widget()
        elif subtype == raw.FPDF_ANNOT_FREETEXT:
            yield self._made(Shape.NOTE, self.string(b"NM") or "note", self.string(b"Contents"))
        elif subtype in (raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_STAMP):
            yield self._made(Shape.DRAWING, "drawing", self.string(b"Contents"))
        elif subtype not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP) and self.string(b"Contents").strip():
            yield self._made(Shape.COMMENT, "comment", self.string(b"Contents"))

    def _widget(self) -> Iterator[Annotation]:
        raw = self._raw
        kind: int = raw.FPDFAnnot_GetFormFieldType(self._form, self._handle) if self._form else -1
        shape = {
            raw.FPDF_FORMFIELD_TEXTFIELD: Shape.TEXT,
            raw.FPDF_FORMFIELD_COMBOBOX: Shape.CHOICE,
            raw.FPDF_FORMFIELD_LISTBOX: Shape.CHOICE,
            raw.FPDF_FORMFIELD_CHECKBOX: Shape.TICK,
            raw.FPDF_FORMFIELD_RADIOBUTTON: Shape.RADIO,
            raw.FPDF_FORMFIELD_SIGNATURE: Shape.SIGNATURE,
        }.get(kind)
        if shape is None:
            return
        name = self._form_string(raw.FPDFAnnot_GetFormFieldName)
        value = self._form_string(raw.FPDFAnnot_GetFormFieldValue)
        export = self._form_string(raw.FPDFAnnot_GetFormFieldExportValue)
        ticks = shape in (Shape.TICK, Shape.RADIO)
        if shape is Shape.RADIO and export:
            name = f"{name}: {export}"
        yield self._made(shape, name, value, self._tick(shape, value, export) if ticks else None)

    def _tick(self, shape: Shape, value: str, export: str) -> TickState:
        """Value and shown state have to agree; where they do not, nobody can say what was meant."""
        state = self.string(b"AS")
        shown = state not in _OFF
        value = self.string(b"V") or value
        said = value not in _OFF if shape is Shape.TICK else value not in _OFF and value in (export, state)
        if shown != said and state:
            return TickState.AMBIGUOUS
        return TickState.CHECKED if said else TickState.UNCHECKED

    def _made(self, shape: Shape, name: str, value: str, tick: TickState | None = None) -> Annotation:
        hidden = bool(self._raw.FPDFAnnot_GetFlags(self._handle) & (_HIDDEN | _NO_VIEW))
        text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return Annotation(shape, name, text, self._box(), tick, hidden)

    def _box(self) -> Box:
        rect = self._raw.FS_RECTF()
        self._raw.FPDFAnnot_GetRect(self._handle, ctypes.byref(rect))
        return self._frame.box(rect.left, rect.bottom, rect.right, rect.top)

    def string(self, key: bytes) -> str:
        """A string or name of the annotation's dictionary."""
        return _utf16(self._raw.FPDFAnnot_GetStringValue, self._handle, key)

    def _form_string(self, function: Any) -> str:
        return _utf16(function, self._form, self._handle)


def _utf16(function: Any, *about: Any) -> str:
    """Asks for the size, then for the characters."""
    size: int = function(*about, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    function(*about, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", errors="replace")
