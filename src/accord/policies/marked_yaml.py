"""YAML text -> nodes that know their file, line and key path. Strict: what YAML would guess is refused.

Plain words that YAML 1.1 turns into something else (`no`, `on`, 2024-01-01, 0x1F, 12:30, 1e3) must be quoted; anchors,
aliases, tags, merge keys, repeated keys and empty values are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

import yaml

from accord.errors import Invalid

_Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_CONSTANTS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}
_TRAPS = (
    (re.compile(r"(?i)yes|no|on|off|y|n|true|false|null|~"), "YAML readers disagree on what {0} means"),
    (re.compile(r"\d{4}-\d{1,2}(-\d{1,2}.*)?"), "YAML turns {0} into a date"),
    (
        re.compile(r"[-+]?[\d.][\d_,.:]*(e[-+]?\d+)?|[-+]?0[xob][0-9a-f_]+|[-+]?\.(inf|nan)", re.I),
        "{0} is no plain number",
    ),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a policy file. column -- counted from 1; 0 where only the line is known."""

    file: str
    line: int
    path: str
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" + (f", {self.path}" if self.path else "")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word, number, true/false or null."""

    spot: Spot
    value: Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    spot: Spot
    items: tuple[Yaml, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values, in file order."""

    spot: Spot
    entries: Mapping[str, Yaml]


Yaml = Scalar | Listing | Table


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a policy file, and where; without a spot where it concerns whole files."""

    spot: Spot | None
    reason: str

    def __str__(self) -> str:
        return f"{self.spot}: {self.reason}" if self.spot else self.reason


class Refused(Invalid):
    """A policy text that is refused, with every fault that was found in it."""

    def __init__(self, faults: tuple[Fault, ...], remedy: str = "") -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(dict.fromkeys(str(fault) for fault in self.faults)), remedy)


def refusal(spot: Spot, reason: str) -> Refused:
    """The refusal that names file, line and key path."""
    return Refused((Fault(spot, reason),))


def faults_of(refused: Invalid) -> tuple[Fault, ...]:
    """What a refusal names, place by place."""
    return refused.faults if isinstance(refused, Refused) else (Fault(None, refused.message),)


def parse(text: str, file: str) -> Yaml:
    """The document of a YAML text. Raises Invalid."""
    try:
        events = cast(Iterator[yaml.Event], yaml.parse(text, Loader=_Loader))
        return _Builder(file, events).document()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        spot = Spot(file, mark.line + 1, "", mark.column + 1) if mark else Spot(file, 1, "")
        raise refusal(spot, f"this is not YAML: {fault.problem or fault.context}.") from fault
    except yaml.YAMLError as fault:
        raise refusal(Spot(file, 1, ""), f"this is not YAML: {fault}.") from fault


class _Builder:
    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.file = file
        self.events = events

    def document(self) -> Yaml:
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            raise refusal(Spot(self.file, 1, ""), "the file is empty.")
        root = self.node(next(self.events), "")
        next(self.events)
        extra = next(self.events)
        if not isinstance(extra, yaml.StreamEndEvent):
            raise refusal(self.spot(extra, ""), "a file holds one document; this starts a second one.")
        return root

    def spot(self, event: yaml.Event, path: str) -> Spot:
        return Spot(self.file, event.start_mark.line + 1, path, event.start_mark.column + 1)

    def node(self, event: yaml.Event, path: str, key: Spot | None = None) -> Yaml:
        """A node; the value of a key stands where its key stands."""
        spot = key or self.spot(event, path)
        if not isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent) or event.anchor:
            raise refusal(spot, "anchors and aliases are not allowed; write it out.")
        if event.tag:
            raise refusal(spot, f"the tag {event.tag} is not allowed.")
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style is None or event.style == ""
            return Scalar(spot, _plain_value(spot, event.value) if plain else event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.listing(spot)
        return self.table(spot)

    def listing(self, spot: Spot) -> Listing:
        items: list[Yaml] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, f"{spot.path}[{len(items) + 1}]"))
        return Listing(spot, tuple(items))

    def table(self, spot: Spot) -> Table:
        entries: dict[str, Yaml] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event, spot.path)
            if key in entries:
                raise refusal(self.spot(event, spot.path), f"the key '{key}' stands twice.")
            inner = f"{spot.path}.{key}" if spot.path else key
            entries[key] = self.node(next(self.events), inner, self.spot(event, inner))
        return Table(spot, entries)

    def key(self, event: yaml.Event, path: str) -> str:
        read = self.node(event, path)
        if not isinstance(read, Scalar) or not isinstance(read.value, str):
            raise refusal(read.spot, "a key must be a word; put it in quotes.")
        if read.value == "<<":
            raise refusal(read.spot, "merge keys are not allowed; write it out.")
        return read.value


def _plain_value(spot: Spot, word: str) -> Decimal | str | bool | None:
    if word == "":
        raise refusal(spot, "the value is empty; write it, write null, or leave the key out.")
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    if _NUMBER.fullmatch(word):
        return Decimal(word)
    for shape, reason in _TRAPS:
        if shape.fullmatch(word):
            raise refusal(spot, reason.format(word) + "; put it in quotes.")
    return word
