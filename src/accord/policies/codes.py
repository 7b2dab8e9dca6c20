"""Codes as a policy writes them: 'icd10|E11*' in value sets, 'E0601' in what it applies to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord.policies.marked_yaml import Yaml, refusal
from accord.policies.reading import instead, text

SHAPES: Mapping[str, re.Pattern[str]] = {
    "icd10": re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?"),
    "icd10pcs": re.compile(r"[0-9A-HJ-NP-Z]{7}"),
    "hcpcs": re.compile(r"[A-V]\d{4}"),
    "cpt": re.compile(r"\d{4}[0-9FTU]"),
    "loinc": re.compile(r"\d{1,5}-\d"),
    "snomed": re.compile(r"\d{6,18}"),
    "rxnorm": re.compile(r"\d{1,8}"),
}
PREFIX = re.compile(r"[A-Z0-9][A-Z0-9.\-]*\*")
SERVICE = re.compile(r"[A-V]\d{4}|\d{4}[0-9FTU]")
MODIFIER = re.compile(r"[A-Z0-9]{2}")


@dataclass(frozen=True, slots=True)
class CodePattern:
    """A code of a system, or all codes that begin with it (written with a '*' at the end)."""

    system: str
    code: str
    prefix: bool = False

    def matches(self, system: str, code: str) -> bool:
        """Does the code fall under it? Dots in ICD-10 codes do not matter."""
        if system != self.system:
            return False
        mine, given = _bare(system, self.code), _bare(system, code)
        return given.startswith(mine) if self.prefix else given == mine

    def __str__(self) -> str:
        return f"{self.system}|{self.code}{'*' if self.prefix else ''}"


def coded(node: Yaml) -> CodePattern:
    """'icd10|G47.33' or 'icd10|E11*'."""
    written = text(node)
    system, bar, code = written.partition("|")
    if not bar or system not in SHAPES:
        raise refusal(
            node.spot, f"'{written}' names no code system. {instead(system, SHAPES)} Write it as 'icd10|G47.33'."
        )
    return _pattern(node, system, code)


def diagnosis(node: Yaml) -> CodePattern:
    """'G47.33' or 'E11*'."""
    return _pattern(node, "icd10", text(node))


def service(node: Yaml) -> str:
    """A HCPCS Level II or CPT code."""
    return _shaped(node, SERVICE, "a HCPCS or CPT code")


def modifier(node: Yaml) -> str:
    """A two-character modifier."""
    return _shaped(node, MODIFIER, "a modifier of two characters")


def _shaped(node: Yaml, shape: re.Pattern[str], what: str) -> str:
    written = text(node)
    if not shape.fullmatch(written):
        raise refusal(node.spot, f"'{written}' has not the shape of {what}.")
    return written


def _pattern(node: Yaml, system: str, code: str) -> CodePattern:
    if PREFIX.fullmatch(code):
        return CodePattern(system, code[:-1], prefix=True)
    if not SHAPES[system].fullmatch(code):
        raise refusal(node.spot, f"'{code}' has not the shape of a {system} code.")
    return CodePattern(system, code)


def _bare(system: str, code: str) -> str:
    return code.upper().replace(".", "") if system == "icd10" else code.upper()
