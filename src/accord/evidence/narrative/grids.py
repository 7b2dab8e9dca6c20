"""Forms with a column for yes and one for no: the heading above gives the boxes below it their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from accord.evidence.narrative.sentences import Line, Span, line_at, lines
from accord.records.documents import Document

if TYPE_CHECKING:
    from accord.evidence.narrative.checkboxes import Checkbox

_HEADING = re.compile(
    r"(?<!\S)(?P<first>yes|y|no|n)(?!\S)\s{2,}(?:\S{1,12}\s{2,})?(?P<second>yes|y|no|n)(?!\S)", re.IGNORECASE
)
_NEAR = 4
"""Characters between the middle of a box and that of the heading it stands under."""


def headed(document: Document, boxes: Sequence[Checkbox]) -> list[Checkbox]:
    """The boxes; those below a heading of yes and no labelled by it, each row a question of its own."""
    headings = list(_headings(document, boxes))
    if not headings:
        return list(boxes)
    number = max((box.group for box in boxes), default=0)
    found: list[Checkbox] = []
    for start, row in groupby(boxes, key=lambda box: line_at(document, box.start).start):
        several, line = list(row), line_at(document, start)
        heading = next((h for h in reversed(headings) if h[0].start < start), None)
        under = _under(several, line, heading) if heading else {}
        if len(under) != 2 or _parted(document, heading, line):
            found.extend(several)
            continue
        number += 1
        question = _words_before(document, line, min(box.start for box in under))
        found.extend(
            replace(box, label=under[box], group=number, question=question) if box in under else box for box in several
        )
    return found


def _headings(document: Document, boxes: Sequence[Checkbox]) -> Iterator[tuple[Line, Span, Span]]:
    """Lines without boxes that name yes and no, with the two words."""
    marked = {line_at(document, box.start).start for box in boxes}
    for line in lines(document):
        match = None if line.blank or line.start in marked else _HEADING.search(document.flat, line.start, line.end)
        if match and match["first"][0] != match["second"][0]:
            yield line, Span(*match.span("first")), Span(*match.span("second"))


def _under(boxes: Sequence[Checkbox], line: Line, heading: tuple[Line, Span, Span]) -> dict[Checkbox, Span]:
    """The boxes of a line that stand under one of the two words, each with its word."""
    top = heading[0]
    found: dict[Checkbox, Span] = {}
    for word in heading[1:]:
        middle = (word.start + word.end) / 2 - top.start
        near = [
            box for box in boxes if abs((box.start + box.end) / 2 - line.start - middle) <= _NEAR and box not in found
        ]
        if len(near) == 1:
            found[near[0]] = word
    return found


def _parted(document: Document, heading: tuple[Line, Span, Span] | None, line: Line) -> bool:
    """Do two blank lines in a row end the form before this line?"""
    return heading is None or "\n\n\n" in re.sub(r"[ \t\r]", "", document.text[heading[0].end : line.start])


def _words_before(document: Document, line: Line, end: int) -> Span:
    words = document.text[line.start : end]
    bare = words.strip(" \t._:|-")
    start = line.start + words.find(bare) if bare else line.start
    return Span(start, start + len(bare))
