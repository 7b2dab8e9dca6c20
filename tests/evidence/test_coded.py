"""Coded data of a record as findings: presence, time, value, whose, and a place that resolves."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from accord.evidence import coded
from accord.evidence.coded import CodeSet
from accord.records.dates import PartialDate
from accord.records.fhir import read_fhir
from accord.records.findings import Finding, Presence, Side, Time, Voice, Whose
from accord.records.record import ReceivedFile, Record

ME = {"resourceType": "Patient", "id": "me", "birthDate": "1960-05-01", "name": [{"family": "Lark", "given": ["Ann"]}]}
MINE = {"subject": {"reference": "Patient/me"}}
LOINC, ICD, SNOMED = "http://loinc.org", "http://hl7.org/fhir/sid/icd-10-cm", "http://snomed.info/sct"


def record_of(*resources: dict[str, Any], name: str = "record.json") -> Record:
    data = json.dumps(list(resources)).encode()
    file = ReceivedFile(name, data, "", "application/fhir+json")
    part = read_fhir(file)
    return Record((file,), part.documents, part.resources, part.unread)


def code(system: str, value: str, display: str = "") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": value, **({"display": display} if display else {})}]}


def one(found: tuple[Finding, ...], record: Record) -> Finding:
    assert len(found) == 1, found
    for place in (found[0].place, *found[0].support):
        assert record.resolves(place), place
    return found[0]


def status(value: str) -> dict[str, Any]:
    return {"coding": [{"code": value}]}


DIABETES = CodeSet.of("icd10|E11*", "snomed|44054006", words=["type 2 diabetes"])


@pytest.mark.parametrize(
    ("concept", "fits"),
    [
        (code(ICD, "E11.649"), True),
        (code(ICD, "E11649"), True),
        (code("urn:oid:2.16.840.1.113883.6.90", "E11.9"), True),
        (code(SNOMED, "44054006"), True),
        ({"coding": [{"code": "E11.9"}]}, True),
        ({"coding": [{"system": LOINC, "code": "1-8"}, {"system": ICD, "code": "E11.9"}]}, True),
        ({"text": "Type 2  Diabetes mellitus"}, True),
        ({"coding": [{"display": "type 2 diabetes"}]}, True),
        (code(ICD, "E10.9"), False),
        (code(LOINC, "E11.9"), False),
        (code("http://example.org/local", "E11.9"), False),
        ({"text": "prototype 2 diabetess"}, False),
        ({}, False),
    ],
)
def test_a_condition_is_found_by_code_prefix_or_words(concept: dict[str, Any], fits: bool) -> None:
    record = record_of(ME, {"resourceType": "Condition", "id": "c", **MINE, "code": concept})
    assert bool(coded.conditions(record, DIABETES)) is fits


@pytest.mark.parametrize(
    ("elements", "presence", "time"),
    [
        ({}, Presence.PRESENT, Time.CURRENT),
        ({"verificationStatus": status("confirmed")}, Presence.PRESENT, Time.CURRENT),
        ({"verificationStatus": status("refuted")}, Presence.ABSENT, Time.CURRENT),
        ({"verificationStatus": status("provisional")}, Presence.POSSIBLE, Time.CURRENT),
        ({"verificationStatus": status("differential")}, Presence.POSSIBLE, Time.CURRENT),
        ({"verificationStatus": status("unconfirmed")}, Presence.POSSIBLE, Time.CURRENT),
        ({"clinicalStatus": status("active")}, Presence.PRESENT, Time.CURRENT),
        ({"clinicalStatus": status("relapse")}, Presence.PRESENT, Time.CURRENT),
        ({"clinicalStatus": status("resolved")}, Presence.PRESENT, Time.PAST),
        ({"clinicalStatus": status("remission")}, Presence.PRESENT, Time.PAST),
        ({"clinicalStatus": "resolved"}, Presence.PRESENT, Time.PAST),
        ({"abatementDateTime": "2020-01"}, Presence.PRESENT, Time.PAST),
        ({"abatementAge": {"value": 40}}, Presence.PRESENT, Time.PAST),
    ],
)
def test_presence_and_time_of_a_condition(elements: dict[str, Any], presence: Presence, time: Time) -> None:
    record = record_of(ME, {"resourceType": "Condition", "id": "c", **MINE, "code": code(ICD, "E11.9"), **elements})
    found = one(coded.conditions(record, DIABETES), record)
    assert (found.presence, found.time) == (presence, time)


@pytest.mark.parametrize(
    ("words", "presence", "time", "whose"),
    [
        ("Type 2 diabetes", Presence.PRESENT, Time.CURRENT, Whose.PATIENT),
        ("No type 2 diabetes", Presence.ABSENT, Time.CURRENT, Whose.PATIENT),
        ("Rule out type 2 diabetes", Presence.POSSIBLE, Time.CURRENT, Whose.PATIENT),
        ("Screening for type 2 diabetes", Presence.POSSIBLE, Time.CURRENT, Whose.PATIENT),
        ("History of type 2 diabetes", Presence.PRESENT, Time.PAST, Whose.PATIENT),
        ("Family history of type 2 diabetes", Presence.PRESENT, Time.CURRENT, Whose.FAMILY),
    ],
)
def test_words_before_the_term_count(words: str, presence: Presence, time: Time, whose: Whose) -> None:
    record = record_of(ME, {"resourceType": "Condition", "id": "c", **MINE, "code": {"text": words}})
    found = one(coded.conditions(record, DIABETES), record)
    assert (found.presence, found.time, found.whose) == (presence, time, whose)


def test_a_condition_tells_its_onset_and_when_it_was_recorded() -> None:
    dates = {"onsetDateTime": "2009", "recordedDate": "2026-02-05"}
    body = {"resourceType": "Condition", "id": "c", **MINE, "code": code(ICD, "E11.9", "Diabetes"), **dates}
    record = record_of(ME, body)
    found = one(coded.conditions(record, DIABETES, "diabetes"), record)
    assert found.concept == "diabetes"
    assert found.date == PartialDate(2009)
    assert found.qualifiers["recorded"] == "2026-02-05"
    assert found.qualifiers["codes"] == "icd10|E11.9"
    assert found.origin == "coded"
    assert found.place.text == "Diabetes (E11.9)"


SPO2 = CodeSet.of("loinc|59408-5")


def spo2(**elements: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": "o",
        "status": "final",
        **MINE,
        "code": code(LOINC, "59408-5"),
        **elements,
    }


@pytest.mark.parametrize(
    ("elements", "unit", "value", "shown_unit"),
    [
        ({"valueQuantity": {"value": 88, "unit": "%"}}, None, Decimal(88), "%"),
        ({"valueQuantity": {"value": 88, "unit": "percent"}}, "%", Decimal(88), "%"),
        ({"valueQuantity": {"value": 0.88, "code": "1"}}, "%", Decimal(88), "%"),
        ({"valueQuantity": {"value": 7.99932, "unit": "kPa"}}, "mm[Hg]", Decimal(60), "mm[Hg]"),
        ({"valueQuantity": {"value": 180.156, "unit": "mg/dL"}}, "mmol/L", Decimal(10), "mmol/L"),
        ({"valueInteger": 3}, "{score}", Decimal(3), "{score}"),
        ({"valueInteger": 3}, None, Decimal(3), None),
        ({"valueString": "57 mmHg"}, "mm[Hg]", Decimal(57), "mm[Hg]"),
        ({"valueQuantity": {"value": "88", "unit": "%"}}, "%", Decimal(88), "%"),
        ({"valueQuantity": {"value": 88}}, "%", None, None),
        ({"valueQuantity": {"value": 88, "unit": "kg"}}, "%", None, None),
        ({"valueQuantity": {"unit": "%"}}, "%", None, "%"),
        ({"valueBoolean": False}, None, False, None),
        ({"valueCodeableConcept": {"text": "Negative"}}, None, "Negative", None),
        ({"valueDateTime": "2026-03"}, None, PartialDate(2026, 3), None),
        ({"valueString": "seen in both lungs"}, None, "seen in both lungs", None),
        ({"dataAbsentReason": {"text": "not performed"}}, "%", None, None),
    ],
)
def test_an_observation_has_its_value_in_the_unit_asked_for_or_none(
    elements: dict[str, Any], unit: str | None, value: Any, shown_unit: str | None
) -> None:
    record = record_of(ME, spo2(**elements))
    found = one(coded.observations(record, SPO2, unit, substance="glucose"), record)
    assert found.unit == shown_unit
    assert found.value == value
    if value is None and "valueQuantity" in elements and "value" in elements["valueQuantity"]:
        assert found.qualifiers["stated"].startswith("88")


def test_an_observation_tells_its_day_notes_place_and_comparator() -> None:
    note, day = [{"text": "room air, rest"}], "2026-03-10T23:30:00-05:00"
    record = record_of(
        ME, spo2(valueQuantity={"value": 88, "unit": "%", "comparator": "<"}, note=note, effectiveDateTime=day)
    )
    found = one(coded.observations(record, SPO2), record)
    assert found.qualifiers["note"] == "room air, rest"
    assert found.qualifiers["comparator"] == "<"
    assert found.date == PartialDate(2026, 3, 10)
    assert (found.place.text, found.place.path) == ("< 88 %", "Observation.valueQuantity")  # type: ignore[union-attr]


def test_a_component_is_an_observation_of_its_own() -> None:
    parts = [
        {"code": code(LOINC, "8480-6"), "valueQuantity": {"value": 144, "unit": "mm[Hg]"}},
        {"code": code(LOINC, "8462-4"), "valueQuantity": {"value": 89, "unit": "mm[Hg]"}},
    ]
    panel = {"resourceType": "Observation", "id": "bp", "status": "final", **MINE, "code": code(LOINC, "85354-9")}
    record = record_of(ME, {**panel, "component": parts})
    found = one(coded.observations(record, CodeSet.of("loinc|8462-4")), record)
    assert found.number == 89
    assert found.place.path == "Observation.component[1].valueQuantity"  # type: ignore[union-attr]


def medication(kind: str = "MedicationRequest", **elements: Any) -> dict[str, Any]:
    named = {"medicationCodeableConcept": {"text": "insulin aspart 100 unit/mL"}}
    return {"resourceType": kind, "id": "m", **MINE, **named, **elements}


INSULIN = CodeSet.of(words=["insulin"])


@pytest.mark.parametrize(
    ("kind", "elements", "presence", "time"),
    [
        ("MedicationRequest", {"status": "active", "intent": "order"}, Presence.PRESENT, Time.CURRENT),
        ("MedicationRequest", {"status": "active", "intent": "plan"}, Presence.PRESENT, Time.PLANNED),
        ("MedicationRequest", {"status": "draft", "intent": "order"}, Presence.PRESENT, Time.PLANNED),
        ("MedicationRequest", {"status": "stopped", "intent": "order"}, Presence.PRESENT, Time.PAST),
        ("MedicationRequest", {"status": "completed", "intent": "order"}, Presence.PRESENT, Time.PAST),
        ("MedicationRequest", {"status": "on-hold"}, Presence.POSSIBLE, Time.CURRENT),
        ("MedicationRequest", {}, Presence.POSSIBLE, Time.CURRENT),
        ("MedicationRequest", {"status": "active", "doNotPerform": True}, Presence.ABSENT, Time.CURRENT),
        ("MedicationStatement", {"status": "active"}, Presence.PRESENT, Time.CURRENT),
        ("MedicationStatement", {"status": "not-taken"}, Presence.ABSENT, Time.CURRENT),
        ("MedicationStatement", {"status": "intended"}, Presence.PRESENT, Time.PLANNED),
        ("MedicationDispense", {"status": "completed"}, Presence.PRESENT, Time.PAST),
        ("MedicationAdministration", {"status": "not-done"}, Presence.ABSENT, Time.CURRENT),
    ],
)
def test_presence_and_time_of_a_medication(kind: str, elements: dict[str, Any], presence: Presence, time: Time) -> None:
    record = record_of(ME, medication(kind, **elements))
    found = one(coded.medications(record, INSULIN), record)
    assert (found.presence, found.time) == (presence, time)


@pytest.mark.parametrize("contained", [True, False])
def test_a_medication_that_is_referred_to_is_found(contained: bool) -> None:
    drug = {"resourceType": "Medication", "id": "d", "code": {"text": "insulin lispro"}}
    request = {"resourceType": "MedicationRequest", "id": "m", "status": "active", **MINE}
    request["medicationReference"] = {"reference": "#d" if contained else "Medication/d"}
    record = record_of(ME, {**request, "contained": [drug]}) if contained else record_of(ME, request, drug)
    found = one(coded.medications(record, INSULIN), record)
    assert found.place.resource == "MedicationRequest/m"  # type: ignore[union-attr]
    assert found.qualifiers["words"] == "insulin lispro"


def test_a_medication_tells_dose_supply_and_start() -> None:
    body = medication(
        status="active",
        authoredOn="2026-05-14",
        dosageInstruction=[{"text": "up to 60 units daily"}],
        dispenseRequest={"quantity": {"value": 3, "unit": "vial"}, "numberOfRepeatsAllowed": 2},
    )
    record = record_of(ME, body)
    found = one(coded.medications(record, INSULIN), record)
    assert found.date == PartialDate(2026, 5, 14)
    expected = {"dosage": "up to 60 units daily", "quantity": "3 vial", "refills": "2"}
    assert {key: found.qualifiers[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("value", "presence", "time"),
    [
        ("completed", Presence.PRESENT, Time.PAST),
        ("in-progress", Presence.PRESENT, Time.CURRENT),
        ("preparation", Presence.PRESENT, Time.PLANNED),
        ("not-done", Presence.ABSENT, Time.CURRENT),
        ("unknown", Presence.POSSIBLE, Time.CURRENT),
    ],
)
def test_presence_and_time_of_a_procedure(value: str, presence: Presence, time: Time) -> None:
    body = {"resourceType": "Procedure", "id": "x", "status": value, **MINE, "performedDateTime": "2025-10-21"}
    body |= {"code": {**code("http://www.ama-assn.org/go/cpt", "64635"), "text": "Left lumbar RF neurotomy"}}
    record = record_of(ME, body)
    found = one(coded.procedures(record, CodeSet.of("cpt|64635")), record)
    assert (found.presence, found.time) == (presence, time)
    assert found.date == PartialDate(2025, 10, 21)


@pytest.mark.parametrize(
    ("elements", "side"),
    [
        ({"bodySite": [code(SNOMED, "7771000")]}, Side.LEFT),
        ({"bodySite": [{"text": "right knee"}]}, Side.RIGHT),
        ({"bodySite": [{"text": "both knees"}]}, Side.BILATERAL),
        ({"bodySite": [{"text": "left knee"}, {"text": "right knee"}]}, Side.BILATERAL),
        ({"code": {"text": "Arthroscopy, left knee"}}, Side.LEFT),
        ({"code": {"text": "Arthroscopy after left ventricular failure"}}, None),
        ({}, None),
    ],
)
def test_the_side_of_the_body(elements: dict[str, Any], side: Side | None) -> None:
    body = {"resourceType": "Procedure", "id": "x", "status": "completed", **MINE, "code": {"text": "Arthroscopy"}}
    record = record_of(ME, {**body, **elements})
    assert one(coded.procedures(record, CodeSet.of(words=["arthroscopy"])), record).side is side


@pytest.mark.parametrize(
    ("elements", "mode"),
    [
        ({"class": {"code": "AMB"}}, "in_person"),
        ({"class": {"code": "VR"}}, "video"),
        ({"class": {"code": "VR"}, "type": [{"text": "Telephone call"}]}, "telephone"),
        ({"class": {"code": "AMB"}, "type": [{"text": "Video visit"}]}, "video"),
        ({"class": {"code": "AMB"}, "type": [{"text": "Telephone encounter"}]}, "telephone"),
        ({"class": [{"coding": [{"code": "AMB"}]}]}, "in_person"),
        ({"class": "AMB"}, "in_person"),
        ({}, None),
    ],
)
def test_an_encounter_tells_how_the_patient_was_met(elements: dict[str, Any], mode: str | None) -> None:
    body = {"resourceType": "Encounter", "id": "e", "status": "finished", **MINE, "period": {"start": "2026-01-21"}}
    record = record_of(ME, {**body, **elements})
    found = one(coded.encounters(record), record)
    assert found.qualifiers.get("mode") == mode
    assert (found.date, found.time) == (PartialDate(2026, 1, 21), Time.PAST)


def test_orders_for_services_and_devices() -> None:
    hcpcs = code("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "E0601")
    order = {"status": "active", "intent": "order", **MINE, "authoredOn": "2026-03-01"}
    plan = {**order, "intent": "plan"}
    record = record_of(
        ME,
        {"resourceType": "DeviceRequest", "id": "d", **order, "codeCodeableConcept": hcpcs},
        {"resourceType": "ServiceRequest", "id": "s", **plan, "code": code("http://www.ama-assn.org/go/cpt", "95810")},
    )
    device = one(coded.device_requests(record, CodeSet.of("hcpcs|E0601")), record)
    service = one(coded.service_requests(record, CodeSet.of("cpt|95810")), record)
    assert (device.time, device.date) == (Time.CURRENT, PartialDate(2026, 3, 1))
    assert service.time is Time.PLANNED


def test_an_order_for_nutrition() -> None:
    shake = {"type": {"text": "high-protein oral supplement"}}
    body = {
        "resourceType": "NutritionOrder",
        "id": "n",
        "status": "active",
        "intent": "order",
        "patient": MINE["subject"],
    }
    record = record_of(ME, {**body, "dateTime": "2026-02-27", "supplement": [shake]})
    found = one(coded.nutrition_orders(record, CodeSet.of(words=["oral supplement"])), record)
    assert (found.time, found.date) == (Time.CURRENT, PartialDate(2026, 2, 27))


def test_hcpcs_and_cpt_are_one_family() -> None:
    filed_as_cpt = code("http://www.ama-assn.org/go/cpt", "E0601")
    request = {
        "resourceType": "DeviceRequest",
        "id": "d",
        "status": "active",
        **MINE,
        "codeCodeableConcept": filed_as_cpt,
    }
    record = record_of(ME, request)
    assert coded.device_requests(record, CodeSet.of("hcpcs|E0601"))


@pytest.mark.parametrize("value", ["entered-in-error", "cancelled"])
def test_what_was_taken_back_is_never_found_but_listed(value: str) -> None:
    record = record_of(ME, spo2(status=value, valueInteger=88))
    assert coded.observations(record, SPO2) == ()
    assert [resource.id for resource, _ in coded.withdrawn(record)] == ["Observation/o"]


def test_a_condition_entered_in_error_is_never_found() -> None:
    wrong = {"verificationStatus": status("entered-in-error")}
    record = record_of(ME, {"resourceType": "Condition", "id": "c", **MINE, "code": code(ICD, "E11.9"), **wrong})
    assert coded.conditions(record, DIABETES) == ()


TWIN = {
    "resourceType": "Patient",
    "id": "twin",
    "birthDate": "1960-05-01",
    "name": [{"family": "Lark", "given": ["Bea"]}],
}
AGAIN = {
    "resourceType": "Patient",
    "id": "again",
    "birthDate": "1960-05-01",
    "name": [{"family": "LARK", "given": ["Ann M"]}],
}
MOTHER = {"resourceType": "RelatedPerson", "id": "mum", "patient": {"reference": "Patient/me"}}


@pytest.mark.parametrize(
    ("others", "subject", "whose"),
    [
        ([], "Patient/me", Whose.PATIENT),
        ([], "https://ehr.example/fhir/Patient/me", Whose.PATIENT),
        ([], "Patient/me/_history/3", Whose.PATIENT),
        ([], "Patient/unknown", Whose.OTHER),
        ([TWIN], "Patient/twin", Whose.OTHER),
        ([AGAIN], "Patient/again", Whose.PATIENT),
        ([MOTHER], "RelatedPerson/mum", Whose.FAMILY),
        ([{"resourceType": "Group", "id": "g"}], "Group/g", Whose.OTHER),
    ],
)
def test_whose_it_is(others: list[dict[str, Any]], subject: str, whose: Whose) -> None:
    mine = {"resourceType": "Condition", "id": "a", **MINE, "code": code(ICD, "I10")}
    second = {**mine, "id": "b"}
    asked = {"resourceType": "Condition", "id": "c", "subject": {"reference": subject}, "code": code(ICD, "E11.9")}
    record = record_of(ME, *others, mine, second, asked)
    assert one(coded.conditions(record, DIABETES), record).whose is whose
    assert coded.patient(record) is record.resource("Patient/me")


def test_without_a_patient_one_subject_is_the_patient_and_several_are_not() -> None:
    def condition(name: str) -> dict[str, Any]:
        subject = {"reference": f"Patient/{name}"}
        return {"resourceType": "Condition", "id": name, "subject": subject, "code": code(ICD, "E11.9")}

    alone = record_of(condition("a"))
    assert one(coded.conditions(alone, DIABETES), alone).whose is Whose.PATIENT
    assert {f.whose for f in coded.conditions(record_of(condition("a"), condition("b")), DIABETES)} == {Whose.OTHER}


def test_a_relatives_illness_is_never_the_patients() -> None:
    relative = {"relationship": {"text": "mother"}, "condition": [{"code": code(ICD, "E11.9")}]}
    record = record_of(ME, {"resourceType": "FamilyMemberHistory", "id": "f", "patient": MINE["subject"], **relative})
    assert coded.conditions(record, DIABETES) == ()
    found = one(coded.family_history(record, DIABETES), record)
    assert (found.whose, found.qualifiers["relationship"]) == (Whose.FAMILY, "mother")


@pytest.mark.parametrize(
    ("elements", "voice"),
    [
        ({"performer": [{"reference": "Practitioner/x"}]}, Voice.CLINICIAN),
        ({"performer": [{"reference": "Patient/me"}]}, Voice.PATIENT),
        ({"performer": [{"reference": "Organization/x"}]}, Voice.FACILITY),
        ({"category": [{"coding": [{"code": "laboratory"}]}]}, Voice.LABORATORY),
        ({}, Voice.UNKNOWN),
    ],
)
def test_who_says_it(elements: dict[str, Any], voice: Voice) -> None:
    record = record_of(ME, spo2(valueInteger=1, **elements))
    assert one(coded.observations(record, SPO2), record).voice is voice


def test_urn_references_follow_the_full_url() -> None:
    entry = {"fullUrl": "urn:uuid:0001", "resource": {**ME, "id": "other-id"}}
    condition = {
        "resourceType": "Condition",
        "id": "c",
        "subject": {"reference": "urn:uuid:0001"},
        "code": code(ICD, "E11.9"),
    }
    record = record_of({"resourceType": "Bundle", "entry": [entry, {"resource": condition}]})
    assert one(coded.conditions(record, DIABETES), record).whose is Whose.PATIENT
    resolved = coded.resolve(record, record.resource("Condition/c"), "urn:uuid:0001")
    assert resolved is not None
    assert resolved.id == "Patient/other-id"
