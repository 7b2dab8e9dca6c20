"""The header of a C-CDA document: the patient, who wrote it, the encounter it tells of."""

from __future__ import annotations

from accord.records.ccda.chart import Chart
from accord.records.ccda.datatypes import (
    attribute,
    child,
    children,
    concept,
    human_name,
    identifiers,
    moment,
    period,
    plain,
)
from accord.records.hardened_xml import Node
from accord.records.record import JsonObject

_GENDER = {"M": "male", "F": "female", "UN": "other"}


def read_header(chart: Chart, root: Node) -> None:
    """Files Patient, Practitioners, Composition and the encompassing Encounter."""
    role = child(root, "recordTarget", "patientRole")
    if role is not None:
        chart.patient = chart.add("Patient", _patient(role))
    authors = [chart.person(child(node, "assignedAuthor"), "assignedPerson") for node in children(root, "author")]
    chart.add(
        "Composition",
        {
            "status": "final",
            "type": concept(child(root, "code")),
            "title": plain(child(root, "title")),
            "date": chart.written,
            "subject": chart.subject,
            "author": [author for author in authors if author],
            "custodian": _custodian(root),
        },
    )
    encounter = child(root, "componentOf", "encompassingEncounter")
    if encounter is not None:
        _encounter(chart, encounter)


def _patient(role: Node) -> JsonObject:
    person = child(role, "patient")
    names = [human_name(node) for node in children(person, "name")]
    birth = moment(child(person, "birthTime"))
    return {
        "identifier": identifiers(role),
        "name": [name for name in names if name],
        "gender": _GENDER.get(attribute(child(person, "administrativeGenderCode"), "code").upper()),
        "birthDate": birth[:10] if birth else None,
        "address": [found for found in map(_address, children(role, "addr")) if found],
    }


def _address(node: Node) -> JsonObject:
    parts = {
        "line": [plain(line) for line in children(node, "streetAddressLine") if plain(line)],
        "city": plain(child(node, "city")),
        "state": plain(child(node, "state")),
        "postalCode": plain(child(node, "postalCode")),
    }
    return {name: value for name, value in parts.items() if value}


def _custodian(root: Node) -> JsonObject:
    name = plain(child(root, "custodian", "assignedCustodian", "representedCustodianOrganization", "name"))
    return {"display": name} if name else {}


def _encounter(chart: Chart, node: Node) -> None:
    kind = concept(child(node, "code"))
    coded = next((c for c in kind.get("coding", []) if str(c.get("system", "")).endswith("v3-ActCode")), None)
    when = period(child(node, "effectiveTime"))
    doctor = chart.person(child(node, "responsibleParty", "assignedEntity"), "assignedPerson")
    place = plain(child(node, "location", "healthCareFacility", "location", "name"))
    chart.add(
        "Encounter",
        {
            "status": "finished" if chart.ended(when.get("end") or when.get("start")) else "unknown",
            "class": coded,
            "type": [kind] if kind else [],
            "subject": chart.subject,
            "period": when,
            "participant": [{"individual": doctor}] if doctor else [],
            "location": [{"location": {"display": place}}] if place else [],
        },
    )
