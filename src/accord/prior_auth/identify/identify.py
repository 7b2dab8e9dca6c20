"""The request from its form, else from FHIR resources, else from the papers; what none states is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from accord.errors import Invalid
from accord.prior_auth.identify.form import FORM, from_form
from accord.prior_auth.identify.papers import from_papers
from accord.prior_auth.identify.resources import from_resources
from accord.records.record import Record
from accord.records.request import Person, Request

EMPTY = Request(Person(), (), (), Person(), Person())

# element -> what a person calls it; the order in which missing ones are asked for
REQUIRED: tuple[tuple[str, Callable[[Request], object]], ...] = (
    ("patient.name", lambda r: r.patient.name),
    ("patient.birth_date", lambda r: r.patient.birth_date),
    ("patient.member_id", lambda r: r.patient.member_id),
    ("services", lambda r: r.services),
    ("diagnoses", lambda r: r.diagnoses),
    ("requester.name", lambda r: r.requester.name),
    ("requester.npi", lambda r: r.requester.npi),
    ("service_date", lambda r: r.service_date),
)


def identify(record: Record) -> Request:
    """The request of a record.

    A later source only fills what an earlier one leaves open; contradictions between them are for the checks.
    Raises Invalid when a request form is there but cannot be read, or is malformed (names the element).
    """
    refused = next((u for u in record.unread if u.name == FORM), None)
    if refused is not None:
        raise Invalid(f"{FORM}: {refused.reason}", refused.remedy)
    request = from_form(record.request_form) if record.request_form is not None else EMPTY
    request = _filled(request, from_resources(record))
    request = _filled(request, from_papers(record))
    return replace(request, missing=tuple(name for name, get in REQUIRED if not get(request)))


def _filled(request: Request, other: Request) -> Request:
    return replace(
        request,
        patient=_person(request.patient, other.patient),
        requester=_person(request.requester, other.requester),
        performer=_person(request.performer, other.performer),
        services=request.services or other.services,
        diagnoses=request.diagnoses or other.diagnoses,
        received=request.received or other.received,
        service_date=request.service_date or other.service_date,
        urgency=request.urgency or other.urgency,
        payer=request.payer or other.payer,
        state=request.state or other.state,
        case=request.case or other.case,
    )


def _person(one: Person, other: Person) -> Person:
    return Person(
        name=one.name or other.name,
        npi=one.npi or other.npi,
        birth_date=one.birth_date or other.birth_date,
        sex=one.sex or other.sex,
        member_id=one.member_id or other.member_id,
    )
