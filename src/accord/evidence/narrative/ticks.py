"""What the boxes of a form say about the words beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.evidence.narrative.checkboxes import Checkbox, checkboxes
from accord.evidence.narrative.memory import per_document
from accord.evidence.narrative.sentences import Span
from accord.records.documents import Document, TickState


class Tick(StrEnum):
    """What a form says: yes, no, no longer, or nothing (left blank, unclear, contradictory)."""

    YES = "yes"
    NO = "no"
    FORMER = "former"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Ticked:
    """The words of a label or question, what the boxes say of them, and the box that decides."""

    words: Span
    says: Tick
    mark: Span


ANSWERS: dict[str, Tick] = {
    word: tick
    for tick, words in {
        Tick.YES: "yes|y|positive|present|current|true",
        Tick.NO: "no|n|none|never|negative|denies|denied|absent|n/a|not applicable|false|not present|no history",
        Tick.FORMER: "former|past|quit|previous|prior|ex|resolved|in the past|history of",
    }.items()
    for word in words.split("|")
}


def _answer(box: Checkbox) -> Tick | None:
    return ANSWERS.get(box.label_text.lower().strip(" .:,;"))


@per_document
def _all(document: Document) -> list[Ticked]:
    """Every label and question of the document's forms, in order of place."""
    groups: dict[int, list[Checkbox]] = {}
    for box in checkboxes(document):
        groups.setdefault(box.group, []).append(box)
    found: dict[tuple[int, int], Ticked] = {}
    for boxes in groups.values():
        for ticked in (_question(boxes), *(_label(box) for box in boxes)):
            if ticked and ticked.words.end > ticked.words.start:
                found[ticked.words.start, ticked.words.end] = ticked
    return sorted(found.values(), key=lambda ticked: ticked.words.start)


def _label(box: Checkbox) -> Ticked | None:
    if _answer(box):
        return None
    return Ticked(box.label, Tick.YES if box.state is TickState.CHECKED else Tick.NOTHING, Span(box.start, box.end))


def _question(boxes: Sequence[Checkbox]) -> Ticked | None:
    """What the answers of a group say of its question; None when its labels are no answers."""
    answers = [(box, tick) for box in boxes if (tick := _answer(box))]
    if not answers or not boxes[0].question_text:
        return None
    given = {tick: box for box, tick in answers if box.state is TickState.CHECKED}
    clear = len(given) == 1 and not any(box.state is TickState.AMBIGUOUS for box in boxes)
    if not clear and not given and any(box.state is TickState.CHECKED for box in boxes):
        return None
    says, box = next(iter(given.items())) if clear else (Tick.NOTHING, answers[0][0])
    return Ticked(boxes[0].question, says, Span(box.start, box.end))


@per_document
def _starts(document: Document) -> list[int]:
    return [ticked.words.start for ticked in _all(document)]


def ticked_at(document: Document, offset: int) -> Ticked | None:
    """The label or question that holds the character at `offset`, with what its boxes say; None outside of forms."""
    index = bisect_right(_starts(document), offset) - 1
    if index < 0:
        return None
    ticked = _all(document)[index]
    return ticked if ticked.words.holds(offset) else None
