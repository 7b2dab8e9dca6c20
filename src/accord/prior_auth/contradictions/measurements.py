"""The same measurement with two values: of one day, or of one test as its report and another paper tell it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.dossier.phrases import concept_words
from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.selecting import number_in
from accord.prior_auth.contradictions.disputes import LABELS
from accord.records.findings import Finding, Presence, Whose
from accord.wording import say

# Measurements of which a day (or a study) has one value only; readings that vary within a day are not among them.
SINGLE = ("hba1c", "hematocrit", "arterial_oxygen_pressure", "block_relief", "disability_score")
# Measurements that a report gives and other papers quote.
QUOTED = ("sleep_index",)
# A quoted number may be rounded by so much.
ROUNDED = Decimal("0.6")


def measurements(chart: Chart) -> Iterator[Conflict]:
    """Pairs of one day first; then numbers quoted that the report does not have."""
    for concept in SINGLE:
        told = [f for f in chart.of([concept]) if f.date is not None and f.date.exact and _counts(f)]
        yield from _pairs(concept, told)
    for concept in QUOTED:
        yield from _misquoted(concept, [f for f in chart.of([concept]) if _counts(f)])


def _counts(found: Finding) -> bool:
    return found.number is not None and found.whose is Whose.PATIENT and found.presence is Presence.PRESENT


def _pairs(concept: str, told: list[Finding]) -> Iterator[Conflict]:
    for position, one in enumerate(told):
        for other in told[position + 1 :]:
            if _same_measurement(one, other) and number_in(other, one.unit) != one.number:
                yield _conflict(concept, one, other)
                return


def _misquoted(concept: str, told: list[Finding]) -> Iterator[Conflict]:
    """A paper's number that none of the report's numbers is, not even rounded, where there is one report."""
    reports = [f for f in told if f.qualifiers.get("source") == "report"]
    if not reports or len({f.place.document for f in reports}) != 1:
        return
    for found in told:
        if found in reports or found.place.document == reports[0].place.document or _other_test(found, reports):
            continue
        if not any(abs((f.number or Decimal(0)) - (found.number or Decimal(0))) <= ROUNDED for f in reports):
            whole = next((f for f in reports if f.qualifiers.get("scope") == "total"), reports[0])
            yield _conflict(concept, whole, found)
            return


def _other_test(found: Finding, reports: list[Finding]) -> bool:
    """Is it told of another night, or of another part of the night?"""
    days = [f.date for f in reports if f.date is not None]
    if found.date is not None and days and not any(found.date.agrees(day) for day in days):
        return True
    part = found.qualifiers.get("part")
    return part is not None and part not in {f.qualifiers.get("part") for f in reports}


def _conflict(concept: str, one: Finding, other: Finding) -> Conflict:
    sentence = say("contradiction.number", what=concept_words(concept), one=str(one.number), other=str(other.number))
    return Conflict(ConflictKind.NUMBER, sentence, (one.place, other.place))


def _same_measurement(one: Finding, other: Finding) -> bool:
    def marks(found: Finding) -> dict[str, str]:
        return {k: v for k, v in found.qualifiers.items() if k not in LABELS}

    apart = one.place.document != other.place.document
    return one.date == other.date and one.side == other.side and marks(one) == marks(other) and apart
