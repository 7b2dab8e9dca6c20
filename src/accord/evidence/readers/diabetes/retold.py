"""One change of treatment told by several notes, or by its day and again by its month, is one change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.readers.diabetes.insulin_words import GENERIC_OF
from accord.records.findings import Finding

WHOLE = ("off", "swap")
"""Kinds of change that can be made only once to a drug."""
DRUG = re.compile(
    rf"\b(?:{'|'.join(sorted(GENERIC_OF, key=len, reverse=True))}|glip\w*|glim\w*|glyb\w*|gliclazide|metf\w*|sulfonylureas?|repaglinide|nateglinide|"
    r"acarbose|diazoxide|basal|bolus|insulin)\b"
)
NUMBERS = re.compile(r"(?<![\d/.-])\d+(?:\.\d+)?(?![\d/-])")
BEFORE_NOW = re.compile(
    r"\b(?:had (?:already |previously |earlier )?been|had (?:already )?(?:cut|reduced|lowered|stopped|changed)|previously|earlier|in the past|"
    r"last (?:year|fall|spring|summer|winter|month|visit)|ago|once before|at (?:an|the) (?:earlier|prior|previous|last) visit)\b"
)


def once(made: Sequence[Finding]) -> Iterator[Finding]:
    """The changes, the earliest telling of each."""
    kept: list[Finding] = []
    for each in sorted(made, key=_order):
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    yield from (each for each in made if each in kept)


def _order(change: Finding) -> tuple[int, str]:
    """Exact days first, then by the day."""
    day = change.date
    return (0 if day is not None and day.exact is not None else 1, day.iso() if day is not None else "")


def _same(later: Finding, earlier: Finding) -> bool:
    if (
        later.date is not None
        and later.date.exact is None
        and earlier.date is not None
        and earlier.date.agrees(later.date)
    ):
        return True
    if later.place.document == earlier.place.document or later.qualifiers.get("dated") == "yes":
        return False
    signs = _signs(later), _signs(earlier)
    return signs[0] == signs[1] and bool(signs[0])


def _signs(change: Finding) -> tuple[str, ...]:
    """What tells a change from another: the drug with the doses, or the drug that was stopped."""
    words = change.qualifiers.get("words", "")
    drug = DRUG.search(words)
    if drug is None:
        return ()
    name, numbers = GENERIC_OF.get(drug[0], drug[0]), tuple(NUMBERS.findall(words))
    kind = change.qualifiers.get("change", "")
    if kind in WHOLE:
        return (name, kind)
    return (name, *numbers) if numbers else ()
