"""Titles ranked by the words of a question: rare words count more, a misspelt word still counts."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")

_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset({"a", "an", "and", "by", "for", "in", "is", "it", "of", "on", "or", "the", "to", "with"})
_LEAST_ALIKE = 82
_LEAST_SHARE = 0.5
_SHORTEST_FUZZY = 4


def ranked(query: str, items: Sequence[T], title: Callable[[T], str]) -> list[tuple[T, float]]:
    """The items whose titles hold at least half of what the question is worth, best first, each with its score to 1."""
    wanted = list(dict.fromkeys(_words(query)))
    held = [frozenset(_words(title(item))) for item in items]
    spread = Counter(word for words in held for word in words)
    likeness = {word: _alike(word, spread) for word in wanted}
    worth = {word: _worth(len(items), sum(spread[other] for other in likeness[word])) for word in wanted}
    total = sum(worth.values())
    if not total:
        return []
    found = [
        (item, share - len(words) / 1000)
        for item, words in zip(items, held, strict=True)
        if (share := sum(worth[w] * _best(likeness[w], words) for w in wanted) / total) >= _LEAST_SHARE
    ]
    return sorted(found, key=lambda pair: (-pair[1], title(pair[0])))


def _words(text: str) -> list[str]:
    return [word.removesuffix("s") if len(word) > _SHORTEST_FUZZY else word
            for word in _WORD.findall(text.lower()) if word not in _EMPTY]  # fmt: skip


def _worth(titles: int, having: int) -> float:
    return math.log(1 + titles / (1 + having))


def _alike(word: str, spread: Counter[str]) -> dict[str, float]:
    """Words of the titles that this word may mean, each with how sure that is."""
    if word in spread:
        same = {word: 1.0}
    elif len(word) < _SHORTEST_FUZZY:
        return {}
    else:
        close = process.extract(word, list(spread), scorer=fuzz.ratio, limit=5, score_cutoff=_LEAST_ALIKE)
        same = {other: score / 110 for other, score, _ in close}
    if len(word) >= _SHORTEST_FUZZY:
        same |= {other: 0.8 for other in spread if other not in same and other.startswith(word)}
    return same


def _best(likeness: dict[str, float], words: frozenset[str]) -> float:
    return max((likeness[word] for word in likeness.keys() & words), default=0.0)
