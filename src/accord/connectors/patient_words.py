"""A last look at what is about to leave: codes, names and words go out, what could tell of a patient does not."""

from __future__ import annotations

import re

from accord.errors import Forbidden

LONGEST = 2_000
LOOKS_LIKE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a Social Security number", re.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
    ("a Medicare number", re.compile(r"\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b", re.I)),
    ("a telephone number", re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)")),
    ("an e-mail address", re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.I)),
    ("a date of birth", re.compile(r"\b(?:DOB|born(?: on)?|date of birth)\b", re.I)),
    ("a medical record number", re.compile(r"\bMRN\b|\bmedical record (?:number|no)\b", re.I)),
)  # fmt: skip


def refuse_patient_data(name: str, text: str) -> None:
    """Raises Forbidden, without repeating the text, when a value looks like a patient's or like a piece of a record."""
    if len(text) > LONGEST:
        raise Forbidden(f"'{name}' is too long to be a code, a name or a question.", "Nothing was sent.")
    for what, pattern in LOOKS_LIKE:
        if pattern.search(text):
            raise Forbidden(f"'{name}' seems to hold {what}; live services get codes, names and words only.",
                            "Take it out, or ask the local index. Nothing was sent.")  # fmt: skip
