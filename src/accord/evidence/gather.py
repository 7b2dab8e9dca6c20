"""gather: every reader over the record, once; the chart then answers any policy's questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.instructions import planted_instructions
from accord.evidence.readers.table import READERS
from accord.records.findings import Finding, Presence
from accord.records.places import Place
from accord.records.record import Record
from accord.records.request import Request

# Below this certainty (0 to 100) a recognised digit proves nothing by itself.
SURE = 70

Reader = Callable[[Chart], Iterable[Finding]]


def gather(record: Record, request: Request) -> Chart:
    """The chart of a record: all findings of all readers, each with its place.

    The findings do not depend on a policy, so the same chart serves every policy that governs the request.
    """
    chart = Chart(record, request)
    planted = planted_instructions(record)
    found = (finding for reader in READERS.values() for finding in reader(chart))
    told = tuple(doubted(record, finding) for finding in found if not within(finding, planted))
    return replace(chart, findings=told)


def within(finding: Finding, planted: Sequence[Place]) -> bool:
    """Does the finding rest on words that address the reviewer or a program? Such words tell nothing of the patient."""
    place = finding.place
    return isinstance(place, Place) and any(
        p.document == place.document and p.start < place.end and place.start < p.end for p in planted
    )


def doubted(record: Record, finding: Finding) -> Finding:
    """A finding whose digits a recogniser was not sure of is only possible: a person looks at the picture first."""
    place = finding.place
    if not isinstance(place, Place) or finding.presence is Presence.POSSIBLE:
        return finding
    page = record.document(place.document).page_at(place.start)
    if not page.confidence:
        return finding
    offsets = range(max(place.start, page.start), min(place.end, page.end))
    document = record.document(place.document)
    digits = [page.confidence[o - page.start] for o in offsets if document.text[o].isdigit()]
    if finding.number is None or not digits or min(digits) >= SURE:
        return finding
    qualifiers = {**finding.qualifiers, "recognised": str(min(digits))}
    return replace(finding, presence=Presence.POSSIBLE, qualifiers=qualifiers)
