"""What a side of the coverage connector can do: the local index and the live service speak the same."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from accord.connectors.answer import Page
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
)


class Side(Protocol):
    """Local (an open release) and Live (the coverage API). Parameters are as in tools.py, already checked there.

    ids are in their one spelling (ids.py); codes are in theirs (codes.py: 'E0601', 'G47.33'); states are two letters or empty.
    Raises NotFound for an unknown id; Unavailable or Forbidden when this side cannot answer.
    """

    def search(
        self, query: str, kind: Kind | None, state: str, contractor: str, code: str, on: dt.date | None,
        limit: int, cursor: str,
    ) -> Page[Hit]: ...  # fmt: skip

    def get(self, document_id: str, version: int | None, on: dt.date | None) -> Document: ...

    def by_code(self, code: str, state: str, on: dt.date | None, limit: int, cursor: str) -> Page[Hit]: ...

    def check(self, hcpcs: str, icd10: tuple[str, ...], state: str, on: dt.date | None) -> CoverageAnswer: ...

    def contractors(self, contractor_id: int | None, state: str) -> Page[Contractor]: ...

    def jurisdiction(self, state: str, program: Program | None, on: dt.date | None) -> Page[Contractor]: ...

    def whats_new(self, since: dt.date, kind: Kind | None, contractor: str, limit: int, cursor: str) -> Page[News]: ...

    def sad_exclusions(
        self, keyword: str, code: str, contractor: str, on: dt.date | None, limit: int, cursor: str
    ) -> Page[SadEntry]: ...

    def passage(self, document_id: str, section: str, version: int | None) -> Passage: ...

    def related(self, document_id: str, version: int | None) -> Page[Related]: ...
