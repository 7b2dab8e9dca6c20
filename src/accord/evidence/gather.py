"""gather: every reader over the record, once; the chart then answers any policy's questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.instructions import planted_instructions
from accord.evidence.readers.table import READERS
from accord.evidence.relatives import of_relatives
from accord.records.documents import Document
from accord.records.findings import Finding, Presence
from accord.records.places import Place
from accord.records.record import Record
from accord.records.request import Request

# Below this certainty (0 to 100) a recognised digit proves nothing by itself.
SURE = 70
NOT_WHITE = re.compile(r"\S")

Reader = Callable[[Chart], Iterable[Finding]]


def gather(record: Record, request: Request) -> Chart:
    """The chart of a record: all findings of all readers, each with its place.

    The findings do not depend on a policy, so the same chart serves every policy that governs the request.
    """
    planted = planted_instructions(record)
    chart = Chart(blanked(record, planted), request)
    found = (of_relatives(record, name, finding) for name, reader in READERS.items() for finding in reader(chart))
    told = tuple(doubted(record, finding) for finding in found if not within(finding, planted))
    return Chart(record, request, told)


def blanked(record: Record, planted: Sequence[Place]) -> Record:
    """The record as the readers see it: blanks where words address a reviewer or program, all else at its place."""
    if not planted:
        return record
    by_name: dict[str, list[Place]] = {}
    for place in planted:
        by_name.setdefault(place.document, []).append(place)
    return replace(record, documents=tuple(_blanked(d, by_name.get(d.name, ())) for d in record.documents))


def _blanked(document: Document, places: Sequence[Place]) -> Document:
    if not places:
        return document
    text = document.text
    for place in places:
        text = text[: place.start] + NOT_WHITE.sub(" ", text[place.start : place.end]) + text[place.end :]
    fields = tuple(f for f in document.fields if f.place is None or not any(_overlap(p, f.place) for p in places))
    return replace(document, text=text, fields=fields)


def within(finding: Finding, planted: Sequence[Place]) -> bool:
    """Does the finding rest on words that address the reviewer or a program? Such words tell nothing of the patient."""
    places = [place for place in (finding.place, *finding.support) if isinstance(place, Place)]
    return any(_overlap(p, place) for p in planted for place in places)


def _overlap(one: Place, other: Place) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


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
