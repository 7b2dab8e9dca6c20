"""Medicare's lists of services that need authorization, as values; the lists that ship, or newer ones that a site loaded."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from accord.connectors.coverage.states import NAMES
from accord.connectors.hcpcs import code_system
from accord.connectors.releases import Held, Release
from accord.errors import Invalid

INDEX = "authorization_lists"
FILE = "lists.json"
LAYOUT = 1
STALE_AFTER_DAYS = 120


class Setting(StrEnum):
    """Where a service is given, as far as the lists tell places apart. UNKNOWN: not said."""

    HOME = "home"
    OUTPATIENT_HOSPITAL = "outpatient_hospital"
    ASC = "asc"
    OFFICE = "office"
    AMBULANCE = "ambulance"
    INPATIENT = "inpatient"
    OTHER = "other"
    UNKNOWN = "unknown"


class Asks(StrEnum):
    """What a list asks for: a decision before the service, or a visit and a written order before delivery."""

    AUTHORIZATION = "authorization"
    ORDER = "order"


class Obligation(StrEnum):
    """What follows without it: no payment, or a look at the papers before payment."""

    CONDITION = "condition_of_payment"
    OR_REVIEW = "or_prepayment_review"


@dataclass(frozen=True, slots=True)
class Phase:
    """From that day on it is asked for in those states; in all of them when none is named."""

    start: dt.date
    states: frozenset[str] = frozenset()

    def reaches(self, state: str) -> bool:
        """Does it reach this state?"""
        return not self.states or state in self.states


@dataclass(frozen=True, slots=True)
class Group:
    """Codes that a list names together. until is the first day on which it no longer asks; no phases: it never has.

    condition -- in what case only; policies -- the coverage documents that the programme decides by.
    """

    service: str
    codes: frozenset[str]
    phases: tuple[Phase, ...] = ()
    until: dt.date | None = None
    condition: str = ""
    note: str = ""
    policies: tuple[str, ...] = ()

    def start(self, state: str) -> dt.date | None:
        """The first day for a state; None when it is never reached."""
        return min((phase.start for phase in self.phases if phase.reaches(state)), default=None)

    @property
    def begins(self) -> dt.date | None:
        """The first day anywhere."""
        return min((phase.start for phase in self.phases), default=None)

    @property
    def everywhere_from(self) -> dt.date | None:
        """The first day on which no state is left out; None when some always are."""
        return min((phase.start for phase in self.phases if not phase.states), default=None)


@dataclass(frozen=True, slots=True)
class Programme:
    """One list with its groups.

    settings   -- the places of service that it is about; place_decides -- the code alone does not tell the place.
    known_from -- what it said before that day is not held here.
    """

    id: str
    title: str
    asks: Asks
    obligation: Obligation
    settings: frozenset[Setting]
    rule: str
    page: str
    counted_by: str
    groups: tuple[Group, ...]
    place_decides: bool = False
    published: dt.date | None = None
    known_from: dt.date | None = None
    exempt: str = ""
    claim: str = ""
    decided: str = ""

    def group_of(self, code: str) -> Group | None:
        """The group that names a code."""
        return next((group for group in self.groups if code in group.codes), None)


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of one day."""

    as_of: dt.date
    programmes: tuple[Programme, ...]
    release: Release | None = None


def shipped_lists() -> Lists:
    """The lists that come with the program."""
    return _shipped()


def current_lists() -> Lists:
    """The newest lists at hand: those that ship, or those that a site loaded when they are newer."""
    loaded = _LOADED.get()
    shipped = _shipped()
    return loaded if loaded is not None and loaded.as_of >= shipped.as_of else shipped


def read_lists(told: Mapping[str, Any]) -> Lists:
    """The values of a file in our layout (authorization_lists.md). Raises Invalid naming what is wrong."""
    if told.get("layout") != LAYOUT:
        raise Invalid(
            f"The authorization lists have layout {told.get('layout')!r}; {LAYOUT} is read.",
            "See authorization_lists.md beside the coverage connector.",
        )
    programmes = tuple(_programme(each) for each in _rows(told, "programme"))
    _check_once(programmes)
    return Lists(_day(told, "as_of"), programmes)


def read_file(path: Path) -> Mapping[str, Any]:
    """A .toml or .json file as plain values. Raises Invalid when it is neither."""
    try:
        text = path.read_text("utf-8")
        return json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as fault:
        raise Invalid(f"{path.name} cannot be read: {fault}.", "Give a .toml or .json file of our layout.") from fault


@cache
def _shipped() -> Lists:
    text = resources.files(__package__ or "").joinpath("authorization_lists.toml").read_text("utf-8")
    return read_lists(tomllib.loads(text))


def _open(release: Release) -> Lists:
    found = read_lists(read_file(release.folder / FILE))
    return Lists(found.as_of, found.programmes, release)


_LOADED: Held[Lists] = Held(INDEX, _open)


def _programme(told: Mapping[str, Any]) -> Programme:
    name = _words(told, "id")
    try:
        asks, obligation = Asks(told.get("asks")), Obligation(told.get("obligation"))
        settings = frozenset(Setting(setting) for setting in told.get("settings", ()))
    except ValueError as fault:
        raise Invalid(f"Authorization list '{name}': {fault}.") from fault
    end = _day_or_none(told, "until")
    return Programme(
        name, _words(told, "title"), asks, obligation, settings, _words(told, "rule"), _words(told, "page"),
        _words(told, "counted_by"), tuple(_group(name, row, end) for row in _rows(told, "group")),
        bool(told.get("place_decides", False)), _day_or_none(told, "published"), _day_or_none(told, "known_from"),
        str(told.get("exempt", "")), str(told.get("claim", "")), str(told.get("decided", "")),
    )  # fmt: skip


def _group(programme: str, told: Mapping[str, Any], end: dt.date | None) -> Group:
    codes = frozenset(_words(told, "codes").split())
    odd = sorted(code for code in codes if code_system(code) is None)
    if odd:
        raise Invalid(f"Authorization list '{programme}' names {', '.join(odd)}, which is no code.")
    phases = tuple(_phase(programme, row) for row in told.get("phases", ()))
    if not phases and not told.get("note"):
        raise Invalid(f"Authorization list '{programme}', '{told.get('service')}': neither phases nor a note.")
    return Group(
        _words(told, "service"), codes, phases, _day_or_none(told, "until") or end, str(told.get("condition", "")),
        str(told.get("note", "")), tuple(told.get("policies", ())),
    )  # fmt: skip


def _phase(programme: str, told: Mapping[str, Any]) -> Phase:
    states = frozenset(str(told.get("states", "")).split())
    if strange := sorted(states - NAMES.keys()):
        raise Invalid(f"Authorization list '{programme}' names {', '.join(strange)}, which is no state.")
    return Phase(_day(told, "from"), states)


def _check_once(programmes: Sequence[Programme]) -> None:
    for programme in programmes:
        codes = [code for group in programme.groups for code in group.codes]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise Invalid(f"Authorization list '{programme.id}' names {', '.join(twice)} twice.")


def _rows(told: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    rows = told.get(name)
    if not isinstance(rows, list) or not rows:
        raise Invalid(
            f"The authorization lists lack '{name}'.", "See authorization_lists.md beside the coverage connector."
        )
    return rows  # pyright: ignore[reportUnknownVariableType] -- checked row by row


def _words(told: Mapping[str, Any], name: str) -> str:
    word = told.get(name)
    if not isinstance(word, str) or not word.strip():
        raise Invalid(f"The authorization lists lack '{name}' in {told.get('id') or told.get('service') or 'a row'}.")
    return word


def _day(told: Mapping[str, Any], name: str) -> dt.date:
    day = _day_or_none(told, name)
    if day is None:
        raise Invalid(f"The authorization lists lack the day '{name}'.")
    return day


def _day_or_none(told: Mapping[str, Any], name: str) -> dt.date | None:
    day = told.get(name)
    if day is None or isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(str(day))
    except ValueError as fault:
        raise Invalid(f"'{name}' of the authorization lists is no day: {day}.") from fault
