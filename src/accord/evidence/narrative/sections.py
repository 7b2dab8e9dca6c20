"""The sections of a document: which heading the words at an offset stand under."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from accord.evidence.narrative.headings import SECTION_OF
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import RULE, Line, Span, lines
from accord.records.documents import Document, DocumentKind


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document under one heading.

    name  -- canonical name ('plan', 'family_history'), 'header' before the first heading, 'other' under a heading that is not
             in the table of titles.
    title -- the heading as it stands, empty before the first.
    """

    name: str
    title: str
    start: int
    end: int


LEAD = r"\s*(?:[-*•#]+\s*|\(?\d{1,2}[.)]\s*|[A-H][.)]\s+)?"
WORDS = r"[A-Za-z][\w/&' -]{0,45}?"
AT_LINE_START = re.compile(
    rf"{LEAD}(?P<title>{WORDS})(?:\s*\([^()]{{0,40}}\))?(?P<mark>\s*[:=]|\.(?=\s)|\s+[-–—]\s|(?=\s*$)|\s{{2,}}(?=\S))"
)
BARE = re.compile(rf"{LEAD}(?P<title>ROS|PMH|PMHX|PSH|HPI|EXAM|Exam|VITALS|Vitals)(?P<mark>\s)(?=\S)")
INLINE = re.compile(rf"(?:(?<=[.;!?)\]])\s+|\s{{2,}})(?P<title>{WORDS})\s*:(?=\s)")
UNKNOWN = re.compile(r"\s*(?P<title>(?:[A-Z][A-Z/&'()-]+\s?){2,7}|[A-Z][\w/&' -]{2,40}(?=:\s*$))[:\s]*$")
BANNER = re.compile(r"\s*(?P<title>[=*_-]{3,}\s*\w.*)$")
SHORT = frozenset(title for title in SECTION_OF if len(title) < 3) | {
    "all",
    "soc",
    "fam",
    "dx",
    "hx",
    "rec",
    "item",
    "data",
}
"""Titles that are words elsewhere: they need a colon, or capitals and a dash or gap."""


@per_document
def sections(document: Document) -> list[Section]:
    """The sections of a document in order; together they cover the whole text.

    A C-CDA section about relatives is about relatives to its end, whatever its table's columns are called.
    """
    titled = SECTION_OF.get(document.title.lower().strip(), "")
    if document.kind is DocumentKind.CCDA_SECTION and titled == "family_history":
        return [Section(titled, document.title, 0, len(document.text))]
    starts = [("header", "", 0), *_headings(document)]
    ends = [start for _, _, start in starts[1:]] + [len(document.text)]
    return [Section(name, title, start, end) for (name, title, start), end in zip(starts, ends, strict=True)]


@per_document
def _section_starts(document: Document) -> list[int]:
    return [section.start for section in sections(document)]


def section_at(document: Document, offset: int) -> Section:
    """The section in which the character at `offset` stands."""
    return sections(document)[bisect_right(_section_starts(document), offset) - 1]


def titles_between(document: Document, start: int, end: int) -> list[Span]:
    """Where the headings stand that begin within document.text[start:end]."""
    starts = _section_starts(document)
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return [Span(s.start, s.start + len(s.title)) for s in sections(document)[first:last] if s.title]


SOAP = re.compile(r"\s*(?P<title>[sSoOaApP])(?P<mark>\))\s+(?=\S)")


def _in_soap_letters(document: Document) -> bool:
    """Are the letters of a list ('s) o) a) p)') the headings of a note? Three of the four say so."""
    told = (SOAP.match(document.text, line.start, line.end) for line in lines(document))
    return len({match["title"].lower() for match in told if match}) >= 3


def _headings(document: Document) -> Iterator[tuple[str, str, int]]:
    current = ""
    soap = _in_soap_letters(document)
    for line in lines(document):
        words = document.text[line.start : line.end]
        if line.blank:
            if current in ONE_PARAGRAPH and _has_said_something(document, line.start):
                yield "other", "", line.start
                current = "other"
            continue
        letter = SOAP.match(words) if soap else None
        if letter:
            yield SECTION_OF[letter["title"].lower()], letter["title"], line.start + letter.start("title")
            current = SECTION_OF[letter["title"].lower()]
            continue
        found = list(_headings_in(document.text, line))
        if not found and current and current != "other" and (RULE.fullmatch(words.strip()) or SIGNED.search(words)):
            found = [("other", "", line.start)]
        yield from found
        current = found[-1][0] if found else current


ONE_PARAGRAPH = frozenset({"family_history", "social_history", "surgical_history", "allergies", "vitals"})
"""Sections that a blank line ends, even where no other heading follows."""

SIGNED = re.compile(
    r"\b(?:e-?signed|electronically (?:signed|authenticated)|signed (?:by|electronically|\d)|signature|NPI:? ?\d{10})",
    re.IGNORECASE,
)


def _has_said_something(document: Document, offset: int) -> bool:
    """Does the line before this offset hold more than a heading?"""
    before = document.text[:offset].rstrip().rsplit("\n", 1)[-1]
    return _title(AT_LINE_START.fullmatch(before)) is None and len(before.split()) > 1


def _headings_in(text: str, line: Line) -> Iterator[tuple[str, str, int]]:
    words = text[line.start : line.end]
    first = _title(AT_LINE_START.match(words)) or _title(BARE.match(words))
    position = 0
    if first and _counts(first["title"], first["mark"]):
        yield SECTION_OF[first["title"].lower()], first["title"], line.start + first.start("title")
        position = first.end("title")
    else:
        other = BANNER.match(words) or UNKNOWN.match(words)
        if other:
            yield "other", other["title"].strip(), line.start + other.start("title")
            return
    for match in INLINE.finditer(words, position):
        if match["title"][0].isupper() and _title(match):
            yield SECTION_OF[match["title"].lower()], match["title"], line.start + match.start("title")


def _title(match: re.Match[str] | None) -> re.Match[str] | None:
    """The match, when its words are a title of the table."""
    return match if match and match["title"].lower() in SECTION_OF else None


def _counts(title: str, mark: str) -> bool:
    """Is this a heading, not a word that happens to begin the line?"""
    if mark.strip() in (":", "="):
        return True
    if mark == ".":
        return title.isupper() and len(title) > 3
    if title.lower() in SHORT:
        return (title.isupper() and len(title) > 1) or (title[0].isupper() and len(title) > 1 and not mark)
    return title[0].isupper() and (title.isupper() or not mark.strip())
