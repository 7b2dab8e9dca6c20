"""The request from FHIR: Claim (preauthorization), ServiceRequest, DeviceRequest, with Patient, Coverage, Practitioner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from accord.records.places import ElementPlace
from accord.records.record import Record, Resource
from accord.records.request import Person, Request, Service, Stated

ORDERS = ("Claim", "DeviceRequest", "ServiceRequest")
PROCEDURE_SYSTEMS = (
    "http://www.ama-assn.org/go/cpt",
    "2.16.840.1.113883.6.285",
    "hcpcs",
    "HCPCS",
    "urn:oid:2.16.840.1.113883.6.285",
)
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
NPI = "http://hl7.org/fhir/sid/us-npi"
MBI = "http://hl7.org/fhir/sid/us-mbi"


def from_resources(record: Record) -> Request:
    """What the record's FHIR resources say of the request; a C-CDA's planned orders are not a request."""
    resources = [r for r in record.resources if r.origin == "fhir"]
    asked = [r for kind in ORDERS for r in resources if r.type == kind and _asks(r)]
    first = asked[0] if asked else None
    patient = next((r for r in resources if r.type == "Patient"), None)
    return Request(
        patient=_patient(patient, resources),
        services=tuple(service for r in asked for service in _services(r)),
        diagnoses=tuple(_diagnoses(record, asked)),
        requester=_actor(record, first, ("requester", "provider")),
        performer=_actor(record, first, ("performer", "facility")),
        received=_date(first, ("created",)),
        service_date=_date(
            first, ("occurrenceDateTime", "occurrencePeriod.start", "billablePeriod.start", "item[0].servicedDate")
        ),
        urgency=_urgency(first),
        payer=_payer(record, first, resources),
        state=_state(patient),
    )


def _asks(resource: Resource) -> bool:
    body = resource.body
    if resource.type == "Claim":
        return body.get("use") in ("preauthorization", "predetermination")
    return (
        body.get("status") in ("active", "draft", "on-hold")
        and body.get("intent")
        in ("order", "original-order", "filler-order", "instance-order", "proposal", "plan", "directive")
        and any(True for _ in _services(resource))
    )


def _services(resource: Resource) -> Iterator[Service]:
    body = resource.body
    if resource.type == "Claim":
        for number, item in enumerate(_list(body.get("item"))):
            code, path = _code(item.get("productOrService"), f"Claim.item[{number}].productOrService")
            if code:
                quantity = _dict(item.get("quantity")).get("value")
                modifiers = tuple(
                    str(coding.get("code"))
                    for m in _list(item.get("modifier"))
                    for coding in _list(m.get("coding"))
                    if coding.get("code")
                )
                yield Service(
                    code,
                    _place(resource, path, code),
                    int(quantity) if isinstance(quantity, int | float) else None,
                    modifiers,
                )
        return
    for name in ("code", "codeCodeableConcept"):
        code, path = _code(body.get(name), f"{resource.type}.{name}")
        if code:
            quantity = _dict(body.get("quantityQuantity")).get("value")
            yield Service(
                code, _place(resource, path, code), int(quantity) if isinstance(quantity, int | float) else None
            )


def _code(concept: Any, path: str) -> tuple[str, str]:
    for number, coding in enumerate(_list(_dict(concept).get("coding"))):
        system, code = str(coding.get("system", "")), str(coding.get("code", ""))
        if code and (system in PROCEDURE_SYSTEMS or "hcpcs" in system.lower() or "cpt" in system.lower()):
            return code.upper(), f"{path}.coding[{number}].code"
    return "", path


def _diagnoses(record: Record, asked: list[Resource]) -> Iterator[Stated[str]]:
    for resource in asked:
        for number, entry in enumerate(_list(resource.body.get("diagnosis"))):
            code, path = _icd(
                entry.get("diagnosisCodeableConcept"), f"{resource.type}.diagnosis[{number}].diagnosisCodeableConcept"
            )
            if code:
                yield Stated(code, _place(resource, path, code))
        for number, entry in enumerate(_list(resource.body.get("reasonCode"))):
            code, path = _icd(entry, f"{resource.type}.reasonCode[{number}]")
            if code:
                yield Stated(code, _place(resource, path, code))
        for entry in _list(resource.body.get("reasonReference")):
            target = _target(record, entry)
            code, path = _icd(target.body.get("code"), f"{target.type}.code") if target else ("", "")
            if target and code:
                yield Stated(code, _place(target, path, code))


def _icd(concept: Any, path: str) -> tuple[str, str]:
    for number, coding in enumerate(_list(_dict(concept).get("coding"))):
        if coding.get("system") == ICD10 and coding.get("code"):
            return str(coding["code"]).upper(), f"{path}.coding[{number}].code"
    return "", path


def _patient(patient: Resource | None, resources: list[Resource]) -> Person:
    if patient is None:
        return Person()
    body = patient.body
    name = _dict(next(iter(_list(body.get("name"))), None))
    words = (
        name.get("text")
        or " ".join([*[str(g) for g in _list(name.get("given"))], str(name.get("family") or "")]).strip()
    )
    path = "Patient.name[0].text" if name.get("text") else "Patient.name[0].family"
    born = _day(body.get("birthDate"))
    member = _member(patient, resources)
    return Person(
        name=Stated(words, _place(patient, path, words)) if words else None,
        birth_date=Stated(born, _place(patient, "Patient.birthDate", born.isoformat())) if born else None,
        sex=Stated(str(body["gender"]), _place(patient, "Patient.gender", str(body["gender"])))
        if body.get("gender")
        else None,
        member_id=member,
    )


def _member(patient: Resource, resources: list[Resource]) -> Stated[str] | None:
    for number, identifier in enumerate(_list(patient.body.get("identifier"))):
        if identifier.get("system") == MBI and identifier.get("value"):
            return Stated(
                str(identifier["value"]),
                _place(patient, f"Patient.identifier[{number}].value", str(identifier["value"])),
            )
    for coverage in (r for r in resources if r.type == "Coverage"):
        value = coverage.body.get("subscriberId")
        if value:
            return Stated(str(value), _place(coverage, "Coverage.subscriberId", str(value)))
    return None


def _actor(record: Record, asked: Resource | None, names: tuple[str, ...]) -> Person:
    if asked is None:
        return Person()
    for name in names:
        entry = asked.body.get(name)
        reference = next(iter(_list(entry)), None) if isinstance(entry, list) else entry
        target = _target(record, reference)
        if target is not None and target.type == "PractitionerRole":
            target = _target(record, target.body.get("practitioner")) or target
        if target is None:
            shown = _dict(reference).get("display")
            if shown:
                return Person(name=Stated(str(shown), _place(asked, f"{asked.type}.{name}.display", str(shown))))
            continue
        return _named(target)
    return Person()


def _named(target: Resource) -> Person:
    body = target.body
    name: Stated[str] | None = None
    if isinstance(body.get("name"), str):
        name = Stated(str(body["name"]), _place(target, f"{target.type}.name", str(body["name"])))
    else:
        entry = _dict(next(iter(_list(body.get("name"))), None))
        words = (
            entry.get("text")
            or " ".join([*[str(g) for g in _list(entry.get("given"))], str(entry.get("family") or "")]).strip()
        )
        if words:
            path = f"{target.type}.name[0].text" if entry.get("text") else f"{target.type}.name[0].family"
            name = Stated(str(words), _place(target, path, str(words)))
    for number, identifier in enumerate(_list(body.get("identifier"))):
        if identifier.get("system") == NPI and identifier.get("value"):
            value = str(identifier["value"])
            return Person(
                name=name, npi=Stated(value, _place(target, f"{target.type}.identifier[{number}].value", value))
            )
    return Person(name=name)


def _target(record: Record, reference: Any) -> Resource | None:
    link = str(_dict(reference).get("reference") or "")
    if not link:
        return None
    tail = "/".join(link.split("/")[-2:])
    bare = link.removeprefix("urn:uuid:").removeprefix("#")
    return next((r for r in record.resources if r.id == tail or r.id.split("/")[-1] == bare), None)


def _date(asked: Resource | None, paths: tuple[str, ...]) -> Stated[dt.date] | None:
    if asked is None:
        return None
    for path in paths:
        value: Any = asked.body
        for step in path.split("."):
            name, _, index = step.partition("[")
            value = _dict(value).get(name)
            if index:
                value = _list(value)[int(index[:-1])] if len(_list(value)) > int(index[:-1]) else None
        day = _day(value)
        if day:
            return Stated(day, _place(asked, f"{asked.type}.{path}", str(value)))
    return None


def _urgency(asked: Resource | None) -> Stated[str] | None:
    if asked is None:
        return None
    value = asked.body.get("priority")
    code = (
        value if isinstance(value, str) else next((str(c.get("code")) for c in _list(_dict(value).get("coding"))), None)
    )
    if not code:
        return None
    words = "expedited" if code in ("stat", "urgent", "asap") else "standard"
    path = f"{asked.type}.priority" if isinstance(value, str) else f"{asked.type}.priority.coding[0].code"
    return Stated(words, _place(asked, path, code))


def _payer(record: Record, asked: Resource | None, resources: list[Resource]) -> Stated[str] | None:
    """The insurer of the claim, else the payor of the coverage: its name, or the words shown for it."""
    sources = [(asked, "insurer")] if asked is not None else []
    sources += [(coverage, "payor[0]") for coverage in resources if coverage.type == "Coverage"]
    for source, path in sources:
        name = path.partition("[")[0]
        held = source.body.get(name)
        reference = next(iter(_list(held)), None) if isinstance(held, list) else held
        target = _target(record, reference)
        if target is not None and isinstance(target.body.get("name"), str):
            words = str(target.body["name"])
            return Stated(words, _place(target, f"{target.type}.name", words))
        shown = _dict(reference).get("display")
        if shown:
            return Stated(str(shown), _place(source, f"{source.type}.{path}.display", str(shown)))
    return None


def _state(patient: Resource | None) -> Stated[str] | None:
    """The state of the patient's first address."""
    if patient is None:
        return None
    value = _dict(next(iter(_list(patient.body.get("address"))), None)).get("state")
    return Stated(str(value), _place(patient, "Patient.address[0].state", str(value))) if value else None


def _day(value: Any) -> dt.date | None:
    if not isinstance(value, str) or len(value) < 10:
        return None
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None


def _place(resource: Resource, path: str, text: str) -> ElementPlace:
    return ElementPlace(resource.id, path, text, resource.document)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]
