"""A document: its bytes, its pages, its characters with boxes, its form fields."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from accord.errors import Invalid
from accord.records.places import Place

WHITE_SPACE = re.compile(r"\s")


class DocumentKind(StrEnum):
    """What the document was when it arrived."""

    TEXT = "text"
    PDF = "pdf"
    IMAGE = "image"
    FHIR_NARRATIVE = "fhir_narrative"
    FHIR_GENERATED = "fhir_generated"  # a narrative that software wrote from the data of its resource: nothing new
    FHIR_ATTACHMENT = "fhir_attachment"
    CCDA_SECTION = "ccda_section"


class PageOrigin(StrEnum):
    """How the characters of a page were obtained."""

    TEXT = "text"
    EMBEDDED = "embedded"
    OCR = "ocr"


class TickState(StrEnum):
    """A check box is checked, unchecked or ambiguous; never guessed."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points (1/72 inch), origin at the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `Document.text[start:end]` are its characters.

    boxes      -- one Box a character (None for white space), or empty when the source has no positions (plain text).
    confidence -- for OCR: one value 0-100 a character; empty otherwise.
    """

    number: int
    start: int
    end: int
    origin: PageOrigin
    width: float = 0.0
    height: float = 0.0
    boxes: Sequence[Box | None] = ()
    confidence: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a PDF form (AcroForm, flattened or annotation). Its value also stands in the text at `place`."""

    name: str
    value: str
    place: Place | None
    page: int
    tick: TickState | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Document:
    """One file of a record, or one narrative within it, as pages of characters.

    name  -- unique within the record: the file's path below the dossier ('documents/note.txt' is 'note.txt' when
             unique), or '<file>#<section or resource>' for a narrative inside another file.
    text  -- all pages; pages of text files are parted by the form feeds they came with, other pages by one '\\f'.
    data  -- the received bytes (for an inner narrative: the bytes of that part).
    language -- BCP 47 when known.
    """

    name: str
    kind: DocumentKind
    text: str
    pages: tuple[Page, ...]
    sha256: str
    data: bytes = field(repr=False, default=b"")
    media_type: str = "text/plain"
    fields: tuple[FormField, ...] = ()
    parent: str | None = None
    title: str = ""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.pages:
            raise Invalid(f"{self.name} has no page.")

    def place(self, start: int, end: int) -> Place:
        """The words from start to end (code points of `text`) as a Place; surrounding white space is left out."""
        end = min(end, len(self.text))
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if end <= start:
            raise Invalid(f"{self.name}: no words between {start} and {end}.")
        return Place(self.name, self.page_at(start).number, start, end, self.text[start:end])

    def page_at(self, offset: int) -> Page:
        """The page on which the character at `offset` stands."""
        return self.pages[min(bisect_right(self._page_ends, offset), len(self.pages) - 1)]

    @cached_property
    def _page_ends(self) -> tuple[int, ...]:
        return tuple(page.end for page in self.pages)

    @cached_property
    def flat(self) -> str:
        """`text` lower-cased, of the same length, each white space character a blank: what patterns run over."""
        lowered = self.text.lower()
        if len(lowered) != len(self.text):
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        return WHITE_SPACE.sub(" ", lowered)

    def boxes_of(self, place: Place) -> list[tuple[int, Box]]:
        """(page number, box) for each line of the quoted words; empty where the source has no positions."""
        found: list[tuple[int, Box]] = []
        for page in self.pages:
            if not page.boxes:
                continue
            for offset in range(max(place.start, page.start), min(place.end, page.end)):
                box = page.boxes[offset - page.start]
                if box is None:
                    continue
                last = found[-1] if found else None
                if last and last[0] == page.number and _on_one_line(last[1], box):
                    joined = last[1]
                    found[-1] = (
                        page.number,
                        Box(
                            min(joined.left, box.left),
                            min(joined.top, box.top),
                            max(joined.right, box.right),
                            max(joined.bottom, box.bottom),
                        ),
                    )
                else:
                    found.append((page.number, box))
        return found


def _on_one_line(one: Box, other: Box) -> bool:
    """Do the middles lie closer than letters of two lines would? A full stop is small and low, yet on its line."""
    apart = abs((one.top + one.bottom) - (other.top + other.bottom)) / 2
    return apart < 0.7 * max(one.bottom - one.top, other.bottom - other.top)
