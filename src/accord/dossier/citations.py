"""Every place a review cites, once, numbered in reading order; and those that do not stand in the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from accord.dossier.phrases import MOST_SHOWN
from accord.dossier.review import Review
from accord.errors import Invalid
from accord.records.findings import Finding
from accord.records.places import AnyPlace
from accord.records.record import Record
from accord.records.request import Person, Request, Stated


def numbered(review: Review) -> dict[AnyPlace, int]:
    """place -> number from 1 of what the papers show: criteria first, then contradictions, checks, warnings, request."""
    return {place: i for i, place in enumerate(dict.fromkeys(_places(review, MOST_SHOWN)), 1)}


def unresolved(review: Review, record: Record) -> tuple[AnyPlace, ...]:
    """The cited places whose words the record does not hold."""
    return tuple(place for place in dict.fromkeys(_places(review, None)) if not record.resolves(place))


def check_proof_resolves(review: Review, record: Record) -> None:
    """Raises Invalid when a finding that decides a criterion does not stand in the record: no dossier then."""
    for criterion in review.all_criteria:
        for place in _of_findings(criterion.evidence):
            if not record.resolves(place):
                raise Invalid(
                    f"The review proves {criterion.key} with words that the record does not hold.",
                    "Review the dossier again; nothing was written.",
                )


def _places(review: Review, most: int | None) -> Iterator[AnyPlace]:
    """Of each side of a criterion the first `most` findings, all for None."""
    for part in review.all_parts:
        for criterion in part.criteria:
            yield from _of_findings(criterion.evidence[:most])
            yield from _of_findings(criterion.against[:most])
            yield from (candidate.place for candidate in criterion.nearest)
            yield from _of_findings(criterion.set_aside)
        yield from (c.place for one in part.checklists for item in one.items for c in item.candidates)
    for conflict in review.conflicts:
        yield from conflict.places
    for check in review.checks:
        yield from check.places
    yield from (warning.place for warning in review.record.warnings if warning.place is not None)
    yield from (stated.place for _, stated in stated_values(review.request))
    yield from (service.place for service in review.request.services)


def _of_findings(findings: Iterable[Finding]) -> Iterator[AnyPlace]:
    for finding in findings:
        yield finding.place
        yield from finding.support


def stated_values(request: Request) -> list[tuple[str, Stated[str]]]:
    """(wording key of its label, value as text with its place) of all that the request states, services apart."""
    rows = [
        *_person("patient", request.patient),
        *((("label.diagnosis", d)) for d in request.diagnoses),
        *_person("requester", request.requester),
        *_person("performer", request.performer),
        ("label.received", request.received),
        ("label.day_of_service", request.service_date),
        ("label.urgency", request.urgency),
        ("label.payer", request.payer),
        ("label.state", request.state),
    ]
    return [(label, Stated(str(stated.value), stated.place)) for label, stated in rows if stated is not None]


_PERSON: dict[str, dict[str, str]] = {
    "patient": {
        "name": "label.patient",
        "birth_date": "label.birth_date",
        "sex": "label.sex",
        "member_id": "label.member_id",
        "npi": "label.patient_npi",
    },
    "requester": {
        "name": "label.requester",
        "npi": "label.requester_npi",
        "birth_date": "label.requester_other",
        "sex": "label.requester_other",
        "member_id": "label.requester_other",
    },
    "performer": {
        "name": "label.performer",
        "npi": "label.performer_npi",
        "birth_date": "label.performer_other",
        "sex": "label.performer_other",
        "member_id": "label.performer_other",
    },
}


def _person(who: str, person: Person) -> list[tuple[str, Stated[str] | Stated[object] | None]]:
    return [(label, getattr(person, name)) for name, label in _PERSON[who].items()]
