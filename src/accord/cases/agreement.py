"""How far two persons agree: percent, Cohen's kappa with its interval, and how many a share of a few may stand for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Pair = tuple[str, str]
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two persons agree, line by line. kappa -- Cohen's, with the interval that holds 95 % of the bootstrap draws.

    percent and kappa are None without cases; kappa also where both gave one same answer throughout: chance explains it all.
    """

    cases: int
    lines: int
    percent: float | None
    kappa: float | None
    low: float | None = None
    high: float | None = None


def agreement(cases: Sequence[Sequence[Pair]], draws: int = DRAWS) -> Agreement:
    """The agreement over cases, each the pairs (first, second) of its lines.

    Whole cases are drawn anew, since the lines of a case hang together; the draws are the same for the same cases. Without draws
    there is no interval.
    """
    patterns = Counter(tuple(sorted(one)) for one in cases)
    pairs: Counter[Pair] = Counter()
    for pattern, times in patterns.items():
        for pair in pattern:
            pairs[pair] += times
    lines = pairs.total()
    if not lines:
        return Agreement(len(cases), 0, None, None)
    percent, kappa = 100 * _same(pairs) / lines, _kappa(pairs)
    if kappa is None or not draws:
        return Agreement(len(cases), lines, percent, kappa)
    return Agreement(len(cases), lines, percent, kappa, *_interval(patterns, draws))


def cohens_kappa(pairs: Sequence[Pair]) -> float | None:
    """Agreement beyond chance: 1 always, 0 as chance has it; None where there is nothing beside one same answer."""
    return _kappa(Counter(pairs))


def _kappa(pairs: Counter[Pair]) -> float | None:
    count = pairs.total()
    if not count:
        return None
    first, second = Counter[str](), Counter[str]()
    for (a, b), times in pairs.items():
        first[a] += times
        second[b] += times
    by_chance = sum(first[word] * second[word] for word in first) / count**2
    if by_chance == 1:
        return None
    return (_same(pairs) / count - by_chance) / (1 - by_chance)


def _same(pairs: Counter[Pair]) -> int:
    return sum(times for (a, b), times in pairs.items() if a == b)


def most_likely_share(found: int, of: int, trust: float = 0.95) -> float | None:
    """The largest share of faults that so few found among so many still allow (Clopper and Pearson's upper bound).

    None among a hundred allow 3 %; among three hundred 1 %. None where nothing was looked at.
    """
    if not of:
        return None
    low, high = found / of, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(found, of, middle) > 1 - trust else (low, middle)
    return high


def _at_most(found: int, of: int, share: float) -> float:
    """How likely so many or fewer are found, if that is the share."""
    if share >= 1:
        return 1.0 if found >= of else 0.0
    logs = [
        math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1)
        + (k * math.log(share) if k else 0.0) + (of - k) * math.log1p(-share)
        for k in range(found + 1)
    ]  # fmt: skip
    return sum(map(math.exp, logs))


def _interval(patterns: Counter[tuple[Pair, ...]], draws: int) -> tuple[float | None, float | None]:
    """Cases of one pattern count together, so that many of them cost no more to draw than few."""
    words = sorted({word for one in patterns for pair in one for word in pair})
    cases = patterns.total()
    tables = np.zeros((len(patterns), len(words), len(words)))
    for place, pattern in enumerate(sorted(patterns)):
        for first, second in pattern:
            tables[place, words.index(first), words.index(second)] += 1
    shares = np.array([patterns[one] for one in sorted(patterns)]) / cases
    chance = np.random.default_rng(cases)
    drawn = np.tensordot(chance.multinomial(cases, shares, size=draws), tables, axes=1)
    count = drawn.sum(axis=(1, 2))
    whole = np.maximum(count, 1)
    by_chance = (drawn.sum(axis=1) * drawn.sum(axis=2)).sum(axis=1) / whole**2
    agreed = np.trace(drawn, axis1=1, axis2=2) / whole
    told = (count > 0) & (by_chance < 1 - 1e-12)
    kappas = np.sort((agreed[told] - by_chance[told]) / (1 - by_chance[told]))
    if not len(kappas):
        return None, None
    return float(kappas[int(0.025 * len(kappas))]), float(kappas[int(0.975 * (len(kappas) - 1))])
