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
    "pap_setup": "set-up of the device",
    "hospital_discharge": "discharge from hospital",
}
# A length of use, the event it began with, and what a person calls it.
LENGTHS: tuple[tuple[str, str, str], ...] = (("pap_use_length", "pap_setup", "use of the device"),)
# So far may a told length be from the reckoned one: in days, and as a share of it.
LOOSE_DAYS, LOOSE_SHARE = 21, 0.4
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
    for length, start, words in LENGTHS:
        yield from _wrong_length(chart, length, start, words)


def _future(chart: Chart) -> Iterator[Conflict]:
    received = chart.request.received
    if received is None:
        return
    for paper in chart.patient_papers:
        if paper.date is None or _is_day_of_service(chart, paper):
            continue
        if paper.date.value.earliest > received.value and _tells_of_the_past(paper):
            sentence = say(
                "contradiction.future",
                document=paper.document.name,
                date=paper.date.value.iso(),
                received=received.value.isoformat(),
            )
            yield Conflict(ConflictKind.DATE, sentence, (paper.date.place, received.place))


def _is_day_of_service(chart: Chart, paper: Profile) -> bool:
    """A form that names the day for which is asked is not of that day."""
    asked = chart.request.service_date
    return asked is not None and paper.date is not None and paper.date.value.exact == asked.value


def _tells_of_the_past(paper: Profile) -> bool:
    """A report of something done; a form that books or orders it is dated ahead by right."""
    ahead = re.search(r"\b(order|book\w*|schedul\w+|requested|appointment|planned)\b", paper.part.title.lower())
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


def _wrong_length(chart: Chart, length: str, start: str, words: str) -> Iterator[Conflict]:
    """'On it for five weeks' in a note of three months after the set-up."""
    begun = [f for f in chart.of([start]) if _counts(f)]
    for told in chart.of([length]):
        if told.number is None or told.date is None or told.date.exact is None or told.whose is not Whose.PATIENT:
            continue
        for event in begun:
            if event.date is None or event.date.exact is None or event.place.document == told.place.document:
                continue
            days = (told.date.exact - event.date.exact).days
            if days > 0 and abs(days - float(told.number)) > max(LOOSE_DAYS, LOOSE_SHARE * days):
                sentence = say("contradiction.length", what=words, told=int(told.number), reckoned=days)
                yield Conflict(ConflictKind.DATE, sentence, (told.place, event.place))
                return


def _counts(found: Finding) -> bool:
    return (
        found.date is not None
        and found.presence is Presence.PRESENT
        and found.whose is Whose.PATIENT
        and found.time is not Time.PLANNED
    )
