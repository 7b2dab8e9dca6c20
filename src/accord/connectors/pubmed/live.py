"""PubMed from NCBI's live services: the same answers as the local side gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from accord.connectors.answer import Provenance
from accord.connectors.pubmed.answers import (
    Articles,
    ConvertedIds,
    Copyright,
    CopyrightAnswer,
    FullText,
    FullTexts,
    Ids,
    Match,
    Matches,
    Related,
    RelatedBy,
    Results,
    article,
    copyright_of,
    hit,
)
from accord.connectors.pubmed.citation import Citation
from accord.connectors.pubmed.eutils import AT_ONCE, REACHABLE, Eutils
from accord.connectors.pubmed.explain import live_term, understood
from accord.connectors.pubmed.far_pages import beyond
from accord.connectors.pubmed.question import read_question
from accord.connectors.pubmed.reference import Reference, judged
from accord.connectors.pubmed.search import Filters, Sort
from accord.errors import NotFound

T = TypeVar("T")
ORDERS = {Sort.RELEVANCE: "relevance", Sort.RECENT: "relevance", Sort.DATE: "pub_date"}
LINKS = {
    RelatedBy.SIMILAR: "pubmed_pubmed",
    RelatedBy.CITED_BY: "pubmed_pubmed_citedin",
    RelatedBy.REFERENCES: "pubmed_pubmed_refs",
}


class Live:
    """Answers from NCBI. Raises what Eutils raises."""

    def __init__(self, eutils: Eutils | None = None) -> None:
        self.eutils = eutils or Eutils()

    def search(self, question: str, filters: Filters, sort: Sort, limit: int, offset: int) -> Results:
        """A page of hits. Beyond the 9,999 that NCBI reaches, pages go on by date of publication, newest first."""
        node = read_question(question)
        term = live_term(node, filters)
        if offset + limit > REACHABLE:
            pmids, total, said = beyond(self.eutils, term, offset, limit)
            found = self._records(pmids)
            return _results(
                [found[p] for p in pmids if p in found], total, offset, limit, understood(node, filters), said
            )
        history = limit > AT_ONCE
        told = self.eutils.search(term, ORDERS[sort], offset, limit, history)
        notices = list(told.value.warnings)
        if not told.value.count and (better := self.eutils.spell(question).value) and better != question.lower():
            notices.append(f"Did you mean: {better}?")
        if history and told.value.history:
            ordered = list(self._remembered(told.value.history, offset, min(limit, told.value.count - offset)))
        else:
            found = self._records(told.value.pmids)
            ordered = [found[pmid] for pmid in told.value.pmids if pmid in found]
        read = f"{understood(node, filters)}; NCBI read: {told.value.translation}"
        return _results(ordered, told.value.count, offset, limit, read, _noticed(told.provenance, notices))

    def get(self, pmids: Sequence[int]) -> Articles:
        """Whole records."""
        wanted = tuple(dict.fromkeys(pmids))
        found, said = self._fetched(wanted)
        return Articles(
            tuple(article(found[pmid]) for pmid in wanted if pmid in found),
            tuple(pmid for pmid in wanted if pmid not in found),
            said,
        )

    def related(self, pmid: int, by: RelatedBy, limit: int) -> Related:
        """Articles that belong to one. Raises NotFound for a PMID that PubMed does not hold."""
        if by is RelatedBy.NOTICES:
            return self._notices(pmid, limit)
        told = self.eutils.links(pmid, LINKS[by])
        linked = [(other, score) for other, score in told.value if other != pmid]
        found = self._records([other for other, _ in linked[:limit]])
        items = tuple(hit(found[other], score) for other, score in linked[:limit] if other in found)
        return Related(pmid, by, items, len(linked), told.provenance)

    def match(self, references: Sequence[Reference]) -> Matches:
        """What each reference means: ecitmatch first, then, for one that it does not know, its title."""
        told = self.eutils.cite([_line(reference) for reference in references])
        items = tuple(self._match(one, answer) for one, answer in zip(references, told.value, strict=True))
        return Matches(items, told.provenance)

    def convert(self, ids: Sequence[str]) -> ConvertedIds:
        """The other ids of each article; one that is not in PMC is looked up in PubMed."""
        kinds = {text: _kind(text) for text in ids}
        found: dict[str, Ids] = {}
        said: Provenance | None = None
        for kind in sorted(set(kinds.values())):
            for lot in lots([text for text in kinds if kinds[text] == kind], AT_ONCE):
                told = self.eutils.convert([_bare(text) for text in lot], kind)
                said = told.provenance
                records = {record.get("requested-id", "").upper(): record for record in told.value}
                found |= {text: self._ids(text, kind, records.get(_bare(text).upper(), {})) for text in lot}
        assert said is not None
        return ConvertedIds(tuple(found[text] for text in ids), said)

    def full_text(self, pmcids: Sequence[str]) -> FullTexts:
        """Open articles, with their standing."""
        told = self.eutils.full_texts([pmcid.upper().removeprefix("PMC") for pmcid in pmcids])
        texts = {text.pmcid: text for text in told.value if text.pmcid}
        whole = {pmcid: text for pmcid, text in texts.items() if _has_body(text)}
        records = self._records([text.pmid for text in whole.values() if text.pmid])
        shown = tuple(
            replace(text, standing=records[text.pmid].standing) if text.pmid in records else text
            for text in (whole[pmcid] for pmcid in dict.fromkeys(pmcids) if pmcid in whole)
        )
        missing = tuple(
            f"{pmcid}: {'the publisher does not allow its text' if pmcid in texts else 'not in PMC'}"
            for pmcid in pmcids
            if pmcid not in whole
        )
        return FullTexts(shown, missing, told.provenance)

    def copyright(self, pmids: Sequence[int]) -> CopyrightAnswer:
        """What may be done with each."""
        found, said = self._fetched(tuple(dict.fromkeys(pmids)))
        rows = tuple(self._copyright(found[pmid]) for pmid in dict.fromkeys(pmids) if pmid in found)
        return CopyrightAnswer(rows, tuple(pmid for pmid in pmids if pmid not in found), said)

    def _copyright(self, citation: Citation) -> Copyright:
        if not citation.pmcid:
            return copyright_of(citation, "", "", False)
        licence = self.eutils.licence(citation.pmcid).value
        return copyright_of(citation, licence.name, "", licence.open)

    def _notices(self, pmid: int, limit: int) -> Related:
        found, said = self._fetched((pmid,))
        if pmid not in found:
            raise NotFound(f"PubMed holds no PMID {pmid}.", "Check the number.")
        pmids = list(dict.fromkeys(notice.pmid for notice in found[pmid].notices if notice.pmid))
        records = self._records(pmids[:limit])
        items = tuple(hit(records[other]) for other in pmids[:limit] if other in records)
        return Related(pmid, RelatedBy.NOTICES, items, len(pmids), said)

    def _match(self, reference: Reference, answer: str) -> Match:
        pmids = [int(answer)] if answer.isdigit() else self._by_title(reference)
        return judged(reference, tuple(self._records(pmids).values()))

    def _by_title(self, reference: Reference) -> Sequence[int]:
        if not reference.title:
            return ()
        return self.eutils.search(f"{_unmarked(reference.title)}[ti]", "relevance", 0, 10).value.pmids

    def _ids(self, text: str, kind: str, record: dict[str, str]) -> Ids:
        if record.get("status") != "error" and record.get("pmcid"):
            pmid = record.get("pmid", "")
            return Ids(text, int(pmid) if pmid.isdigit() else None, record["pmcid"], record.get("doi", "").lower())
        pmids: Sequence[int] = [int(text)] if kind == "pmid" else ()
        if kind == "doi":
            pmids = self.eutils.search(f'"{_bare(text)}"[doi]', "relevance", 0, 2).value.pmids
        found = self._records(pmids[:1])
        one = next(iter(found.values()), None)
        if one is None:
            return Ids(text, None, "", "", record.get("errmsg") or "Not in PMC, and not found in PubMed.")
        return Ids(text, one.pmid, one.pmcid, one.doi)

    def _remembered(self, history: Mapping[str, str], start: int, most: int) -> Iterator[Citation]:
        for begin in range(start, start + most, AT_ONCE):
            yield from self.eutils.fetch_found(history, begin, min(AT_ONCE, start + most - begin)).value

    def _records(self, pmids: Sequence[int]) -> dict[int, Citation]:
        return self._fetched(tuple(pmids))[0] if pmids else {}

    def _fetched(self, pmids: Sequence[int]) -> tuple[dict[int, Citation], Provenance]:
        told = [self.eutils.fetch(lot) for lot in lots(pmids, AT_ONCE)]
        return {one.pmid: one for answer in told for one in answer.value}, told[0].provenance


def lots(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in lots."""
    return (items[begin : begin + size] for begin in range(0, len(items), size))


def _results(found: Sequence[Citation], total: int, offset: int, limit: int, read: str, said: Provenance) -> Results:
    more = str(offset + limit) if offset + limit < total else ""
    return Results(tuple(hit(one) for one in found), total, False, more, read, said)


def _noticed(said: Provenance, notices: Sequence[str]) -> Provenance:
    return replace(said, notice=" ".join([*([said.notice] if said.notice else []), *notices]))


def _line(reference: Reference) -> str:
    told = (reference.journal, str(reference.year or ""), reference.volume, reference.page, reference.author)
    return "|".join(_unmarked(cell) for cell in told) + "||"


def _unmarked(text: str) -> str:
    return " ".join("".join(" " if mark in '|"[]()' else mark for mark in text).split())


def _kind(text: str) -> str:
    if text.strip().isdigit():
        return "pmid"
    return "pmcid" if text.strip().upper().startswith("PMC") else "doi"


def _bare(text: str) -> str:
    return text.strip().removeprefix("https://doi.org/").removeprefix("doi:").strip()


def _has_body(text: FullText) -> bool:
    return any(section.title != "Abstract" for section in text.sections)
