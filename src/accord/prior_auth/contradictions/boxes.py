"""A question whose boxes are checked both ways."""

from __future__ import annotations

from collections.abc import Iterator

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import checkboxes, contradictory
from accord.records.documents import TickState
from accord.wording import say


def boxes(chart: Chart) -> Iterator[Conflict]:
    """Each group of boxes that answers one question in two ways."""
    for document in chart.record.documents:
        found = checkboxes(document)
        for group in sorted(contradictory(found)):
            ticked = [
                box
                for box in found
                if box.group == group and box.state is not TickState.UNCHECKED and box.end > box.start
            ]
            if not ticked:
                continue
            places = tuple(
                document.place(min(box.start, box.label.start or box.start), max(box.end, box.label.end))
                for box in ticked
            )
            question = next((box.question_text for box in ticked if box.question_text), ticked[0].label_text)
            sentence = say("contradiction.box", document=document.name, question=" ".join(question.split())[:80])
            yield Conflict(ConflictKind.OTHER, sentence, places)
