"""What a word hints at: learnt from all terms and the titles they lead to ('interscapular' -> 'back', 'wall').

A hint counts less than the word itself. It finds the code for a part of the body that no title names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

LEAST_SEEN, LEAST_SHARE, LEAST_LIFT, MOST_HINTS = 2, 0.12, 6.0, 4


def learn_hints(lessons: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Iterator[tuple[str, str]]:
    """From pairs (stems of a term, stems of the titles it leads to): each stem with its hints 'stem:share stem:share'."""
    seen: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    together: dict[str, Counter[str]] = {}
    total = 0
    for term, title in lessons:
        total += 1
        seen.update(term)
        titled.update(title)
        for stem in term:
            together.setdefault(stem, Counter()).update(title)
    for stem, found in together.items():
        if seen[stem] >= LEAST_SEEN:
            hints = sorted(_hints(stem, found, seen[stem], titled, total), reverse=True)[:MOST_HINTS]
            if hints:
                yield stem, " ".join(f"{other}:{share:.2f}" for share, other in hints)


def _hints(stem: str, found: Counter[str], seen: int, titled: Counter[str], total: int) -> Iterator[tuple[float, str]]:
    for other, n in found.items():
        share = n / seen
        if other != stem and share >= LEAST_SHARE and share * total / titled[other] >= LEAST_LIFT and n >= LEAST_SEEN:
            yield share, other
