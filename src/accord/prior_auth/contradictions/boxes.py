"""A question whose boxes are checked both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.narrative.checkboxes import Checkbox, checkboxes, contradictory
from accord.records.documents import Document, TickState
from accord.records.places import Place
from accord.wording import say

# Answers of which a form can mean one only: the first word or words of their labels.
EXCLUSIVE: tuple[tuple[str, str], ...] = (
    (r"thermal|conventional", r"pulsed"),
    (r"facility|in.?lab|attended", r"home|unattended"),
    (r"initial|new", r"renewal|recert\w*|continu\w+|repeat|replacement"),
    (r"purchase", r"rental|rent"),
    (r"male|m", r"female|f"),
    (r"inpatient", r"outpatient"),
    (r"standard|routine", r"expedited|urgent"),
    (r"continuous", r"(with|during) (activity|exertion|exercise|sleep)|nocturnal|prn"),
    (r"in.?person|office", r"telephone|audio|video|telehealth"),
)
_EXCLUSIVE = [(re.compile(rf"(?:{one})\b"), re.compile(rf"(?:{other})\b")) for one, other in EXCLUSIVE]


def boxes(chart: Chart) -> Iterator[Conflict]:
    """Each group of boxes that answers one question in two ways."""
    for document in chart.record.documents:
        found = checkboxes(document)
        unclear = contradictory(found)
        for group in sorted({box.group for box in found}):
            ticked = [box for box in found if box.group == group and _counts(box)]
            if len(ticked) >= 2 and (group in unclear or _exclude(ticked)):
                question = next((box.question_text for box in ticked if box.question_text), ticked[0].label_text)
                sentence = say("contradiction.box", document=document.name, question=" ".join(question.split())[:80])
                yield Conflict(ConflictKind.OTHER, sentence, tuple(_place(document, box) for box in ticked))


def _counts(box: Checkbox) -> bool:
    return box.state is not TickState.UNCHECKED and box.end > box.start


def _exclude(ticked: Iterable[Checkbox]) -> bool:
    """Are two of the checked answers such that only one can be meant?"""
    labels = [box.label_text.lower().strip() for box in ticked if box.state is TickState.CHECKED]
    return any(
        any(one.match(label) for label in labels) and any(other.match(label) for label in labels)
        for one, other in _EXCLUSIVE
    )


def _place(document: Document, box: Checkbox) -> Place:
    """The box with its label and question, as far as they stand on its line."""
    near = [
        s
        for s in (box.label, box.question)
        if s.end > s.start and "\n" not in document.text[min(s.start, box.start) : max(s.end, box.end)]
    ]
    return document.place(min([box.start, *(s.start for s in near)]), max([box.end, *(s.end for s in near)]))
