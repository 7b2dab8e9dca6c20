"""Lines of a book's length and records of a library's: what is read has no size that a review of it could stall on.

No person writes a line of thousands of characters; a fault of an export, or somebody who wants to stall the reading, does.
Such a line is broken at its blanks, so that every character keeps its place; a run of characters without any blank is left
out. Both are told in the document's warnings.

A record as a whole is read up to so many characters and lines, many times what comes with a request. What is beyond is not
read, of the longest documents: one says that its end is missing, others are unread files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from accord.records.documents import Document, FormField
from accord.records.record import Unread

LONGEST = 2000
"""Characters of a line, and of a run without a blank."""
SENTENCE_REACH = 600
"""Characters from the end of a broken line in which the end of a sentence is looked for, to break there."""
MOST_CHARACTERS, MOST_LINES = 3_000_000, 60_000
"""Of all the documents of a record together: some 1,200 pages of a book."""
LINE_ENDS = re.compile(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
TOO_MUCH = "The record holds more than the {characters:,} characters or {lines:,} lines that are read"
END_LEFT_OUT = (
    TOO_MUCH + "; of this document {count:,} characters at the end were not read: look at the document itself."
)
IN_PARTS = "Send what bears on the request."
LONG_LINE = re.compile(rf"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]{{{LONGEST + 1},}}")
RUN = re.compile(rf"\S{{{LONGEST + 1},}}")
BROKEN = "It has lines of more than {longest} characters; they were broken at blanks to be read."
LEFT_OUT = "It has {count} runs of more than {longest} characters without a blank, which were not read: look at the document itself."


def bounded(document: Document) -> Document:
    """The document with no line and no run of characters that is longer than a reading can bear."""
    if LONG_LINE.search(document.text) is None:
        return document
    text, runs = RUN.subn(lambda run: " " * len(run[0]), document.text)
    text = LONG_LINE.sub(lambda line: _broken(line[0]), text)
    told = [BROKEN.format(longest=LONGEST)]
    if runs:
        told.append(LEFT_OUT.format(count=runs, longest=LONGEST))
    fields = tuple(_again(each, text) for each in document.fields)
    return replace(document, text=text, fields=fields, warnings=(*document.warnings, *told))


def _again(field: FormField, text: str) -> FormField:
    """The field with the words that stand at its place now."""
    if field.place is None:
        return field
    words = text[field.place.start : field.place.end]
    return replace(field, place=replace(field.place, text=words) if words.strip() else None)


def _broken(line: str) -> str:
    """The line with line breaks in place of some of its blanks, behind the end of a sentence where there is one."""
    pieces: list[str] = []
    start = 0
    while len(line) - start > LONGEST:
        end = start + LONGEST
        stop = max(line.rfind(mark, end - SENTENCE_REACH, end) for mark in (". ", "! ", "? ", "; "))
        at = stop + 1 if stop >= 0 else _last_blank(line, start, end)
        pieces.append(line[start:at] + "\n")
        start = at + 1
    return "".join([*pieces, line[start:]])


def _last_blank(line: str, start: int, end: int) -> int:
    """Where the last blank before `end` stands: there is one, as no run is longer."""
    at = end
    while at > start and not line[at].isspace():
        at -= 1
    return at


def within(documents: Sequence[Document]) -> tuple[list[Document], list[Unread]]:
    """The documents in their order as far as a record is read, and those that are not: the longest are left out first."""
    kept: dict[int, Document] = {}
    unread: dict[int, Unread] = {}
    characters, lines = MOST_CHARACTERS, MOST_LINES
    for at in sorted(range(len(documents)), key=lambda at: len(documents[at].text)):
        each = documents[at]
        end = _end(each.text, characters, lines)
        if end == len(each.text) or each.text[:end].strip():
            kept[at] = each if end == len(each.text) else _beginning(each, end)
        else:
            told = TOO_MUCH.format(characters=MOST_CHARACTERS, lines=MOST_LINES)
            unread[at] = Unread(each.name, f"{told}.", IN_PARTS)
        whole = end == len(each.text)
        characters = characters - end if whole else 0
        lines = lines - 1 - sum(1 for _ in LINE_ENDS.finditer(each.text)) if whole else 0
    return [kept[at] for at in sorted(kept)], [unread[at] for at in sorted(unread)]


def _end(text: str, characters: int, lines: int) -> int:
    """Up to where it is read: its end, or the last end of a line before there are too many characters or lines."""
    if characters <= 0 or lines <= 0:
        return 0
    last = 0
    for number, found in enumerate(LINE_ENDS.finditer(text, 0, characters + 1), 1):
        last = found.start()
        if number == lines:
            return last
    return len(text) if len(text) <= characters else last


def _beginning(document: Document, end: int) -> Document:
    told = END_LEFT_OUT.format(characters=MOST_CHARACTERS, lines=MOST_LINES, count=len(document.text) - end)
    pages = tuple(
        page if page.end <= end else replace(page, end=end, boxes=page.boxes[: end - page.start],
                                             confidence=page.confidence[: end - page.start])
        for page in document.pages if page.start <= end
    )  # fmt: skip
    fields = tuple(each for each in document.fields if each.place is None or each.place.end <= end)
    return replace(document, text=document.text[:end], pages=pages, fields=fields, warnings=(*document.warnings, told))
