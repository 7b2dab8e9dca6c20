"""The coverage API as a side of the connector: the same questions and values as the local index."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accord.connectors.answer import Page
from accord.connectors.coverage import live_news
from accord.connectors.coverage.live_check import Checks
from accord.connectors.coverage.live_documents import Documents
from accord.connectors.coverage.live_places import Places
from accord.connectors.coverage.live_reports import Reports
from accord.connectors.coverage.live_service import Api
from accord.connectors.coverage.plain import digest
from accord.connectors.coverage.values import (
    Contractor,
    CoverageAnswer,
    Document,
    Hit,
    Kind,
    News,
    Passage,
    Program,
    Related,
    SadEntry,
    Section,
)
from accord.errors import NotFound


@dataclass(frozen=True, slots=True)
class Live:
    """One question after another to the coverage API; see sides.Side for each."""

    api: Api

    def search(
        self, query: str, kind: Kind | None, state: str, contractor: str, code: str, on: dt.date | None,
        limit: int, cursor: str,
    ) -> Page[Hit]:  # fmt: skip
        return Reports(self.api).search(query, kind, state, contractor, code, on, limit, cursor)

    def get(self, document_id: str, version: int | None, on: dt.date | None) -> Document:
        return Documents(self.api).get(document_id, version, on)

    def by_code(self, code: str, state: str, on: dt.date | None, limit: int, cursor: str) -> Page[Hit]:
        return Checks(self.api).by_code(code, state, on, limit, cursor)

    def check(self, hcpcs: str, icd10: tuple[str, ...], state: str, on: dt.date | None) -> CoverageAnswer:
        return Checks(self.api).check(hcpcs, icd10, state, on)

    def contractors(self, contractor_id: int | None, state: str) -> Page[Contractor]:
        return Places(self.api).contractors(contractor_id, state)

    def jurisdiction(self, state: str, program: Program | None, on: dt.date | None) -> Page[Contractor]:
        return Places(self.api).jurisdiction(state, program, on)

    def whats_new(self, since: dt.date, kind: Kind | None, contractor: str, limit: int, cursor: str) -> Page[News]:
        return live_news.whats_new(self.api, since, kind, contractor, limit, cursor, dt.date.today())

    def sad_exclusions(
        self, keyword: str, code: str, contractor: str, on: dt.date | None, limit: int, cursor: str
    ) -> Page[SadEntry]:
        return live_news.sad_exclusions(self.api, keyword, code, contractor, on, limit, cursor)

    def passage(self, document_id: str, section: str, version: int | None) -> Passage:
        whole = self.get(document_id, version, None)
        found = _section(whole, section)
        return Passage(
            whole.id, whole.version, found.name, found.title, found.text, digest(found.text), whole.effective,
            whole.ends, whole.url, whole.provenance,
        )  # fmt: skip

    def related(self, document_id: str, version: int | None) -> Page[Related]:
        whole = self.get(document_id, version, None)
        return Page(whole.related, len(whole.related), False, "", whole.provenance)


def _section(whole: Document, wanted: str) -> Section:
    """By official name, by title, or by the beginning of one. Raises NotFound that names those there are."""
    told = wanted.strip().lower()
    exact = [one for one in whole.sections if told in (one.name.lower(), one.title.lower())]
    begins = [one for one in whole.sections if one.title.lower().startswith(told) or one.name.lower().startswith(told)]
    if found := exact or begins:
        return found[0]
    there = ", ".join(one.name for one in whole.sections)
    raise NotFound(f"{whole.id} has no section '{wanted}'.", f"There is: {there}.")
