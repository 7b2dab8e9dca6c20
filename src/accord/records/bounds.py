"""Lines of a book's length: what is read of a document has lines and words that no reading of it can stall on.

No person writes a line of thousands of characters; a fault of an export, or somebody who wants to stall the reading, does.
Such a line is broken at its blanks, so that every character keeps its place; a run of characters without any blank is left
out. Both are told in the document's warnings.
"""

from __future__ import annotations

import re
from dataclasses import replace

from accord.records.documents import Document, FormField

LONGEST = 2000
"""Characters of a line, and of a run without a blank."""
SENTENCE_REACH = 600
"""Characters from the end of a broken line in which the end of a sentence is looked for, to break there."""
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
