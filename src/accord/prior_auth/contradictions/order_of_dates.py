"""Dates that cannot be: in the future, or two for one event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind, Profile
from accord.records.findings import Finding, Presence, Time, Whose
from accord.wording import say

# Events that happen once in the story of a request: two exact days for one are a contradiction.
ONCE: Mapping[str, str] = {
    "device_setup": "set-up of the device",
    "hospital_discharge": "discharge from hospital",
    "hospital_admission": "admission to hospital",
}
_DONE = (
    PartKind.VISIT_NOTE,
    PartKind.SLEEP_STUDY,
    PartKind.OXIMETRY,
    PartKind.LABORATORY,
    PartKind.IMAGING,
    PartKind.CARDIOLOGY,
    PartKind.PROCEDURE_NOTE,
    PartKind.THERAPY_NOTE,
    PartKind.INSTRUCTION_RECORD,
)


def dates(chart: Chart) -> Iterator[Conflict]:
    """Papers of things done that are dated after the request came; then events with two dates."""
    yield from _future(chart)
    for concept, words in ONCE.items():
        yield from _two_dates(chart, concept, words)


def _future(chart: Chart) -> Iterator[Conflict]:
    received = chart.request.received
    if received is None:
        return
    for paper in chart.patient_papers:
        if paper.date is not None and paper.date.value.earliest > received.value and _tells_of_the_past(paper):
            sentence = say(
                "contradiction.future",
                document=paper.document.name,
                date=paper.date.value.iso(),
                received=received.value.isoformat(),
            )
            yield Conflict(ConflictKind.DATE, sentence, (paper.date.place, received.place))


def _tells_of_the_past(paper: Profile) -> bool:
    """A report of something done; a form that books or orders it is dated ahead by right."""
    ahead = re.search(r"\b(order|schedul\w+|requested|appointment|planned)\b", paper.part.title.lower())
    return paper.kind in _DONE and ahead is None


def _two_dates(chart: Chart, concept: str, words: str) -> Iterator[Conflict]:
    told = [f for f in chart.of([concept]) if _counts(f)]
    for position, one in enumerate(told):
        for other in told[position + 1 :]:
            if (
                one.date
                and other.date
                and not one.date.agrees(other.date)
                and one.qualifiers.get("of") == other.qualifiers.get("of")
            ):
                sentence = say("contradiction.two_dates", event=words, one=one.date.iso(), other=other.date.iso())
                yield Conflict(ConflictKind.DATE, sentence, (one.place, other.place))
                return


def _counts(found: Finding) -> bool:
    return (
        found.date is not None
        and found.presence is Presence.PRESENT
        and found.whose is Whose.PATIENT
        and found.time is not Time.PLANNED
    )
