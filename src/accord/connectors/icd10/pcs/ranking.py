"""Puts codes in order by how well each of their places says what was asked."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accord.connectors.icd10.pcs.codes import sections
from accord.connectors.icd10.pcs.reading import Meaning, Reading
from accord.connectors.icd10.pcs.shelf import Cell, Shelf
from accord.connectors.icd10.pcs.words import telling, tokens

# What a place that fits is worth; the unit is "the right operation, told plainly, is worth two".
OPERATION, SITE, START, EXACT, TEXT, SIDE = 2.0, 3.0, 1.6, 0.8, 1.0, 0.4
WRONG_OPERATION, WRONG_SIDE, UNSAID_SITE, IN_SYSTEM = -1.0, -0.6, -0.5, 0.35
APPROACH, WRONG_APPROACH, DEVICE, QUALIFIER, OTHER_SITE = 1.0, -0.5, 0.9, 0.9, 0.5
WEAK = 0.3  # a site that was only looked at or said in passing, where another is told
ALONE, NAMED_OPERATION = 4.2, 1.0  # a name found by its words alone, where no place is labelled
CELLS, PER_CELL, PER_KIND, TEXT_HITS, MOST_BY_OPERATION = 24, 2, 4, 80, 600

# Where nothing is said: which way and which device come first. Open surgery and no device are the plain cases.
USUAL_APPROACH = {"0": 0.12, "4": 0.08, "3": 0.06, "8": 0.05, "X": 0.05, "7": 0.04, "F": 0.0}
USUAL_FOR = {
    "Inspection": {"8": 0.2, "4": 0.1, "0": 0.05}, "Insertion": {"3": 0.2, "0": 0.1}, "Drainage": {"3": 0.2, "0": 0.1},
    "Dilation": {"3": 0.2}, "Delivery": {"X": 0.2},
}  # fmt: skip
USUAL_DEVICE = {"Z": 0.1, "J": 0.08, "7": 0.04, "Y": -0.1}
DIAGNOSTIC, DIAGNOSTIC_UNSAID = "X", -0.25
NONE_SAID = "Z"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A code, or the beginning of codes that are not held, with its name and how well it fits."""

    code: str
    name: str
    score: float


def rank(shelf: Shelf, reading: Reading, most: int) -> list[Ranked]:
    """The best codes, several operations and sites before many variants of one."""
    hits = text_hits(shelf, reading)
    cells = {cell.start: cell for cell in _candidates(shelf, reading, hits)}
    scored = ((cell_score(shelf, cell, reading, hits), start) for start, cell in cells.items())
    best = heapq.nlargest(CELLS, scored)
    codes = [found for score, start in best for found in _codes(shelf, cells[start], score, reading, hits)]
    unheld = [
        Ranked(start, name, _by_name(start, share, reading))
        for start, (name, share) in hits.items()
        if start[:4] not in shelf.cells
    ]
    return _varied(shelf, sorted([*codes, *unheld], key=lambda found: (-found.score, found.code)), most)


def text_hits(shelf: Shelf, reading: Reading) -> Mapping[str, tuple[str, float]]:
    """Code (or beginning) -> its name and the share of the asked words that it has."""
    asked = [word for word in dict.fromkeys(reading.plain) if len(word) > 1]
    if not asked:
        return {}
    query, _ = shelf.book.words.parse_query_lenient(" ".join(asked), ["words"])
    searcher = shelf.book.words.searcher()
    found: dict[str, tuple[str, float]] = {}
    whole = shelf.weight(frozenset(asked))
    for _, address in searcher.search(query, TEXT_HITS, count=False).hits:
        told = searcher.doc(address).to_dict()
        name = str(told["words"][0])
        words = frozenset(tokens(name))
        share = shelf.weight(words & frozenset(asked)) / whole - 0.01 * len(words)
        start = str(told["start"][0])
        if share > found.get(start, ("", 0.0))[1]:
            found[start] = (name, share)
    return found


def _candidates(shelf: Shelf, reading: Reading, hits: Mapping[str, object]) -> Iterable[Cell]:
    for meaning in reading.sites:
        for wording, _ in meaning.wordings:
            yield from shelf.with_words(wording)
    for start in [*reading.starts, *hits]:
        yield from shelf.beneath(start)
    if not reading.sites:
        for operation in reading.wanted:
            yield from shelf.by_operation.get(operation, ())[:MOST_BY_OPERATION]


def cell_score(shelf: Shelf, cell: Cell, reading: Reading, hits: Mapping[str, tuple[str, float]]) -> float:
    """Operation, site, side, the alphabetic index and the words of the names together."""
    score = 0.0
    wanted = reading.wanted
    if wanted:
        score += OPERATION * wanted[cell.operation] if cell.operation in wanted else WRONG_OPERATION
    score += SITE * _site_share(shelf, cell, reading)
    score += START * max((w for start, w in reading.starts.items() if _meet(cell.start, start)), default=0.0)
    if reading.side and cell.side:
        score += SIDE if cell.side == reading.side else WRONG_SIDE
    return score


def _meet(cell: str, start: str) -> bool:
    return cell.startswith(start) or start.startswith(cell)


def _site_share(shelf: Shelf, cell: Cell, reading: Reading) -> float:
    """How much of the sites that were asked for the cell has, less what it has beside them."""
    if not reading.sites:
        return 0.0
    had = asked = 0.0
    explained: set[str] = set()
    strong = not all(meaning.weak for meaning in reading.sites)
    for meaning in reading.sites:
        worth = max(shelf.weight(wording) for wording, _ in meaning.wordings)
        if meaning.weak and strong:
            worth *= WEAK
        share, words = _best(shelf, meaning, cell)
        had, asked = had + worth * share, asked + worth
        explained |= words
    unsaid = shelf.weight(cell.site - explained) / (shelf.weight(cell.site) or 1.0)
    return had / asked + UNSAID_SITE * unsaid / SITE


def _best(shelf: Shelf, meaning: Meaning, cell: Cell) -> tuple[float, frozenset[str]]:
    best, explained = 0.0, frozenset[str]()
    for wording, weight in meaning.wordings:
        here = wording & cell.site
        around = (wording & cell.system) - here
        share = (shelf.weight(here) + IN_SYSTEM * shelf.weight(around)) / shelf.weight(wording) if wording else 0.0
        if weight * share > best:
            best, explained = weight * share, here
    return best, explained


def _codes(
    shelf: Shelf, cell: Cell, score: float, reading: Reading, hits: Mapping[str, tuple[str, float]]
) -> Iterable[Ranked]:
    elsewhere = [meaning for meaning in reading.sites if _best(shelf, meaning, cell)[0] < 0.5]
    for code, name, _ in shelf.book.titles(cell.start):
        share = hits.get(code, ("", 0.0))[1]
        whole = score + TEXT * share if cell.site else _by_name(code, share, reading)
        exact = max((EXACT for start in reading.starts if len(start) > 4 and code.startswith(start)), default=0.0)
        yield Ranked(code, name, whole + exact + _last_places(shelf, code, cell, reading, elsewhere))


def _by_name(code: str, share: float, reading: Reading) -> float:
    """The score of a code whose places have no words: the words of its name, and what its section does."""
    operation = sections()[code[0]].operations.get(code[2], "")
    return ALONE * share + NAMED_OPERATION * reading.wanted.get(operation, 0.0)


def _last_places(shelf: Shelf, code: str, cell: Cell, reading: Reading, elsewhere: list[Meaning]) -> float:
    """Approach, device and qualifier. A site that is not the fourth place may be the last: a bypass leads somewhere."""
    approach, device, qualifier = code[4], code[5], code[6]
    score = USUAL_FOR.get(cell.operation, USUAL_APPROACH).get(approach, 0.0)
    if reading.approaches:
        score += APPROACH * reading.approaches[approach] if approach in reading.approaches else WRONG_APPROACH
    last = telling(shelf.book.label(code, 7)) if qualifier != NONE_SAID else frozenset[str]()
    put_in = telling(shelf.book.label(code, 6)) if device != NONE_SAID else frozenset[str]()
    score += DEVICE * sum(_share(meaning, put_in | last) for meaning in reading.devices)
    if not reading.devices:
        score += USUAL_DEVICE.get(device, 0.0)
    score += QUALIFIER * sum(_share(meaning, last) for meaning in reading.qualifiers)
    score += OTHER_SITE * sum(_share(meaning, last | put_in) for meaning in elsewhere)
    if qualifier == NONE_SAID:
        score += USUAL_DEVICE[NONE_SAID]
    elif qualifier == DIAGNOSTIC and not any("diagnostic" in w for m in reading.qualifiers for w, _ in m.wordings):
        score += DIAGNOSTIC_UNSAID
    return score


def _share(meaning: Meaning, words: frozenset[str]) -> float:
    if not words:
        return 0.0
    return max(weight * len(wording & words) / len(wording) for wording, weight in meaning.wordings if wording)


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
