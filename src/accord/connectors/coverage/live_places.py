"""Contractors and states as the coverage API knows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from accord.connectors.answer import Page
from accord.connectors.coverage.live_read import number, words
from accord.connectors.coverage.live_service import Api, Row, together
from accord.connectors.coverage.states import NAMES
from accord.connectors.coverage.values import Contractor, Program
from accord.connectors.outward import Told
from accord.errors import NotFound, Unavailable

CONTRACTORS = "/v1/data/contractor/"
STATES = "/v1/metadata/states/"
TYPES = "/v1/metadata/contract-type/"
SUBTYPES = "/v1/metadata/contract-subtype/"
IN_CHARGE = "/v1/reports/local-coverage-final-lcds/"
PROGRAMS: tuple[tuple[str, Program], ...] = (
    ("part a", Program.AB), ("part b", Program.AB), ("a and b", Program.AB), ("dme", Program.DME), ("hhh", Program.HHH),
)  # fmt: skip


class Places:
    """Contractors and states of one service."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def state_ids(self, state: str) -> Told[Sequence[int]]:
        """The service's numbers of a state: the whole of it, and its parts where contractors divide it."""
        told = self.api.rows(STATES)
        ids = [number(row, "state_id") for row in told.value if _is_of(words(row, "description"), state)]
        if not ids:
            raise NotFound(f"CMS Coverage API does not know the state {state}.", "Ask the local index.")
        return Told(ids, told.provenance)

    def state_names(self) -> Mapping[int, str]:
        """The service's number of a state or a part of one -> our two letters."""
        rows = self.api.rows(STATES).value
        letters = {number(row, "state_id"): _letters(words(row, "description")) for row in rows}
        return {one: state for one, state in letters.items() if state}

    def contractors(self, contractor_id: int | None, state: str) -> Page[Contractor]:
        """All contractors, one of them, or those of a state."""
        if state:
            return self.jurisdiction(state, None, None)
        carried = {} if contractor_id is None else {"contractor_id": contractor_id}
        told = self.api.rows(CONTRACTORS, carried, f"CMS Coverage API knows no contractor {contractor_id or ''}.")
        found = self._contractors(told.value)
        return Page(found, len(found), False, "", told.provenance)

    def jurisdiction(self, state: str, program: Program | None, on: dt.date | None) -> Page[Contractor]:
        """Those whose LCDs hold in a state now: the service has no other list of who is in charge."""
        if on is not None:
            raise Unavailable(
                "The coverage API does not say who was in charge of a state on a day.",
                "Load the database with 'accord sync coverage', or leave the day out.",
            )
        ids = self.state_ids(state)
        lists = [self.api.rows(IN_CHARGE, {"state_id": one}) for one in ids.value]
        names = {words(row, "contractor_name_type") for part in lists for row in part.value}
        everyone = self.api.rows(CONTRACTORS)
        found = [_with_state(one, state) for one in self._contractors(everyone.value) if _named(one, names)]
        wanted = tuple(one for one in found if program is None or program in one.programs)
        if not wanted:
            raise NotFound(f"CMS Coverage API names nobody in charge of {state}.", "Ask the local index.")
        parts = [ids.provenance, everyone.provenance, *(part.provenance for part in lists)]
        return Page(wanted, len(wanted), False, "", together(parts))

    def by_key(self) -> Mapping[tuple[int, int], Contractor]:
        """Contractors by id and type."""
        return {(one.id, one.type_id): one for one in self._contractors(self.api.rows(CONTRACTORS).value)}

    def _contractors(self, rows: Sequence[Row]) -> tuple[Contractor, ...]:
        types = _names(self.api.rows(TYPES).value, "contract_type_id")
        subtypes = _names(self.api.rows(SUBTYPES).value, "subtype_id")
        return tuple(_contractor(row, types, subtypes) for row in rows)


def programs_of(kind: str) -> tuple[Program, ...]:
    """'A and B and HHH MAC' -> ab and hhh."""
    return tuple(dict.fromkeys(program for word, program in PROGRAMS if word in kind.lower()))


def _contractor(row: Row, types: Mapping[int, str], subtypes: Mapping[int, str]) -> Contractor:
    kind = types.get(number(row, "contract_type_id"), "")
    return Contractor(
        number(row, "contractor_id"), number(row, "contract_type_id"), number(row, "contractor_version"),
        words(row, "contractor_name"), words(row, "contract_number"), kind,
        subtypes.get(number(row, "subtype_id"), ""), programs_of(kind),
    )  # fmt: skip


def _names(rows: Sequence[Row], key: str) -> Mapping[int, str]:
    return {number(row, key): words(row, "description") for row in rows}


def _named(contractor: Contractor, names: set[str]) -> bool:
    """Is it one of 'Noridian Healthcare Solutions, LLC (MAC - Part A, MAC - Part B)'?"""
    return any(
        name.startswith(contractor.name) and contractor.type and contractor.type in name.removeprefix(contractor.name)
        for name in names
    )


def _with_state(one: Contractor, state: str) -> Contractor:
    return Contractor(
        one.id, one.type_id, one.version, one.name, one.number, one.type, one.subtype, one.programs, (state,), one.url
    )


def _letters(description: str) -> str:
    whole = description.partition(" - ")[0].strip().lower()
    return next((letters for letters, name in NAMES.items() if name.lower() == whole), "")


def _is_of(description: str, state: str) -> bool:
    return _letters(description) == state
