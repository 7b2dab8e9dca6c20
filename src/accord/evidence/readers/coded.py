"""Coded data (FHIR, C-CDA) under the same concepts as narrative: by their codes, else by their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from accord.evidence.chart import Chart
from accord.evidence.coded import (
    CodeSet,
    conditions,
    devices,
    encounters,
    family_history,
    medications,
    observations,
    procedures,
)
from accord.evidence.narrative.context import assertion
from accord.evidence.readers.mentions import all_terms
from accord.records.documents import Document, DocumentKind, Page, PageOrigin
from accord.records.findings import Finding, Presence
from accord.records.record import Record

# The modes that coded encounters tell, in the words that papers are read into.
MODES: Mapping[str, str] = {"in_person": "in_person", "video": "video", "telephone": "audio"}


def coded(chart: Chart) -> Iterator[Finding]:
    """Every coded entry under each concept that it names; under its own kind ('condition') where none is known."""
    record = chart.record
    if not record.resources:
        return
    for entry in (*conditions(record, None), *observations(record, None), *medications(record, None)):
        yield from named(entry)
    for entry in (*procedures(record, None), *devices(record, None), *family_history(record, None)):
        yield from named(entry)
    yield from _encounters(record)


def named(entry: Finding) -> Iterator[Finding]:
    """The entry under the concepts of its codes, else of its words."""
    concepts = [concept for concept, codes in concept_sets().items() if _has(codes, entry)]
    if concepts:
        yield from (replace(entry, concept=concept) for concept in concepts)
        return
    told = list(_by_words(entry))
    yield from told or [entry]


def _has(codes: CodeSet, entry: Finding) -> bool:
    pairs = [pair.partition("|") for pair in entry.qualifiers.get("codes", "").split()]
    return any(codes.has(system, code) for system, _, code in pairs)


def _by_words(entry: Finding) -> Iterator[Finding]:
    """Concepts in the entry's words, each as the words mean it: a negated one is absent."""
    words = entry.qualifiers.get("words", "")
    if not words:
        return
    text = _document(words)
    terms, _ = all_terms()
    for mention in {mention.concept: mention for mention in terms.find(text)}.values():
        told = assertion(text, mention.start, mention.end)
        if told.hypothetical:
            continue
        presence = told.presence if entry.presence is Presence.PRESENT else entry.presence
        yield replace(entry, concept=mention.concept, presence=presence)


@cache
def concept_sets() -> Mapping[str, CodeSet]:
    """The concepts of the term files that list codes."""
    _, codes = all_terms()
    return {concept: CodeSet.of(*listed) for concept, listed in codes.items() if listed}


def _encounters(record: Record) -> Iterator[Finding]:
    for entry in encounters(record):
        mode = MODES.get(entry.qualifiers.get("mode", ""), "unknown")
        yield replace(entry, qualifiers={**entry.qualifiers, "mode": mode})


def _document(words: str) -> Document:
    """A few words as a document, so that terms and context read them as they read notes."""
    return Document("words", DocumentKind.TEXT, words, (Page(1, 0, len(words), PageOrigin.TEXT),), "")
