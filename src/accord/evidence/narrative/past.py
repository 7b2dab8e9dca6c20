"""What a note says of the past without a word for it: passages copied from an older note, and years before its own."""

from __future__ import annotations

import re

from accord.evidence.narrative.dates import dates
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import Sentence, Span
from accord.records.documents import Document

MARKED_COPY = re.compile(
    r"\[[^\]\[]{0,40}?(?:(?:carried|copied|brought|pulled) forward|copied|imported|from prior|prior note|previous note)"
    r"[^\]\[]{0,600}\]"
)


@per_document
def _copies(document: Document) -> list[Span]:
    """Bracketed passages that say of themselves that they come from an older note."""
    return [Span(*match.span()) for match in MARKED_COPY.finditer(document.flat)]


def copied_at(document: Document, offset: int) -> Span | None:
    """The passage copied from an older note in which the character at `offset` stands."""
    return next((span for span in _copies(document) if span.holds(offset)), None)


YEAR_AFTER = re.compile(
    r"(?P<gap>[^,;.\t:]{0,22}?)(?:\b(?:in|from|back in|of|during|until|till|through|thru|,)\s+|[ (,]\s?)(?:early |mid |late )?(?:[a-z]{3,9} )?(?:19|20)\d\d\b"
)
LASTING = re.compile(r"\b(?:since|dx|dx'd|diagnosed|diagnosis|known|began|onset|for|found|started)\b")
YEAR_BEFORE = re.compile(r"\b(?:the|his|her|their|an?|your|from|see) (?P<year>(?:19|20)\d\d) (?:[a-z-]+ ){0,2}$")
IN_YEAR_BEFORE = re.compile(r"^\W*(?:back )?in (?:early |mid |late )?(?:[a-z]{3,9} )?(?:19|20)\d\d\b")


@per_document
def _latest_year(document: Document) -> int:
    return max((mention.date.year for mention in dates(document)), default=0)


def past_year(document: Document, sentence: Sentence, start: int, end: int) -> Span | None:
    """'fusion in 2014', 'cholecystectomy 1998': a year before the document's own puts the thing in the past."""
    flat = document.flat
    if "19" not in (said := flat[sentence.start : sentence.end]) and "20" not in said:
        return None
    opening = IN_YEAR_BEFORE.match(said)
    if opening and ";" not in flat[sentence.start : start]:
        return _earlier(document, sentence.start + opening.end() - 4)
    after = YEAR_AFTER.match(flat, end, min(sentence.end, end + 45))
    if after and not LASTING.search(after[0]):
        return _earlier(document, after.end() - 4)
    before = YEAR_BEFORE.search(flat, sentence.start, start)
    if before and not LASTING.search(before[0]):
        return _earlier(document, before.start("year"))
    return None


def _earlier(document: Document, offset: int) -> Span | None:
    """The year that stands there, when it is before the document's own."""
    return Span(offset, offset + 4) if int(document.text[offset : offset + 4]) < _latest_year(document) else None
