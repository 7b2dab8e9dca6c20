"""The seventh character: due, given where none is due, unknown, or in the wrong place for want of X."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.icd10.codes import LONGEST, Code, code
from accord.connectors.icd10.edition import FY2026, Edition
from accord.connectors.icd10.index import open_index
from accord.connectors.icd10.kinds import Kind
from accord.connectors.icd10.tabular import Listing, find
from accord.errors import Invalid


class SeventhFault(StrEnum):
    """What is wrong with a seventh character."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class SeventhProblem:
    """base is the code before the seventh character; allowed are the characters it takes, with their meanings.

    suggestion -- the code as it would stand with X in the empty places, when that is all that is missing.
    """

    fault: SeventhFault
    code: Code
    base: Code
    allowed: Mapping[str, str]
    suggestion: Code | None = None


def seventh_character_problem(text: str | Code, edition: Edition = FY2026) -> SeventhProblem | None:
    """None when the code is whole, or takes no seventh character, or cannot be told apart from an unknown code."""
    try:
        given = code(text)
    except Invalid:
        return None
    listed = find(given, edition)
    if listed is not None:
        allowed = seventh_characters(listed, edition)
        return SeventhProblem(SeventhFault.MISSING, given, given, allowed) if allowed else None
    return _unlisted(given, edition)


def seventh_characters(listed: Listing, edition: Edition = FY2026) -> dict[str, str]:
    """The seventh characters that this code, as it stands, still needs one of; empty when it needs none."""
    query = "SELECT letters, label FROM entry WHERE number BETWEEN ? AND ? AND parent = ? AND kind = ?"
    rows = open_index(edition).execute(query, (listed.number, listed.last, listed.number, Kind.EXTENDED.value))
    return {letters[-1]: label.removeprefix(f"{listed.label}, ") for letters, label in rows}


def _unlisted(given: Code, edition: Edition) -> SeventhProblem | None:
    stem, last = given.letters[:-1], given.letters[-1]
    padded = Code(stem.ljust(LONGEST - 1, "X") + last) if len(stem) >= len("A00") else None
    if padded is not None and padded != given and find(padded, edition) is not None:
        base = find(stem, edition)
        if base is not None:
            allowed = seventh_characters(base, edition)
            return SeventhProblem(SeventhFault.PLACEHOLDER, given, base.code, allowed, padded)
    bare = stem.rstrip("X") if len(given.letters) == LONGEST else given.letters.rstrip("X")
    base = find(stem, edition) or find(bare, edition)
    allowed = seventh_characters(base, edition) if base is not None else {}
    if base is None or not allowed:
        return None
    fault = SeventhFault.UNKNOWN if len(given.letters) == LONGEST else SeventhFault.MISSING
    return SeventhProblem(fault, given, base.code, allowed)
