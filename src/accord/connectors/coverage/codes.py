"""Procedure and diagnosis codes as the coverage database writes them, read from however people write them."""

from __future__ import annotations

import re
from collections.abc import Callable

from accord.errors import Invalid

_HCPCS = re.compile(r"[A-V]\d{4}|\d{4}[A-Z]|\d{5}")
_ICD10 = re.compile(r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?")
_ICD10_BARE = re.compile(r"([A-Z]\d[0-9A-Z])([0-9A-Z]{1,4})")
_WORD = re.compile(r"[A-Za-z0-9.]+")
_RANGE = re.compile(
    r"\b(?P<first>[A-V]\d{4}|\d{4}[A-Z]|\d{5})\s*(?:-|\u2013|\u2014|to|thru|through)\s*(?P<last>[A-V]\d{4}|\d{4}[A-Z]|\d{5})\b"
)
_ALONE = re.compile(r"(?<![\w.])(?:[A-V]\d{4}|\d{4}[A-Z]|\d{5})(?![\w])")
NO_CODE = "XX000"


def read_hcpcs(text: str) -> str:
    """'e0601 ' -> 'E0601'. Raises Invalid for what cannot be a HCPCS Level II or CPT code."""
    code = text.strip().upper()
    if not _HCPCS.fullmatch(code):
        raise Invalid(f"'{text}' is no HCPCS or CPT code.", "Such a code has five characters, like E0601 or 99213.")
    return code


def read_icd10(text: str) -> str:
    """'g4733', 'G47.33' -> 'G47.33'. Raises Invalid for what cannot be an ICD-10-CM code."""
    code = text.strip().upper()
    if bare := _ICD10_BARE.fullmatch(code):
        code = f"{bare[1]}.{bare[2]}"
    if not _ICD10.fullmatch(code):
        raise Invalid(f"'{text}' is no ICD-10-CM code.", "Such a code is written like G47.33 or I10.")
    return code


def is_cpt(code: str) -> bool:
    """Are its words licensed (CPT by the AMA, D codes by the ADA), so that only the number is kept?"""
    return code[0].isdigit() or code[0] == "D"


def procedures_named(text: str) -> tuple[tuple[str, str], ...]:
    """The procedure codes that a text names, as (first, last): '64400-64405' is one range, '64400' is (64400, 64400)."""
    ranges = [(m["first"], m["last"]) for m in _RANGE.finditer(text)]
    rest = _RANGE.sub(" ", text)
    return (*ranges, *((code, code) for code in _ALONE.findall(rest)))


def within(code: str, spans: tuple[tuple[str, str], ...]) -> bool:
    """Is the code one of these or in one of these ranges? A range runs only within one letter and one length."""
    return any(first <= code <= last and _series(code) == _series(first) == _series(last) for first, last in spans)


def _series(code: str) -> tuple[str, str]:
    return ("" if code[0].isdigit() else code[0], "" if code[-1].isdigit() else code[-1])


def codes_asked(query: str) -> tuple[str, ...]:
    """Every word of a query that has the form of a code, each in the forms it may mean: HCPCS first, then ICD-10."""
    found: list[str] = []
    for word in _WORD.findall(query):
        spelt = word.strip(".").upper()
        if not any(character.isdigit() for character in spelt):
            continue
        found += [reading for read in (read_hcpcs, read_icd10) if (reading := _read(read, spelt))]
    return tuple(dict.fromkeys(found))


def _read(read: Callable[[str], str], spelt: str) -> str:
    try:
        return read(spelt)
    except Invalid:
        return ""
