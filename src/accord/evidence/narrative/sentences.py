"""Lines and sentences of a document: prose is joined over wrapped lines, forms and tables never are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from accord.evidence.narrative.headings import SECTION_OF, TITLE_BEFORE_GAP
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.stops import STOP, ends_here
from accord.records.documents import Document


class SentenceKind(StrEnum):
    """What sort of line a sentence stands in."""

    PROSE = "prose"
    ROW = "row"
    ITEM = "item"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Span:
    """Code point offsets into `Document.text`."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Does the character at `offset` belong to it?"""
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line break; `indent` counts leading blanks (a tab counts as eight)."""

    start: int
    end: int
    indent: int
    blank: bool
    page: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a form row, list item or heading that stands for one."""

    start: int
    end: int
    kind: SentenceKind


LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]*")
RULE = re.compile(r"[\W_]+")
GAP = re.compile(r"\S(?:[ \xa0]{3,}|[ \xa0]*\t\s*)(?=\S)")
DOUBLE_GAP = re.compile(r"[^\s.!?:](?:  )(?=\S)")
LEADER = re.compile(r"\.{3,}|(?:\. ){3,}|_{3,}")
PIPES = re.compile(r"\|")
BOX = re.compile(r"[\[(][ xX✓✔?*]?[\])](?!\()|[☐☑☒]")
BULLET = re.compile(r"\s*(?:[-–—*•·▪◦‣+>]+\s+|\(?\d{1,2}[.)]\s+|(?:\(?[a-zA-Z]\)|[a-z]\.)\s+(?=\S{2}))(?=\S)")
LABEL = re.compile(r"\s*[A-Z0-9][\w/&.'() -]{0,38}?:(?=\s|$)")
SHOUT = re.compile(r"[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$")
STAMP = re.compile(r"[\s=*-]*(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d)\b")
COLUMN = re.compile(r"\s*\S{1,4}\s{2,}\S")
ONLY_LABEL = re.compile(r"\s*[A-Z][\w/&.' -]{0,50}:\s*$")


@per_document
def lines(document: Document) -> list[Line]:
    """The lines of a document in order, blank ones too."""
    found: list[Line] = []
    position, text = 0, document.text
    pages = iter(document.pages)
    page = next(pages)
    while position <= len(text):
        end = _line_end(text, position)
        while position >= page.end and page is not document.pages[-1]:
            page = next(pages)
        words = text[position:end]
        lead = len(words) - len(words.lstrip())
        indent = len(words[:lead].expandtabs(8))
        found.append(Line(position, end, indent, not words.strip(), page.number))
        if end >= len(text):
            break
        position = end + (2 if text.startswith("\r\n", end) else 1)
    return found


def _line_end(text: str, position: int) -> int:
    match = LINE.match(text, position)
    return match.end() if match else position


@per_document
def _line_starts(document: Document) -> list[int]:
    return [line.start for line in lines(document)]


def line_at(document: Document, offset: int) -> Line:
    """The line on which the character at `offset` stands."""
    return lines(document)[max(bisect_right(_line_starts(document), offset) - 1, 0)]


@per_document
def sentences(document: Document) -> list[Sentence]:
    """The sentences of a document in order.

    A sentence may run over wrapped lines of prose, never over a form or table row, a list item, a heading, a blank
    line or the end of a page.
    """
    found: list[Sentence] = []
    for start, end, kind in _blocks(document):
        found.extend(Sentence(s.start, s.end, kind) for s in _split(document.text, start, end))
    return found


@per_document
def _sentence_starts(document: Document) -> list[int]:
    return [sentence.start for sentence in sentences(document)]


def sentence_at(document: Document, offset: int) -> Sentence | None:
    """The sentence that holds the character at `offset`; None on white space between sentences."""
    index = bisect_right(_sentence_starts(document), offset) - 1
    if index < 0:
        return None
    sentence = sentences(document)[index]
    return sentence if offset < sentence.end else None


def kind_of(words: str) -> SentenceKind | None:
    """What sort of line this is, judged by its own looks; None for a ruler."""
    bare = words.strip()
    if RULE.fullmatch(bare) and not BOX.match(bare):
        return None
    if _is_row(words):
        return SentenceKind.ROW
    if BULLET.match(words) or BOX.match(bare):
        return SentenceKind.ITEM
    if (
        bare.lower() in SECTION_OF
        or ONLY_LABEL.match(words)
        or (len(bare) <= 70 and SHOUT.match(bare) and not bare.endswith("."))
    ):
        return SentenceKind.HEADING
    return SentenceKind.PROSE


def _is_row(words: str) -> bool:
    bare = words.strip()
    if len(PIPES.findall(bare)) > 1 or LEADER.search(bare) or len(BOX.findall(bare)) > 1:
        return True
    gaps = len(GAP.findall(bare))
    if gaps == 1 and TITLE_BEFORE_GAP.match(bare):
        return False
    return gaps > 0 or len(DOUBLE_GAP.findall(bare)) > 1


def _blocks(document: Document) -> Iterator[tuple[int, int, SentenceKind]]:
    """Runs of lines that read on: (start, end, kind)."""
    current: tuple[int, int, SentenceKind] | None = None
    previous: Line | None = None
    first: Line | None = None
    widths = _widths(document)
    for index, line in enumerate(lines(document)):
        kind = None if line.blank else kind_of(document.text[line.start : line.end])
        if kind is None:
            if current:
                yield current
            current = previous = first = None
            continue
        if (
            current
            and previous
            and first
            and _reads_on(document, first, previous, line, current[2], kind, widths[index])
        ):
            current = (current[0], line.end, current[2])
        else:
            if current:
                yield current
            current, first = (line.start, line.end, kind), line
        previous = line
    if current:
        yield current


def _widths(document: Document) -> list[int]:
    """For each line the longest line of its run of non-blank lines."""
    widths: list[int] = []
    run: list[Line] = []
    for line in [*lines(document), None]:
        if line is not None and not line.blank:
            run.append(line)
            continue
        widest = max((each.end - each.start for each in run), default=0)
        widths.extend(widest for _ in run)
        run = []
        if line is not None:
            widths.append(0)
    return widths


def _reads_on(
    document: Document, first: Line, before: Line, line: Line, block: SentenceKind, kind: SentenceKind, width: int
) -> bool:
    """Does `line` carry on the prose (or item) that `before` belongs to?"""
    if kind is not SentenceKind.PROSE or block is SentenceKind.HEADING or line.page != before.page:
        return False
    words, text = document.text[line.start : line.end].strip(), document.text[before.start : before.end]
    if LABEL.match(words) or STAMP.match(words) or COLUMN.match(words):
        return False
    if block is SentenceKind.ROW:
        return words[0].islower() and line.indent > first.indent
    if words[0].islower():
        return True
    if block is SentenceKind.ITEM and line.indent <= first.indent:
        return False
    filled = len(text.rstrip()) + 1 + len(words.split(maxsplit=1)[0])
    return filled > max(width * 0.9, 60) or (block is SentenceKind.ITEM and line.indent > first.indent)


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences within text[start:end]."""
    begin = start
    for stop in STOP.finditer(text, start, end):
        if ends_here(text, begin, stop):
            yield from _pieces(text, begin, stop.end())
            begin = stop.end()
    yield from _pieces(text, begin, end)


LONGEST = 2000
"""Characters of a sentence: a longer run of words without a stop is no sentence, and is read in pieces of this length."""


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = blank if blank > start else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    if any(character.isalnum() for character in words):
        yield Span(start + left, start + len(words.rstrip()))
