"""Two documents that give different numbers for one thing of one day, and the criteria that turn on which is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from accord.criteria import Status, Verdict
from accord.evidence.chart import Chart
from accord.records.findings import Finding, Presence, Voice, Whose
from accord.wording import say

# Qualifiers that tell where a number was found, not what was measured.
LABELS = frozenset(
    {
        "words",
        "kind",
        "mode",
        "signed",
        "source",
        "by",
        "method",
        "setting",
        "vitals",
        "role",
        "organization",
        "recognised",
        "corrected_by",
        "stated_by",
        "added_by",
    }
    | {"note", "status", "category", "codes", "class", "document", "author"}
)
# Conditions of a measurement that two documents may tell differently of the same number.
CONDITIONS = ("flow", "flow_band", "oxygen", "levels", "scoring")
# Claims of suppliers and payers prove nothing, so they dispute nothing.
SILENT = (Voice.SUPPLIER, Voice.PAYER)
# So many disputes are weighed at most; a record with more is not one that a program should sort out.
MOST = 24

Verdicts = Mapping[str, Verdict[Finding]]


@dataclass(frozen=True)
class Dispute:
    """The findings of one document against those of another: same thing, same day, no number in common."""

    one: tuple[Finding, ...]
    other: tuple[Finding, ...]


def disputes(chart: Chart) -> Iterator[Dispute]:
    """Every pair of documents that disagree on a number, or on the conditions of one, in a stable order."""
    numbers: dict[tuple[object, ...], dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    conditions: dict[tuple[object, ...], dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for found in chart.findings:
        if _measured(found):
            thing = (found.concept, found.date, found.side, found.unit)
            numbers[(*thing, _told(found))][found.place.document].append(found)
            conditions[(*thing, found.number, _told(found, CONDITIONS))][found.place.document].append(found)
    yield from _pairs(numbers, lambda found: found.number)
    yield from _pairs(conditions, lambda found: tuple(found.qualifiers.get(key) for key in CONDITIONS))


def _told(found: Finding, but: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """What the qualifiers say was measured, but some of them."""
    return tuple(sorted((k, v) for k, v in found.qualifiers.items() if k not in LABELS and k not in but))


def _pairs(
    groups: Mapping[tuple[object, ...], Mapping[str, list[Finding]]], said: Callable[[Finding], object]
) -> Iterator[Dispute]:
    """Two documents of a group that say nothing alike."""
    for documents in groups.values():
        for one, other in combinations(sorted(documents), 2):
            answers = [{said(found) for found in documents[name]} for name in (one, other)]
            if not answers[0] & answers[1]:
                yield Dispute(tuple(documents[one]), tuple(documents[other]))


def _measured(found: Finding) -> bool:
    return (
        found.number is not None
        and found.date is not None
        and found.date.exact is not None
        and found.presence is Presence.PRESENT
        and found.whose is Whose.PATIENT
        and found.voice not in SILENT
        and found.origin != "request"
    )


def settled(chart: Chart, verdicts: Verdicts, judged: Callable[[Chart], Verdicts]) -> dict[str, Verdict[Finding]]:
    """The verdicts, with those made unclear that turn on which side of a dispute is believed.

    judged -- gives the verdicts of a chart; it is asked with each side of each dispute left out.
    """
    result = dict(verdicts)
    for number, dispute in enumerate(disputes(chart)):
        if number >= MOST:
            break
        without = [judged(_left_out(chart, side)) for side in (dispute.one, dispute.other)]
        for key, verdict in result.items():
            answers = {told[key].status for told in without}
            if len(answers) > 1 and answers & {Status.MET, Status.NOT_MET} and Status.UNCLEAR not in answers:
                result[key] = _unclear(verdict, dispute)
    return result


def _left_out(chart: Chart, side: tuple[Finding, ...]) -> Chart:
    gone = {id(found) for found in side}
    return replace(chart, findings=tuple(found for found in chart.findings if id(found) not in gone))


def _unclear(verdict: Verdict[Finding], dispute: Dispute) -> Verdict[Finding]:
    return Verdict(
        verdict.key,
        Status.UNCLEAR,
        against=tuple({found.place: found for found in (*dispute.one, *dispute.other)}.values()),
        missing=verdict.missing,
        conflict=True,
        reason=say("evidence.numbers_disagree"),
    )
