"""request.json: the request as a form, checked element by element."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from accord.errors import Invalid
from accord.records.places import ElementPlace
from accord.records.request import Person, Request, Service, Stated

FORM = "request.json"
T = TypeVar("T")


class PersonForm(BaseModel):
    """A person or organization of the form."""

    model_config = ConfigDict(extra="ignore")
    name: str | None = None
    birth_date: dt.date | None = None
    sex: str | None = None
    member_id: str | None = None
    npi: str | None = None


class ServiceForm(BaseModel):
    """A requested service of the form."""

    model_config = ConfigDict(extra="ignore")
    code: str = Field(min_length=1, max_length=20)
    quantity: int | None = Field(default=None, ge=0, le=100_000)
    modifiers: list[str] = Field(default_factory=list)
    description: str = ""


class RequestForm(BaseModel):
    """The whole form; unknown keys are let pass."""

    model_config = ConfigDict(extra="ignore")
    case: str = ""
    received: dt.date | None = None
    service_date: dt.date | None = None
    urgency: str | None = None
    payer: str | None = None
    state: str | None = None
    patient: PersonForm = PersonForm()
    services: list[ServiceForm] = Field(default_factory=list)
    diagnoses: list[str] = Field(default_factory=list)
    requester: PersonForm = PersonForm()
    performer: PersonForm = PersonForm()


def from_form(body: dict[str, Any]) -> Request:
    """The request of a form. Raises Invalid that names the element."""
    try:
        form = RequestForm.model_validate(body)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise Invalid(
            f"request.json: {where}: {first['msg'].lower()}.", "Correct that element and send it again."
        ) from fault
    return Request(
        patient=_person(form.patient, "patient"),
        services=tuple(
            Service(
                code=service.code.strip().upper(),
                place=_place(f"services[{number}].code", service.code),
                quantity=service.quantity,
                modifiers=tuple(m.strip().upper() for m in service.modifiers),
                description=service.description,
            )
            for number, service in enumerate(form.services)
        ),
        diagnoses=tuple(
            Stated(code.strip().upper(), _place(f"diagnoses[{number}]", code))
            for number, code in enumerate(form.diagnoses)
        ),
        requester=_person(form.requester, "requester"),
        performer=_person(form.performer, "performer"),
        received=_stated(form.received, "received"),
        service_date=_stated(form.service_date, "service_date"),
        urgency=_stated(form.urgency, "urgency"),
        payer=_stated(form.payer, "payer"),
        state=_stated(form.state, "state"),
        case=form.case,
    )


def _person(form: PersonForm, where: str) -> Person:
    return Person(
        name=_stated(form.name, f"{where}.name"),
        npi=_stated(form.npi, f"{where}.npi"),
        birth_date=_stated(form.birth_date, f"{where}.birth_date"),
        sex=_stated(form.sex, f"{where}.sex"),
        member_id=_stated(form.member_id, f"{where}.member_id"),
    )


def _stated(value: T | None, path: str) -> Stated[T] | None:
    return None if value is None or value == "" else Stated(value, _place(path, str(value)))


def _place(path: str, text: str) -> ElementPlace:
    return ElementPlace(FORM, path, text, FORM)
