"""Searches one release folder: a question in, scored PMIDs out. A shard is such a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tantivy import DocAddress, Occur, Order, Query, SearchResult

from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.dates import LAST_DAY, as_date, as_number
from accord.connectors.pubmed.documents import Documents
from accord.connectors.pubmed.index import FOLDER, open_index
from accord.connectors.pubmed.matching import Matcher
from accord.connectors.pubmed.question import Node, Ranked
from accord.connectors.pubmed.ranking import CHOSEN, Ranker, Weights
from accord.connectors.pubmed.tags import language_code, types_asked
from accord.errors import Invalid

RECENT_SHARE, RECENT_YEARS = 0.5, 10.0


class Sort(StrEnum):
    """relevance; recent: relevance with a bonus for the last years; date: newest first."""

    RELEVANCE = "relevance"
    RECENT = "recent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a citation must be besides. Types and languages: any of them; dates: of publication, both included."""

    date_from: dt.date | None = None
    date_to: dt.date | None = None
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    has_abstract: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was read, with its filters and order. Plain values: it travels to other processes."""

    node: Node
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE


@dataclass(frozen=True, slots=True)
class Scored:
    """A hit; published is 0 or the day as a number (20200131)."""

    pmid: int
    score: float
    published: int


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first; total is None where it was not counted (plain words).

    widened -- few citations held any of the words, so others that share their vocabulary were added.
    """

    hits: tuple[Scored, ...]
    total: int | None
    widened: bool = False


class PubmedSearch:
    """One release, opened for reading; safe for many threads."""

    def __init__(self, folder: Path, weights: Weights = CHOSEN) -> None:
        """Raises Unavailable when the release cannot be read."""
        self.index = open_index(folder / FOLDER)
        self.searcher = self.index.searcher()
        self.documents = Documents(folder)
        self.matcher = Matcher(self.index.schema, self.searcher)
        self.ranker = Ranker(self.matcher, self.searcher, self.documents, weights)

    def search(self, asked: Asked, limit: int, offset: int = 0) -> Found:
        """Hits number offset+1 to offset+limit. Raises Invalid where a term cannot be searched."""
        if isinstance(asked.node, Ranked):
            return self._ranked(asked.node, asked, limit, offset)
        query = self._filtered(self.matcher.query(asked.node), asked.filters)
        found = self._strict(query, asked.sort, limit, offset)
        if asked.sort is Sort.DATE or (found.hits and found.hits[0].score > 0):
            return found
        return self._strict(query, Sort.DATE, limit, offset)  # nothing to rank by: names, dates and values only

    def values(self, pmids: Sequence[int], query: Query, limit: int) -> tuple[Scored, ...]:
        """These citations, scored by a query."""
        return self._run(Query.boolean_query([(Occur.Must, self.matcher.pmids(pmids)), (Occur.Must, query)]), limit, 0)

    def run(self, query: Query, limit: int, offset: int = 0) -> tuple[Scored, ...]:
        """Hits of a query, best first."""
        return self._run(query, limit, offset)

    @property
    def size(self) -> int:
        """How many citations are searched."""
        return self.searcher.num_docs

    def first_look(self, asked: Asked, most: int) -> tuple[Scored, ...]:
        """The best by plain words. Raises Invalid where the question is strict."""
        terms = self.ranker.words(_ranked(asked).text)
        return self._run(self._filtered(self.ranker.any_of(terms), asked.filters), most, 0) if terms else ()

    def second_look(self, asked: Asked, best: Sequence[int], model: Sequence[Citation]) -> tuple[Scored, ...]:
        """Those of the best that stand here, in a better order, as the first few of all are; best may be of many shards."""
        text = _ranked(asked).text
        query = self.ranker.again(text, self.ranker.words(text), best, model)
        again = self._run(self._filtered(query, asked.filters), self.ranker.weights.window, 0)
        return self._recent(again) if asked.sort is Sort.RECENT else again

    def _ranked(self, node: Ranked, asked: Asked, limit: int, offset: int) -> Found:
        if asked.sort is Sort.DATE:
            if not self.ranker.words(node.text):
                return Found((), 0)
            return self._strict(self._filtered(self.matcher.query(node), asked.filters), Sort.DATE, limit, offset)
        weights = self.ranker.weights
        first = self.first_look(asked, max(weights.window, offset + limit))
        if not first:
            return Found((), 0)
        best = [hit.pmid for hit in first[: weights.window]]
        model = tuple(self.documents.get(best[: weights.feedback_citations]).values())
        hits = (*self.second_look(asked, best, model), *first[weights.window :])
        return Found(hits[offset : offset + limit], None, self.ranker.widens(len(first)))

    def _strict(self, query: Query, sort: Sort, limit: int, offset: int) -> Found:
        if sort is Sort.DATE:
            found = self.searcher.search(
                query, limit, count=True, order_by_field="date", offset=offset, order=Order.Desc
            )
            addresses = [address for _, address in found.hits]
            return Found(self._scored([0.0] * len(addresses), addresses), _count(found))
        found = self.searcher.search(query, limit, count=True, offset=offset)
        hits = self._scored([score for score, _ in found.hits], [address for _, address in found.hits])
        return Found(self._recent(hits) if sort is Sort.RECENT else hits, _count(found))

    def _run(self, query: Query, limit: int, offset: int) -> tuple[Scored, ...]:
        found = self.searcher.search(query, limit, count=False, offset=offset)
        return self._scored([score for score, _ in found.hits], [address for _, address in found.hits])

    def _scored(self, scores: Sequence[float], addresses: Sequence[DocAddress]) -> tuple[Scored, ...]:
        pmids = self.searcher.fast_field_values("pmid", list(addresses))
        dates = self.searcher.fast_field_values("date", list(addresses))
        return tuple(Scored(int(p or 0), float(s), int(d or 0)) for p, s, d in zip(pmids, scores, dates, strict=True))

    def _recent(self, hits: Sequence[Scored]) -> tuple[Scored, ...]:
        newest = dt.date.today()

        def bonus(hit: Scored) -> Scored:
            day = as_date(hit.published)
            years = (newest - day).days / 365.25 if day else 100.0
            return Scored(hit.pmid, hit.score * (1 + RECENT_SHARE * 2 ** (-years / RECENT_YEARS)), hit.published)

        return tuple(sorted(map(bonus, hits), key=lambda hit: -hit.score))

    def _filtered(self, query: Query, filters: Filters) -> Query:
        more = [(Occur.Must, each) for each in self._filters(filters)]
        return Query.boolean_query([(Occur.Must, query), *more]) if more else query

    def _filters(self, filters: Filters) -> Iterator[Query]:
        if filters.date_from or filters.date_to:
            yield self.matcher.span("date", as_number(filters.date_from), as_number(filters.date_to) or LAST_DAY)
        if filters.types:
            yield self._any("type", [name for kind in filters.types for name in types_asked(kind)])
        if filters.languages:
            yield self._any("language", [language_code(name) for name in filters.languages])
        if filters.has_abstract:
            yield self.matcher.value("flag", "hasabstract")

    def _any(self, name: str, values: Sequence[str]) -> Query:
        return Query.boolean_query([(Occur.Should, self.matcher.value(name, value)) for value in values])


def _ranked(asked: Asked) -> Ranked:
    if not isinstance(asked.node, Ranked):
        raise Invalid("This question has tags or operators; it is not ranked by plain words.")
    return asked.node


def _count(found: SearchResult) -> int:
    return int(found.count)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType] not in the stubs


def open_search(folder: Path) -> PubmedSearch:
    """The search of a release folder. Raises Unavailable when it cannot be read."""
    return PubmedSearch(folder)
