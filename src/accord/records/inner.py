"""A narrative or a file that stands inside another file, as a Document or a ReceivedFile of its own."""

from __future__ import annotations

import hashlib

from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.record import ReceivedFile


def inner_document(
    name: str,
    kind: DocumentKind,
    text: str,
    *,
    parent: str,
    title: str = "",
    data: bytes | None = None,
    media_type: str = "text/plain",
) -> Document:
    """A Document of `text`, its pages parted by form feeds; `data` are the received bytes (else the text in UTF-8)."""
    kept = text.encode("utf-8", "surrogatepass") if data is None else data
    digest = hashlib.sha256(kept).hexdigest()
    return Document(name, kind, text, _pages(text), digest, kept, media_type, parent=parent, title=title)


def inner_file(name: str, data: bytes, media_type: str, title: str = "") -> ReceivedFile:
    """A file found inside another, to be read in turn."""
    return ReceivedFile(name, data, hashlib.sha256(data).hexdigest(), media_type, title)


def _pages(text: str) -> tuple[Page, ...]:
    pages: list[Page] = []
    start = 0
    for number, words in enumerate(text.split("\f"), 1):
        pages.append(Page(number, start, start + len(words), PageOrigin.TEXT))
        start += len(words) + 1
    return tuple(pages)


class InnerNames:
    """Names for what stands inside one file: '<file>#<part>' for the first, then with a hint, then with a number."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.taken: set[str] = set()

    def name(self, part: str, hint: str = "") -> str:
        """A name not given before."""
        plain = f"{self.file}#{part}"
        name = plain
        if name in self.taken and hint:
            name = plain = f"{plain} ({hint})"
        number = 1
        while name in self.taken:
            number += 1
            name = f"{plain} {number}"
        self.taken.add(name)
        return name
