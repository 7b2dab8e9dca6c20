"""The passages of a record that lie nearest to some words: to be shown to a person beside a question, never to prove it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from accord.evidence.chart import Chart
from accord.evidence.instructions import planted_instructions
from accord.evidence.narrative.sentences import SentenceKind, sentences
from accord.evidence.narrative.wordlists import listed
from accord.records.documents import DocumentKind
from accord.records.places import Place


@dataclass(frozen=True, slots=True)
class Near:
    """A passage, the words it shares with what was looked for, as the passage writes them, and how near it lies."""

    place: Place
    shared: tuple[str, ...]
    score: float


class NearestPassages(Protocol):
    """A way to find passages of one record; by words here, by meaning where a model for it is at hand."""

    def nearest(self, words: str, most: int) -> tuple[Near, ...]:
        """The nearest passages, best first; none where nothing is near."""
        ...


WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:\.\d+)?")
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
LONGEST = 400
FEWEST_SHARED = 2


def stem(word: str) -> str:
    """A word without its ending, so that 'seizures' and 'seizure' are one; short words and numbers stay."""
    bare = word.casefold()
    for _ in range(2):
        cut = ENDINGS.sub("", bare)
        bare = cut if len(cut) >= 4 else bare
    return bare


def stems(words: str) -> dict[str, str]:
    """stem -> the word as written, of all words that tell something."""
    told = (word for word in WORD.findall(words) if word.casefold() not in COMMON)
    return {stem(word): word for word in told}


class ByWords:
    """Passages by the words they share, the rarer in the record the more (BM25 over its sentences).

    Left out: papers about somebody else, narrative that software wrote from coded data, and words that address the
    reviewer or a program.
    """

    def __init__(self, chart: Chart) -> None:
        self.chart = chart

    def nearest(self, words: str, most: int) -> tuple[Near, ...]:
        """The nearest passages that share at least two telling words, best first; the same words are shown once."""
        wanted = stems(words)
        found = [near for i in range(len(self._passages)) if (near := self._near(i, wanted)) is not None]
        found.sort(key=lambda near: (-near.score, near.place.document, near.place.start))
        once = {" ".join(near.place.text.split()).casefold(): near for near in reversed(found)}
        return tuple(near for near in found if near in once.values())[:most]

    def _near(self, number: int, wanted: dict[str, str]) -> Near | None:
        place, counts = self._passages[number]
        shared = [each for each in wanted if each in counts]
        if len(shared) < FEWEST_SHARED:
            return None
        long = 1 - B + B * sum(counts.values()) / self._mean
        score = sum(self._rare[each] * counts[each] * (K1 + 1) / (counts[each] + K1 * long) for each in shared)
        told = stems(place.text)
        return Near(place, tuple(told[each] for each in shared), score)

    @cached_property
    def _passages(self) -> Sequence[tuple[Place, Counter[str]]]:
        planted = planted_instructions(self.chart.record)
        found: list[tuple[Place, Counter[str]]] = []
        for document in self.chart.record.documents:
            if document.kind is DocumentKind.FHIR_GENERATED:
                continue
            for sentence in sentences(document):
                if sentence.kind is SentenceKind.HEADING or sentence.end - sentence.start > LONGEST:
                    continue
                place = document.place(sentence.start, sentence.end)
                paper = self.chart.paper_of(place)
                other = paper is not None and paper.subject is False
                if not other and not any(_overlap(place, one) for one in planted):
                    found.append((place, Counter(stem(w) for w in WORD.findall(place.text))))
        return found

    @cached_property
    def _mean(self) -> float:
        return sum(sum(counts.values()) for _, counts in self._passages) / max(len(self._passages), 1) or 1.0

    @cached_property
    def _rare(self) -> dict[str, float]:
        """How much a word tells: the fewer passages hold it, the more."""
        held = Counter(each for _, counts in self._passages for each in counts)
        return {each: math.log(1 + (len(self._passages) - n + 0.5) / (n + 0.5)) for each, n in held.items()}


def _overlap(one: Place, other: Place) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end
