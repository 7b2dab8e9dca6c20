"""Medications, immunizations, procedures, encounters, supplies and plans, done or ordered."""

from __future__ import annotations

from typing import Any

from accord.records.ccda.chart import Chart
from accord.records.ccda.clinical import condition, is_negated, notes, sites, stated_status
from accord.records.ccda.datatypes import (
    attribute,
    child,
    children,
    concept,
    moment,
    number,
    period,
    plain,
    quantity,
    timestamp,
)
from accord.records.ccda.templates import CCDA, related, templates_of
from accord.records.hardened_xml import Node, local_name
from accord.records.record import JsonObject

# moodCode -> FHIR intent. INT on a medication list is a standing prescription; in a plan it is a plan.
_INTENT = {"RQO": "order", "INT": "plan", "PRP": "proposal", "PRMS": "plan", "ARQ": "plan", "APT": "plan"}
_PLAN_SECTIONS = frozenset(("18776-5", "61146-7"))
_ACTIVITY = {
    "completed": "completed",
    "active": "in-progress",
    "aborted": "stopped",
    "cancelled": "not-done",
    "held": "on-hold",
    "suspended": "on-hold",
    "new": "preparation",
}
_ORDERED = {"completed": "completed", "cancelled": "revoked", "aborted": "revoked", "held": "on-hold"}
_MEDICATION = {
    "active": "active",
    "aborted": "stopped",
    "cancelled": "cancelled",
    "suspended": "on-hold",
    "held": "on-hold",
    "nullified": "entered-in-error",
}


def medication(chart: Chart, node: Node, section: str) -> None:
    """A substance administration: taken (MedicationStatement) or prescribed (MedicationRequest)."""
    span = _whole_time(node)
    mood = attribute(node, "moodCode")
    body: dict[str, Any] = {
        "status": _medication_status(chart, node, span),
        "subject": chart.subject,
        "medicationCodeableConcept": _product(chart, node),
        "reasonCode": [c for c in (_indication(chart, part) for part in related(node, "indication")) if c],
        "note": notes(chart, node),
    }
    dosage = _dosage(chart, node)
    if mood == "EVN" or not mood:
        source = chart.author(node)
        status = "not-taken" if is_negated(node) else body["status"]
        body |= {"status": status, "effectivePeriod": span, "dosage": dosage, "informationSource": source}
        chart.add("MedicationStatement", body)
    else:
        intent = _INTENT.get(mood, "order") if section in _PLAN_SECTIONS else "order"
        body |= {"intent": intent, "doNotPerform": True if is_negated(node) else None}
        body |= {
            "authoredOn": span.get("start") or moment(child(node, "author", "time")),
            "requester": chart.author(node),
        }
        body |= {"dosageInstruction": dosage, "dispenseRequest": _supply_of(node, span)}
        chart.add("MedicationRequest", body)
    for part in related(node, "dispense"):
        _dispense(chart, part, body["medicationCodeableConcept"])


def _product(chart: Chart, node: Node) -> JsonObject:
    product = child(node, "consumable", "manufacturedProduct")
    if product is None:
        product = child(node, "product", "manufacturedProduct")
    material = child(product, "manufacturedMaterial")
    name = plain(child(material, "name"))
    found = concept(child(material, "code"), chart.words_of)
    return found or ({"text": name} if name else {})


def _whole_time(node: Node) -> JsonObject:
    """The interval of the treatment: the effectiveTime with a start or an end, not the one that gives the frequency."""
    for when in children(node, "effectiveTime"):
        found = period(when)
        if found:
            return found
    return {}


def _medication_status(chart: Chart, node: Node, span: JsonObject) -> str:
    """As stated; 'completed' without an end is unknown, because many systems write it on current medication."""
    stated = stated_status(node, "medication_status")
    code = attribute(child(node, "statusCode"), "code")
    if stated:
        return {"inactive": "stopped", "resolved": "completed"}.get(stated, stated)
    if chart.ended(span.get("end")):
        return "completed"
    if code == "completed":
        return "active" if span.get("end") else "unknown"
    return _MEDICATION.get(code, "unknown")


def _dosage(chart: Chart, node: Node) -> list[JsonObject]:
    instructions = [chart.words_of(child(part, "text")) for part in related(node, "instruction")]
    words = chart.words_of(child(node, "text"))
    dose, rate = quantity(child(node, "doseQuantity")), quantity(child(node, "rateQuantity"))
    amounts = ({"doseQuantity": dose} if dose else {}) | ({"rateQuantity": rate} if rate else {})
    route = concept(child(node, "routeCode"), chart.words_of)
    parts: dict[str, Any] = {
        "text": words,
        "patientInstruction": " ".join(filter(None, instructions)),
        "timing": _frequency(node),
        "route": route,
        "doseAndRate": [amounts] if amounts else [],
    }
    kept = {name: value for name, value in parts.items() if value}
    return [kept] if kept else []


def _frequency(node: Node) -> JsonObject:
    """A PIVL_TS: once every so many hours or days."""
    for when in children(node, "effectiveTime"):
        every = child(when, "period")
        size = number(attribute(every, "value")) if every is not None else None
        if size is not None:
            return {"repeat": {"frequency": 1, "period": size, "periodUnit": attribute(every, "unit")}}
    return {}


def _supply_of(node: Node, span: JsonObject) -> JsonObject:
    found: JsonObject = {"validityPeriod": span} if span else {}
    for part in related(node, "supply_order"):
        amount = quantity(child(part, "quantity"))
        repeats = number(attribute(child(part, "repeatNumber"), "value"))
        found |= {"quantity": amount} if amount else {}
        found |= {"numberOfRepeatsAllowed": repeats} if repeats is not None else {}
    return found


def _indication(chart: Chart, node: Node) -> JsonObject:
    return concept(child(node, "value"), chart.words_of)


def _dispense(chart: Chart, node: Node, product: JsonObject) -> None:
    chart.add(
        "MedicationDispense",
        {
            "status": attribute(child(node, "statusCode"), "code") or "unknown",
            "medicationCodeableConcept": _product(chart, node) or product,
            "subject": chart.subject,
            "quantity": quantity(child(node, "quantity")),
            "whenHandedOver": moment(child(node, "effectiveTime")),
        },
    )


def immunization(chart: Chart, node: Node, section: str) -> None:
    """A vaccine given, or not given; a planned one is an order."""
    if attribute(node, "moodCode") not in ("EVN", ""):
        medication(chart, node, section)
        return
    chart.add(
        "Immunization",
        {
            "status": "not-done" if is_negated(node) else "completed",
            "vaccineCode": _product(chart, node),
            "patient": chart.subject,
            "occurrenceDateTime": moment(child(node, "effectiveTime")),
            "doseQuantity": quantity(child(node, "doseQuantity")),
            "performer": [{"actor": doer}] if (doer := chart.performer(node)) else [],
            "note": notes(chart, node),
        },
    )


def procedure(chart: Chart, node: Node, section: str) -> None:
    """A procedure that was done or is under way; a planned one is an order."""
    if attribute(node, "moodCode") not in ("EVN", ""):
        order(chart, node, section)
        return
    when = child(node, "effectiveTime")
    span = period(when)
    doer = chart.performer(node)
    code = attribute(child(node, "statusCode"), "code")
    found = concept(child(node, "code"), chart.words_of)
    if not found:
        return
    chart.add(
        "Procedure",
        {
            "status": "not-done" if is_negated(node) else _ACTIVITY.get(code, "unknown"),
            "code": found,
            "subject": chart.subject,
            **({"performedPeriod": span} if "end" in span and "start" in span else {"performedDateTime": moment(when)}),
            "performer": [{"actor": doer}] if doer else [],
            "bodySite": sites(chart, node),
            "reasonCode": [c for c in (_indication(chart, part) for part in related(node, "indication")) if c],
            "note": notes(chart, node),
        },
    )


def encounter(chart: Chart, node: Node, section: str) -> None:
    """An encounter, with its diagnoses as Conditions of their own."""
    kind = concept(child(node, "code"), chart.words_of)
    coded = next((c for c in kind.get("coding", []) if str(c.get("system", "")).endswith("v3-ActCode")), None)
    span = period(child(node, "effectiveTime"))
    doer = chart.performer(node)
    planned = attribute(node, "moodCode") not in ("EVN", "")
    places = [plain(child(p, "participantRole", "playingEntity", "name")) for p in children(node, "participant")]
    chart.add(
        "Encounter",
        {
            "status": "planned" if planned else _encounter_status(node),
            "class": coded,
            "type": [kind] if kind else [],
            "subject": chart.subject,
            "period": span,
            "participant": [{"individual": doer}] if doer else [],
            "reasonCode": [c for c in (_indication(chart, part) for part in related(node, "indication")) if c],
            "location": [{"location": {"display": place}} for place in places if place],
        },
    )
    for diagnosis in related(node, "encounter_diagnosis"):
        for problem in related(diagnosis, "problem_observation"):
            condition(chart, problem, section)


def _encounter_status(node: Node) -> str:
    code = attribute(child(node, "statusCode"), "code")
    return {"active": "in-progress", "cancelled": "cancelled", "aborted": "cancelled"}.get(code, "finished")


def supply(chart: Chart, node: Node, section: str) -> None:
    """A device or supply: in use (Device) or ordered (DeviceRequest, or MedicationRequest for a medicine)."""
    material = child(node, "product", "manufacturedProduct", "manufacturedMaterial")
    found = concept(child(material, "code"), chart.words_of)
    for participant in children(node, "participant"):
        found = found or concept(child(participant, "participantRole", "playingDevice", "code"), chart.words_of)
    found = found or concept(child(node, "code"), chart.words_of)
    if not found:
        return
    mood = attribute(node, "moodCode")
    if mood in ("EVN", ""):
        when = moment(child(node, "effectiveTime"))
        chart.add("Device", {"status": "active", "type": found, "patient": chart.subject})
        device = {"reference": chart.resources[-1].id}
        use = {"status": "active", "subject": chart.subject, "device": device, "timingDateTime": when}
        chart.add("DeviceUseStatement", use)
        return
    chart.add("DeviceRequest", _ordered(chart, node, mood) | {"codeCodeableConcept": found})


def order(chart: Chart, node: Node, section: str) -> None:
    """What is planned or asked for: ServiceRequest; a goal is a Goal; an instruction stays narrative."""
    if CCDA["instruction"] in templates_of(node):
        return
    mood = attribute(node, "moodCode")
    found = concept(child(node, "code"), chart.words_of)
    words = chart.words_of(child(node, "text"))
    if mood == "GOL":
        described = found or ({"text": words} if words else {})
        chart.add("Goal", {"lifecycleStatus": "active", "description": described, "subject": chart.subject})
    elif local_name(node) == "substanceadministration":
        medication(chart, node, section)
    elif found or words:
        extra = {"code": found or {"text": words}, "bodySite": sites(chart, node), "note": notes(chart, node)}
        chart.add("ServiceRequest", _ordered(chart, node, mood) | extra)


def _ordered(chart: Chart, node: Node, mood: str) -> JsonObject:
    intent = _INTENT.get(mood, "plan")
    status = _ORDERED.get(attribute(child(node, "statusCode"), "code"), "active")
    if status == "completed" and intent != "order":
        status = "unknown"  # An intention that is 'completed' was written down, not carried out.
    return {
        "status": status,
        "intent": intent,
        "doNotPerform": True if is_negated(node) else None,
        "subject": chart.subject,
        "occurrenceDateTime": moment(child(node, "effectiveTime")),
        "authoredOn": timestamp(attribute(child(node, "author", "time"), "value")),
        "requester": chart.author(node),
    }
