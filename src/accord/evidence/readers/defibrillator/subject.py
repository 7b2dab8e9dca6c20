"""Whether a record is about an implantable defibrillator."""

from __future__ import annotations

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.rules import about_subject

CODES = ("33230", "33231", "33240", "33249", "33262", "33263", "33264", "33270")
SUBJECT = lazy_pattern(r"\bdefibrillator|\baicd\b|\bcrt-?d\b|\bs-?icd\b|\bicds?\b(?![- ]?(?:9|10|11|code))")


RELATIVE = lazy_pattern(
    r"\b(?:mother|father|brother|sister|aunt|uncle|cousin|grand\w+|husband|wife|spouse|son|daughter|"
    r"sibling)(?:'s)?\b(?! (?:says|reports|states|present))"
)


def of_another(text: str, start: int, reach: int = 30) -> bool:
    """Is a relative named shortly before the words, in the same clause?"""
    clause = text[max(0, start - reach) : start]
    return RELATIVE.search(clause) is not None and not any(mark in clause for mark in ";.")


def speaks(chart: Chart) -> bool:
    """Is the record about an implantable defibrillator?"""
    return about_subject(chart, CODES, SUBJECT)
