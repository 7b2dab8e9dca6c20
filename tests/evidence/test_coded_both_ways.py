"""The same patient written in FHIR and in C-CDA gives the same findings; every place of a finding resolves."""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accord.evidence import coded
from accord.evidence.coded import CodeSet
from accord.records.ccda import read_ccda
from accord.records.fhir import read_fhir
from accord.records.findings import Finding
from accord.records.part import Part
from accord.records.places import ElementPlace
from accord.records.record import ReceivedFile, Record
from tests.records import ccda_writer as cda

Lookup = Callable[[Record], tuple[Finding, ...]]
EVERYTHING: tuple[Lookup, ...] = (
    lambda record: coded.conditions(record, None),
    lambda record: coded.observations(record, None),
    lambda record: coded.medications(record, None),
    lambda record: coded.procedures(record, None),
    lambda record: coded.encounters(record, None),
    lambda record: coded.service_requests(record, None),
    lambda record: coded.device_requests(record, None),
    lambda record: coded.nutrition_orders(record, None),
    lambda record: coded.devices(record, None),
    lambda record: coded.allergies(record, None),
    lambda record: coded.immunizations(record, None),
    lambda record: coded.family_history(record, None),
)


def record_of(part: Part) -> Record:
    return Record((), part.documents, part.resources, part.unread)


def from_fhir(*resources: dict[str, Any]) -> Record:
    return record_of(read_fhir(ReceivedFile("record.json", json.dumps(list(resources)).encode(), "", "")))


def from_ccda(*sections: str) -> Record:
    return record_of(read_ccda(ReceivedFile("summary.xml", cda.document(*sections), "", "")))


ICD, SNOMED, LOINC = "http://hl7.org/fhir/sid/icd-10-cm", "http://snomed.info/sct", "http://loinc.org"
RXNORM, CPT = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://www.ama-assn.org/go/cpt"
ME = {"reference": "Patient/me"}
PATIENT = {
    "resourceType": "Patient",
    "id": "me",
    "birthDate": "1960-05-01",
    "name": [{"family": "Lark", "given": ["Ann"]}],
}
SLEEP_APNEA = {
    "coding": [
        {"system": SNOMED, "code": "78275009", "display": "Obstructive sleep apnea"},
        {"system": ICD, "code": "G47.33"},
    ],
    "text": "Obstructive sleep apnea",
}
OSA = cda.coded(
    "value", "78275009", cda.SNOMED, "Obstructive sleep apnea", cda.coded("translation", "G47.33", cda.ICD), kind="CD"
)
ONSET = '<low value="20140312"/>'
KNEE = cda.coded("code", "29881", cda.CPT, "Arthroscopy")
LEFT = cda.coded("value", "7771000", cda.SNOMED, "Left")


def condition(**elements: Any) -> dict[str, Any]:
    body = {"resourceType": "Condition", "id": "c", "subject": ME, "code": SLEEP_APNEA, "onsetDateTime": "2014-03-12"}
    problem_list = [{"coding": [{"code": "problem-list-item"}]}]
    return {**body, "category": problem_list, **elements}


def status(code: str) -> dict[str, Any]:
    return {"coding": [{"code": code}]}


def observation(**elements: Any) -> dict[str, Any]:
    ahi = {"coding": [{"system": LOINC, "code": "69990-0", "display": "AHI"}]}
    laboratory = [{"coding": [{"code": "laboratory"}]}]
    return {"resourceType": "Observation", "id": "o", "status": "final", "subject": ME, "code": ahi} | {
        "category": laboratory,
        "effectiveDateTime": "2026-03-10",
        **elements,
    }


def medication(**elements: Any) -> dict[str, Any]:
    drug = {"coding": [{"system": RXNORM, "code": "51428", "display": "insulin glargine"}]}
    return {
        "resourceType": "MedicationStatement",
        "id": "m",
        "subject": ME,
        "medicationCodeableConcept": drug,
        **elements,
    }


def procedure(**elements: Any) -> dict[str, Any]:
    knee = {
        "coding": [{"system": SNOMED, "code": "72696002", "display": "Knee"}, {"system": SNOMED, "code": "7771000"}]
    }
    code = {"coding": [{"system": CPT, "code": "29881", "display": "Arthroscopy"}]}
    return {"resourceType": "Procedure", "id": "p", "subject": ME, "code": code, "bodySite": [knee], **elements}


def done(mood: str, attributes: str = "") -> str:
    site = cda.coded("targetSiteCode", "72696002", cda.SNOMED, "Knee", f"<qualifier>{LEFT}</qualifier>")
    return (
        f'<procedure classCode="PROC" moodCode="{mood}" {attributes}>{cda.template("14")}{KNEE}'
        f'<statusCode code="completed"/><effectiveTime value="20251021"/>{site}</procedure>'
    )


AHI = cda.coded("code", "69990-0", cda.LOINC, "AHI")
INSULIN = cda.coded("code", "51428", cda.RXNORM, "insulin glargine")
NOTE = (
    f'<entryRelationship><act classCode="ACT" moodCode="EVN">{cda.template("64")}<text>room air, rest</text></act>'
    "</entryRelationship>"
)


@pytest.mark.parametrize(
    ("resource", "section", "lookup"),
    [
        (
            condition(clinicalStatus=status("active")),
            cda.section("Problems", "11450-4", cda.problem(OSA, times=ONSET)),
            lambda r: coded.conditions(r, CodeSet.of("icd10|G47.33")),
        ),
        (
            condition(clinicalStatus=status("resolved"), abatementDateTime="2020-01-01"),
            cda.section("Problems", "11450-4", cda.problem(OSA, times=ONSET + '<high value="20200101"/>')),
            lambda r: coded.conditions(r, CodeSet.of("icd10|G47*")),
        ),
        (
            condition(clinicalStatus=status("active"), verificationStatus=status("refuted")),
            cda.section("Problems", "11450-4", cda.problem(OSA, times=ONSET, attributes='negationInd="true"')),
            lambda r: coded.conditions(r, CodeSet.of("snomed|78275009")),
        ),
        (
            observation(valueQuantity={"value": 22.5, "unit": "/h"}, note=[{"text": "room air, rest"}]),
            cda.section(
                "Results", "30954-2", cda.result(AHI, '<value xsi:type="PQ" value="22.5" unit="/h"/>', extra=NOTE)
            ),
            lambda r: coded.observations(r, CodeSet.of("loinc|69990-0"), "/h"),
        ),
        (
            observation(
                valueCodeableConcept={"coding": [{"system": SNOMED, "code": "260385009", "display": "Negative"}]}
            ),
            cda.section(
                "Results",
                "30954-2",
                cda.result(AHI, cda.coded("value", "260385009", cda.SNOMED, "Negative", kind="CD")),
            ),
            lambda r: coded.observations(r, CodeSet.of("loinc|69990-0")),
        ),
        (
            medication(status="active", effectivePeriod={"start": "2014-03-12"}),
            cda.section("Medications", "10160-0", cda.medication(INSULIN, times=ONSET)),
            lambda r: coded.medications(r, CodeSet.of("rxnorm|51428")),
        ),
        (
            medication(status="not-taken"),
            cda.section("Medications", "10160-0", cda.medication(INSULIN, negated='negationInd="true"')),
            lambda r: coded.medications(r, CodeSet.of(words=["insulin"])),
        ),
        (
            procedure(status="completed", performedDateTime="2025-10-21"),
            cda.section("Procedures", "47519-4", done("EVN")),
            lambda r: coded.procedures(r, CodeSet.of("cpt|29881")),
        ),
        (
            procedure(status="not-done", performedDateTime="2025-10-21"),
            cda.section("Procedures", "47519-4", done("EVN", 'negationInd="true"')),
            lambda r: coded.procedures(r, CodeSet.of("cpt|29881")),
        ),
        (
            procedure(status="unknown", intent="plan", occurrenceDateTime="2025-10-21")
            | {"resourceType": "ServiceRequest"},
            cda.section("Plan", "18776-5", done("INT")),
            lambda r: coded.service_requests(r, CodeSet.of("cpt|29881")),
        ),
    ],
)
def test_the_same_findings_from_fhir_and_from_ccda(resource: dict[str, Any], section: str, lookup: Lookup) -> None:
    left, right = from_fhir(PATIENT, resource), from_ccda(section)
    assert len(lookup(left)) == 1
    assert [told(f) for f in lookup(left)] == [told(f) for f in lookup(right)]
    assert unresolved(left) == unresolved(right) == []


def told(finding: Finding) -> dict[str, Any]:
    """All a finding says but where it stands."""
    values = {
        f.name: getattr(finding, f.name) for f in dataclasses.fields(finding) if f.name not in ("place", "support")
    }
    return values | {"qualifiers": dict(finding.qualifiers), "words": finding.place.text}


def unresolved(record: Record) -> list[Any]:
    places = [p for lookup in EVERYTHING for f in lookup(record) for p in (f.place, *f.support)]
    return [p for p in places if not record.resolves(p)]


_NAMES = (
    "code coding system display text status subject reference id value unit note valueQuantity valueString component class "
    "type category period start onsetDateTime performer bodySite medicationCodeableConcept medicationReference contained "
    "resourceType interpretation verificationStatus clinicalStatus intent condition relationship device"
)
_KINDS = (
    "Condition Observation MedicationRequest Procedure Encounter ServiceRequest DeviceRequest Device Patient Medication "
    "DeviceUseStatement AllergyIntolerance Immunization FamilyMemberHistory MedicationStatement"
)
NAMES, KINDS = st.sampled_from(_NAMES.split()), st.sampled_from(_KINDS.split())
WORDS = st.sampled_from(["E11.9", "active", "final", "2026-03-10", "Patient/me", "#1", "%", ICD, "left", ""]) | st.text(
    max_size=4
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@example([("Observation", {"code": "E11.9", "valueString": []})])
@given(st.lists(st.tuples(KINDS, st.dictionaries(NAMES, ANY, max_size=8)), max_size=5))
def test_any_resource_gives_findings_that_resolve(bodies: list[tuple[str, dict[str, Any]]]) -> None:
    record = from_fhir(*({**body, "resourceType": kind} for kind, body in bodies))
    assert unresolved(record) == []
    for lookup in EVERYTHING:
        for finding in lookup(record):
            assert isinstance(finding.place, ElementPlace)
            assert finding.place.text


@pytest.mark.shared
@pytest.mark.slow
def test_findings_of_the_shared_patients_resolve() -> None:
    folder = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "patients"
    if not folder.is_dir():
        pytest.skip(f"The shared data folder is not at {folder}.")
    documents = sorted((folder / "ccda").rglob("*.xml"))[::10]
    bundles = sorted((folder / "synthea_r4").glob("*.gz"))[::20]
    for path in documents:
        record = record_of(read_ccda(ReceivedFile(path.name, path.read_bytes(), "", "")))
        check_sample(record)
    for path in bundles:
        check_sample(record_of(read_fhir(ReceivedFile(path.name, gzip.decompress(path.read_bytes()), "", ""))))


def check_sample(record: Record) -> None:
    found = [finding for lookup in EVERYTHING for finding in lookup(record)]
    assert found or not record.resources
    places = [p for finding in found for p in (finding.place, *finding.support)]
    step = max(1, len(places) // 200)
    assert [p for p in places[::step] if not record.resolves(p)] == []
