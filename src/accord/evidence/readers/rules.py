"""Rules of words: which words of a sentence or passage tell a concept, and where they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.narrative.context import Assertion
from accord.evidence.patterns import lazy_pattern
from accord.records.findings import Presence, Time


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of a sentence that tell a concept.

    presence -- what the words themselves say; None: what their context says.
    unless   -- words of the same sentence that make it something else.
    time     -- the time that the words themselves give; None: what their context says.
    plan     -- what is planned counts as told: the plan itself is asked for (of passages).
    """

    concept: str
    words: re.Pattern[str]
    presence: Presence | None = None
    unless: re.Pattern[str] | None = None
    time: Time | None = None
    plan: bool = False
    value: Decimal | None = None
    qualifiers: Mapping[str, str] = field(default_factory=dict[str, str])


# where a form answers with no, words that tell something by themselves may tell the opposite
ANSWERED_NO = lazy_pattern(r"[:?]\s{0,3}no\b\W*$|(?:\[x\]|☒|☑|\(x\)) ?no\b(?! [a-z])")


def fitting(
    rule: Rule, text: str, mean: Callable[[re.Match[str]], Assertion], *, by_themselves: bool = False
) -> tuple[re.Match[str], Assertion] | None:
    """The first words of the text that the rule fits, and how they are meant; what is only supposed is left out.

    by_themselves -- where the rule gives a presence, its words stand though they speak of what may come, and fall where a form
                     answers no.
    """
    given = by_themselves and rule.presence is not None
    for match in rule.words.finditer(text):
        if (rule.unless is not None and rule.unless.search(text)) or (given and ANSWERED_NO.search(text)):
            return None
        meant = mean(match)
        if not meant.hypothetical or (given and meant.presence is not Presence.POSSIBLE):
            return match, meant
    return None


def about_subject(chart: Chart, codes: Sequence[str], words: re.Pattern[str]) -> bool:
    """Is the record about a subject: by a requested code, or by words of a paper?"""
    asked = any(service.code in codes for service in chart.request.services)
    return asked or any(words.search(document.flat) for document in chart.record.documents)
