"""Papers whose head names another person, another birth date or another member id than the request."""

from __future__ import annotations

from collections.abc import Iterator

from accord.dossier.review import Conflict, ConflictKind
from accord.evidence.chart import Chart
from accord.evidence.profile import Profile
from accord.evidence.profile.people import same_person
from accord.records.places import AnyPlace, Place
from accord.wording import say


def identity(chart: Chart) -> Iterator[Conflict]:
    """One contradiction a document, with the patient's own words beside it."""
    told: set[str] = set()
    for paper in chart.papers:
        place = _other(chart, paper)
        if place is None or paper.document.name in told:
            continue
        own = _own(chart, paper)
        if own is not None:
            told.add(paper.document.name)
            sentence = say("contradiction.identity", document=paper.document.name, words=_short(place), own=_short(own))
            yield Conflict(ConflictKind.IDENTITY, sentence, (place, own))


def _other(chart: Chart, paper: Profile) -> AnyPlace | None:
    """The words of the head that do not fit the patient of the request."""
    patient, header = chart.request.patient, paper.header
    if paper.subject is False:
        stated = [*header.names, *header.birth_dates, *header.loose]
        return _line(paper, stated[0].place) if stated else None
    if patient.birth_date is not None and header.birth_dates:
        wrong = [s for s in header.birth_dates if s.value != patient.birth_date.value]
        if wrong and len(wrong) == len(header.birth_dates):
            return _line(paper, wrong[0].place)
    if patient.name is not None and header.names:
        own = [same_person(s.value, patient.name.value) for s in (*header.names, *header.loose)]
        if all(answer is False for answer in own):
            return _line(paper, header.names[0].place)
    if patient.member_id is not None:
        wanted = patient.member_id.value.replace("-", "").upper()
        ids = [s for s in header.member_ids if s.value.upper() != wanted]
        if ids and len(ids) == len(header.member_ids):
            return _line(paper, ids[0].place)
    return None


def _own(chart: Chart, other: Profile) -> AnyPlace | None:
    """The head of another paper that names the patient rightly; else the request's own words."""
    patient = chart.request.patient
    for paper in chart.papers:
        if paper.document.name == other.document.name or paper.subject is not True:
            continue
        for stated in (*paper.header.names, *paper.header.loose):
            if (
                patient.name is not None
                and same_person(stated.value, patient.name.value)
                and _other(chart, paper) is None
            ):
                return _line(paper, stated.place)
    return patient.name.place if patient.name is not None else None


def _line(paper: Profile, place: AnyPlace) -> AnyPlace:
    """The whole line on which the words stand."""
    if not isinstance(place, Place):
        return place
    text = paper.document.text
    end = text.find("\n", place.end)
    return paper.document.place(text.rfind("\n", 0, place.start) + 1, end if end >= 0 else len(text))


def _short(place: AnyPlace) -> str:
    return " ".join(place.text.split())[:90]
