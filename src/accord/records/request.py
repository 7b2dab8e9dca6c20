"""The request: who, what, for which diagnosis, when, by whom; each with its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from accord.records.places import AnyPlace

T = TypeVar("T")


@dataclass(frozen=True)
class Stated(Generic[T]):
    """A value of the request and where it is stated."""

    value: T
    place: AnyPlace


@dataclass(frozen=True)
class Service:
    """One requested item or procedure. code is HCPCS Level II or CPT as given; quantity is a count of units."""

    code: str
    place: AnyPlace
    quantity: int | None = None
    modifiers: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Person:
    """A patient, requester or performer as the request names them; what is not stated is None."""

    name: Stated[str] | None = None
    npi: Stated[str] | None = None
    birth_date: Stated[dt.date] | None = None
    sex: Stated[str] | None = None
    member_id: Stated[str] | None = None


@dataclass(frozen=True)
class Request:
    """What is asked of the payer. `missing` names what is not stated and has to be asked for."""

    patient: Person
    services: tuple[Service, ...]
    diagnoses: tuple[Stated[str], ...]
    requester: Person
    performer: Person
    received: Stated[dt.date] | None = None
    service_date: Stated[dt.date] | None = None
    urgency: Stated[str] | None = None
    payer: Stated[str] | None = None
    state: Stated[str] | None = None
    case: str = ""
    missing: tuple[str, ...] = ()
