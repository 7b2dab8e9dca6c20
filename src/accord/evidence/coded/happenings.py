"""Medications, procedures, visits, orders, devices, allergies, vaccines and relatives' illnesses as findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accord.evidence.coded.building import Standing, dated, decimal_of, make, status_of, words_of
from accord.evidence.coded.index import Index, index_of
from accord.evidence.coded.matching import Match, match, match_referenced, matches
from accord.evidence.coded.states import condition_standing
from accord.records.codes import CodeSet
from accord.records.fhir.elements import as_object, as_words, concept_words, object_at, objects_at, reach, words_at
from accord.records.findings import Finding, Presence, Time
from accord.records.places import ElementPlace
from accord.records.record import Record, Resource

_IS, _WAS, _WILL = (
    (Presence.PRESENT, Time.CURRENT),
    (Presence.PRESENT, Time.PAST),
    (Presence.PRESENT, Time.PLANNED),
)
_NOT, _MAYBE = (Presence.ABSENT, Time.CURRENT), (Presence.POSSIBLE, Time.CURRENT)

# FHIR R4 status codes by resource type -> (presence, time). What is taken back is not asked for here.
STANDING: Mapping[str, Mapping[str, Standing]] = {
    "MedicationRequest": {"active": _IS, "on-hold": _MAYBE, "completed": _WAS, "stopped": _WAS, "draft": _WILL},
    "MedicationStatement": {
        "active": _IS,
        "recorded": _IS,
        "completed": _WAS,
        "intended": _WILL,
        "stopped": _WAS,
        "on-hold": _MAYBE,
        "not-taken": _NOT,
    },
    "MedicationDispense": {
        "preparation": _WILL,
        "in-progress": _WILL,
        "on-hold": _MAYBE,
        "completed": _WAS,
        "stopped": _WAS,
        "declined": _NOT,
    },
    "MedicationAdministration": {
        "in-progress": _IS,
        "not-done": _NOT,
        "on-hold": _MAYBE,
        "completed": _WAS,
        "stopped": _WAS,
    },
    "Procedure": {
        "preparation": _WILL,
        "in-progress": _IS,
        "not-done": _NOT,
        "on-hold": _MAYBE,
        "stopped": _WAS,
        "completed": _WAS,
    },
    "Encounter": {
        "planned": _WILL,
        "arrived": _IS,
        "triaged": _IS,
        "in-progress": _IS,
        "onleave": _IS,
        "on-hold": _IS,
        "discharged": _WAS,
        "finished": _WAS,
        "completed": _WAS,
        "discontinued": _WAS,
    },
    "ServiceRequest": {"draft": _WILL, "active": _IS, "on-hold": _MAYBE, "completed": _WAS},
    "DeviceRequest": {"draft": _WILL, "active": _IS, "on-hold": _MAYBE, "completed": _WAS},
    "NutritionOrder": {"draft": _WILL, "active": _IS, "on-hold": _MAYBE, "completed": _WAS},
    "Device": {"active": _IS, "inactive": _WAS},
    "DeviceUseStatement": {
        "active": _IS,
        "completed": _WAS,
        "intended": _WILL,
        "stopped": _WAS,
        "on-hold": _MAYBE,
    },
    "Immunization": {"completed": _WAS, "not-done": _NOT},
}
_PLANS = frozenset(("proposal", "plan", "option", "directive"))
# v3-ActCode class of an encounter -> how the patient was met.
_MODES = {
    "AMB": "in_person",
    "EMER": "in_person",
    "FLD": "in_person",
    "HH": "in_person",
    "IMP": "in_person",
    "ACUTE": "in_person",
    "NONAC": "in_person",
    "OBSENC": "in_person",
    "SS": "in_person",
    "VR": "video",
}
_MODE_WORDS = (
    ("video", ("video", "telehealth", "telemedicine", "televisit", "virtual visit")),
    ("telephone", ("telephone", "phone call", "phone visit", "audio only", "audio-only")),
)
_MEDICATIONS = ("MedicationRequest", "MedicationStatement", "MedicationDispense", "MedicationAdministration")
_MEDICATION_DATES = (
    "effectiveDateTime",
    "effectivePeriod.start",
    "authoredOn",
    "whenHandedOver",
    "whenPrepared",
    "dateAsserted",
)


def medications(record: Record, codes: CodeSet | None, concept: str = "medication") -> tuple[Finding, ...]:
    """Medication asked for, taken, dispensed or given. Stopped or completed: past; draft or plan: planned.

    On hold, or of unknown status: possible. date is the start or the writing; qualifiers: dosage, quantity, refills,
    days_supply, end, intent, reason, resource (the kind of entry).
    """
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used(_MEDICATIONS):
        named = _medication(index, resource, codes)
        if named is not None:
            details = {**_supply(resource), "reason": words_of(resource, "reasonCode[]")}
            found.append(make(index, resource, concept, named, _standing(resource), _MEDICATION_DATES, details))
    return tuple(found)


def _medication(index: Index, resource: Resource, codes: CodeSet | None) -> Match | None:
    return (
        match(resource, "medicationCodeableConcept", codes)
        or match_referenced(index, resource, "medicationReference", "code", codes)
        or match(resource, "medication.concept", codes)
        or match_referenced(index, resource, "medication.reference", "code", codes)
    )


def _supply(resource: Resource) -> dict[str, str]:
    body = resource.body
    dispense = object_at(body, "dispenseRequest")
    amount = object_at(dispense, "quantity") or object_at(body, "quantity")
    dosages = [d for name in ("dosageInstruction", "dosage") for d in objects_at(body, name)]
    written = [words_at(d, "text") or words_at(d, "patientInstruction") for d in dosages]
    return {
        "resource": resource.type,
        "dosage": "; ".join(filter(None, written)),
        "intent": words_at(body, "intent"),
        "quantity": _amount(amount),
        "refills": _whole(dispense.get("numberOfRepeatsAllowed")),
        "days_supply": _amount(object_at(body, "daysSupply") or object_at(dispense, "expectedSupplyDuration")),
        "end": _iso(resource, "effectivePeriod.end", "dispenseRequest.validityPeriod.end"),
    }


def _standing(resource: Resource) -> Standing:
    if resource.body.get("doNotPerform") is True or resource.body.get("taken") in ("n", False):
        return _NOT
    if resource.body.get("notDone") is True or resource.body.get("wasNotGiven") is True:
        return _NOT
    standing = status_of(resource.body, STANDING[resource.type], _MAYBE)
    if words_at(resource.body, "intent") in _PLANS and standing not in (_NOT, _WAS):
        return standing[0], Time.PLANNED
    return standing


def procedures(record: Record, codes: CodeSet | None, concept: str = "procedure") -> tuple[Finding, ...]:
    """Procedures done or under way. Completed: past; not done: absent; in preparation: planned.

    date is the day of the procedure; qualifiers: end, outcome, reason, site, performer.
    """
    dates = ("performedDateTime", "performedPeriod.start", "performedPeriod.end", "occurrenceDateTime")
    return _simple(record, ("Procedure",), ("code",), codes, concept, dates, ("outcome", "reasonCode[]", "bodySite[]"))


def encounters(record: Record, codes: CodeSet | None = None, concept: str = "encounter") -> tuple[Finding, ...]:
    """Visits. codes fit the type, the service or the reason; None gives every visit.

    date is the day of the visit; qualifiers: class ('AMB'), mode (in_person, video, telephone), type, reason,
    participant, service, end.
    """
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used(("Encounter",)):
        paths = ("type[]", "serviceType", "reasonCode[]", "class[]") if codes else ("type[]", "class[]")
        named = next(filter(None, (match(resource, path, codes) for path in paths)), None)
        if named is None and codes is None:
            named = Match(ElementPlace(resource.id, "Encounter.resourceType", "visit", resource.document), "visit")
        if named is not None:
            standing = status_of(resource.body, STANDING["Encounter"], _MAYBE)
            dates = ("period.start", "period.end", "actualPeriod.start")
            found.append(make(index, resource, concept, named, standing, dates, _visit(resource)))
    return tuple(found)


def _visit(resource: Resource) -> dict[str, str]:
    classes = [as_object(v) for _, v in reach("Encounter", resource.body, "class[]")]
    code = next((words_at(c, "code") or concept_words(c) for c in classes), "") or words_at(resource.body, "class")
    kind, service = words_of(resource, "type[]"), words_of(resource, "serviceType")
    said = f"{kind} {service} {' '.join(words_at(c, 'display') for c in classes)}".lower()
    by_words = next((mode for mode, words in _MODE_WORDS if any(word in said for word in words)), "")
    shown = (as_words(v) for _, v in reach("Encounter", resource.body, "participant[].individual.display"))
    return {
        "class": code.upper(),
        "mode": by_words or _MODES.get(code.upper(), ""),
        "type": kind,
        "service": service,
        "reason": words_of(resource, "reasonCode[]"),
        "participant": "; ".join(filter(None, shown)),
        "end": _iso(resource, "period.end"),
    }


def service_requests(record: Record, codes: CodeSet | None, concept: str = "service_request") -> tuple[Finding, ...]:
    """Orders for services. A plan or proposal is planned; an order stands now; a completed one is past.

    date is when it was written; qualifiers: intent, occurrence, reason, quantity, requester, site.
    """
    return _orders(record, "ServiceRequest", ("code", "code.concept"), "", codes, concept)


def device_requests(record: Record, codes: CodeSet | None, concept: str = "device_request") -> tuple[Finding, ...]:
    """Orders for devices, as `service_requests`."""
    return _orders(record, "DeviceRequest", ("codeCodeableConcept", "code.concept"), "codeReference", codes, concept)


def _orders(
    record: Record, kind: str, paths: Iterable[str], reference: str, codes: CodeSet | None, concept: str
) -> tuple[Finding, ...]:
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used((kind,)):
        named = next(filter(None, (match(resource, path, codes) for path in paths)), None)
        if named is None and reference:
            named = match_referenced(index, resource, reference, "type", codes)
        if named is not None:
            details = {
                "intent": words_at(resource.body, "intent"),
                "occurrence": _iso(resource, "occurrenceDateTime", "occurrencePeriod.start"),
                "reason": words_of(resource, "reasonCode[]"),
                "quantity": _amount(object_at(resource.body, "quantityQuantity")),
                "requester": words_at(object_at(resource.body, "requester"), "display"),
                "site": words_of(resource, "bodySite[]"),
            }
            found.append(
                make(index, resource, concept, named, _standing(resource), ("authoredOn", "dateTime"), details)
            )
    return tuple(found)


def nutrition_orders(record: Record, codes: CodeSet | None, concept: str = "nutrition_order") -> tuple[Finding, ...]:
    """Orders for diets, supplements and enteral formula, as `service_requests`."""
    paths = ("supplement[].type", "oralDiet.type[]", "enteralFormula.baseFormulaType")
    return _orders(record, "NutritionOrder", paths, "", codes, concept)


def devices(record: Record, codes: CodeSet | None, concept: str = "device") -> tuple[Finding, ...]:
    """Devices the patient has or uses."""
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used(("DeviceUseStatement",)):
        named = match_referenced(index, resource, "device", "type", codes)
        if named is not None:
            dates = ("timingDateTime", "timingPeriod.start", "recordedOn")
            found.append(make(index, resource, concept, named, _standing(resource), dates, {}))
    told = {place.resource for finding in found for place in finding.support if isinstance(place, ElementPlace)}
    for resource in index.used(("Device",)):
        named = match(resource, "type", codes) if resource.id not in told else None
        if named is not None:
            found.append(make(index, resource, concept, named, _standing(resource), (), {}))
    return tuple(found)


def allergies(record: Record, codes: CodeSet | None, concept: str = "allergy") -> tuple[Finding, ...]:
    """Allergies and intolerances; a refuted one ('no known allergies') is absent."""
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used(("AllergyIntolerance",)):
        named = match(resource, "code", codes) or match(resource, "reaction[].substance", codes)
        if named is not None:
            details = {"reaction": words_of(resource, "reaction[].manifestation")}
            dates = ("onsetDateTime", "recordedDate")
            found.append(make(index, resource, concept, named, condition_standing(resource.body), dates, details))
    return tuple(found)


def immunizations(record: Record, codes: CodeSet | None, concept: str = "immunization") -> tuple[Finding, ...]:
    """Vaccines given (past) or not given (absent)."""
    dates = ("occurrenceDateTime", "date")
    return _simple(record, ("Immunization",), ("vaccineCode",), codes, concept, dates, ("statusReason",))


def family_history(record: Record, codes: CodeSet | None, concept: str = "condition") -> tuple[Finding, ...]:
    """Illnesses of relatives: whose is always family. qualifiers: relationship, onset."""
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used(("FamilyMemberHistory",)):
        for named in matches(resource, "condition[].code", codes):
            details = {"relationship": words_of(resource, "relationship"), "name": words_at(resource.body, "name")}
            found.append(make(index, resource, concept, named, _IS, ("date",), details))
    return tuple(found)


def _simple(
    record: Record,
    kinds: Iterable[str],
    paths: Iterable[str],
    codes: CodeSet | None,
    concept: str,
    dates: Iterable[str],
    told: Iterable[str],
) -> tuple[Finding, ...]:
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used(kinds):
        named = next(filter(None, (match(resource, path, codes) for path in paths)), None)
        if named is not None:
            details = {_KEYS[path]: words_of(resource, path) for path in told}
            details["end"] = _iso(resource, "performedPeriod.end")
            found.append(make(index, resource, concept, named, _standing(resource), dates, details))
    return tuple(found)


_KEYS = {"outcome": "outcome", "reasonCode[]": "reason", "bodySite[]": "site", "statusReason": "reason"}


def _iso(resource: Resource, *paths: str) -> str:
    date, _ = dated(resource, paths)
    return date.iso() if date is not None else ""


def _amount(quantity: dict[str, object]) -> str:
    number = decimal_of(quantity.get("value"))
    unit = words_at(quantity, "unit") or words_at(quantity, "code")
    return " ".join(filter(None, ["" if number is None else str(number), unit]))


def _whole(value: object) -> str:
    number = decimal_of(value)
    return "" if number is None else str(number)
