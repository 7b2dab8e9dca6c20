"""A diary of a trial: rows of scores, the baseline and the days, from which the relief is reckoned.

The days that count are the last ones, when the programs are set; every column of scores (leg, back) has its own relief.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.evidence.profile import Profile
from accord.records.documents import Document
from accord.records.places import Place

BASELINE = re.compile(
    r"^[ \t|*•-]*(?:base(?:line)?|pre(?:[- ]?trial)?|before(?: (?:the )?trial)?)\b(?: (?:pain|"
    r"score|scores|vas|nrs|avg|average|mean|week|the|trial))*[ \t*|:=.-]*(?P<row>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
DAY = re.compile(
    r"^[ \t|*•-]*(?:(?:(?:trial )?day[ \t#]*)?(?P<day>[1-9]|1\d)(?!/)|(?P<date>\d{1,2}/\d{1,2}(?:/\d{2,4})?))(?:[ \t]*\([^)\n]{0,12}\))?[ \t]*(?:[|"
    r":=.)-]|[ \t])[ \t|:=.-]*(?P<row>\d[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
SCORE = re.compile(r"(?<![\d.])(?P<n>10|\d(?:\.\d)?)(?: ?/ ?10)?(?![\d%])")
NOT_SCORES = re.compile(r"[a-z]{4,}|\d{2,}\.\d|\d{3}|\d/\d{1,2}/\d", re.IGNORECASE)
FEWEST_DAYS, LAST_DAYS = 3, 3


def diaries(paper: Profile) -> Iterator[tuple[Decimal, Place, Place]]:
    """For each column of scores: the percent of relief, the baseline's row, and the last days' rows."""
    document, low, high = paper.document, paper.part.start, paper.part.end
    base = next((m for m in BASELINE.finditer(document.text, low, high) if _scores(m["row"])), None)
    if base is None:
        return
    first = _scores(base["row"])
    days = [
        (int(m["day"] or index + 1), _scores(m["row"]), m)
        for index, m in enumerate(DAY.finditer(document.text, base.end(), high))
        if len(_scores(m["row"])) == len(first)
    ]
    numbers = [number for number, _, _ in days]
    if len(days) < FEWEST_DAYS or numbers != sorted(set(numbers)):
        return
    last = days[-LAST_DAYS:]
    for column, before in enumerate(first):
        after = sum((scores[column] for _, scores, _ in last), Decimal(0)) / len(last)
        if before > 0:
            yield (
                (before - after) * 100 / before,
                _row(document, base),
                document.place(last[0][2].start("row"), last[-1][2].end()),
            )


def _row(document: Document, match: re.Match[str]) -> Place:
    return document.place(match.start(), match.end())


def _scores(row: str) -> list[Decimal]:
    """The scores of a row; none where it holds other words or larger numbers."""
    if NOT_SCORES.search(row):
        return []
    return [Decimal(match["n"]) for match in SCORE.finditer(row)]
