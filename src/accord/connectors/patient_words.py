"""A last look at what is about to leave: codes, names and words go out, what could tell of a patient does not.

It knows the shapes of numbers and a few headings of records. It cannot know that a name is a patient's; so the person
who asks is told by every live tool what may be asked.
"""

from __future__ import annotations

import re
import unicodedata

from accord.errors import Forbidden

LONGEST = 4_000  # as long as a question to PubMed may be
DAY = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|(?:\d{1,2} )?[A-Z]{3,9}\.? (?:\d{1,2},? )?\d{4}|\d{8})"
LETTER, EITHER = "[AC-HJKMNP-RT-Y]", "[AC-HJKMNP-RT-Y0-9]"
LOOKS_LIKE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a Social Security number", re.compile(r"(?<!\d)(?<!\d[-.])\d{3}([- ])\d{2}\1\d{4}(?!\d)")),
    ("a Medicare number", re.compile(rf"(?<![A-Z0-9])[1-9]{LETTER}{EITHER}\d[- ]?{LETTER}{EITHER}\d[- ]?{LETTER}{{2}}\d{{2}}(?![A-Z0-9])", re.I)),
    ("a Medicare claim number", re.compile(r"(?<![A-Z0-9])\d{9}[A-DFHJKMTW]\d?(?![A-Z0-9])", re.I)),
    ("a telephone number", re.compile(r"(?<![\d.])(?:\+?1[ .-]{0,3})?(?:\(\d{3}\)[ .-]{0,3}|\d{3} ?[ .-] ?)\d{3} ?[ .-] ?\d{4}(?!\d)")),
    ("an e-mail address", re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.I)),
    ("a date of birth", re.compile(rf"(?:\bD\.O\.B\.|\b(?:DOB|date of birth|birth ?date|born)\b)\W*(?:(?:on|in|is|the)\b\W*)?{DAY}", re.I)),
    ("a medical record number", re.compile(r"\b(?:MRN|medical record (?:number|no\.?))(?![A-Z])\W*(?:is\W*)?[A-Z]{0,3}\d{3,}", re.I)),
)  # fmt: skip


def refuse_patient_data(name: str, text: str) -> None:
    """Raises Forbidden, without repeating the text, when a value looks like a patient's or like a piece of a record."""
    if len(text) > LONGEST:
        raise Forbidden(f"'{name}' is too long to be a code, a name or a question.", "Nothing was sent.")
    plain = _plain(text)
    for what, pattern in LOOKS_LIKE:
        if pattern.search(plain):
            raise Forbidden(f"'{name}' seems to hold {what}; live services get codes, names and words only.",
                            "Take it out, or ask the local index. Nothing was sent.")  # fmt: skip


def _plain(text: str) -> str:
    """Digits, dashes and spaces of any script as the plain ones, what is not seen left out."""
    kinds = ((letter, unicodedata.category(letter)) for letter in unicodedata.normalize("NFKC", text))
    return "".join("-" if kind == "Pd" or letter == "−" else " " if kind in ("Zs", "Cc") else _digit(letter, kind)
                   for letter, kind in kinds if kind != "Cf")  # fmt: skip


def _digit(letter: str, kind: str) -> str:
    return str(unicodedata.decimal(letter)) if kind == "Nd" else letter
