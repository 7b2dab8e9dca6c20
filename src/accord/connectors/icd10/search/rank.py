"""Ranks codes for a question: tantivy proposes terms, and each is weighed by how much of the question it and its place
in the book cover, and how much of it the question covers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

import tantivy

from accord.connectors.icd10.search.question import Question, Sense
from accord.connectors.icd10.search.store import (
    FIELD_CONTEXT,
    FIELD_ROW,
    FIELD_TERM,
    OTHER_FLAG,
    SIDES,
    UNSPECIFIED_FLAG,
    SearchStore,
    TermKind,
)

MOST_TERMS, MOST_TERMS_ALONE, MOST_TERMS_OF_A_SENSE, MOST_READINGS = 80, 40, 40, 5
CONTEXT_BOOST = 0.3
MOST_OPENED = 15
IN_TERM, IN_ALSO, IN_OWN, ABOVE, FAR = 1.0, 0.95, 0.9, 0.85, 0.6
EXACTNESS = 0.3
HINT_LEAST, HINT_SHARE, HINT_BOOST = 0.1, 0.4, 0.25
HEADING_COST, ADDED_COST, LIGHT_TERM = 0.02, 0.12, 8.0
UNSPECIFIED_BONUS, OTHER_COST, SAID_BONUS = 0.01, 0.02, 0.05
CALLED_BONUS = 0.02
MOST_OF_A_CATEGORY = 5
PLACE_COLUMNS = "number, own, above, far, label, leaf, standing, defaults, category, mass, twins, kin"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A code's place in the book with its score, and the term by which it was found."""

    number: int
    category: int
    score: float
    row: int
    twins: str


@dataclass(slots=True)  # hundreds are made for one question, and a frozen one takes several times as long
class _Term:
    row: int
    number: int
    kind: int
    stems: int
    also: int
    mass: float
    told: float


@dataclass(slots=True)
class _Place:
    number: int
    own: int
    above: int
    far: int
    label: str
    leaf: int
    standing: int
    defaults: str
    category: int
    mass: float
    twins: str
    kin: str


class Weigher:
    """One question against one store. Sets of stems are bits of an integer, one for each stem of the question."""

    def __init__(self, store: SearchStore, question: Question, headings: bool = False, wide: int = 1) -> None:
        """headings -- rank categories too. wide -- how many times the usual number of terms is looked at."""
        self.store, self.question, self.headings, self.wide = store, question, headings, wide
        self.bits: dict[str, int] = {}
        self.weights: dict[int, float] = {}
        for slot in question.slots:
            for sense in slot.senses:
                for s, weight in zip(sense.stems, sense.weights, strict=True):
                    if weight and s not in self.bits:
                        bit = 1 << len(self.bits)
                        self.bits[s], self.weights[bit] = bit, weight
        for s, weight, _ in (hint for slot in question.slots for hint in slot.hints):
            if weight and s not in self.bits:
                self.bits[s] = 1 << len(self.bits)
        self.slots = [
            (
                slot.weight,
                [(self._parts(sense), sense.mass, sense.prior) for sense in slot.senses],
                [(self.bits[s], HINT_LEAST + HINT_SHARE * share) for s, weight, share in slot.hints if weight],
            )
            for slot in question.slots
        ]
        self.total = sum(slot.weight for slot in question.slots) or 1.0
        self.places: dict[int, _Place] = {}

    def _parts(self, sense: Sense) -> list[tuple[int, float]]:
        return [(self.bits[s], w) for s, w in zip(sense.stems, sense.weights, strict=True) if w]

    def ranked(self) -> list[Ranked]:
        """All codes found, best first."""
        if not self.bits:
            return []
        terms = self._terms(dict.fromkeys(self._proposed()))
        self._load(term.number for term in terms)
        best: dict[int, tuple[float, int]] = {}
        opened: list[tuple[float, _Term]] = []
        akin: list[tuple[float, _Term]] = []
        sided = any(side in self.bits for side in SIDES)
        for term in terms:
            place = self.places[term.number]
            score = self._score(term, place)
            if place.leaf or self.headings:
                self._note(best, term, place, score)
            if not place.leaf or (place.standing & UNSPECIFIED_FLAG and term.kind != TermKind.TITLE):
                opened.append((score, term))
            elif sided and place.kin and term.kind != TermKind.TITLE:
                akin.append((score, term))
        self._speak_for(opened, best, lambda place: place.defaults)
        self._speak_for(akin, best, lambda place: place.kin)
        order = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        return [
            Ranked(number, self.places[number].category, score, row, self.places[number].twins)
            for number, (score, row) in order
        ]

    def _speak_for(
        self, terms: list[tuple[float, _Term]], best: dict[int, tuple[float, int]], others: Callable[[_Place], str]
    ) -> None:
        """The best terms speak for other codes too: those beneath a heading, those that differ by side alone."""
        chosen = sorted(terms, key=lambda pair: -pair[0])[:MOST_OPENED]
        self._load(int(number) for _, term in chosen for number in others(self.places[term.number]).split())
        for _, term in chosen:
            for number in map(int, others(self.places[term.number]).split()):
                if number != term.number:
                    place = self.places[number]
                    cost = HEADING_COST + ADDED_COST * self._added(term, place)
                    self._note(best, term, place, self._score(term, place) - cost)

    def _note(self, best: dict[int, tuple[float, int]], term: _Term, place: _Place, score: float) -> None:
        held = best.get(place.number)
        if held is None or held[0] < score:
            best[place.number] = score, term.row

    def _added(self, term: _Term, place: _Place) -> float:
        """How much the title of the other code says beyond the question, from 0 to 1."""
        added = place.mass - self._mass(self._mask(place.label))
        return added / (added + term.mass + LIGHT_TERM)

    def _score(self, term: _Term, place: _Place) -> float:
        covered = 0.0
        here, also, own, above = term.stems, term.also, place.own, place.above
        around = here | also | own | above
        for weight, senses, hints in self.slots:
            most = 0.0
            for parts, mass, prior in senses:
                told = 0.0
                for bit, w in parts:
                    if here & bit:
                        told += w
                    elif also & bit:
                        told += w * IN_ALSO
                    elif own & bit:
                        told += w * IN_OWN
                    elif above & bit:
                        told += w * ABOVE
                    elif place.far & bit:
                        told += w * FAR
                share = told / mass * prior
                if share > most:
                    most = share
            for bit, share in hints:
                if share > most and around & bit:
                    most = share
            covered += weight * most
        share = covered / self.total
        exact = term.told / term.mass if term.mass else 0.0
        score = share * (1 - EXACTNESS) + EXACTNESS * share * exact + CALLED_BONUS * (term.kind == TermKind.CALLED)
        if self.question.other:
            return score + SAID_BONUS * bool(place.standing & OTHER_FLAG)
        if place.standing & UNSPECIFIED_FLAG:
            score += SAID_BONUS if self.question.unspecified else UNSPECIFIED_BONUS
        elif place.standing & OTHER_FLAG:
            score -= OTHER_COST
        return score

    def _proposed(self) -> Iterator[int]:
        """Rows of terms that tantivy puts first, for the whole question and for each reading of it."""
        hints = dict.fromkeys(s for slot in self.question.slots for s, weight, _ in slot.hints if weight)
        whole = self._stems_of(slot.senses for slot in self.question.slots)
        yield from self._asked([self._around(s) for s in whole] + [self._here(s) for s in whole], MOST_TERMS)
        yield from self._asked([self._here(s) for s in whole], MOST_TERMS_ALONE)
        if hints:
            hinted = [tantivy.Query.boost_query(self._here(s), HINT_BOOST) for s in hints]
            yield from self._asked([self._here(s) for s in whole] + hinted, MOST_TERMS_OF_A_SENSE)
        for chosen in self._readings():
            stems = self._stems_of(chosen)
            yield from self._asked(
                [self._here(s) for s in stems] + [self._around(s) for s in stems], MOST_TERMS_OF_A_SENSE
            )

    def _readings(self) -> Iterator[list[Sequence[Sense]]]:
        """The question with one slot in one of its senses, and the others in their likeliest."""
        slots = self.question.slots
        readings = ((slot, sense) for slot in slots if len(slot.senses) > 1 for sense in slot.senses)
        for slot, sense in islice(readings, MOST_READINGS):
            yield [(sense,) if other is slot else other.senses[:1] for other in slots]

    def _stems_of(self, chosen: Iterable[Sequence[Sense]]) -> list[str]:
        return list(dict.fromkeys(s for senses in chosen for sense in senses for s in sense.stems if s in self.bits))

    def _asked(self, parts: Sequence[tantivy.Query], limit: int) -> Iterator[int]:
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        found = self.store.searcher.search(query, limit * self.wide, count=False)
        for _, address in found.hits:
            yield cast(int, self.store.searcher.doc(address).get_first(FIELD_ROW))

    def _here(self, s: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.store.schema, FIELD_TERM, s)

    def _around(self, s: str) -> tantivy.Query:
        around = tantivy.Query.term_query(self.store.schema, FIELD_CONTEXT, s, "basic")
        return tantivy.Query.boost_query(around, CONTEXT_BOOST)

    def _terms(self, rows: Iterable[int]) -> list[_Term]:
        marks = ",".join(map(str, rows))
        query = f"SELECT row, number, kind, stems, also, mass FROM term WHERE row IN ({marks})"
        return [
            _Term(row, number, kind, told := self._mask(found), self._mask(also), mass, self._mass(told))
            for row, number, kind, found, also, mass in self.store.file.execute(query)
        ]

    def _load(self, numbers: Iterable[int]) -> None:
        marks = ",".join(map(str, {number for number in numbers if number not in self.places}))
        query = f"SELECT {PLACE_COLUMNS} FROM place WHERE number IN ({marks})"
        mask = self._mask
        for number, own, above, far, *others in self.store.file.execute(query):
            self.places[number] = _Place(number, mask(own), mask(above), mask(far), *others)

    def _mask(self, text: str) -> int:
        mask = 0
        for s in self.bits.keys() & text.split():
            mask |= self.bits[s]
        return mask

    def _mass(self, mask: int) -> float:
        mass = 0.0
        while mask:
            bit = mask & -mask
            mass += self.weights.get(bit, 0.0)
            mask ^= bit
        return mass


def diverse(ranked: Sequence[Ranked], limit: int) -> list[Ranked]:
    """The best, with one of those that differ by side alone and few of one category; what was passed over follows."""
    first: list[Ranked] = []
    passed: list[Ranked] = []
    seen: dict[int, int] = {}
    twins: set[str] = set()
    for one in ranked:
        if one.twins in twins or seen.get(one.category, 0) >= MOST_OF_A_CATEGORY:
            passed.append(one)
            continue
        twins.add(one.twins)
        seen[one.category] = seen.get(one.category, 0) + 1
        first.append(one)
    return (first + passed)[:limit]
