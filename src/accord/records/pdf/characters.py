"""The characters of a PDF page with their boxes, and why some of them cannot be seen."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accord.records.documents import Box
from accord.records.pdf.geometry import Frame, upright
from accord.records.words import Glyph, Word

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_SMALLEST = 2.0
_LEAST_ALPHA = 40
_NEAR = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
_INVISIBLE_MODES = frozenset({3, 7})
_HYPHENS = frozenset({0x02, 0xFFFE})
_DROPPED = frozenset({0x00, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF})
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


@dataclass(frozen=True, slots=True)
class Style:
    """How the characters of one text object are drawn."""

    invisible: bool
    turn: int
    font: str
    light: bool
    clear: bool


@dataclass(slots=True)
class Character:
    """One drawn character.

    before   -- white space stands before it in the page's stream.
    unmapped -- the file does not say which character it is.
    mark     -- the form field it belongs to.
    replaced -- a form field's whole value or the state of a box stands in for it.
    """

    text: str
    box: Box
    style: Style
    before: bool
    unmapped: bool = False
    mark: int | None = None
    replaced: bool = False


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The shown part of the page."""
    bounds: tuple[float, float, float, float] = page.get_bbox()
    return Frame(*bounds, turns=page.get_rotation() // 90)


def characters_of(page: pdfium.PdfPage, frame: Frame) -> list[Character]:
    """Every character of the page in the order of its stream, hidden ones too; white space only as `before`."""
    import pypdfium2.raw as raw

    textpage: Any = page.get_textpage()
    handle = textpage.raw
    reader = _Reader(raw, handle, frame)
    found: list[Character] = []
    space = False
    for index in range(raw.FPDFText_CountChars(handle)):
        code = reader.code(index)
        if code is None or code in _DROPPED:
            continue
        if code in _HYPHENS:
            code = 0x2D
        if chr(code).isspace() or code < 0x20:
            space = True
            continue
        found.append(reader.character(index, code, space))
        space = False
    textpage.close()
    return found


def words_of(characters: list[Character], frame: Frame) -> list[Word]:
    """Words: characters that follow one another without white space, a leap or a turn."""
    words: list[Word] = []
    before: tuple[Character, Box] | None = None
    for character in characters:
        if character.replaced:
            continue
        place = upright(character.box, character.style.turn, frame)
        if before is not None and _continues(before, character, place):
            _append(words[-1], character, place)
        else:
            style = character.style
            word = Word([], place.left, place.top, place.right, place.bottom, style.turn, style.light, style.clear)
            _append(word, character, place)
            words.append(word)
        before = (character, place)
    return _without_doubles(words)


def _continues(before: tuple[Character, Box], character: Character, place: Box) -> bool:
    last, last_place = before
    style, before_style = character.style, last.style
    if character.before or character.mark != last.mark:
        return False
    if (style.turn, style.light, style.clear) != (before_style.turn, before_style.light, before_style.clear):
        return False
    height = max(last_place.bottom - last_place.top, 0.1)
    gap = place.left - last_place.right
    shared = min(place.bottom, last_place.bottom) - max(place.top, last_place.top)
    return -0.6 * height < gap < 0.5 * height and shared > 0.3 * min(height, place.bottom - place.top)


def _append(word: Word, character: Character, place: Box) -> None:
    word.glyphs.extend(Glyph(c, character.box, mark=character.mark) for c in character.text)
    word.left, word.right = min(word.left, place.left), max(word.right, place.right)
    word.top, word.bottom = min(word.top, place.top), max(word.bottom, place.bottom)


def _without_doubles(words: list[Word]) -> list[Word]:
    """Words drawn twice on the same spot (a way to make bold) are kept once."""
    seen: set[tuple[str, int, int]] = set()
    kept: list[Word] = []
    for word in words:
        text, column, row = word.text, round(word.left / 2), round(word.top / 2)
        if any((text, column + dx, row + dy) in seen for dx, dy in _NEAR):
            continue
        seen.add((text, column, row))
        kept.append(word)
    return kept


class _Reader:
    """Asks the library about one character at a time; styles are asked once a text object."""

    def __init__(self, raw: Any, handle: Any, frame: Frame) -> None:
        self._raw = raw
        self._handle = handle
        self._frame = frame
        self._styles: dict[int, Style] = {}
        self._rect = raw.FS_RECTF()
        self._rect_pointer = ctypes.byref(self._rect)
        self._numbers = [ctypes.c_double() for _ in range(4)]

    def code(self, index: int) -> int | None:
        """Code point, surrogate pairs joined; None for the second half of a pair."""
        code: int = self._raw.FPDFText_GetUnicode(self._handle, index)
        if 0xD800 <= code < 0xDC00:
            low: int = self._raw.FPDFText_GetUnicode(self._handle, index + 1)
            return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) if 0xDC00 <= low < 0xE000 else 0xFFFD
        if 0xDC00 <= code < 0xE000:
            return None
        return code if code <= 0x10FFFF else 0xFFFD

    def character(self, index: int, code: int, space: bool) -> Character:
        """The character with its box and style."""
        text = _LIGATURES.get(code) or chr(code)
        unmapped = self._raw.FPDFText_HasUnicodeMapError(self._handle, index) == 1 or code == 0xFFFD
        return Character(text, self._box(index), self._style(index), space, unmapped)

    def _box(self, index: int) -> Box:
        rect = self._rect
        if self._raw.FPDFText_GetLooseCharBox(self._handle, index, self._rect_pointer):
            return self._frame.box(rect.left, rect.bottom, rect.right, rect.top)
        return Box(-1.0, -1.0, -1.0, -1.0)

    def _style(self, index: int) -> Style:
        item = self._raw.FPDFText_GetTextObject(self._handle, index)
        key = ctypes.addressof(item.contents) if item else 0
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._read_style(index, item)
        return style

    def _read_style(self, index: int, item: Any) -> Style:
        mode: int = self._raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
        angle: float = self._raw.FPDFText_GetCharAngle(self._handle, index)
        colours = [ctypes.c_uint() for _ in range(4)]
        self._raw.FPDFText_GetFillColor(self._handle, index, *(ctypes.byref(colour) for colour in colours))
        red, green, blue, alpha = (colour.value for colour in colours)
        light = min(red, green, blue) > 190 and alpha >= _LEAST_ALPHA
        turn = (round(angle / (math.pi / 2)) + self._frame.turns) % 4 if math.isfinite(angle) else 0
        return Style(mode in _INVISIBLE_MODES, turn, self._font(index), light, alpha < _LEAST_ALPHA)

    def _font(self, index: int) -> str:
        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(128)
        self._raw.FPDFText_GetFontInfo(self._handle, index, buffer, 128, ctypes.byref(flags))
        return buffer.value.decode("utf-8", errors="replace").lower()


def unseen_because(character: Character, frame: Frame) -> str | None:
    """Why a reader of the page cannot see the character, as far as its own data say; None if nothing speaks for it."""
    box = character.box
    if character.style.invisible:
        return "invisible"
    if not frame.holds(box):
        return "outside the page"
    return (
        "too small to read"
        if min(box.bottom - box.top, box.right - box.left) < _SMALLEST / 4 or _is_tiny(box)
        else None
    )


def _is_tiny(box: Box) -> bool:
    return max(box.bottom - box.top, box.right - box.left) < _SMALLEST
