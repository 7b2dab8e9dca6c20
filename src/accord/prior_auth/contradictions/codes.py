"""Codes that differ: diagnoses of the order and of the request, diagnoses that are denied, and NPIs of the papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from accord.connectors.npi import check_npi
from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.profile.people import NPI, name_words
from accord.records.findings import Finding, Presence, Time, Voice, Whose
from accord.records.places import AnyPlace, Place
from accord.records.request import Stated
from accord.wording import say

_ICD = re.compile(r"\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})\b")

# codes of a diagnosis -> the concept of a clinician's plain denial of it, and the concepts that state it
DENIALS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    r"E(?:0[89]|1[013])": ("diabetes_denied", ("diabetes_stated",)),
    r"I25\.?5": ("nonischemic_cardiomyopathy", ("ischemic_cardiomyopathy",)),
}


def codes(chart: Chart) -> Iterator[Conflict]:
    """Diagnoses first, then NPIs."""
    yield from _diagnoses(chart)
    yield from _denied(chart)
    yield from _npis(chart)


def _diagnoses(chart: Chart) -> Iterator[Conflict]:
    """An order none of whose diagnosis codes is requested, not even in its category."""
    asked = chart.request.diagnoses
    for finding in chart.of(["written_order"]):
        paper = chart.paper_of(finding.place)
        if paper is None or paper.subject is False or not asked:
            continue
        written = [
            f for f in chart.of(["written_code"]) if chart.paper_of(f.place) == paper and isinstance(f.value, str)
        ]
        categories = {stated.value[:3] for stated in asked}
        if written and not any(str(f.value)[:3] in categories for f in written):
            listed = ", ".join(dict.fromkeys(str(f.value) for f in written))
            sentence = say(
                "contradiction.diagnosis",
                document=paper.document.name,
                written=listed,
                asked=", ".join(s.value for s in asked),
            )
            yield Conflict(ConflictKind.CODE, sentence, (written[0].place, asked[0].place))


def _denied(chart: Chart) -> Iterator[Conflict]:
    """A requested diagnosis that a clinician says the patient does not have, and that no clinician states."""
    for stated in chart.request.diagnoses:
        for pattern, (denial, statements) in DENIALS.items():
            if re.match(pattern, stated.value) is None or any(_said(chart, f) for f in chart.of(statements)):
                continue
            denied = next((f for f in chart.of([denial]) if _said(chart, f)), None)
            paper = chart.paper_of(denied.place) if denied is not None else None
            if denied is not None and paper is not None:
                sentence = say("contradiction.denied", asked=stated.value, document=paper.document.name)
                yield Conflict(ConflictKind.CODE, sentence, (_written_place(chart, stated), denied.place))
                return


def _said(chart: Chart, finding: Finding) -> bool:
    """Does a clinician say so, now, of the patient, in a paper of the patient's?"""
    paper = chart.paper_of(finding.place)
    return (
        finding.presence is Presence.PRESENT
        and finding.voice is Voice.CLINICIAN
        and finding.time is Time.CURRENT
        and finding.whose is Whose.PATIENT
        and (paper is None or paper.subject is not False)
    )


def _written_place(chart: Chart, asked: Stated[str]) -> AnyPlace:
    """Where an order writes the requested code; else the request's own element."""
    written = (f for f in chart.of(["written_code"]) if f.value == asked.value)
    return next((f.place for f in written), asked.place)


def _npis(chart: Chart) -> Iterator[Conflict]:
    """An NPI that fails its check digit, or another NPI for the requester than the request's."""
    requester = chart.request.requester
    for paper in chart.papers:
        for match in NPI.finditer(paper.document.text, paper.part.start, paper.part.end):
            place = paper.document.place(match.start(), match.end())
            asked: AnyPlace | None = requester.npi.place if requester.npi else None
            if requester.npi is not None and match[1] == requester.npi.value:
                continue
            if not check_npi(match[1]).valid and asked is not None:
                yield Conflict(
                    ConflictKind.CODE,
                    say("contradiction.npi_invalid", npi=match[1], document=paper.document.name),
                    (place, asked),
                )
            elif requester.npi is not None and asked is not None and _beside_requester(chart, place):
                yield Conflict(
                    ConflictKind.CODE,
                    say("contradiction.npi_differs", npi=match[1], asked=requester.npi.value),
                    (place, asked),
                )


def _beside_requester(chart: Chart, place: Place) -> bool:
    """Does the requester's name, and nobody else's, stand on the line of the NPI or the line before?"""
    name = chart.request.requester.name
    paper = chart.paper_of(place)
    if name is None or paper is None:
        return False
    text = paper.document.text
    start = text.rfind("\n", 0, place.start) + 1
    words = [w for w in name_words(name.value) if len(w) > 2]
    line = text[start : place.start].lower()
    return bool(words) and all(w in line for w in words[-1:]) and words[-1] in line
