"""Answers a question on procedures from one edition."""

from __future__ import annotations

from functools import lru_cache

from accord.connectors.icd10.pcs import axes
from accord.connectors.icd10.pcs.answers import ProcedureHit, ProcedureHits, Understood
from accord.connectors.icd10.pcs.codes import LENGTH
from accord.connectors.icd10.pcs.lexicon import lexicon
from accord.connectors.icd10.pcs.ranking import Ranked, rank
from accord.connectors.icd10.pcs.reading import Reading, read
from accord.connectors.icd10.pcs.shelf import Shelf
from accord.connectors.icd10.pcs.store import Book

WAYS = {
    "0": "Open", "3": "Percutaneous", "4": "Percutaneous Endoscopic", "7": "Via Natural or Artificial Opening",
    "8": "Via Natural or Artificial Opening Endoscopic", "X": "External",
}  # fmt: skip


@lru_cache(maxsize=4)
def _shelf(book: Book) -> Shelf:
    return Shelf(book)


def search(book: Book, question: str, most: int) -> ProcedureHits:
    """Reads the question, ranks codes, and says how it was read."""
    shelf = _shelf(book)
    reading = read(question, lexicon(), shelf.known)
    items = tuple(_hit(book, found) for found in rank(shelf, reading, most))
    return ProcedureHits(items, _understood(reading), book.provenance)


def _hit(book: Book, found: Ranked) -> ProcedureHit:
    whole = len(found.code) == LENGTH and bool(book.titles(found.code, 1))
    return ProcedureHit(found.code, found.name, whole, round(found.score, 3), axes.axes(book, found.code))


def _understood(reading: Reading) -> Understood:
    operations = sorted(reading.wanted.items(), key=lambda told: -told[1])
    ways = sorted(reading.approaches.items(), key=lambda told: -told[1])
    return Understood(
        tuple(name for name, _ in operations),
        tuple(dict.fromkeys(meaning.said for meaning in reading.sites)),
        tuple(WAYS[value] for value, _ in ways if value in WAYS),
        tuple(dict.fromkeys(meaning.said for meaning in reading.devices)),
        reading.side,
        tuple(f"{said}: {better}" for said, better in reading.corrected.items()),
    )
