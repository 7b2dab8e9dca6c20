"""A citation as everyone sees it: what it says, where it appeared, and whether it still stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """May a reader rely on it? From worst to best; shown on every result."""

    RETRACTED = "retracted"
    RETRACTION_NOTICE = "retraction notice"
    CONCERN = "expression of concern"
    CORRECTED = "corrected"
    STANDS = "no notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """A later publication that speaks about this one, or an earlier one that this one speaks about.

    kind -- NLM's word for it: RetractionIn, ErratumIn, ExpressionOfConcernIn, RetractionOf, CommentOn, UpdateIn ...
    pmid -- 0 where the notice has none.
    """

    kind: str
    source: str
    pmid: int


@dataclass(frozen=True, slots=True)
class Author:
    """A person or a group (then only `last` is filled)."""

    last: str
    fore: str = ""
    initials: str = ""

    @property
    def short(self) -> str:
        """'Smith JA', as a reference list prints it."""
        return f"{self.last} {self.initials}".strip()


@dataclass(frozen=True, slots=True)
class AbstractPart:
    """One part of an abstract; label is empty where the abstract has no parts."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class MeshHeading:
    """A MeSH descriptor with its qualifiers; major where the article is chiefly about it."""

    name: str
    code: str
    major: bool
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One PubMed record, whole.

    published -- the first day that the printed date allows; date_text is the date as printed ('2008 Jul-Aug').
    doi, pmcid -- empty where there is none. is_book marks a chapter or book of the Bookshelf.
    """

    pmid: int
    version: int
    title: str
    original_title: str
    abstract: tuple[AbstractPart, ...]
    authors: tuple[Author, ...]
    journal: str
    journal_short: str
    issn: tuple[str, ...]
    volume: str
    issue: str
    pages: str
    date_text: str
    published: dt.date | None
    languages: tuple[str, ...]
    publication_types: tuple[str, ...]
    mesh: tuple[MeshHeading, ...]
    keywords: tuple[str, ...]
    substances: tuple[str, ...]
    registrations: tuple[str, ...]
    doi: str
    pmcid: str
    notices: tuple[Notice, ...]
    references: tuple[int, ...]
    copyright: str
    entered: dt.date | None
    revised: dt.date | None
    status: str
    is_book: bool

    @property
    def year(self) -> int | None:
        """The year that it was published."""
        return self.published.year if self.published else None

    @property
    def standing(self) -> Standing:
        """The gravest thing that is known against it."""
        return standing(self.publication_types, tuple(notice.kind for notice in self.notices))

    @property
    def reference(self) -> str:
        """The citation as it is written in a letter, with its DOI."""
        names = ", ".join(author.short for author in self.authors[:3]) + (", et al" if len(self.authors) > 3 else "")
        place = f"{self.date_text};{self.volume}" + (f"({self.issue})" if self.issue else "")
        where = f"{place}:{self.pages}" if self.pages else place
        title = self.title if self.title.endswith((".", "?", "!")) else f"{self.title}."
        doi = f" doi:{self.doi}." if self.doi else ""
        return (
            f"{names}{'. ' if names else ''}{title} {self.journal_short}. {where.strip(';')}.{doi} PMID: {self.pmid}."
        )


BY_TYPE: dict[str, Standing] = {
    "Retracted Publication": Standing.RETRACTED,
    "Retraction of Publication": Standing.RETRACTION_NOTICE,
    "Retraction Notice": Standing.RETRACTION_NOTICE,
}
BY_NOTICE: dict[str, Standing] = {
    "RetractionIn": Standing.RETRACTED,
    "RetractedandRepublishedIn": Standing.RETRACTED,
    "RetractionOf": Standing.RETRACTION_NOTICE,
    "ExpressionOfConcernIn": Standing.CONCERN,
    "ErratumIn": Standing.CORRECTED,
    "CorrectedandRepublishedIn": Standing.CORRECTED,
}
GRAVITY = tuple(Standing)


def standing(types: tuple[str, ...], notices: tuple[str, ...]) -> Standing:
    """The gravest standing that the publication types and notices of a record tell of.

    Source: NLM, "Errata, Retractions, and Other Linked Citations in PubMed"; pubmed_250101.dtd, CommentsCorrections.
    """
    told = {BY_TYPE[kind] for kind in types if kind in BY_TYPE} | {BY_NOTICE[k] for k in notices if k in BY_NOTICE}
    return next((worst for worst in GRAVITY if worst in told), Standing.STANDS)
