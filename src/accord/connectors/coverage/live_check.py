"""Which live articles list a procedure, and what their lists say of diagnoses.

The service has no list of codes. Candidates come from the local index where one is loaded, else from titles that speak
of the procedure's family; each candidate's own list then says whether it is meant. What was looked into is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from accord.connectors.answer import Page, Provenance
from accord.connectors.coverage.ids import page
from accord.connectors.coverage.live_documents import Documents
from accord.connectors.coverage.live_lists import DECIDING, Lists, read_lists
from accord.connectors.coverage.live_rank import ranked
from accord.connectors.coverage.live_reports import Listed, Reports, hit, newest
from accord.connectors.coverage.live_service import Api, together
from accord.connectors.coverage.values import (
    ArticleAnswer,
    CoverageAnswer,
    Hit,
    Kind,
    ListKind,
    Related,
)
from accord.connectors.coverage.weigh import overall, weigh
from accord.connectors.hcpcs import family
from accord.errors import NotFound, Unavailable

MOST_ARTICLES = 12
MOST_FROM_INDEX = 60


class Checks:
    """Questions by code to one service."""

    def __init__(self, api: Api) -> None:
        self.api, self.reports, self.documents = api, Reports(api), Documents(api)

    def by_code(self, code: str, state: str, on: dt.date | None, limit: int, cursor: str) -> Page[Hit]:
        """The articles that list a code. Raises NotFound (none of those looked into), Unavailable (no candidates)."""
        rows, said = self._candidates(code, state, on)
        lists = [(row, self._lists(row)) for row in rows]
        found = [row for row, held in lists if _names(held, code)]
        if not found:
            looked = ", ".join(row.id for row in rows) or "none"
            raise NotFound(f"None of the articles that were looked into lists {code} ({looked}).",
                           "Load the database with 'accord sync coverage' to search them all.")  # fmt: skip
        provenance = _told(rows, [*said, *(one for _, held in lists for one in held.provenances)])
        start = int(cursor or 0)
        hits = tuple(hit(row, 1.0, f"lists {code}", state) for row in found[start : start + limit])
        after = str(start + limit) if start + limit < len(found) else ""
        return Page(hits, len(found), True, after, provenance)

    def check(self, hcpcs: str, icd10: tuple[str, ...], state: str, on: dt.date | None) -> CoverageAnswer:
        """What the lists of those articles say, article by article."""
        rows, said = self._candidates(hcpcs, state, on)
        lists = [(row, self._lists(row)) for row in rows]
        articles = tuple(self._answer(row, held, hcpcs, icd10) for row, held in lists if _names(held, hcpcs))
        answer, why = overall((one.answer, one.id) for one in articles)
        national = dict.fromkeys(one for article in articles for one in self._national(article))
        provenance = _told(rows, [*said, *(one for _, held in lists for one in held.provenances)])
        return CoverageAnswer(hcpcs, icd10, state, on, answer, why, articles, tuple(national), (), provenance)

    def _candidates(self, code: str, state: str, on: dt.date | None) -> tuple[list[Listed], tuple[Provenance, ...]]:
        told = self.reports.all(Kind.ARTICLE, state)
        rows = newest(row for row in told.value if on is None or row.in_force(on))
        if known := _in_index(code, state, on):
            return [row for row in rows if row.id in known][:MOST_ARTICLES], (told.provenance,)
        about = family(code)
        if about is None:
            raise Unavailable(
                f"The coverage API has no search by code, and what {code} is about is not held here.",
                "Load the database with 'accord sync coverage'.",
            )
        found = ranked(about, rows, lambda row: row.title)
        return [row for row, _ in found[:MOST_ARTICLES]], (told.provenance,)

    def _lists(self, row: Listed) -> Lists:
        return read_lists(self.api, DECIDING, {"articleid": row.number, "ver": row.version})

    def _answer(self, row: Listed, held: Lists, hcpcs: str, icd10: tuple[str, ...]) -> ArticleAnswer:
        weighed = weigh(held.groups, hcpcs, icd10)
        lcds = tuple(one for one in self._related(row) if one.kind is Kind.LCD)
        return ArticleAnswer(
            row.id, row.kind, row.version, row.title, row.effective, row.ends,
            (row.contractor,) if row.contractor else (), lcds, weighed.answer, weighed.why, weighed.diagnoses,
            weighed.groups, row.url or page(row.kind, row.number, row.version),
        )  # fmt: skip

    def _related(self, row: Listed) -> tuple[Related, ...]:
        return self.documents.related_of(Kind.ARTICLE, row.number, row.version)

    def _national(self, article: ArticleAnswer) -> list[Related]:
        number = int(article.id.lstrip("DA"))
        related = self.documents.related_of(Kind.ARTICLE, number, article.version)
        return [one for one in related if one.kind is Kind.NCD]


def _names(held: Lists, code: str) -> bool:
    return any(one.code == code for group in held.groups if group.kind is ListKind.HCPCS for one in group.codes)


def _in_index(code: str, state: str, on: dt.date | None) -> frozenset[str]:
    """The articles that the local index, where one is loaded, knows to list the code."""
    from accord.connectors.coverage import local

    held = local.held()
    if held is None:
        return frozenset()
    try:
        hits = held.by_code(code, state, on, MOST_FROM_INDEX, "").items
    except NotFound:
        return frozenset()
    return frozenset(one.id for one in hits if one.kind is Kind.ARTICLE)


def _told(rows: Sequence[Listed], said: Sequence[Provenance]) -> Provenance:
    whole = together(said)
    looked = ", ".join(row.id for row in rows) or "none"
    notice = f"The coverage API has no search by code; these articles were looked into: {looked}."
    return replace(whole, notice=f"{whole.notice} {notice}".strip())
