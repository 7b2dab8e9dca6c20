"""What the tools on HCPCS answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accord.connectors.answer import Provenance
from accord.connectors.hcpcs.codes import CodeSystem
from accord.connectors.hcpcs.standing import Standing


@dataclass(frozen=True, slots=True)
class HcpcsHit:
    """A code that was found; name is its official short or long name, or, where none is loaded, our family's."""

    code: str
    name: str
    family: str
    standing: Standing
    score: float


@dataclass(frozen=True, slots=True)
class HcpcsCode:
    """A code or modifier. family is ours ('home oxygen'); coverage, betos and action are as in the official file.

    long and short are empty where no file is loaded, and always for CPT and dental codes, whose names are not free.
    """

    code: str
    kind: str
    system: CodeSystem | None
    long: str
    short: str
    family: str
    coverage: str
    coverage_meaning: str
    betos: str
    action: str
    added: dt.date | None
    ended: dt.date | None
    standing: Standing
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class HcpcsVerdict:
    """One code judged on a day; reason says why it may not be used or cannot be judged."""

    code: str
    system: CodeSystem | None
    standing: Standing
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class HcpcsVerdicts:
    """The codes in the order in which they were given."""

    items: tuple[HcpcsVerdict, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Modifier:
    """A modifier; excludes names others of which a line may carry only one, for the reason and source given."""

    code: str
    long: str
    short: str
    standing: Standing
    excludes: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Modifiers:
    """Modifiers in order."""

    items: tuple[Modifier, ...]
    provenance: Provenance
