"""The sentences and list items of a coverage text that state a requirement, each with its place in the section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accord.connectors.coverage.values import Kind

# The sections in which a document says what is covered, what is not, and what has to be shown.
COVERAGE_SECTIONS: dict[Kind, tuple[str, ...]] = {
    Kind.NCD: ("indications_limitations", "other_text"),
    Kind.LCD: ("indication", "doc_reqs", "util_guide", "associated_info"),
    Kind.ARTICLE: ("description", "associated_info", "other_comments"),
}
STATES = re.compile(
    r"\b(?:must|shall|should|requir\w+|need(?:s|ed)? to|has to|have to|is|are|be)\s+(?:not\s+)?(?:be\s+)?(?:\w+ly\s+)?"
    r"(?:covered|non-?covered|reasonable|necessary|indicated|eligible|limited|document\w*|perform\w*|demonstrat\w*|met|"
    r"payable|excluded|prohibited|contraindicated|required|maintain\w*|submitted|signed|considered)\b"
    r"|\b(?:must|shall|requires?|required to|not covered|non-?covered|covered (?:only|when|if|for|under)|only (?:if|when|for)|"
    r"no more than|at least|limited to|medically necessary|will (?:not )?(?:be )?(?:cover|covered|pay|deny|denied|consider)|"
    r"contraindicat\w+|criteria|documentation of|refractory to|failed|fails?)\b",
    re.IGNORECASE,
)
ITEM = re.compile(r"(?:[-•*]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)
HEADING = re.compile(
    r"[A-Z][.)]\s+(?=[^.;]*\b(?:cover|indication|limitation|general|other|documentation|criteri))[^.;]{4,90}|[A-Z][^.;:]{0,90}:",
    re.IGNORECASE,
)
STOP = re.compile(r"(?<=[a-z0-9)\]”\"][.;])\s+(?=[A-Z(“\"])|(?<=\b[A-Z]{2}[.;])\s+(?=[A-Z(“\"])")
ONLY_POINTER = re.compile(r"\W*(?:see|refer to|this (?:ncd|lcd|article|policy) last reviewed|n/?a\b)", re.IGNORECASE)
SHORTEST = 25


@dataclass(frozen=True, slots=True)
class Requirement:
    """Words that state a requirement: code points of the section's text, and the heading or lead-in that they stand under."""

    start: int
    end: int
    under: str = ""


def requirements(text: str) -> tuple[Requirement, ...]:
    """Every sentence that states a requirement, and every item of a list whose lead-in does, in order.

    Which sentences state one is told by their words alone; questions and pointers to other texts are none.
    """
    found: list[Requirement] = []
    under, lead, listing = "", False, False
    for start, end in _lines(text):
        line = text[start:end]
        if HEADING.fullmatch(line):
            under, lead, listing = line.strip(" :"), line.endswith(":"), False
            continue
        item = ITEM.match(line)
        if item and (lead or listing):
            found += [Requirement(start + item.end(), end, under)] if _tells(line) else []
            lead, listing = False, True
            continue
        listing = False
        sentences = list(_sentences(text, start + (item.end() if item else 0), end))
        found += [Requirement(a, b, under) for a, b in sentences if STATES.search(text, a, b) and _tells(text[a:b])]
        lead = line.endswith(":")
        if lead and sentences:
            under = text[sentences[-1][0] : end].strip(" :")
            found = [one for one in found if one.start != sentences[-1][0]]
    return tuple(found)


def _tells(words: str) -> bool:
    return len(words) >= SHORTEST and not words.endswith("?") and not ONLY_POINTER.match(words)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines with words, without the blanks around them."""
    for match in re.finditer(r"[^\n]+", text):
        words = match[0].strip()
        if words:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield start, start + len(words)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in STOP.finditer(text, start, end):
        yield begin, stop.start()
        begin = stop.end()
    if begin < end:
        yield begin, end
