"""A letter's lines by what they are, and its sentences with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What a line of a letter is."""

    BLANK = "blank"
    HEADING = "heading"
    LABELLED = "labelled"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stands, what it is, for a labelled one the label and where its value begins."""

    kind: LineKind
    start: int
    end: int
    text: str
    label: str = ""
    value: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or the item of a list, with the heading or label it stands under."""

    start: int
    end: int
    heading: str
    item: bool
    paragraph: int


LABEL = re.compile(r"\s*(?P<label>[A-Z][A-Za-z0-9 #/().'&-]{1,42}?)\s*[:#]\s+(?=\S)")
ITEM = re.compile(r"\s*(?:[•·▪●◦*–-]|\(?\d{1,2}[.)]|\(?[a-h][.)])\s+(?=\S)")
SENTENCE_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bNo)(?<!\bvs)(?<!\bInc)(?<!\bSt)(?<!\be\.g)(?<!\bi\.e)(?<!\bU\.S)"
    r"[.!?][\"'”’)]*(?=\s+[\"'“(]?[A-Z0-9•]|\s*$)"
)
LONGEST_HEADING = 72


def lines(text: str) -> list[Line]:
    """The lines in order."""
    found: list[Line] = []
    start = 0
    for raw in re.split(r"[\n\f]", text):
        found.append(_line(raw, start))
        start += len(raw) + 1
    return found


def _line(raw: str, start: int) -> Line:
    words = raw.strip()
    end = start + len(raw.rstrip())
    if not words:
        return Line(LineKind.BLANK, start, end, "")
    if ITEM.match(raw):
        return Line(LineKind.ITEM, start, end, words)
    label = LABEL.match(raw)
    if label and len(label["label"].split()) <= 6:
        return Line(LineKind.LABELLED, start, end, words, label["label"].lower(), start + label.end())
    return Line(LineKind.HEADING if _is_heading(words) else LineKind.TEXT, start, end, words)


def _is_heading(words: str) -> bool:
    if len(words) > LONGEST_HEADING or not words[0].isupper():
        return False
    if words.endswith((":", "?")) or (words.isupper() and len(words) > 5):
        return True
    long: list[str] = re.findall(r"[A-Za-z]{4,}", words)
    return bool(long) and not words.endswith((".", ",", ";")) and all(word[0].isupper() for word in long)


def units(text: str) -> list[Unit]:
    """Every sentence and list item in order, each with the last heading or label above it."""
    found: list[Unit] = []
    heading, paragraph = "", 0
    run: list[tuple[int, int]] = []
    item = labelled = False

    def close() -> None:
        if run:
            found.extend(Unit(s, e, heading, item, paragraph) for s, e in _sentences(text, run[0][0], run[-1][1], item))
            run.clear()

    for line in lines(text):
        if line.kind is LineKind.BLANK:
            close()
            paragraph += 1
            item = False
            heading = "" if labelled else heading  # a label names the words beside it, a heading all below it
            labelled = False
        elif line.kind is LineKind.HEADING:
            close()
            heading, item, paragraph, labelled = line.text.lower(), False, paragraph + 1, False
        elif line.kind is LineKind.LABELLED:
            close()
            heading, item, paragraph, labelled = line.label, False, paragraph + 1, True
            run.append((line.value, line.end))
        elif line.kind is LineKind.ITEM:
            close()
            item = True
            begin = ITEM.match(text, line.start)
            run.append((begin.end() if begin else line.start, line.end))
        else:
            run.append((line.start, line.end))
    close()
    return found


def _sentences(text: str, start: int, end: int, whole: bool) -> list[tuple[int, int]]:
    if whole:
        return [(start, end)]
    found: list[tuple[int, int]] = []
    for match in SENTENCE_END.finditer(text, start, end):
        found.append((start, match.end()))
        start = match.end()
    if text[start:end].strip():
        found.append((start, end))
    return found
