"""Finds the article that a reference means, though a part of it may be wrong or missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from rapidfuzz import fuzz
from tantivy import Occur, Query

from accord.connectors.pubmed.answers import Match, MatchVerdict, hit
from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.index import first_page
from accord.connectors.pubmed.search import PubmedSearch
from accord.connectors.pubmed.words import whole
from accord.errors import Invalid

LOOKED_AT = 60
GOOD, ENOUGH, APART = 0.85, 0.6, 0.1
FIRST_YEAR, LAST_YEAR = 1500, 2100
WEIGHT = {"title": 4.0, "page": 3.0, "volume": 2.0, "author": 2.0, "year": 1.5, "journal": 1.5}
SAME = 0.8


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of an article; at least two of these, or the title."""

    journal: str = ""
    year: int | None = None
    volume: str = ""
    page: str = ""
    author: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise Invalid(f"{self.year} is not a year.", f"Give {FIRST_YEAR} to {LAST_YEAR}, or leave it out.")
        given = [field.name for field in fields(self) if getattr(self, field.name)]
        if not self.title and len(given) < 2:
            raise Invalid("A reference needs a title, or two of journal, year, volume, first page, author.",
                          "Give more of it.")  # fmt: skip

    @property
    def text(self) -> str:
        """As it was asked: journal|year|volume|page|author|title."""
        told = (self.journal, str(self.year or ""), self.volume, self.page, self.author, self.title)
        return "|".join(told).rstrip("|")


def read_reference(line: str) -> Reference:
    """'journal|year|volume|first page|author|title', as ecitmatch takes it, the last being ours. Raises Invalid."""
    cells = [cell.strip() for cell in line.split("|")]
    journal, year, volume, page, author, title = (*cells, *[""] * 6)[:6]
    if year and not (year.isdigit() and len(year) == 4):
        raise Invalid(f"'{line}': '{year}' is not a year.", "Write journal|year|volume|first page|author|title.")
    return Reference(journal, int(year) if year else None, volume, page, author, title)


def find(search: PubmedSearch, reference: Reference) -> Match:
    """The article that the reference means."""
    candidates = search.run(_candidates(search, reference), LOOKED_AT)
    return judged(reference, tuple(search.documents.get([one.pmid for one in candidates]).values()))


def judged(reference: Reference, candidates: Sequence[Citation]) -> Match:
    """Which of the candidates the reference means."""
    scored = sorted(((alike(reference, one), one) for one in candidates), key=lambda pair: (-pair[0], pair[1].pmid))
    kept = [(score, one) for score, one in scored if score >= ENOUGH][:5]
    verdict = _verdict([score for score, _ in kept])
    differs = tuple(_differences(reference, kept[0][1])) if kept else ()
    return Match(reference.text, verdict, tuple(hit(one, score) for score, one in kept), differs)


def alike(reference: Reference, citation: Citation) -> float:
    """From 0 to 1: how much of what was given is so, by weight."""
    parts = dict(_parts(reference, citation))
    return sum(WEIGHT[name] * same for name, same in parts.items()) / sum(WEIGHT[name] for name in parts)


def _parts(asked: Reference, citation: Citation) -> Iterator[tuple[str, float]]:
    if asked.title:
        yield "title", fuzz.ratio(whole(asked.title).rstrip("."), whole(citation.title).rstrip(".")) / 100
    if asked.page:
        yield "page", float(_page(asked.page) == _page(citation.pages))
    if asked.volume:
        yield "volume", float(asked.volume.lower() == citation.volume.lower())
    if asked.author:
        yield "author", max((_author(asked.author, one.short) for one in citation.authors), default=0.0)
    if asked.year:
        away = abs(asked.year - (citation.year or 0))
        yield "year", {0: 1.0, 1: 0.6}.get(away, 0.0)
    if asked.journal:
        names = (citation.journal_short, citation.journal, *citation.issn)
        yield "journal", max(fuzz.ratio(_journal(asked.journal), _journal(name)) / 100 for name in (*names, ""))


def _author(asked: str, name: str) -> float:
    asked, name = whole(asked).replace(",", ""), whole(name)
    if asked == name:
        return 1.0
    last = " ".join(word for word in asked.split() if len(word) > 2) or asked
    return 0.9 * fuzz.ratio(last, " ".join(word for word in name.split() if len(word) > 2) or name) / 100


def _journal(name: str) -> str:
    return whole(name.replace(".", "").replace("&", "and").removeprefix("The "))


def _page(pages: str) -> str:
    return first_page(pages).lower()


def _verdict(scores: Sequence[float]) -> MatchVerdict:
    if not scores:
        return MatchVerdict.NOT_FOUND
    alone = len(scores) == 1 or scores[0] - scores[1] >= APART
    return MatchVerdict.MATCHED if scores[0] >= GOOD and alone else MatchVerdict.AMBIGUOUS


def _differences(asked: Reference, citation: Citation) -> Iterator[str]:
    there = {
        "title": citation.title, "page": citation.pages, "volume": citation.volume, "year": str(citation.year or ""),
        "author": ", ".join(author.short for author in citation.authors[:3]), "journal": citation.journal_short,
    }  # fmt: skip
    for name, same in _parts(asked, citation):
        if same < SAME:
            yield f"{name}: '{getattr(asked, name)}' was asked for, the article has '{there[name]}'"


def _candidates(search: PubmedSearch, asked: Reference) -> Query:
    """Articles in which two of the exact parts, or words of the title, are so; no part alone but the title."""
    matcher = search.matcher
    exact: dict[str, Query] = {}
    if asked.page:
        exact["page"] = matcher.value("page", first_page(asked.page))
    if asked.volume:
        exact["volume"] = matcher.value("volume", asked.volume)
    if asked.year:
        exact["year"] = matcher.span("date", (asked.year - 1) * 10_000, (asked.year + 1) * 10_000 + 1231)
    if asked.author:
        exact["author"] = matcher.value("author", asked.author.replace(",", "").split()[0], starred=True)
    if asked.journal:
        exact["journal"] = matcher.value("journal", asked.journal.replace(".", ""))
    worth = {name: Query.const_score_query(query, WEIGHT[name]) for name, query in exact.items()}
    ways = [Query.boolean_query([(Occur.Should, query) for query in worth.values()], 2)] if len(worth) > 1 else []
    terms = search.ranker.words(asked.title) if asked.title else {}
    ways += [search.ranker.any_of(terms)] if terms else []
    return Query.boolean_query([(Occur.Should, way) for way in ways]) if ways else Query.empty_query()
