"""Puts codes in order by how well they fit a question."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accord.connectors.icd10.pcs.fitting import Fit
from accord.connectors.icd10.pcs.reading import Reading
from accord.connectors.icd10.pcs.shelf import Cell, Shelf
from accord.connectors.icd10.pcs.words import tokens

CELLS, PER_CELL, PER_KIND, TEXT_HITS, MOST_BY_OPERATION = 24, 2, 4, 80, 600
LONG_NAME = 0.01
Hits = Mapping[str, tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A code, or the beginning of codes that are not held, with its name and how well it fits."""

    code: str
    name: str
    score: float


def rank(shelf: Shelf, reading: Reading, most: int) -> list[Ranked]:
    """The best codes, several operations and sites before many variants of one."""
    fit, hits = Fit(shelf, reading), text_hits(shelf, reading)
    cells = {cell.start: cell for cell in _candidates(shelf, reading, hits)}
    best = heapq.nlargest(CELLS, ((fit.cell(cell), start) for start, cell in cells.items()))
    codes = [found for score, start in best for found in _codes(fit, cells[start], score, hits)]
    unheld = [
        Ranked(start, name, fit.by_name(start, share))
        for start, (name, share) in hits.items()
        if start[:4] not in shelf.cells
    ]
    return _varied(shelf, sorted([*codes, *unheld], key=lambda found: (-found.score, found.code)), most)


def text_hits(shelf: Shelf, reading: Reading) -> Hits:
    """Code (or beginning) -> its name and the share of the asked words that it has."""
    asked = frozenset(word for word in reading.plain if len(word) > 1)
    if not asked:
        return {}
    query, _ = shelf.book.words.parse_query_lenient(" ".join(sorted(asked)), ["words"])
    searcher = shelf.book.words.searcher()
    found: dict[str, tuple[str, float]] = {}
    whole = shelf.weight(asked)
    for _, address in searcher.search(query, TEXT_HITS, count=False).hits:
        told = searcher.doc(address).to_dict()
        start, name = str(told["start"][0]), str(told["words"][0])
        words = frozenset(tokens(name))
        share = shelf.weight(words & asked) / whole - LONG_NAME * len(words)
        if share > found.get(start, ("", 0.0))[1]:
            found[start] = (name, share)
    return found


def _candidates(shelf: Shelf, reading: Reading, hits: Hits) -> Iterable[Cell]:
    for meaning in reading.sites:
        for wording, _ in meaning.wordings:
            yield from shelf.with_words(wording)
    for start in [*reading.starts, *hits]:
        yield from shelf.beneath(start)
    if not reading.sites:
        for operation in reading.wanted:
            yield from shelf.by_operation.get(operation, ())[:MOST_BY_OPERATION]


def _codes(fit: Fit, cell: Cell, score: float, hits: Hits) -> Iterable[Ranked]:
    elsewhere = fit.elsewhere(cell)
    for code, name, _ in fit.shelf.book.titles(cell.start):
        share = hits.get(code, ("", 0.0))[1]
        yield Ranked(code, name, fit.code(code, cell, score, share, elsewhere))


def _varied(shelf: Shelf, found: list[Ranked], most: int) -> list[Ranked]:
    """At most a few variants of one cell and of one operation on one site first; the others after them."""
    first, after = list[Ranked](), list[Ranked]()
    by_cell, by_kind = Counter[str](), Counter[tuple[str, frozenset[str]]]()
    for ranked in found:
        cell = shelf.cells.get(ranked.code[:4])
        kind = (ranked.code[:3], cell.site if cell else frozenset[str]())
        full = by_cell[ranked.code[:4]] >= PER_CELL or by_kind[kind] >= PER_KIND
        by_cell[ranked.code[:4]] += 1
        by_kind[kind] += 1
        (after if full else first).append(ranked)
        if len(first) >= most:
            break
    return [*first, *after][:most]
