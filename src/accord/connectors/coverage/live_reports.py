"""The lists of documents that the coverage API gives: whole lists, filtered and ranked here, for it has no search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from accord.connectors.answer import Page, Provenance
from accord.connectors.coverage.codes import codes_asked
from accord.connectors.coverage.ids import OTHER_KINDS, named_in
from accord.connectors.coverage.live_places import Places
from accord.connectors.coverage.live_rank import ranked
from accord.connectors.coverage.live_read import day, number, words
from accord.connectors.coverage.live_service import Api, Row, together
from accord.connectors.coverage.values import Hit, Kind
from accord.connectors.outward import Told
from accord.errors import Unavailable

LOCAL = frozenset({Kind.LCD, Kind.PROPOSED_LCD, Kind.ARTICLE})
WHEN_NOT_SAID = (Kind.NCD, Kind.LCD, Kind.ARTICLE)
REPORTS: Mapping[Kind, tuple[str, Mapping[str, str]]] = {
    Kind.NCD: ("/v1/reports/national-coverage-ncd/", {}),
    Kind.LCD: ("/v1/reports/local-coverage-final-lcds/", {}),
    Kind.PROPOSED_LCD: ("/v1/reports/local-coverage-proposed-lcds/", {}),
    Kind.ARTICLE: ("/v1/reports/local-coverage-articles/", {}),
    Kind.NCA: ("/v1/reports/national-coverage-ncacal/", {"document_type": "NCA"}),
    Kind.CAL: ("/v1/reports/national-coverage-ncacal/", {"document_type": "CAL"}),
    Kind.MEDCAC: ("/v1/reports/national-coverage-medcac-meetings/", {}),
    Kind.TECHNOLOGY_ASSESSMENT: ("/v1/reports/national-coverage-technology-assessments/", {}),
    Kind.COVERAGE_DOCUMENT: ("/v1/reports/national-coverage-medicare-coverage-documents/", {}),
}
LETTERS: Mapping[Kind, str] = {
    Kind.NCD: "", Kind.LCD: "L", Kind.PROPOSED_LCD: "DL", Kind.ARTICLE: "A",
    **{kind: letters for letters, kind in OTHER_KINDS.items()},
}  # fmt: skip
NO_CODES = "The coverage API has no search by code: titles were searched."


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list."""

    id: str
    kind: Kind
    number: int
    version: int
    title: str
    status: str
    contractor: str
    effective: dt.date | None
    ends: dt.date | None
    updated: dt.date | None
    url: str

    def in_force(self, on: dt.date) -> bool:
        """Is this version in force on that day, as far as the list says?"""
        return (self.effective is None or self.effective <= on) and (self.ends is None or on <= self.ends)


def listed(row: Row, kind: Kind) -> Listed:
    """A row of a list as a value."""
    official = number(row, "document_id")
    shown = words(row, "document_display_id").upper()
    own = shown if kind in LOCAL or kind is Kind.NCD else ""
    note = (words(row, "note") or words(row, "document_status")).lower()
    status = next((word for word in ("retired", "future") if note.startswith(word)), note) or "in force"
    return Listed(
        own or f"{LETTERS[kind]}{official}", kind, official, number(row, "document_version"), words(row, "title"),
        "proposed" if kind is Kind.PROPOSED_LCD else status, words(row, "contractor_name_type"), day(row, "effective_date"),
        day(row, "retirement_date"), day(row, "updated_on") or day(row, "last_updated"), words(row, "url"),
    )  # fmt: skip


class Reports:
    """The lists of one service."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def all(self, kind: Kind, state: str = "") -> Told[Sequence[Listed]]:
        """The documents of a kind; of the contractors in charge of a state where it is given and the kind is local."""
        path, fixed = REPORTS[kind]
        if not state or kind not in LOCAL:
            told = self.api.rows(path, fixed)
            return Told([listed(row, kind) for row in told.value], told.provenance)
        ids = Places(self.api).state_ids(state)
        parts = [self.api.rows(path, {**fixed, "state_id": one}) for one in ids.value]
        rows = dict.fromkeys(listed(row, kind) for part in parts for row in part.value)
        return Told(list(rows), together([part.provenance for part in parts]))

    def find(self, name: str, kind: Kind) -> Listed | None:
        """The newest version of a document in its list."""
        found = [one for one in self.all(kind).value if one.id == name]
        return max(found, key=lambda one: one.version, default=None)

    def search(
        self, query: str, kind: Kind | None, state: str, contractor: str, code: str, on: dt.date | None,
        limit: int, cursor: str,
    ) -> Page[Hit]:  # fmt: skip
        """By id, else by the words of titles. Raises Unavailable when a code is to be looked for."""
        if code:
            raise Unavailable(
                "The coverage API has no search by code.",
                "Load the database with 'accord sync coverage', or search by words and ask check for the code.",
            )
        told = [self.all(each, state) for each in ([kind] if kind else WHEN_NOT_SAID)]
        rows = [row for part in told for row in part.value if contractor.lower() in row.contractor.lower()]
        rows = newest(row for row in rows if on is None or row.in_force(on))
        name = named_in(query)
        found = [(row, 1.0) for row in rows if row.id == name.id] if name else ranked(query, rows, _title)
        provenance = together([part.provenance for part in told])
        if codes_asked(query) and not name:
            provenance = replace(provenance, notice=f"{provenance.notice} {NO_CODES}".strip())
        return page(found, state, limit, cursor, provenance)


def _title(row: Listed) -> str:
    return row.title


def newest(rows: Iterable[Listed]) -> list[Listed]:
    """One row for each document: its highest version. A list also holds versions that are not yet in force."""
    kept: dict[str, Listed] = {}
    for row in rows:
        if row.id not in kept or row.version > kept[row.id].version:
            kept[row.id] = row
    return list(kept.values())


def page(
    found: Sequence[tuple[Listed, float]], state: str, limit: int, cursor: str, provenance: Provenance
) -> Page[Hit]:
    """The part of the hits that was asked for."""
    start = int(cursor or 0)
    hits = tuple(hit(row, score, "words", state) for row, score in found[start : start + limit])
    after = str(start + limit) if start + limit < len(found) else ""
    return Page(hits, len(found), False, after, provenance)


def hit(row: Listed, score: float, why: str, state: str = "") -> Hit:
    """A row of a list as a hit."""
    contractors = (row.contractor,) if row.contractor else ()
    states = (state,) if state and row.kind in LOCAL else ()
    return Hit(
        row.id, row.kind, row.title, row.version, row.status, row.effective, row.ends, contractors, states,
        round(score, 4), why, "", row.url,
    )  # fmt: skip
