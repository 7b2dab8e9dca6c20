"""Do prosthetist and practitioner tell the same: one level in both papers, or the practitioner's word that they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.leg_prosthesis.level import named_levels
from accord.evidence.readers.leg_prosthesis.words import TOOL
from accord.evidence.readers.pairs import WHENEVER, Pair, told_in_pairs
from accord.evidence.readers.sayings import on_day, told_of
from accord.evidence.readers.statements import Said
from accord.evidence.selecting import latest
from accord.records.findings import Finding, Presence

CONCURS = (
    Pair(
        "llp_prosthetist_agrees",
        lazy_pattern(
            r"\bprosthetist(?:'s)?\b|\bcpo(?:'s)?\b|\bprosthetic (?:evaluation|eval|assessment|record|notes?)\b"
        ),
        lazy_pattern(
            r"\bagree[sd]?\b|\bin agreement\b|\bconcur\w*|\bconsistent with (?:mine|my|this)|\bcorroborat\w+|\bsupports?\b"
        ),
        with_=(
            lazy_pattern(
                r"\b(?:eval\w*|assess\w*|notes?|record|documentation|findings|recommend\w*|level|prosthetist)\b"
            ),
        ),
        unless=lazy_pattern(
            r"\b(?:not|disagree\w*|if|whether|unless|does not|to see|patient agrees|pt agrees|family agrees|he agrees|she agrees)\b|\?"
        ),
        times=WHENEVER,
        onward=True,
    ),
)


def concurrences(chart: Chart, paper: Profile, told: Sequence[Said]) -> Iterator[Finding]:
    """The practitioner's own words that the prosthetist's record is right."""
    yield from told_in_pairs(chart, paper, told, CONCURS, TOOL)


def agreements(
    chart: Chart, shops: Sequence[tuple[Profile, list[Said]]], given: Sequence[Finding]
) -> Iterator[Finding]:
    """Each prosthetist's level against the practitioner's newest; nothing where one of them gives two."""
    newest = {f.qualifiers.get("level", "") for f in latest([f for f in given if f.concept == "llp_level"])}
    if len(newest) != 1 or not (only := newest.pop()).isdigit():
        return
    for paper, told in shops:
        named: dict[int, tuple[Said, re.Match[str]]] = {}
        for each, match, level in named_levels(paper, told):
            named.setdefault(level, (each, match))
        if len(named) != 1 or -1 in named:
            continue
        level, (each, match) = next(iter(named.items()))
        presence = Presence.PRESENT if level == int(only) else Presence.ABSENT
        yield on_day(chart, paper, each, told_of(paper, each, match, "llp_prosthetist_agrees", TOOL, presence=presence))
