"""PubMed as tools: search, records, related articles, references, ids, full texts, copyright."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from accord.connectors.answer import Ask
from accord.connectors.pubmed.answers import (
    Articles,
    ConvertedIds,
    CopyrightAnswer,
    Explained,
    FullTexts,
    Matches,
    Related,
    RelatedBy,
    Results,
)
from accord.connectors.pubmed.explain import explained
from accord.connectors.pubmed.live import Live
from accord.connectors.pubmed.local import LOCAL, TEXTS, Local
from accord.connectors.pubmed.reference import Reference, read_reference
from accord.connectors.pubmed.search import Filters, Sort
from accord.errors import Invalid, Unavailable
from accord.settings import settings

T = TypeVar("T")
MOST_HITS, MOST_IDS, MOST_TEXTS = 1_000, 500, 20
FURTHEST = 100_000


def search(
    query: str,
    limit: int = 20,
    cursor: str = "",
    sort: Sort = Sort.RELEVANCE,
    date_from: dt.date | None = None,
    date_to: dt.date | None = None,
    article_types: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    has_abstract: bool = False,
    ask: Ask = Ask.AUTO,
) -> Results:
    """Articles on a question, with the standing (retracted, corrected, doubted) and the DOI of each.

    query -- plain words are ranked and none must be there; with [tags], AND OR NOT in capitals, "phrases", begin*
        or dates as 2020:2024[dp] every term must hold. PMIDs or a DOI alone find those articles.
    limit -- how many, up to 1,000.
    cursor -- `next` of the page before.
    sort -- relevance; recent: relevance with a bonus for the last years (local only); date: newest first,
        and then plain words must all hold.
    date_from -- published on this day or later.
    date_to -- published on this day or earlier.
    article_types -- publication types, any of them: 'Randomized Controlled Trial', 'Systematic Review', 'Guideline'.
    languages -- any of them: 'English' or 'eng'.
    has_abstract -- only with an abstract.
    ask -- local, live, or auto.
    Raises Invalid (a tag that is not known, with the list; a question that cannot be read), Unavailable.
    Source: NLM, PubMed User Guide.
    """
    if not 1 <= limit <= MOST_HITS:
        raise Invalid(f"limit {limit} is not between 1 and {MOST_HITS:,}.", "Take further pages with `cursor`.")
    filters = Filters(date_from, date_to, article_types, languages, has_abstract)
    offset = _offset(cursor)
    return _asked(
        ask,
        lambda local: local.search(query, filters, sort, limit, offset),
        lambda live: live.search(query, filters, sort, limit, offset),
    )


def get(pmids: tuple[str, ...], ask: Ask = Ask.AUTO) -> Articles:
    """Whole records by PMID: abstract, authors, MeSH, types, notices, references, and the standing of each.

    pmids -- PMIDs, up to 500.
    ask -- local, live, or auto.
    Raises Invalid (not a PMID), Unavailable.
    """
    wanted = _pmids(pmids)
    return _asked(ask, lambda local: local.get(wanted), lambda live: live.get(wanted))


def related(pmid: str, by: RelatedBy = RelatedBy.SIMILAR, limit: int = 20, ask: Ask = Ask.AUTO) -> Related:
    """Articles that belong to one: similar ones, those that cite it, its references, or the notices about it.

    pmid -- the PMID.
    by -- similar, cited_by, references, or notices (retractions, errata, comments, updates).
    limit -- how many, up to 1,000.
    ask -- local, live, or auto.
    Raises NotFound, Invalid, Unavailable.
    """
    (wanted,) = _pmids((pmid,))
    if not 1 <= limit <= MOST_HITS:
        raise Invalid(f"limit {limit} is not between 1 and {MOST_HITS:,}.", "Give a number in between.")
    return _asked(ask, lambda local: local.related(wanted, by, limit), lambda live: live.related(wanted, by, limit))


def match_citation(
    journal: str = "",
    year: int | None = None,
    volume: str = "",
    first_page: str = "",
    author: str = "",
    title: str = "",
    ask: Ask = Ask.AUTO,
) -> Matches:
    """The article that a reference means, though parts of it may be wrong, misspelt or missing.

    journal -- title, abbreviation or ISSN.
    year -- four digits.
    volume -- as printed.
    first_page -- as printed.
    author -- 'Smith JA'; the last name alone will do.
    title -- of the article.
    ask -- local, live, or auto.
    Raises Invalid (too little is given), Unavailable.
    """
    reference = Reference(journal, year, volume, first_page, author, title)
    return _asked(ask, lambda local: local.match([reference]), lambda live: live.match([reference]))


def match_citations(citations: tuple[str, ...], ask: Ask = Ask.AUTO) -> Matches:
    """The articles that many references mean.

    citations -- each as 'journal|year|volume|first page|author|title', with what is not known left empty; up to 500.
    ask -- local, live, or auto.
    Raises Invalid (a line that holds too little), Unavailable.
    """
    _check_count(len(citations), MOST_IDS)
    references = [read_reference(line) for line in citations]
    return _asked(ask, lambda local: local.match(references), lambda live: live.match(references))


def convert_ids(ids: tuple[str, ...], ask: Ask = Ask.AUTO) -> ConvertedIds:
    """PMID, PMCID and DOI of articles, from any one of them.

    ids -- PMIDs, PMCIDs ('PMC5334499') and DOIs, mixed as you like; up to 500.
    ask -- local, live, or auto.
    Raises Invalid, Unavailable.
    """
    _check_count(len(ids), MOST_IDS)
    wanted = tuple(text.strip() for text in ids)
    if unknown := [text for text in wanted if not _is_id(text)]:
        raise Invalid(f"'{unknown[0]}' is no PMID, PMCID or DOI.", "A PMCID begins with PMC, a DOI with 10.")
    return _asked(ask, lambda local: local.convert(wanted), lambda live: live.convert(wanted))


def full_text(pmc_ids: tuple[str, ...], ask: Ask = Ask.AUTO) -> FullTexts:
    """Whole open articles in sections, with licence, references and standing.

    pmc_ids -- PMCIDs ('PMC5334499'), up to 20.
    ask -- local, live, or auto.
    Raises Invalid (not a PMCID), Unavailable (nothing is loaded and no setting allows the live service).
    Source: PMC Open Access Subset.
    """
    _check_count(len(pmc_ids), MOST_TEXTS)
    wanted = tuple(text.strip().upper() for text in pmc_ids)
    if unknown := [text for text in wanted if not text.removeprefix("PMC").isdigit()]:
        raise Invalid(f"'{unknown[0]}' is no PMCID.", "convert_ids gives the PMCID of a PMID or DOI.")
    wanted = tuple(f"PMC{text.removeprefix('PMC')}" for text in wanted)
    texts = TEXTS.get()
    if ask is not Ask.LIVE and texts is not None:
        return texts.full_text(wanted)
    live = Live()
    if ask is Ask.LIVE or (ask is Ask.AUTO and live.eutils.main.allowed):
        return live.full_text(wanted)
    raise Unavailable(
        "Open full texts are not loaded.",
        "Run 'accord sync pubmed --index pubmed_full_text --from FOLDER', or allow eutils.ncbi.nlm.nih.gov.",
    )


def copyright_status(pmids: tuple[str, ...], ask: Ask = Ask.AUTO) -> CopyrightAnswer:
    """What may be done with articles: the publisher's line, the licence where it is open, and their standing.

    pmids -- PMIDs, up to 500.
    ask -- local, live, or auto.
    Raises Invalid, Unavailable.
    Source: PMC OA Web Service; CopyrightInformation of the citation.
    """
    wanted = _pmids(pmids)
    return _asked(ask, lambda local: local.copyright(wanted), lambda live: live.copyright(wanted))


def explain_query(query: str) -> Explained:
    """How a question is read, which words are left out, how it is put to NCBI, and which tags there are.

    query -- the question.
    Raises Invalid, as a search would.
    """
    return explained(query)


TOOLS = (
    search, get, related, match_citation, match_citations, convert_ids, full_text, copyright_status, explain_query,
)  # fmt: skip


def _asked(ask: Ask, locally: Callable[[Local], T], remotely: Callable[[Live], T]) -> T:
    local = _local() if ask is not Ask.LIVE else None
    if local is not None:
        return locally(local)
    live = Live()
    if ask is Ask.LIVE or (ask is Ask.AUTO and live.eutils.main.allowed):
        return remotely(live)
    raise Unavailable(
        "PubMed is not loaded.",
        f"Run 'accord sync pubmed --index pubmed', or allow {live.eutils.main.host} in accord.toml.",
    )


def _local() -> Local | None:
    """The shards where the setting names them, else the one index, else None."""
    if settings().shards:
        from accord.connectors.shards.local import configured  # needs the extra accord[shards]

        return configured()
    return LOCAL.get()


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    if not cursor.isdigit() or int(cursor) > FURTHEST:
        raise Invalid(f"'{cursor}' is not a cursor.", f"Give `next` of the page before; {FURTHEST:,} hits are paged.")
    return int(cursor)


def _pmids(pmids: tuple[str, ...]) -> tuple[int, ...]:
    _check_count(len(pmids), MOST_IDS)
    wanted = [text.strip() for text in pmids]
    if unknown := [text for text in wanted if not (text.isdecimal() and 0 < int(text) < 10**9)]:
        raise Invalid(f"'{unknown[0]}' is not a PMID.", "A PMID has 1 to 9 digits.")
    return tuple(int(text) for text in wanted)


def _is_id(text: str) -> bool:
    if text.isdecimal() or text.upper().removeprefix("PMC").isdecimal():
        return True
    return text.removeprefix("https://doi.org/").removeprefix("doi:").startswith("10.")


def _check_count(count: int, most: int) -> None:
    if not 1 <= count <= most:
        raise Invalid(f"{count} were given; 1 to {most} are taken.", "Ask in several calls.")
