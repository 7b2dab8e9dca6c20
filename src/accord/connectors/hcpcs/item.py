"""One line of the code set as a file has it, and when it may be used."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.hcpcs.codes import CodeSystem, code_system

MODIFIER = re.compile(r"[A-Z0-9]{2}")
# What Medicare's carriers do with the code, by the letter of the file (record layout, coverage code).
COVERAGE = {
    "D": "special coverage instructions apply",
    "I": "not payable by Medicare",
    "G": "not payable by Medicare; another code stands for it",
    "M": "not covered by Medicare",
    "S": "not covered by Medicare by statute",
    "C": "carrier judgement",
}


class ItemKind(StrEnum):
    """A code for a service or supply, or a modifier."""

    CODE = "code"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Item:
    """added, ended -- first and last day of use; ended is None while it is in use. coverage and betos as in the file."""

    code: str
    kind: ItemKind
    long: str
    short: str
    coverage: str = ""
    betos: str = ""
    added: dt.date | None = None
    effective: dt.date | None = None
    ended: dt.date | None = None
    action: str = ""


def kind_of(code: str) -> ItemKind | None:
    """None for what is neither: CPT and dental codes are never taken in, whatever file brings them."""
    if MODIFIER.fullmatch(code):
        return ItemKind.MODIFIER
    return ItemKind.CODE if code_system(code) is CodeSystem.HCPCS_II else None
