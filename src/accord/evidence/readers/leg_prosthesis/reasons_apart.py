"""Why a knee, told by two sentences: what it does for health, and behind it, under a label, what it does for daily life."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.blanks import left_blank
from accord.evidence.readers.leg_prosthesis.words import DAILY, OUTCOME, TOOL
from accord.evidence.readers.sayings import meaning, on_day, told_of
from accord.evidence.readers.statements import Said
from accord.records.findings import Finding, Presence, Whose

WHY = lazy_pattern(r"\b(?:rationale|justif\w*|benefits?|outcomes?|why (?:the )?(?:mpk|knee)|mpk)\b")
BETTER = lazy_pattern(r"\b(?:prevent\w*|reduc\w+|decreas\w+|fewer|less|lower\w*|expect\w*|cuts?|improv\w+)\b")
OF_DAILY_LIFE = lazy_pattern(
    r"^\W*(?:benefits?\W{1,4}|outcomes?\W{1,4})?(?:adls?|mradls?|iadls?|function\w*|daily (?:life|activities|living))\b"
)
TELLS = lazy_pattern(OUTCOME)
LIVES = lazy_pattern(DAILY)


def reasons_apart(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """The reasons of health in one sentence and those of daily life in the next."""
    for each, following in pairwise(told):
        outcome, label = TELLS.search(each.text), OF_DAILY_LIFE.match(following.text)
        if outcome is None or label is None or not (WHY.search(each.text) and BETTER.search(each.text)):
            continue
        activity = LIVES.search(following.text, label.end())
        if activity is None or "?" in each.text + following.text or left_blank(following.text, label):
            continue
        meant = meaning(paper, following, activity)
        if meant.whose is Whose.PATIENT and meant.presence is Presence.PRESENT:
            yield on_day(chart, paper, following, told_of(paper, following, activity, "llp_outcomes_and_adl", TOOL))
