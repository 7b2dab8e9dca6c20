"""Scans and photographs: each frame of the file is a page of recognised words."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from accord.errors import Invalid, Unavailable
from accord.records.assembly import ReadPage, assemble
from accord.records.documents import DocumentKind, PageOrigin
from accord.records.layout import lay_out
from accord.records.limits import STANDARD, Limits
from accord.records.ocr import Recognised, recognise
from accord.records.part import Part
from accord.records.record import ReceivedFile, Unread
from accord.records.scans import Gray
from accord.records.ticked import tick_field, tick_word

if TYPE_CHECKING:
    from PIL.Image import Image


HARD_TO_READ = 70.0
COARSE_DPI = 140.0
SWITCHED_OFF = "Character recognition is switched off."
SEND_TEXT = "Switch it on, or send the document as text or as a PDF with text."
NO_WORDS = "No words could be recognised."
SCAN_AGAIN = "Scan it again with 300 dpi in black and white, or send the document as text."

_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
_PAPER_LENGTH = 11.0
_SCREEN_DPI = 96.0
_LEAST_DPI, _MOST_DPI = 100.0, 1300.0
_LONGEST_PAPER = 17.5


def read_image(file: ReceivedFile, name: str = "", limits: Limits = STANDARD) -> Part:
    """The image as one document of recognised words; what cannot be read is unread, with the reason."""
    if limits.ocr_pages == 0:
        return _unread(file, SWITCHED_OFF, SEND_TEXT)
    try:
        pages = [
            scanned_page(gray, dpi, number) for number, (gray, dpi) in enumerate(frames(file.data, limits), start=1)
        ]
    except (Invalid, Unavailable) as refusal:
        return _unread(file, refusal.message, refusal.remedy)
    if not any(page.content.characters for page in pages):
        return _unread(file, NO_WORDS, SCAN_AGAIN)
    missing = [Unread(file.name, f"Page {p.number}: {NO_WORDS}", SCAN_AGAIN) for p in pages if not p.content.characters]
    return Part((assemble(file, name or file.name, DocumentKind.IMAGE, pages),), unread=tuple(missing))


def scanned_page(gray: Gray, dpi: float, number: int) -> ReadPage:
    """One picture of a page as words and ticks, with a warning when it was hard to read."""
    found = recognise(gray, dpi)
    marked = dict(enumerate(found.ticks))
    words = [*found.words, *(tick_word(tick, mark) for mark, tick in marked.items())]
    fields = {mark: tick_field(tick, number, found.words, found.ticks) for mark, tick in marked.items()}
    height, width = (pixels * 72 / dpi for pixels in gray.shape)
    content = lay_out(words)
    content.keep_within(width, height)
    return ReadPage(number, width, height, PageOrigin.OCR, content, fields, doubts(found, number, dpi))


def doubts(found: Recognised, number: int, dpi: float) -> tuple[str, ...]:
    """Warnings that a page was hard to read, or too coarse to be read surely."""
    said: list[str] = []
    if found.words and found.certainty < HARD_TO_READ:
        said.append(
            f"Page {number} was hard to read (certainty {found.certainty:.0f} of 100): compare it with the picture."
        )
    if found.words and 0 < dpi < COARSE_DPI:
        said.append(f"Page {number} was scanned with {dpi:.0f} dots an inch: single letters and ticks may be misread.")
    return tuple(said)


def frames(data: bytes, limits: Limits) -> Iterator[tuple[Gray, float]]:
    """Every frame as grey values with its pixels an inch. Raises Invalid: broken, or too large."""
    from PIL import Image

    try:
        _check_count(data, min(limits.pages, limits.ocr_pages))
        with Image.open(io.BytesIO(data)) as image:
            count: int = getattr(image, "n_frames", 1)
            for index in range(count):
                image.seek(index)
                yield _frame(image, limits)
    except Image.DecompressionBombError as fault:
        most = f"up to {limits.pixels / 1e6:.0f} million are read"
        raise Invalid(f"The image has far too many pixels; {most}.", "Scan it with 300 dpi.") from fault
    except (Image.UnidentifiedImageError, *_BROKEN) as fault:
        raise Invalid("The image is broken.", "Scan it again.") from fault


def _check_count(data: bytes, most: int) -> None:
    """Raises Invalid for more frames; how many more is not counted, which would take minutes for very many."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        try:
            image.seek(most)
        except EOFError:
            return
    raise Invalid(f"The image has more than the {most} pages that are read.", "Split it into parts.")


def _frame(image: Image, limits: Limits) -> tuple[Gray, float]:
    import numpy as np
    from PIL import Image as Pillow
    from PIL import ImageOps

    width, height = image.size
    if width * height > limits.pixels:
        raise Invalid(
            f"The image has {width * height / 1e6:.0f} million pixels; up to {limits.pixels / 1e6:.0f} are read.",
            "Scan it with 300 dpi.",
        )
    across, down = resolution(image)
    picture = ImageOps.exif_transpose(image)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        paper = Pillow.new("RGBA", picture.size, "white")
        picture = Pillow.alpha_composite(paper, picture.convert("RGBA"))
    if picture.mode.startswith("I"):
        picture = Pillow.fromarray((np.asarray(picture).astype(np.float64) / 257).clip(0, 255).astype(np.uint8))
    grey = picture.convert("L")
    if abs(across - down) > 0.02 * across:
        finer = max(across, down)
        grey = grey.resize((round(grey.width * finer / across), round(grey.height * finer / down)))
        across = finer
    return np.asarray(grey), across


def resolution(image: Image) -> tuple[float, float]:
    """Pixels an inch across and down; as of a letter page where the file does not say, or says what cannot be."""
    given: Any = image.info.get("dpi")
    width, height = image.size
    try:
        across, down = (float(value) for value in given)
    except (TypeError, ValueError, ZeroDivisionError):
        across = down = 0.0
    if _is_sane(across, width) and _is_sane(down, height):
        return across, down
    guess = max(width, height) / _PAPER_LENGTH
    guess = guess if guess >= _LEAST_DPI else _SCREEN_DPI
    return guess, guess


def _is_sane(dpi: float, pixels: int) -> bool:
    return 90 <= dpi <= _MOST_DPI and pixels / dpi <= _LONGEST_PAPER


def _unread(file: ReceivedFile, reason: str, remedy: str) -> Part:
    return Part(unread=(Unread(file.name, reason, remedy),))
