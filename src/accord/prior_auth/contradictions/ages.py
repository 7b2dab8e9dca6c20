"""A stated age that the birth date does not give."""

from __future__ import annotations

from collections.abc import Iterator

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.operators.relations import whole_units
from accord.wording import say

# A year either way is a birthday between dictation and signature, not a contradiction.
TOLERANCE = 1


def ages(chart: Chart) -> Iterator[Conflict]:
    """The first age in each paper against the patient's age on the paper's day."""
    born = chart.request.patient.birth_date
    if born is None:
        return
    for paper in chart.patient_papers:
        stated = next(iter(paper.header.ages), None)
        if stated is None or paper.date is None:
            continue
        right = whole_units(born.value, paper.date.value.earliest, "a")
        if abs(right - stated.value) > TOLERANCE:
            birth = next(
                (s.place for p in chart.papers for s in p.header.birth_dates if s.value == born.value and p.subject),
                born.place,
            )
            sentence = say("contradiction.age", document=paper.document.name, stated=stated.value, right=right)
            yield Conflict(ConflictKind.AGE, sentence, (stated.place, birth))
