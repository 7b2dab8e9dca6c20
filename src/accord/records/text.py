"""Text files: the characters exactly as they came, form feeds part the pages."""

from __future__ import annotations

from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.part import Part
from accord.records.record import ReceivedFile, Unread

MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

NOT_UTF8 = "The text is not UTF-8; it was read as Windows-1252, so check accented letters and signs."
UNKNOWN_CHARACTERS = "Some bytes stand for no character; they are shown as '\ufffd'."


def read_text(file: ReceivedFile, name: str = "") -> Part:
    """One document of a text file; `name` is its name in the record."""
    text, warnings = decode(file.data)
    if not text.strip():
        return Part(unread=(Unread(file.name, "The file holds no words.", "Send the file again."),))
    document = Document(
        name or file.name,
        DocumentKind.TEXT,
        text,
        pages_of(text),
        file.sha256,
        file.data,
        "text/plain",
        warnings=warnings,
    )
    return Part((document,))


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Characters and warnings: by byte order mark, else UTF-8, else Windows-1252."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, (UNKNOWN_CHARACTERS,) if "\ufffd" in text else ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text, (NOT_UTF8, UNKNOWN_CHARACTERS) if "\ufffd" in text else (NOT_UTF8,)


def pages_of(text: str) -> tuple[Page, ...]:
    """The pages between form feeds; the form feeds belong to none."""
    pages: list[Page] = []
    start = 0
    for number, words in enumerate(text.split("\f"), start=1):
        pages.append(Page(number, start, start + len(words), PageOrigin.TEXT))
        start += len(words) + 1
    return tuple(pages)
