"""The desk's own knowledge as data: which diagnoses a family of services goes with, words of status, limits.

The shipped table is rules.toml; a site lays its own file over it (`--rules FILE`): single values replace, families and
needed papers of the same name replace, new names are added.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from accord.prior_auth.triage.site import laid_over, unusable


@dataclass(frozen=True)
class Family:
    """Services that belong together by their code, and the diagnosis codes that they go with.

    codes    -- (first, last) of each range of CPT or HCPCS codes.
    supports -- beginnings of ICD-10-CM codes; empty: every diagnosis.
    sex      -- 'male' or 'female' where the service is of one sex only.
    """

    name: str
    codes: tuple[tuple[str, str], ...]
    supports: tuple[str, ...] = ()
    sex: str = ""
    why: str = ""

    def holds(self, code: str) -> bool:
        """Is the code in one of the ranges?"""
        return any(len(code) == len(first) and first <= code <= last for first, last in self.codes)

    def goes_with(self, icd10: str) -> bool:
        """Is the diagnosis one that the family goes with?"""
        return not self.supports or icd10.replace(".", "").startswith(self.supports)


@dataclass(frozen=True)
class Needed:
    """A paper or fact: how payers ask for it, and how the chart shows that it is there."""

    name: str
    asked: re.Pattern[str]
    shown: re.Pattern[str]


@dataclass(frozen=True)
class Rules:
    """Everything that a site may set otherwise."""

    families: tuple[Family, ...]
    needed: tuple[Needed, ...]
    words: dict[str, frozenset[str]]
    note_valid_days: int
    dose_tolerance_percent: int
    weight_tolerance_percent: int

    def family(self, code: str) -> Family | None:
        """The family of a service's code; None for one that no family holds."""
        return next((family for family in self.families if family.holds(code.upper())), None)

    def means(self, status: str, meaning: str) -> bool:
        """Is the status one of the words for that meaning?"""
        return " ".join(status.lower().replace("_", " ").replace("-", " ").split()) in self.words[meaning]


def rules(own: Path | None = None) -> Rules:
    """The shipped rules, with the site's file laid over them. Raises NotFound or Invalid."""
    return _rules(laid_over(_shipped(), own), own.name if own else "rules.toml")


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(resources.files("accord.prior_auth.triage").joinpath("rules.toml").read_text("utf-8"))


def _rules(table: dict[str, Any], name: str) -> Rules:
    try:
        return Rules(
            tuple(_family(row) for row in table["family"]),
            tuple(
                Needed(row["name"], re.compile(row["asked"], re.IGNORECASE), re.compile(row["shown"], re.IGNORECASE))
                for row in table["needed"]
            ),
            {name: frozenset(words) for name, words in table["words"].items()},
            int(table["note_valid_days"]),
            int(table["dose_tolerance_percent"]),
            int(table["weight_tolerance_percent"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as fault:
        raise unusable(name, fault) from fault


def _family(row: dict[str, Any]) -> Family:
    pairs = (str(codes).partition("-") for codes in row["codes"])
    ranges = tuple((first, last or first) for first, _, last in pairs)
    supports = tuple(str(code).replace(".", "") for code in row.get("supports", ()))
    return Family(str(row["name"]), ranges, supports, str(row.get("sex", "")), str(row.get("why", "")))
