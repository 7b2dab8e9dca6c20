"""Tables of words that tell a concept in one passage, and the findings they give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accord.evidence.chart import Chart
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.compression.subject import made
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of a passage that tell a concept.

    presence -- what the words themselves say; None: what their context says.
    unless   -- words of the same passage with which they mean something else.
    needs    -- words that must stand in the passage or the one before.
    plan     -- what is planned counts as told: the plan itself is asked for.
    """

    concept: str
    words: re.Pattern[str]
    presence: Presence | None = None
    unless: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    plan: bool = False


def told(chart: Chart, passages: Sequence[Passage], rules: Iterable[Rule]) -> Iterator[Finding]:
    """A finding for each passage and rule that fit; what is only supposed, or another person's, is kept apart."""
    table = tuple(rules)
    for index, passage in enumerate(passages):
        before = _before(passages, index)
        for rule in table:
            found = by_rule(chart, passage, before, rule)
            if found is not None:
                yield found


def _before(passages: Sequence[Passage], index: int) -> str:
    """The words of the passage before in the same paper."""
    if not index or passages[index - 1].paper is not passages[index].paper:
        return ""
    return passages[index - 1].text


def by_rule(chart: Chart, passage: Passage, before: str, rule: Rule) -> Finding | None:
    """The finding of the first match that says something."""
    if rule.unless is not None and rule.unless.search(passage.text):
        return None
    if rule.needs is not None and not (rule.needs.search(passage.text) or rule.needs.search(before)):
        return None
    for match in rule.words.finditer(passage.text):
        said = passage.told(match)
        if said is None or left_blank(passage.text, match):
            continue
        presence, time, whose = said
        if whose is not Whose.PATIENT or (time is Time.PLANNED and not rule.plan):
            continue
        return made(
            chart,
            rule.concept,
            passage,
            presence=rule.presence or presence,
            time=Time.CURRENT if rule.plan or rule.presence is not None else time,
            place=passage.place(match.start(), match.end()),
            qualifiers={"words": match[0][:60]},
        )
    return None
