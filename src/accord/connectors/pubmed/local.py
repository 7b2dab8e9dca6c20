"""PubMed from the loaded release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tantivy import Occur, Query

from accord.connectors.answer import Provenance
from accord.connectors.pubmed.answers import (
    Articles,
    ConvertedIds,
    Copyright,
    CopyrightAnswer,
    FullText,
    FullTexts,
    Ids,
    Matches,
    Related,
    RelatedBy,
    Results,
    article,
    copyright_of,
    hit,
)
from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.explain import understood
from accord.connectors.pubmed.load import INDEX, LAYOUT, STALE_AFTER_DAYS
from accord.connectors.pubmed.question import read_question
from accord.connectors.pubmed.reference import Reference, find
from accord.connectors.pubmed.search import Asked, Filters, PubmedSearch, Scored, Sort, open_search
from accord.connectors.pubmed.texts import INDEX as TEXTS_INDEX
from accord.connectors.pubmed.texts import FullTextLoader, Texts
from accord.connectors.releases import Held, Release, provenance
from accord.errors import NotFound

WIDENED = "Few citations hold these words; others that share their vocabulary were added."


class Local:
    """Answers from one release."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.search_in: PubmedSearch = open_search(release.folder)

    def search(self, question: str, filters: Filters, sort: Sort, limit: int, offset: int) -> Results:
        """A page of hits."""
        node = read_question(question)
        found = self.search_in.search(Asked(node, filters, sort), limit + 1, offset)
        more = str(offset + limit) if len(found.hits) > limit else ""
        notice = WIDENED if found.widened else ""
        items = tuple(hit(one, score) for one, score in self._read(found.hits[:limit]))
        return Results(items, found.total, False, more, understood(node, filters), self.says(notice))

    def get(self, pmids: Sequence[int]) -> Articles:
        """Whole records."""
        found = self.search_in.documents.get(pmids)
        wanted = dict.fromkeys(pmids)
        return Articles(
            tuple(article(found[pmid]) for pmid in wanted if pmid in found),
            tuple(pmid for pmid in wanted if pmid not in found),
            self.says(),
        )

    def related(self, pmid: int, by: RelatedBy, limit: int) -> Related:
        """Articles that belong to one. Raises NotFound for a PMID that is not loaded."""
        one = self.search_in.documents.get([pmid]).get(pmid)
        if one is None:
            raise NotFound(f"PMID {pmid} is not in this release of PubMed.", "Check the number, or ask live.")
        if by is RelatedBy.SIMILAR:
            scored = self._similar(one, limit)
            return Related(pmid, by, tuple(hit(c, score) for c, score in self._read(scored)), None, self.says())
        pmids = self._linked(one, by)
        found = self.search_in.documents.get(pmids[:limit])
        items = tuple(hit(found[other]) for other in pmids[:limit] if other in found)
        return Related(pmid, by, items, len(pmids), self.says())

    def match(self, references: Sequence[Reference]) -> Matches:
        """What each reference means."""
        return Matches(tuple(find(self.search_in, reference) for reference in references), self.says())

    def convert(self, ids: Sequence[str]) -> ConvertedIds:
        """The other ids of each article."""
        return ConvertedIds(tuple(self._ids(text) for text in ids), self.says())

    def copyright(self, pmids: Sequence[int]) -> CopyrightAnswer:
        """What may be done with each."""
        found = self.search_in.documents.get(pmids)
        texts = TEXTS.get()
        licences = texts.texts.licences(pmids) if texts else {}
        rows = tuple(_copyright(found[pmid], licences) for pmid in dict.fromkeys(pmids) if pmid in found)
        return CopyrightAnswer(rows, tuple(pmid for pmid in pmids if pmid not in found), self.says())

    def says(self, notice: str = "") -> Provenance:
        """Source, release and age."""
        return provenance(self.release, STALE_AFTER_DAYS, notice=notice)

    def _read(self, hits: Sequence[Scored]) -> Iterable[tuple[Citation, float]]:
        found = self.search_in.documents.get([one.pmid for one in hits])
        return [(found[one.pmid], one.score) for one in hits if one.pmid in found]

    def _similar(self, citation: Citation, limit: int) -> tuple[Scored, ...]:
        terms = self.search_in.ranker.telling(citation)
        if not terms:
            return ()
        found = self.search_in.run(self.search_in.ranker.any_of(terms), limit + 1)
        return tuple(one for one in found if one.pmid != citation.pmid)[:limit]

    def _linked(self, citation: Citation, by: RelatedBy) -> list[int]:
        if by is RelatedBy.REFERENCES:
            return list(citation.references)
        if by is RelatedBy.NOTICES:
            return list(dict.fromkeys(notice.pmid for notice in citation.notices if notice.pmid))
        query = Query.term_query(self.search_in.index.schema, "cites", citation.pmid)
        found = self.search_in.searcher.search(query, 10_000, order_by_field="date", count=False)
        pmids = self.search_in.searcher.fast_field_values("pmid", [address for _, address in found.hits])
        return [int(pmid) for pmid in pmids if pmid]

    def _ids(self, text: str) -> Ids:
        given = text.strip()
        found = self._by_id(given)
        if found is None:
            return Ids(text, None, "", "", "No article with this id is loaded.")
        return Ids(text, found.pmid, found.pmcid, found.doi)

    def _id(self, text: str) -> tuple[str, str]:
        """The field that holds such an id, and its value there."""
        if text.upper().startswith("PMC"):
            return "pmc", text.partition(".")[0]
        return "doi", text.removeprefix("https://doi.org/").removeprefix("doi:")

    def _by_id(self, text: str) -> Citation | None:
        if text.isdigit():
            return self.search_in.documents.get([int(text)]).get(int(text))
        name, value = self._id(text)
        query = Query.boolean_query([(Occur.Must, self.search_in.matcher.value(name, value))])
        pmids = [one.pmid for one in self.search_in.run(query, 1)]
        return self.search_in.documents.get(pmids).get(pmids[0]) if pmids else None


class LocalTexts:
    """Open full texts from their release."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.texts = Texts(release.folder)

    def full_text(self, pmcids: Sequence[str]) -> FullTexts:
        """The articles with their standing, where citations are loaded too."""
        found = self.texts.get(pmcids)
        citations = LOCAL.get()
        known = citations.search_in.documents.get([t.pmid for t in found.values() if t.pmid]) if citations else {}
        items = (found[pmcid] for pmcid in dict.fromkeys(pmcids) if pmcid in found)
        shown = (replace(t, standing=known[t.pmid].standing) if t.pmid in known else t for t in items)
        missing = (f"{pmcid}: not among the loaded open full texts" for pmcid in pmcids if pmcid not in found)
        said = provenance(self.release, FullTextLoader.stale_after_days)
        return FullTexts(tuple(shown), tuple(missing), said)


LOCAL = Held(INDEX, Local, LAYOUT)
TEXTS = Held(TEXTS_INDEX, LocalTexts)


def _copyright(citation: Citation, texts: Mapping[int, FullText]) -> Copyright:
    text = texts.get(citation.pmid)
    return copyright_of(citation, text.licence if text else "", text.licence_url if text else "", bool(text) or None)
