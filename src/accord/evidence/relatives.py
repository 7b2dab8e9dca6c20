"""Whose it is, whatever the reader: what stands under a heading of family history is told of relatives.

Readers ask the words around a mention. One whose own table of words does not ask is put right here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from accord.evidence.narrative.context import FAMILY_HEADINGS, NAMES_THE_PATIENT
from accord.evidence.narrative.cues import INNER_HYPHEN, hits_in
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sections import section_at
from accord.evidence.narrative.sentences import Span, sentences
from accord.records.documents import Document
from accord.records.findings import Finding, Whose
from accord.records.places import Place
from accord.records.record import Record

OF_THE_PAPER = frozenset({"papers", "visits", "orders"})
"""Readers that tell of papers, not of a person."""
PROVED_BY_RELATIVES = frozenset({"genetic_high_risk"})
"""Concepts of the patient that a death or disease of a relative proves."""
NAMED = re.compile(r"\b(?:fam|fh|fhx|f/h|f\.h|fmh)|family")
OPENING = re.compile(r"[\W\d_]*")


def of_relatives(record: Record, reader: str, finding: Finding) -> Finding:
    """The finding, told of relatives where its words stand in their history."""
    place = finding.place
    if finding.whose is not Whose.PATIENT or not isinstance(place, Place) or reader in OF_THE_PAPER:
        return finding
    if finding.concept in PROVED_BY_RELATIVES or not _within(record.document(place.document), place):
        return finding
    return replace(finding, whose=Whose.FAMILY)


def _within(document: Document, place: Place) -> bool:
    stretches = family_stretches(document)
    index = bisect_right([each.start for each in stretches], place.start) - 1
    return index >= 0 and place.end <= stretches[index].end


@per_document
def family_stretches(document: Document) -> list[Span]:
    """The sentences that tell of relatives and of nobody else: under their heading, or behind one of its short forms."""
    if not NAMED.search(document.flat):
        return []
    return [Span(each.start, each.end) for each in sentences(document) if _is_theirs(document, each.start, each.end)]


def _is_theirs(document: Document, start: int, end: int) -> bool:
    words = document.flat[start:end]
    if section_at(document, start).name != "family_history" and not NAMED.match(words, _first_word(words)):
        return False
    text = INNER_HYPHEN.sub(" ", words)
    cues, stops = hits_in(text)
    first = _first_word(text)
    headed = any(hit.start == first and hit.cue.words.startswith(FAMILY_HEADINGS) for hit in cues)
    if not headed and section_at(document, start).name != "family_history":
        return False
    return not NAMES_THE_PATIENT.search(text) and all(stop.cue.kind != "stop_heading" for stop in stops)


def _first_word(words: str) -> int:
    match = OPENING.match(words)
    return match.end() if match else 0
