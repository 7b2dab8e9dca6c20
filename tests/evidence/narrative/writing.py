"""Documents made of a few words, for tests."""

from __future__ import annotations

import hashlib

from accord.records.documents import Document, DocumentKind, FormField, Page, PageOrigin


def document(text: str, fields: tuple[FormField, ...] = ()) -> Document:
    """A text document of these words; a form feed begins a page."""
    pages: list[Page] = []
    start = 0
    for number, part in enumerate(text.split("\f"), 1):
        pages.append(Page(number, start, start + len(part), PageOrigin.TEXT))
        start += len(part) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("note.txt", DocumentKind.TEXT, text, tuple(pages), digest, fields=fields)


def where(text: str, words: str) -> tuple[int, int]:
    """Where the words first stand in the text."""
    start = text.index(words)
    return start, start + len(words)
