"""How long the patient has propelled a manual wheelchair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.claims import stretch
from accord.evidence.readers.mobility.sources import Source
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding

_CHAIR = r"(?:\bmanual (?:wheel ?)?chair\b|\bself[- ]?propel\w*|\bpropel\w*|\bmwc\b|\bk000[1-7]\b)"
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_WORDS)})"
FOR = lazy_pattern(
    rf"{_CHAIR}[^.;]{{0,70}}\b(?:for|x|over|more than|>|at least|past|last)\b[^.;\d]{{0,20}}{_NUMBER}\+? ?(?P<unit>years?|yrs?|months?|mos?)\b|"
    rf"\b{_NUMBER.replace('number', 'other')}\+?[ -]?(?P<span>years?|yrs?|months?|mos?)\b[^.;]{{0,40}}{_CHAIR}"
)
SINCE = lazy_pattern(rf"{_CHAIR}[^.;]{{0,60}}\bsince\b[^.;\d]{{0,16}}(?P<year>(?:19|20)\d\d)\b")
NOT_SELF = lazy_pattern(
    r"\b(?:pushed by|(?:wife|husband|caregiver|daughter|son|aide|mother|father|spouse) pushes|will|unable|never|not)\b"
)


def propelling(source: Source, told: Sequence[Said]) -> Iterator[Finding]:
    """Months of self-propelling, at least so many."""
    for each in told:
        if NOT_SELF.search(each.text):
            continue
        months = _months(source, each)
        if months is not None:
            yield stretch(source, [each]).finding("self_propelling", value=Decimal(months), unit="mo")


def _months(source: Source, each: Said) -> int | None:
    stated = FOR.search(each.text)
    if stated is not None:
        number = stated["number"] or stated["other"]
        unit = stated["unit"] or stated["span"]
        count = _WORDS.get(number) or int(number)
        return count * 12 if unit.startswith("y") else count
    since = SINCE.search(each.text)
    day = source.paper.date.value.exact if source.paper.date is not None else None
    if since is None or day is None:
        return None
    begun = dt.date(int(since["year"]), 12, 31)
    return max(0, (day.year - begun.year) * 12 + day.month - begun.month)
