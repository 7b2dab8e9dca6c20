"""Reflux times by vein and side, the vein that is to be treated, and whether the two match.

vein_reflux        -- ms, the longest of a vein and side in a study; side, qualifier vein. A competent vein has 0.
vein_target        -- the vein and side that an order or a plan names for closure.
vein_target_reflux -- ms, of the vein and side that are asked for; of several the shortest.
vein_agrees        -- present: study and request name the same side and vein; absent: they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.own_sections import is_planned, section_of
from accord.evidence.readers.sayings import meaning, of_others, on_day, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.veins.reflux import CONCEPT as REFLUX
from accord.evidence.readers.veins.reflux import UNTIMED, refluxes
from accord.evidence.readers.veins.words import CLOSURE, side_in, sides_asked, veins_in
from accord.records.findings import Finding, Presence, Side, Time, Whose

TOOL = "veins-duplex/1"
TARGET, TARGET_REFLUX, AGREES = "vein_target", "vein_target_reflux", "vein_agrees"
TO_CLOSE = lazy_pattern(rf"\b{CLOSURE}\b|\b3647[3-9]\b|\b3648[23]\b")
ASKED = lazy_pattern(
    r"\b(?:plan\w*|proceed\w*|schedul\w+|request\w*|recommend\w*|candidate|authori[sz]ation|will (?:undergo|"
    r"have|perform|do|treat)|to undergo|proposed|order\w*|procedure|"
    r"book\w*|posting|prior auth|medical necessity|refer\w*|elect\w*|wish\w*|treat)\b"
)
DONE = lazy_pattern(
    r"\b(?:s/p|status post|history of|prior|previous(?:ly)?|underwent|had (?:an? |her |his )?|in (?:19|20)\d\d|"
    r"years ago|successful\w*|closed|ablated|occluded|after)\b"
)
PLANS = ("plan", "assessment_and_plan", "orders", "procedure")
Key = tuple[Side, str]


def duplex(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """The reflux times of the papers, the vein asked for, and how they agree."""
    told = [found for paper in papers for found in refluxes(chart, paper)]
    longest = list(_longest([found for found in told if found.concept == REFLUX]))
    untimed = [found for found in told if found.concept == UNTIMED]
    yield from longest
    yield from untimed
    targets = [found for paper in papers for found in _targets(chart, paper)]
    yield from targets
    yield from _matched(longest, untimed, targets, sides_asked(chart))


def _longest(times: Sequence[Finding]) -> Iterator[Finding]:
    """Of each study, vein and side the longest time: one refluxing segment makes the vein incompetent."""
    groups: dict[tuple[str, Side | None, str], list[Finding]] = {}
    for found in times:
        day = found.date.iso() if found.date else ""
        groups.setdefault((day, found.side, found.qualifiers["vein"]), []).append(found)
    for group in groups.values():
        yield max(group, key=lambda found: found.number or Decimal(0))


CLAUSE = re.compile(
    r"(?:(?!;|,? then\b|,? followed by\b|\. |\bs/p\b|\bstatus post\b|, (?:after|following|had|previous)).)+"
)


def _targets(chart: Chart, paper: Profile) -> Iterator[Finding]:
    """Each vein and side that the paper names to be closed."""
    for each in said_in(paper):
        if not TO_CLOSE.search(each.text):
            continue
        for clause in CLAUSE.finditer(each.text):
            match = TO_CLOSE.search(each.text, *clause.span())
            if match is not None and _is_asked(paper, each, clause[0], match):
                yield from _named(chart, paper, each, clause[0], match)


def _is_asked(paper: Profile, each: Said, clause: str, match: re.Match[str]) -> bool:
    """Is the closure that a clause names planned or asked for, and not done or another person's?"""
    meant = meaning(paper, each, match)
    if meant.hypothetical or meant.whose is not Whose.PATIENT or of_others(each, match):
        return False
    before = each.text[max(0, match.start() - 60) : match.start()]
    done = DONE.search(clause) or re.search(r"(?:s/p|status post)[^.;]*$", before)
    planned = ASKED.search(clause) or section_of(paper, each) in PLANS or paper.kind is PartKind.ORDER
    return bool(planned) and meant.presence is Presence.PRESENT and not (done and not is_planned(paper, each, meant))


def _named(chart: Chart, paper: Profile, each: Said, clause: str, match: re.Match[str]) -> Iterator[Finding]:
    side = side_in(clause)
    if side is None:
        return
    for one in (Side.LEFT, Side.RIGHT) if side is Side.BILATERAL else (side,):
        for name in veins_in(clause):
            if name != "deep":
                told = told_of(paper, each, match, TARGET, TOOL, time=Time.PLANNED, qualifiers={"vein": name})
                yield replace(on_day(chart, paper, each, told), side=one)


def _matched(
    times: Sequence[Finding], untimed: Sequence[Finding], targets: Sequence[Finding], asked: frozenset[Side]
) -> Iterator[Finding]:
    """What is asked for beside what the study found; nothing where the vein is not told."""
    if not targets:
        return
    newest = max((f.date.earliest for f in targets if f.date is not None), default=None)
    wanted = [f for f in targets if f.date is None or f.date.earliest == newest]
    keys: dict[Key, Finding] = {(f.side, f.qualifiers["vein"]): f for f in wanted if f.side is not None}
    stray = next((f for key, f in keys.items() if asked and key[0] not in asked), None)
    if stray is not None:
        yield replace(stray, concept=AGREES, presence=Presence.ABSENT, time=Time.CURRENT)
        return
    if asked - {side for side, _ in keys}:
        return
    last = max((f.date.earliest for f in times if f.date is not None), default=None)
    study = [f for f in times if f.date is None or f.date.earliest == last]
    shown = {(f.side, f.qualifiers["vein"]): f for f in study if f.side is not None}
    met = [(target, shown[key]) for key, target in keys.items() if key in shown]
    if len(met) == len(keys):
        weakest = min((found for _, found in met), key=lambda found: found.number or Decimal(0))
        yield replace(weakest, concept=TARGET_REFLUX)
        if weakest.number:
            target = next(t for t, found in met if found is weakest)
            yield replace(target, concept=AGREES, time=Time.CURRENT, support=(weakest.place,))
            return
    seen = {(f.side, f.qualifiers["vein"]): f for f in untimed if f.side is not None}
    found = [
        (target, shown[key] if key in shown and shown[key].number else seen.get(key)) for key, target in keys.items()
    ]
    if all(place is not None for _, place in found):
        target, proof = found[0]
        yield replace(target, concept=AGREES, time=Time.CURRENT, support=(proof.place,) if proof is not None else ())
    elif not any(place is not None for _, place in found):
        yield from _differ(keys, study)


def _differ(keys: dict[Key, Finding], study: Sequence[Finding]) -> Iterator[Finding]:
    """Every asked vein is missing in a study that found reflux on one side only: another vein, or the other side."""
    found = next((f for f in study if f.number and f.side is not None and f.qualifiers["vein"] != "deep"), None)
    if found is not None:
        target = next(iter(keys.values()))
        yield replace(target, concept=AGREES, presence=Presence.ABSENT, time=Time.CURRENT, support=(found.place,))
