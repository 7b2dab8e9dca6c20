"""The side of the limb: what is ordered against what the clinicians treat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.compression.subject import made, speaker
from accord.evidence.readers.spine.passages import Passage
from accord.records.documents import TickState
from accord.records.findings import Finding, Presence, Side, Voice

LIMB = (
    r"(?:lower|upper|arm|leg|limb|ext\w*|calf|ankle|thigh|foot|hand|forearm|medial|lateral|gaiter|groin|le\b|ue\b|"
    r"shin|full|half|mallol\w*|malleol\w*|breast)"
)
LEFT = lazy_pattern(rf"\bleft\b|\blt\b|\bl(?= {LIMB})|\bl[lu]e\b")
RIGHT = lazy_pattern(rf"\bright\b|\brt\b|\br(?= {LIMB})|\br[lu]e\b")
BOTH = lazy_pattern(r"\bbilat\w*|\bboth\b|\bb/?l\b|\bb[lu]e\b|\beach leg\b|\blegs\b|\barms\b")
TREATED = lazy_pattern(
    r"\blymph-?(?:o)?edema\b|\bi89\.0\b|\bi97\.2\b|\b(?:venous|stasis)\b[^.;]{0,30}\b(?:ulcer|wound)"
)
ITEM = lazy_pattern(r"\b(?:e06[5-7]\d|appliance|sleeve|garment)\b")


def side_in(words: str) -> Side | None:
    """The one side that words name; None where they name both or none."""
    if BOTH.search(words):
        return None
    left, right = bool(LEFT.search(words)), bool(RIGHT.search(words))
    return Side.LEFT if left and not right else Side.RIGHT if right and not left else None


def limb_side(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Two findings that contradict each other where order and notes name opposite sides; else one, where they agree."""
    ordered = list(_ordered(chart, passages))
    treated = list(_treated(chart, passages))
    if not ordered or not treated or any(BOTH.search(p.text) for p, _ in treated):
        return
    sides = {side for _, side in treated}
    if len(sides) != 1:
        return
    against = [(p, s) for p, s in ordered if s not in sides]
    passage, side = against[0] if against else ordered[0]
    said = made(chart, "limb_side_agrees", passage, presence=Presence.ABSENT if against else Presence.PRESENT)
    yield replace(said, side=side, voice=Voice.CLINICIAN)
    if against:
        other, treated_side = treated[0]
        yield replace(made(chart, "limb_side_agrees", other), side=treated_side, voice=Voice.CLINICIAN)


def _ordered(chart: Chart, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Side]]:
    """Sides of ticked boxes, and of the lines that name an item, in orders."""
    for paper in {id(p.paper): p.paper for p in passages}.values():
        if paper.kind is not PartKind.ORDER:
            continue
        own = [p for p in passages if p.paper is paper]
        ticked = list(_ticked(paper, own))
        yield from ticked
        if not ticked:
            for passage in own:
                if ITEM.search(passage.text) and (side := side_in(passage.text)) is not None:
                    yield passage, side


def _ticked(paper: Profile, own: Sequence[Passage]) -> Iterator[tuple[Passage, Side]]:
    for box in checkboxes(paper.document):
        if not paper.part.start <= box.start < paper.part.end or box.state is not TickState.CHECKED:
            continue
        word = re.match(r"\W*(left|right|lt|rt|l|r)\b", box.label_text.lower())
        passage = next((p for p in own if p.start <= box.start < p.end), None)
        if word is not None and passage is not None:
            yield passage, Side.LEFT if word[1].startswith("l") else Side.RIGHT


def _treated(chart: Chart, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Side]]:
    """Sides of the clinicians' statements of the diagnosis."""
    for passage in passages:
        if passage.paper.kind is PartKind.ORDER or speaker(chart, passage.paper) is Voice.SUPPLIER:
            continue
        match = TREATED.search(passage.text)
        if match is None:
            continue
        words = re.split(r"[;]|\. ", passage.text[max(0, match.start() - 60) : match.end() + 60])[0]
        words = re.split(r"\bthe (?:left|right)(?: \w+)? is normal\b", words)[0]
        side = side_in(words)
        if side is not None or BOTH.search(words):
            yield passage, side or Side.BILATERAL
