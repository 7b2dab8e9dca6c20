"""Titles ranked by the words of a question: as the local index understands them, rare ones count more, misspelt ones too."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from accord.connectors.coverage.thesaurus import Asked, Words, read_query, stems

T = TypeVar("T")
Shares = dict[int, float]

SYNONYM, NEAR = 0.85, 0.5
LEAST_ALIKE = 82
LEAST_OF_QUESTION, LEAST_OF_NAME = 0.3, 0.5
SHORTEST_FUZZY = 4
MISSPELT = 0.9
LONG_TITLE = 0.002


def ranked(query: str, items: Sequence[T], title: Callable[[T], str]) -> list[tuple[T, float]]:
    """The items whose titles hold enough of what the question is worth, best first, each with its score to 1."""
    titles = [stems(title(item)) for item in items]
    index = _index(titles)
    shares = [_asked(one, index) for one in read_query(query)]
    worth = [math.log(1 + len(items) / (1 + len(share))) for share in shares]
    total = sum(worth)
    if not total:
        return []
    sums: Shares = defaultdict(float)
    for share, weight in zip(shares, worth, strict=True):
        for at, value in share.items():
            sums[at] += value * weight / total
    found = [
        (items[at], value - LONG_TITLE * len(titles[at])) for at, value in sums.items() if value >= LEAST_OF_QUESTION
    ]
    return sorted(found, key=lambda pair: (-pair[1], title(pair[0])))


def _index(titles: Sequence[Words]) -> dict[str, set[int]]:
    index: dict[str, set[int]] = defaultdict(set)
    for at, words in enumerate(titles):
        for word in words:
            index[word].add(at)
    return index


def _asked(one: Asked, index: dict[str, set[int]]) -> Shares:
    """For each title, how much it holds of one thing that is asked about, under its best name."""
    names = [(one.words, 1.0), *((words, SYNONYM) for words in one.also), *((words, NEAR) for words in one.near)]
    best: Shares = {}
    for words, weight in names:
        for at, share in _phrase(words, index).items():
            best[at] = max(best.get(at, 0.0), share * weight)
    return best


def _phrase(words: Words, index: dict[str, set[int]]) -> Shares:
    """The share of the words of a name that a title holds; less than half of a name is nothing."""
    sums: Shares = defaultdict(float)
    for word in words:
        seen: Shares = {}
        for other, likeness in _alike(word, index).items():
            for at in index[other]:
                seen[at] = max(seen.get(at, 0.0), likeness)
        for at, likeness in seen.items():
            sums[at] += likeness / len(words)
    return {at: share for at, share in sums.items() if share >= LEAST_OF_NAME}


def _alike(word: str, index: dict[str, set[int]]) -> dict[str, float]:
    """Words of the titles that this word may mean, each with how sure that is."""
    if word in index:
        return {word: 1.0}
    if len(word) < SHORTEST_FUZZY:
        return {}
    close = process.extract(word, list(index), scorer=fuzz.ratio, limit=5, score_cutoff=LEAST_ALIKE)
    return {other: MISSPELT * score / 100 for other, score, _ in close}
