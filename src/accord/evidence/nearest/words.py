"""Passages by the words they share with a question, the rarer in the record the more (BM25 over its sentences)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from accord.evidence.narrative.wordlists import listed
from accord.records.places import Place

WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}(?:\.\d+)?|\d\.\d+")  # one digit alone is shared by chance
# Words that any two texts share.
COMMON = frozenset(
    listed("""the and for with that this from are was were has have had not but any all who whom whose which when while
    than then them they their there these those its his her him she our you your been being will would shall may might
    must can could should does did done other such also only into onto under over per via each both either neither least
    more most less within without between before after about during because where one two upon services service patient
    patients beneficiary beneficiaries medicare medical covered coverage cover reasonable necessary necessity following
    criteria criterion met meet meets following made use used using being provided provide effective performed""")
)
ENDINGS = re.compile(r"(?:ations?|ings?|ments?|edly|ed|ies|es|s|al|ic|ous|y|e)$")
# BM25: how fast repeated words stop counting, and how much long passages are held back.
K1, B = 1.2, 0.6


def stem(word: str) -> str:
    """A word without its ending, so that 'seizures' and 'seizure' are one; short words and numbers stay."""
    bare = word.casefold()
    for _ in range(2):
        cut = ENDINGS.sub("", bare)
        bare = cut if len(cut) >= 4 else bare
    return bare


def telling(words: str) -> list[str]:
    """The words that tell something, in their order."""
    return [word for word in WORD.findall(words) if word.casefold() not in COMMON]


def stems(words: str) -> dict[str, str]:
    """stem -> the word as written, of all words that tell something."""
    return {stem(word): word for word in telling(words)}


class ByWords:
    """The passages of a record, ready to be asked."""

    def __init__(self, passages: Sequence[Place]) -> None:
        self._passages = [(place, Counter(map(stem, telling(place.text)))) for place in passages]

    def scores(self, words: str) -> dict[int, tuple[float, tuple[str, ...]]]:
        """Number of a passage -> its score and the words it shares, as it writes them; what shares none is not in it."""
        wanted = stems(words)
        found = ((number, self._score(number, wanted)) for number in range(len(self._passages)))
        return {number: told for number, told in found if told is not None}

    def _score(self, number: int, wanted: dict[str, str]) -> tuple[float, tuple[str, ...]] | None:
        place, counts = self._passages[number]
        shared = [each for each in wanted if each in counts]
        if not shared:
            return None
        long = 1 - B + B * sum(counts.values()) / self._mean
        score = sum(self._rare[each] * counts[each] * (K1 + 1) / (counts[each] + K1 * long) for each in shared)
        told = stems(place.text)
        return score, tuple(told[each] for each in shared)

    @cached_property
    def _mean(self) -> float:
        return sum(sum(counts.values()) for _, counts in self._passages) / max(len(self._passages), 1) or 1.0

    @cached_property
    def _rare(self) -> dict[str, float]:
        """How much a word tells: the fewer passages hold it, the more."""
        held = Counter(each for _, counts in self._passages for each in counts)
        return {each: math.log(1 + (len(self._passages) - n + 0.5) / (n + 0.5)) for each, n in held.items()}
