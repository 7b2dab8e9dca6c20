"""The same measurement of the same day with two values."""

from __future__ import annotations

from collections.abc import Iterator

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.selecting import number_in
from accord.records.findings import Finding, Presence, Whose
from accord.wording import say

# Measurements of which a day (or a study) has one value only; readings that vary within a day are not among them.
SINGLE = ("respiratory_index", "hba1c", "hematocrit", "pao2", "pain_relief", "disability_score", "rvsp")
_LABELS = frozenset({"words", "kind"})


def measurements(chart: Chart) -> Iterator[Conflict]:
    """Each pair of findings that agree in everything but the number."""
    for concept in SINGLE:
        told = [f for f in chart.of([concept]) if f.number is not None and f.date is not None and f.date.exact]
        told = [f for f in told if f.whose is Whose.PATIENT and f.presence is Presence.PRESENT]
        yield from _pairs(concept, told)


def _pairs(concept: str, told: list[Finding]) -> Iterator[Conflict]:
    for position, one in enumerate(told):
        for other in told[position + 1 :]:
            if _same_measurement(one, other) and number_in(other, one.unit) != one.number:
                sentence = say(
                    "contradiction.number", what=concept.replace("_", " "), one=str(one.number), other=str(other.number)
                )
                yield Conflict(ConflictKind.NUMBER, sentence, (one.place, other.place))
                return


def _same_measurement(one: Finding, other: Finding) -> bool:
    def marks(found: Finding) -> dict[str, str]:
        return {k: v for k, v in found.qualifiers.items() if k not in _LABELS}

    return (
        one.date == other.date
        and one.side == other.side
        and marks(one) == marks(other)
        and one.place.document != other.place.document
    )
