"""What the tools give back. Each article carries its standing: nobody should cite a retracted one unawares."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.answer import Provenance
from accord.connectors.pubmed.citation import Citation, Notice, Standing

PAGE = "https://pubmed.ncbi.nlm.nih.gov/{}/"
GRAVE = frozenset(
    {"RetractionIn", "RetractedandRepublishedIn", "RetractionOf", "ExpressionOfConcernIn", "ErratumIn",
     "CorrectedandRepublishedIn", "UpdateIn"}
)  # fmt: skip


class RelatedBy(StrEnum):
    """similar: in words and topics; cited_by: articles whose reference list holds it; references: its own list;
    notices: retractions, errata, comments and updates."""

    SIMILAR = "similar"
    CITED_BY = "cited_by"
    REFERENCES = "references"
    NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in a list. told_by -- the notices that its standing comes from. cite -- how to cite it, with its DOI."""

    pmid: int
    title: str
    standing: Standing
    told_by: tuple[Notice, ...]
    authors: tuple[str, ...]
    journal: str
    date: str
    published: dt.date | None
    publication_types: tuple[str, ...]
    doi: str
    pmcid: str
    has_abstract: bool
    cite: str
    url: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits. understood -- how the question was read. total is None where it was not counted."""

    items: tuple[Hit, ...]
    total: int | None
    total_is_lower_bound: bool
    next: str
    understood: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Article:
    """A whole record with its standing."""

    standing: Standing
    told_by: tuple[Notice, ...]
    cite: str
    url: str
    record: Citation


@dataclass(frozen=True, slots=True)
class Articles:
    """Records in the order asked for. missing -- PMIDs that are not there."""

    items: tuple[Article, ...]
    missing: tuple[int, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Related:
    """Articles that belong to one. total -- how many there are, where that is known."""

    pmid: int
    by: RelatedBy
    items: tuple[Hit, ...]
    total: int | None
    provenance: Provenance


class MatchVerdict(StrEnum):
    """matched: one article and no other; ambiguous: several would do, or one that differs in much, so that a person must
    look; not_found: none does."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Match:
    """What a reference turned out to be. items: best first, score from 0 to 1; differs -- where the best one differs."""

    asked: str
    verdict: MatchVerdict
    items: tuple[Hit, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """One match for each reference, in the order asked for."""

    items: tuple[Match, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one article; problem says why there are none."""

    asked: str
    pmid: int | None
    pmcid: str
    doi: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ConvertedIds:
    """One row for each id, in the order asked for."""

    items: tuple[Ids, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a full text; depth 1 is a chapter of the article."""

    title: str
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class FullText:
    """An open article. licence -- as the article says ('CC BY'), with the address of its text where it gives one."""

    pmcid: str
    pmid: int | None
    doi: str
    title: str
    licence: str
    licence_url: str
    copyright: str
    sections: tuple[Section, ...]
    references: tuple[str, ...]
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class FullTexts:
    """Articles in the order asked for. missing -- those that are not there, each with the reason."""

    items: tuple[FullText, ...]
    missing: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Copyright:
    """What may be done with an article. open_access is None where it is not known.

    abstract -- the copyright line that the publisher put under the abstract; empty where there is none, which does not
    mean that it is free. standing -- its standing, as on every result.
    """

    pmid: int
    doi: str
    pmcid: str
    standing: Standing
    abstract: str
    licence: str
    licence_url: str
    open_access: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class CopyrightAnswer:
    """One row for each PMID that is there. missing -- PMIDs that are not."""

    items: tuple[Copyright, ...]
    missing: tuple[int, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Explained:
    """How a question is read. strict: every term must hold; otherwise its words are ranked and none must be there."""

    question: str
    strict: bool
    understood: str
    left_out: tuple[str, ...]
    live: str
    tags: tuple[str, ...]


def hit(citation: Citation, score: float | None = None) -> Hit:
    """A citation as it stands in a list."""
    return Hit(
        citation.pmid, citation.title or citation.original_title, citation.standing, told_by(citation),
        tuple(author.short for author in citation.authors), citation.journal_short, citation.date_text,
        citation.published, citation.publication_types, citation.doi, citation.pmcid, bool(citation.abstract),
        citation.reference, PAGE.format(citation.pmid), None if score is None else round(score, 4),
    )  # fmt: skip


def article(citation: Citation) -> Article:
    """A citation, whole."""
    url = PAGE.format(citation.pmid)
    return Article(citation.standing, told_by(citation), citation.reference, url, citation)


def told_by(citation: Citation) -> tuple[Notice, ...]:
    """The notices that bear on whether it may be relied on."""
    return tuple(notice for notice in citation.notices if notice.kind in GRAVE)


def copyright_of(citation: Citation, licence: str, licence_url: str, open_access: bool | None) -> Copyright:
    """What is known of an article's copyright, with what follows from it for a reader."""
    return Copyright(
        citation.pmid, citation.doi, citation.pmcid, citation.standing, citation.copyright, licence, licence_url,
        open_access, _note(citation, licence, open_access),
    )  # fmt: skip


def _note(citation: Citation, licence: str, open_access: bool | None) -> str:
    if open_access and licence:
        return f"Open access under {licence}; its terms hold."
    if open_access:
        return "In the open access subset; read the licence in the article."
    if citation.pmcid and open_access is None:
        return "Free to read in PubMed Central; its licence is not loaded here. Reuse needs a licence or the publisher."
    if citation.pmcid:
        return "Free to read in PubMed Central, not in the open access subset: reuse needs the publisher's permission."
    return "Not in PubMed Central: assume that publisher or authors hold the copyright."
