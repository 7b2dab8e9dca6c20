"""The words of a form that it affirms: labels of empty boxes and of answers 'no' are blanked, offsets stay."""

from __future__ import annotations

import re

from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import line_at, lines
from accord.evidence.readers.spine.passages import Passage
from accord.records.documents import Document, TickState

YES_NO_HEAD = re.compile(r"^(?P<lead>.*?)\b(?P<yes>y|yes)\b\s{2,}\b(?P<no>n|no)\b\s*$")
MARKED = re.compile(r"\s*(?P<label>\S.*?)\s{2,}(?P<mark>[x✓✔√])\s*$")
LETTERED = re.compile(r"(?P<label>[a-z][\w /°-]{1,28}?) ?[(\[](?P<answer>y|n|yes|no)[)\]]")
ANSWERED = re.compile(r"(?P<label>[a-z][\w /°-]{1,28}?) ?[:=] ?(?P<answer>no|n)\b(?=\s{2,}|\s*$|[,;])")


def affirmed(passage: Passage) -> str:
    """The passage's words in lower case, those that the form denies as blanks."""
    document = passage.paper.document
    spans = [span for span in _denied(document) if span[0] < passage.end and span[1] > passage.start]
    words = passage.text
    for start, end in spans:
        low, high = max(start - passage.start, 0), min(end - passage.start, len(words))
        words = words[:low] + " " * (high - low) + words[high:]
    return words


def both_ticked(document: Document, start: int, end: int) -> int:
    """How many boxes are ticked within the stretch."""
    return sum(box.state is TickState.CHECKED for box in checkboxes(document) if start <= box.start < end)


@per_document
def _denied(document: Document) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for box in checkboxes(document):
        if box.state is not TickState.CHECKED and box.label.end > box.label.start:
            spans.append((min(box.start, box.label.start), max(box.end, box.label.end)))
    spans += _lettered(document) + _columns(document)
    return sorted(spans)


def _lettered(document: Document) -> list[tuple[int, int]]:
    """'pulsed (N)', 'repeat: no'."""
    found = [m.span() for m in LETTERED.finditer(document.flat) if m["answer"].startswith("n")]
    return [(_label_start(document, start), end) for start, end in found] + [
        m.span() for m in ANSWERED.finditer(document.flat)
    ]


def _label_start(document: Document, start: int) -> int:
    """A label does not reach over a gap of the row or a line."""
    line = line_at(document, start)
    return max(start, line.start)


def _columns(document: Document) -> list[tuple[int, int]]:
    """Rows below a head 'Y    N' whose mark stands under N."""
    spans: list[tuple[int, int]] = []
    heads: tuple[int, int] | None = None
    for line in lines(document):
        words = document.flat[line.start : line.end]
        head = YES_NO_HEAD.match(words)
        if head is not None and not head["lead"].strip():
            heads = (head.start("yes"), head.start("no"))
            continue
        if heads is None:
            continue
        row = MARKED.match(words)
        if row is None:
            heads = heads if not words.strip() else None
            continue
        column = row.start("mark")
        if abs(column - heads[1]) < abs(column - heads[0]):
            spans.append((line.start, line.end))
    return spans
