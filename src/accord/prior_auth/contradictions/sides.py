"""The side of the body: request, order and the clinician's plan must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import checkboxes
from accord.evidence.narrative.sections import section_at
from accord.evidence.narrative.sentences import sentences
from accord.evidence.profile import PartKind, Profile
from accord.records.documents import Document, TickState
from accord.records.findings import Side
from accord.records.places import AnyPlace
from accord.wording import say

MODIFIERS = {"LT": Side.LEFT, "RT": Side.RIGHT, "50": Side.BILATERAL}
_PART = r"(?=[ -](?:c|t|l|s)?\d|[ ](?:facet|knee|hip|shoulder|lumbar|cervical))"
_SIDE = re.compile(
    rf"\b(?P<left>left|lt|l{_PART})\b|\b(?P<right>right|rt|r{_PART})\b|\b(?P<both>bilateral(?:ly)?|both sides)\b"
)
_PLANNED = re.compile(
    r"\b(plan(?:s|ned|ning)?|recommend\w*|request(?:s|ed|ing)?|ask(?:s|ed|ing)? (?:for|you)|next step|"
    r"schedul\w+|proceed|order(?:ed)?|propose[sd]?|authorization (?:of|for)|procedure)\b"
)
_PROCEDURE = re.compile(
    r"\b(block|mbb|rfa|rf|ablation|injection|neurotomy|surgery|arthroplasty|replacement|implant|brace|orthosis|stimulator)\b"
)


@dataclass(frozen=True)
class _Said:
    side: Side
    place: AnyPlace
    paper: Profile | None = None


def sides(chart: Chart) -> Iterator[Conflict]:
    """The order against the clinician's plan, and the request's modifier against both."""
    ordered = [said for paper in chart.patient_papers if paper.kind is PartKind.ORDER for said in _of_order(paper)]
    planned = [
        said
        for paper in chart.patient_papers
        if paper.kind in (PartKind.VISIT_NOTE, PartKind.LETTER)
        for said in _of_plan(paper)
    ]
    asked = [_Said(MODIFIERS[m], s.place) for s in chart.request.services for m in s.modifiers if m in ("LT", "RT")]
    plan_sides = {said.side for said in planned}
    for one, others in ((ordered, planned), (asked, ordered), (asked, planned)):
        found = _against(one, others)
        if found is not None and (others is not planned or len(plan_sides) == 1):
            left, right = found
            sentence = say("contradiction.side", one=left.side.value, other=right.side.value)
            yield Conflict(ConflictKind.LATERALITY, sentence, (left.place, right.place))
            return


def _against(one: list[_Said], others: list[_Said]) -> tuple[_Said, _Said] | None:
    """A pair of opposite sides, when no pair agrees."""
    if {a.side for a in one} & {b.side for b in others}:
        return None
    opposite = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
    return next(((a, b) for a in one for b in others if opposite.get(a.side) is b.side), None)


def _of_order(paper: Profile) -> Iterator[_Said]:
    """A checked box of a side; else sides in lines that name the procedure."""
    document = paper.document
    ticked = [
        b for b in checkboxes(document) if paper.part.start <= b.start < paper.part.end and b.state is TickState.CHECKED
    ]
    named = [(b, side) for b in ticked if (side := _side_of(b.label_text))]
    for box, side in named:
        yield _Said(side, _whole_line(paper, box.start), paper)
    if not named:
        yield from _in_sentences(paper, needs_plan=False)


def _side_of(label: str) -> Side | None:
    words = re.findall(r"[a-z]+", label.lower())[:1]
    return {
        "l": Side.LEFT,
        "left": Side.LEFT,
        "lt": Side.LEFT,
        "r": Side.RIGHT,
        "right": Side.RIGHT,
        "rt": Side.RIGHT,
    }.get(words[0] if words else "")


def _of_plan(paper: Profile) -> Iterator[_Said]:
    yield from _in_sentences(paper, needs_plan=True)


def _in_sentences(paper: Profile, needs_plan: bool) -> Iterator[_Said]:
    document = paper.document
    for sentence in sentences(document):
        if not paper.part.start <= sentence.start < paper.part.end:
            continue
        flat = document.flat[sentence.start : sentence.end]
        if not _PROCEDURE.search(flat) or (needs_plan and not _is_plan(document, sentence.start, flat)):
            continue
        told = {"left" if m["left"] else "right" if m["right"] else "both" for m in _SIDE.finditer(flat)}
        if told in ({"left"}, {"right"}):
            side = Side.LEFT if told == {"left"} else Side.RIGHT
            yield _Said(side, document.place(sentence.start, sentence.end), paper)


def _is_plan(document: Document, start: int, flat: str) -> bool:
    """Words of planning, or a line of the plan."""
    return bool(_PLANNED.search(flat)) or section_at(document, start).name in ("plan", "assessment_and_plan", "orders")


def _whole_line(paper: Profile, offset: int) -> AnyPlace:
    text = paper.document.text
    end = text.find("\n", offset)
    return paper.document.place(text.rfind("\n", 0, offset) + 1, end if end >= 0 else len(text))
