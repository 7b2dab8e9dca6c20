"""request.json: the request as a form, checked element by element."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from accord.errors import Invalid
from accord.records.places import ElementPlace
from accord.records.request import Person, Request, Service, Stated
from accord.wording import say

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FORM = "request.json"
# how pydantic names a fault (its beginning) -> what the element has to be, in the words of [request.must]
MUST_BE = {
    "date": "date",
    "string_too_short": "not_empty",
    "string_too_long": "shorter",
    "string": "text",
    "int": "whole_number",
    "greater_than_equal": "at_least",
    "less_than_equal": "at_most",
    "list": "list",
    "model": "group",
    "missing": "there",
}
T = TypeVar("T")


class _Element(BaseModel):
    """Unknown keys are let pass, null is as if the key were not there, and a code or NPI may be written as a number."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        stated = cast("dict[str, object]", given)
        return {key: value for key, value in stated.items() if value is not None}


class PersonForm(_Element):
    """A person or organization of the form."""

    name: str | None = None
    birth_date: dt.date | None = None
    sex: str | None = None
    member_id: str | None = None
    npi: str | None = None


class ServiceForm(_Element):
    """A requested service of the form."""

    code: str = Field(min_length=1, max_length=20)
    quantity: int | None = Field(default=None, ge=0, le=100_000)
    modifiers: list[str] = Field(default_factory=list)
    description: str = ""


class RequestForm(_Element):
    """The whole form."""

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
    """The request of a form. Raises Invalid that names every element which is not as it should be."""
    try:
        form = RequestForm.model_validate(body)
    except ValidationError as fault:
        told = "; ".join(dict.fromkeys(f"{_path(wrong['loc'])} {_must(wrong)}" for wrong in fault.errors()))
        raise Invalid(f"{FORM}: {told}.", say("request.form_remedy")) from None
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


def _path(steps: tuple[int | str, ...]) -> str:
    """'services[0].code', as a person would write it; a date's own parts are left out."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return words.removeprefix(".")


def _must(wrong: ErrorDetails) -> str:
    """What the element has to be. What stands there instead is not repeated: it may be about the patient."""
    kind, limits = wrong["type"], wrong.get("ctx", {})
    rule = next((rule for start, rule in MUST_BE.items() if kind.startswith(start)), "other")
    limit = next((limits[name] for name in ("ge", "le", "max_length") if name in limits), None)
    return say(f"request.must.{rule}") if limit is None else say(f"request.must.{rule}", limit=limit)


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
