"""A record searched by words, and by meaning where a model for it is installed; the two rankings are joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from accord.evidence.chart import Chart
from accord.evidence.instructions import planted_instructions
from accord.evidence.narrative.sentences import SentenceKind, sentences
from accord.evidence.nearest.values import Near, Wanted
from accord.evidence.nearest.vectors import Array, SentenceVectors, sentence_vectors
from accord.evidence.nearest.words import ByWords
from accord.records.documents import DocumentKind
from accord.records.places import AnyPlace, Place

SHORTEST, LONGEST = 8, 400
# A passage that is no nearer in meaning than this is near by chance.
NEAR_AT_LEAST = 0.20
# A record of more passages is searched by words alone: reading them all for their meaning would take minutes.
MOST_BY_MEANING = 4_000
# Of rank fusion: small, so that what one of the two ways puts first is shown.
RANKS_DAMPED_BY = 10


class NearestPassages:
    """A record ready to be searched. by_meaning -- by meaning too, where a model for it is installed.

    Left out: papers about somebody else, headings, narrative that software wrote from coded data, and words that address
    the reviewer or a program.
    """

    def __init__(self, chart: Chart, *, by_meaning: bool = True) -> None:
        self._chart = chart
        self._by_meaning = by_meaning

    def nearest(self, wanted: Wanted, most: int) -> tuple[Near, ...]:
        """The nearest passages, best first; the same words are shown once; none where nothing is near."""
        by_words = self._words.scores(" ".join((*wanted.texts, wanted.words)))
        by_meaning = self._nearness(wanted)
        rankings = (
            sorted(by_words, key=lambda i: (-round(by_words[i][0], 6), i)),
            sorted((i for i in by_meaning if by_meaning[i] >= NEAR_AT_LEAST), key=lambda i: (-by_meaning[i], i)),
        )
        joined: dict[int, float] = {}
        for ranking in rankings:
            for rank, i in enumerate(ranking):
                joined[i] = joined.get(i, 0.0) + 1 / (RANKS_DAMPED_BY + rank)
        chosen: dict[str, int] = {}
        for i in sorted(joined, key=lambda i: (-joined[i], i)):
            chosen.setdefault(" ".join(self._places[i].text.split()).casefold(), i)
        return tuple(
            Near(self._places[i], by_words[i][1] if i in by_words else (), max(0.0, round(by_meaning.get(i, 0.0), 2)))
            for i in list(chosen.values())[:most]
        )

    def _nearness(self, wanted: Wanted) -> Mapping[int, float]:
        """How near each passage is to that text of the question to which it is nearest, to three places."""
        if self._vectors is None or self._meanings is None:
            return {}
        told = (self._meanings @ self._vectors.of(wanted.texts).T).max(axis=1)
        return {i: round(float(value), 3) for i, value in enumerate(told)}

    @cached_property
    def _places(self) -> tuple[Place, ...]:
        return tuple(_passages(self._chart))

    @cached_property
    def _words(self) -> ByWords:
        return ByWords(self._places)

    @cached_property
    def _vectors(self) -> SentenceVectors | None:
        if len(self._places) > MOST_BY_MEANING:
            return None
        return sentence_vectors() if self._by_meaning else None

    @cached_property
    def _meanings(self) -> Array | None:
        texts = [" ".join(place.text.split()) for place in self._places]
        return self._vectors.of(texts) if self._vectors is not None and texts else None


def _passages(chart: Chart) -> Iterator[Place]:
    planted = planted_instructions(chart.record)
    for document in chart.record.documents:
        if document.kind is DocumentKind.FHIR_GENERATED:
            continue
        for sentence in sentences(document):
            place = document.place(sentence.start, sentence.end)
            if sentence.kind is SentenceKind.HEADING or not SHORTEST <= len(place.text.strip()) <= LONGEST:
                continue
            paper = chart.paper_of(place)
            other = paper is not None and paper.subject is False
            if not other and not any(overlap(place, one) for one in planted):
                yield place


def overlap(one: AnyPlace, other: AnyPlace) -> bool:
    """Do two places share words of one document?"""
    if not isinstance(one, Place) or not isinstance(other, Place) or one.document != other.document:
        return False
    return one.start < other.end and other.start < one.end
