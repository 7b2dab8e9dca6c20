"""Ranks citations for plain words: BM25 over title, abstract and topics, then a second look at the best of them.

First look: any of the words; tantivy skips what cannot reach the best (block-max WAND), so common words cost little.
Second look, at the best of them only: neighbouring words of the question that stand together in the citation, and the
telling words of the first three (pseudo-relevance feedback). Where few citations hold any of the words, that second look
goes to the whole index, so that a citation in other words is found too. Weights were chosen on NFCorpus' dev part.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tantivy import Occur, Query, Searcher

from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.documents import Documents
from accord.connectors.pubmed.matching import Matcher
from accord.connectors.pubmed.words import COMMON, plain, stems

Clause = tuple[Occur, Query]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each thing counts. window: how many of the best are looked at twice; few: fewer hits are widened."""

    title: float = 0.5
    abstract: float = 1.0
    topics: float = 0.5
    pair: float = 0.1
    feedback: float = 0.15
    feedback_citations: int = 3
    feedback_terms: int = 40
    window: int = 100
    few: int = 20
    most_words: int = 16
    similar_terms: int = 24


CHOSEN = Weights()


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks within one index."""

    matcher: Matcher
    searcher: Searcher
    documents: Documents
    weights: Weights = CHOSEN

    def words(self, text: str) -> dict[str, float]:
        """The terms of a question that tell something, rarest first, with how often each stands in it."""
        kept = [word for word in plain(text) if word not in COMMON] or plain(text)
        counted = Counter(stem for word in kept for stem in stems(word))
        rarity = {term: self.rarity(term) for term in counted}
        told = sorted((term for term in counted if rarity[term] > 0), key=lambda term: -rarity[term])
        return {term: float(counted[term]) for term in told[: self.weights.most_words]}

    def rarity(self, term: str) -> float:
        """Inverse document frequency over the texts; 0 for a term that is nowhere."""
        found = max(self.searcher.doc_freq(name, term) for name in ("abstract", "title"))
        return math.log(1 + (self.searcher.num_docs - found + 0.5) / (found + 0.5)) if found else 0.0

    def any_of(self, terms: dict[str, float]) -> Query:
        """The first look."""
        return Query.boolean_query(list(self._clauses(terms)))

    def again(self, text: str, terms: dict[str, float], best: Sequence[int], model: Sequence[Citation]) -> Query:
        """The second look: at these citations, or at all where these are few; model -- the first few of them."""
        clauses = [*self._clauses(terms), *self._pairs(text), *self._clauses(self.shared(model, terms))]
        if not self.widens(len(best)):
            clauses.append((Occur.Must, self.matcher.pmids(best)))
        return Query.boolean_query(clauses)

    def widens(self, hits: int) -> bool:
        """Are these hits so few that the second look goes to all citations?"""
        return bool(self.weights.feedback) and hits < self.weights.few

    def shared(self, citations: Sequence[Citation], terms: dict[str, float]) -> dict[str, float]:
        """What these citations share beyond the terms: the most telling words, weighed against the question's."""
        if not self.weights.feedback:
            return {}
        held: dict[str, float] = {}
        spread: Counter[str] = Counter()
        for citation in citations:
            counted = Counter(stems(text_of(citation)))
            size = sum(counted.values()) or 1
            for term, count in counted.items():
                held[term] = held.get(term, 0.0) + count / size
                spread[term] += 1
        least = 2 if len(citations) > 2 else 1
        common = {stem for word in COMMON for stem in stems(word)}
        told = [t for t, n in spread.items() if n >= least and t not in terms and t not in common and len(t) > 2]
        value = {term: held[term] * self.rarity(term) for term in told}
        best = sorted(value, key=lambda term: -value[term])[: self.weights.feedback_terms]
        top = max((value[term] for term in best), default=1.0)
        return {term: self.weights.feedback * value[term] / top for term in best}

    def telling(self, citation: Citation) -> dict[str, float]:
        """The most telling words of a citation, title and topics twice, for what is similar to it."""
        headings = " ".join(heading.name for heading in citation.mesh if heading.major)
        counted = Counter(stems(f"{text_of(citation)} {citation.title} {headings}"))
        common = {stem for word in COMMON for stem in stems(word)}
        kept = [term for term in counted if term not in common and len(term) > 1]
        value = {term: math.sqrt(counted[term]) * self.rarity(term) for term in kept}
        best = sorted((term for term in value if value[term] > 0), key=lambda term: -value[term])
        return {term: math.sqrt(counted[term]) for term in best[: self.weights.similar_terms]}

    def _clauses(self, terms: dict[str, float]) -> Iterator[Clause]:
        for term, times in terms.items():
            for name in ("title", "abstract", "topics"):
                if weight := getattr(self.weights, name) * times:
                    yield Occur.Should, Query.boost_query(Query.term_query(self.matcher.schema, name, term), weight)

    def _pairs(self, text: str) -> Iterator[Clause]:
        if not self.weights.pair:
            return
        kept = [stem for word in plain(text) if word not in COMMON for stem in stems(word)]
        for pair in dict.fromkeys(pairwise(kept)):
            if pair[0] == pair[1]:
                continue
            for name in ("title", "abstract"):
                found = Query.phrase_query(self.matcher.schema, name, list(pair), slop=1)
                yield Occur.Should, Query.boost_query(found, self.weights.pair)


def text_of(citation: Citation) -> str:
    """The words of a citation, as they are searched."""
    parts = (part.text for part in citation.abstract)
    return " ".join([citation.title, *parts, *(heading.name for heading in citation.mesh), *citation.keywords])
