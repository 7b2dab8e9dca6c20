"""What a form can be filled with: the values of the request, by name, each with what bears it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from accord.dossier.citation import Citation, Own, Sources, check, fixed
from accord.dossier.phrases import service_words
from accord.records.places import AnyPlace
from accord.records.record import Record
from accord.records.request import Person, Request, Stated

URGENCY: dict[str, str] = {
    "standard": "urgency.standard", "routine": "urgency.standard", "normal": "urgency.standard",
    "expedited": "urgency.expedited", "urgent": "urgency.expedited", "stat": "urgency.expedited",
}  # fmt: skip
SEX: dict[str, str] = {"male": "sex.male", "m": "sex.male", "female": "sex.female", "f": "sex.female"}
SIDE: dict[str, str] = {"RT": "side.right", "LT": "side.left", "50": "side.bilateral"}


@dataclass(frozen=True)
class Value:
    """A text, or a day; where it is stated. One that answers a box holds the words that tick it."""

    text: str
    place: AnyPlace
    day: dt.date | None = None


@dataclass(frozen=True)
class Values:
    """Single values by key, the lists of services and diagnoses by theirs, and what was taken out as not borne."""

    single: dict[str, Value]
    several: dict[str, tuple[Value, ...]]
    struck: tuple[str, ...]


# Every key that a map may name; lists are numbered from 1: 'service.code.2'.
SINGLE = (
    "patient.name", "patient.first_name", "patient.last_name", "patient.middle_name", "patient.birth_date", "patient.sex",
    "patient.member_id", "requester.name", "requester.npi", "performer.name", "performer.npi", "payer", "service_date",
    "received", "urgency", "urgency.standard", "urgency.expedited", "sex.male", "sex.female", "side.right", "side.left",
    "side.bilateral",
)  # fmt: skip
SEVERAL = ("service.code", "service.quantity", "service.modifiers", "service.description", "diagnosis.code")


def values_of(request: Request, record: Record) -> Values:
    """All that the request states. What its citation does not bear is struck by the check, and named."""
    own = {f"service.{i}": service_words(service) for i, service in enumerate(request.services)}
    sources = Sources(record, own)
    struck: list[str] = []

    def borne(key: str, value: Value, *more: Citation) -> bool:
        text = value.day.isoformat() if value.day else value.text
        faults = check(fixed("letter.item", value.place, *more, item=text), sources)
        struck.extend([key] if faults else [])
        return not faults

    single = {key: value for key, value in _single(request).items() if borne(key, value)}
    several: dict[str, tuple[Value, ...]] = {}
    for i, service in enumerate(request.services):
        whole = Own(f"service.{i}", own[f"service.{i}"])
        told = {
            "service.code": service.code,
            "service.quantity": str(service.quantity) if service.quantity is not None else "",
            "service.modifiers": ", ".join(service.modifiers),
            "service.description": service.description,
        }
        for key, text in told.items():
            value = Value(text, service.place)
            kept = value if text and borne(key, value, whole) else Value("", service.place)
            several[key] = (*several.get(key, ()), kept)
    codes = [Value(stated.value, stated.place) for stated in request.diagnoses]
    several["diagnosis.code"] = tuple(value for value in codes if borne("diagnosis.code", value))
    return Values(single, several, tuple(struck))


def _single(request: Request) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for who in ("patient", "requester", "performer"):
        person: Person = getattr(request, who)
        for name in ("name", "npi", "birth_date", "sex", "member_id"):
            found |= _value(f"{who}.{name}", getattr(person, name))
    for name in ("payer", "service_date", "received", "urgency"):
        found |= _value(name, getattr(request, name))
    if request.patient.name:
        found |= _name_parts("patient", request.patient.name)
    return found | _ticks(request)


def _value(key: str, stated: Stated[Any] | None) -> dict[str, Value]:
    if stated is None:
        return {}
    day = stated.value if isinstance(stated.value, dt.date) else None
    return {key: Value(str(stated.value), stated.place, day)}


def _ticks(request: Request) -> dict[str, Value]:
    """The boxes that the request's values tick."""
    found: dict[str, Value] = {}
    for stated, table in ((request.urgency, URGENCY), (request.patient.sex, SEX)):
        key = table.get(stated.value.strip().casefold()) if stated else None
        if stated and key:
            found[key] = Value(stated.value, stated.place)
    return found


def _name_parts(who: str, name: Stated[str]) -> dict[str, Value]:
    """First, middle and last name, only where the writing leaves no doubt which is which."""
    words = name.value.split()
    if re.fullmatch(r"[^,]+, [^,]+", name.value):
        last, _, rest = name.value.partition(", ")
        first, *middle = rest.split()
    elif len(words) == 2 or (len(words) == 3 and re.fullmatch(r"[A-Z]\.?", words[1])):
        first, last, middle = words[0], words[-1], words[1:-1]
    else:
        return {}
    parts = {"first_name": first, "last_name": last, "middle_name": " ".join(middle)}
    return {f"{who}.{part}": Value(text, name.place) for part, text in parts.items() if text}
