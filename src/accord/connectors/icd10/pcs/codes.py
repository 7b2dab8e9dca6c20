"""A procedure code: seven places, each of which says one thing (an axis)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from accord.errors import Invalid

LENGTH = 7
PLACE = "[0-9A-HJ-NP-Z]"
SHAPE = re.compile(f"{PLACE}{{{LENGTH}}}")
START = re.compile(f"{PLACE}{{0,{LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Section:
    """One of the 17 sections, which differ in what their places mean.

    axes       -- the names of the seven places. operations -- third place: value -> what is done.
    """

    value: str
    name: str
    axes: tuple[str, ...]
    operations: Mapping[str, str]


@cache
def sections() -> Mapping[str, Section]:
    """All sections, by the first place of a code."""
    text = resources.files("accord.connectors.icd10.pcs").joinpath("sections.toml").read_text("utf-8")
    told = tomllib.loads(text)
    return {
        value: Section(value, row["name"], tuple(told["axes"][row["axes"]]), row.get("operations", {}))
        for value, row in told["section"].items()
    }


def has_shape(code: str) -> bool:
    """Seven places of digits and capital letters without I and O, in a section that there is."""
    return bool(SHAPE.fullmatch(code)) and code[0] in sections()


def written(text: str) -> str:
    """'0ft4.4zz ' as the code set writes it: '0FT44ZZ'. The code need not exist."""
    return re.sub(r"[\s.\-]", "", text).upper()


def beginning(text: str) -> str:
    """The first places of a code. Raises Invalid for what no code can begin with."""
    start = written(text)
    if not START.fullmatch(start) or (start and start[0] not in sections()):
        raise Invalid(
            f"'{text}' is not the beginning of an ICD-10-PCS code.",
            "A code has seven places of digits and letters, never I or O: 0FT44ZZ.",
        )
    return start
