"""Do the levels that are to be fused show a narrowing, on the side of the arm?

cfus_planned_levels -- how many levels; qualifier levels.
cfus_narrowed       -- each of them is narrowed on that side; absent: one of them is free, or narrowed on the other side only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.cervical_fusion.words import FUSION, OTHER_SPINE
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.sayings import OTHERS
from accord.evidence.readers.spine.disc_images import Seen, by_level
from accord.evidence.readers.spine.forms import affirmed
from accord.evidence.readers.spine.levels import levels_in
from accord.evidence.readers.spine.papers import is_order
from accord.evidence.readers.spine.passages import PLAN_SECTIONS, Passage, passages_of
from accord.evidence.readers.spine.plan import ASKS
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "cervical-fusion-levels/1"
DONE = lazy_pattern(
    r"\b(?:s/p|status post|underwent|had (?:a|an|her|his)|prior|previous(?:ly)?|history of|in (?:19|20)\d\d|years ago|hardware (?:from|intact)|"
    r"was performed|adjacent to|solid)\b"
)
NOT_CHOSEN = lazy_pattern(
    r"\b(?:consider\w*|discuss\w*|versus|vs\.?|alternatives?|instead of|rather than|declin\w+|not (?:recommended|indicated|planned)|if (?:she|he|"
    r"this|no)|arthroplasty)\b"
)


def narrowing(chart: Chart, roots: list[Finding]) -> Iterator[Finding]:
    """The levels of the plan, each beside what imaging shows there."""
    planned = list(_planned(chart))
    levels: set[str] = set()
    for passage, named in planned:
        if not named <= levels:
            levels |= named
            yield finding_of(
                chart, passage, "cfus_planned_levels", TOOL, time=Time.PLANNED, value=Decimal(len(levels)), unit="{levels}",
                qualifiers={"levels": " ".join(sorted(levels))},
            )  # fmt: skip
    if not levels:
        return
    sides = {side for each in roots if each.presence is Presence.PRESENT for side in each.qualifiers["sides"].split()}
    shown = by_level(chart)
    answers = [_fits(shown.get(level, []), sides) for level in sorted(levels)]
    misses = [seen for fits, seen in answers if fits is False and seen is not None]
    if misses:
        yield _proved(chart, misses[0], planned[0][0], Presence.ABSENT)
    elif all(fits for fits, _ in answers):
        hits = [seen for _, seen in answers if seen is not None]
        made = _proved(chart, hits[0], planned[0][0], Presence.PRESENT)
        yield replace(made, support=(*(seen.place for seen in hits[1:] if seen.place != made.place), *made.support))


def _planned(chart: Chart) -> Iterator[tuple[Passage, frozenset[str]]]:
    """The passages that ask for the fusion, with the levels they name."""
    for paper in chart.patient_papers:
        if paper.kind in (
            PartKind.IMAGING,
            PartKind.LABORATORY,
            PartKind.COVER_SHEET,
            PartKind.THERAPY_NOTE,
            PartKind.PROCEDURE_NOTE,
        ):
            continue
        order = is_order(paper)
        for passage in passages_of(paper):
            words = affirmed(passage)
            match = FUSION.search(words)
            if match is None or OTHER_SPINE.search(words) or NOT_CHOSEN.search(words):
                continue
            asked = order or passage.section in PLAN_SECTIONS or ASKS.search(words) is not None
            told = passage.told(match)
            if (
                not asked
                or DONE.search(words)
                or told is None
                or told[0] is Presence.ABSENT
                or told[2] is not Whose.PATIENT
                or OTHERS.search(words[: match.start()])
            ):
                continue
            named = frozenset(levels_in(words).names.split())
            if named:
                yield passage, named


def _fits(seen: list[Seen], sides: set[str]) -> tuple[bool | None, Seen | None]:
    """Is the level narrowed where it matters? None where nothing is shown, or it cannot be told."""
    narrow = [each for each in seen if each.kind == "narrow"]
    here = [each for each in narrow if not each.sides or each.sides & sides]
    if here:
        return True, here[0]
    if narrow and len(sides) == 1:
        return False, narrow[0]
    if narrow:
        return None, narrow[0]
    clear = [each for each in seen if each.kind == "none" and each.report]
    return (False, clear[0]) if clear and len(clear) == len(seen) else (None, None)


def _proved(chart: Chart, image: Seen, planned: Passage, presence: Presence) -> Finding:
    made = finding_of(chart, image.passage, "cfus_narrowed", TOOL, presence=presence, date=image.date)
    return replace(made, support=(planned.place(),), qualifiers={**made.qualifiers, "level": image.level})
