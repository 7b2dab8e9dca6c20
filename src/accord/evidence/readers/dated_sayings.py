"""Rules over sentences whose findings bear the day of the dated entry under which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.entries import entry_date
from accord.evidence.readers.sayings import Rule, by_rule
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Whose

# What a supplier writes on its own forms, and what an order or a list of drugs prints, tells no history.
NO_HISTORY = (PartKind.COVER_SHEET, PartKind.SUPPLIER_FORM)
OTHERS = lazy_pattern(
    r"\b(?:mother|father|brother|sister|aunt|uncle|cousin|grand\w+|husband|wife|spouse|son|daughter|neighbou?r|friend|"
    r"co-?worker|roommate|parents?|siblings?|partner)(?:'s)?\b"
)


def on_day(chart: Chart, paper: Profile, each: Said, found: Finding) -> Finding:
    """The finding with the day of its entry."""
    return replace(found, date=entry_date(chart, paper, each.sentence.start))


def told_on_day(
    chart: Chart, papers: Iterable[Profile], rules: Sequence[Rule], tool: str, *, but: Sequence[Presence] = ()
) -> Iterator[Finding]:
    """A finding for each sentence that a rule fits, `but` those of a presence that tells nothing here."""
    for paper in papers:
        for each in said_in(paper):
            for rule in rules:
                found = by_rule(paper, each, rule, tool)
                if found is not None and found.presence not in but and found.whose is Whose.PATIENT:
                    yield on_day(chart, paper, each, found)


def of_others(each: Said, match: re.Match[str], reach: int = 60) -> bool:
    """Is another person named shortly before the words?"""
    return bool(OTHERS.search(each.text, max(0, match.start() - reach), match.start()))
