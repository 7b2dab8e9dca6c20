"""A question whose boxes are checked both ways."""

from __future__ import annotations

from collections.abc import Iterator

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import checkboxes, contradictory
from accord.wording import say


def boxes(chart: Chart) -> Iterator[Conflict]:
    """Each group of boxes that answers one question in two ways."""
    for document in chart.record.documents:
        for group in contradictory(checkboxes(document)):
            places = tuple(document.place(box.start, max(box.end, box.label.end)) for box in group)
            question = next((box.question for box in group if box.question), group[0].text)
            yield Conflict(ConflictKind.OTHER, say("contradiction.box", document=document.name, question=" ".join(question.split())[:80]), places)
