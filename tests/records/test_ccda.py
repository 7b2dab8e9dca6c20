"""C-CDA becomes documents (sections) and FHIR-shaped resources (entries); what cannot be read is said."""

from __future__ import annotations

import base64
import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.records.ccda import read_ccda
from accord.records.documents import DocumentKind
from accord.records.part import Part
from accord.records.record import ReceivedFile, Resource
from tests.records.ccda_writer import (
    CPT,
    ICD,
    LOINC,
    RXNORM,
    SNOMED,
    coded,
    document,
    medication,
    problem,
    result,
    section,
    status,
    template,
    unstructured,
)


def read(data: bytes) -> Part:
    return read_ccda(ReceivedFile("summary.xml", data, "", "application/xml"))


def only(part: Part, kind: str) -> dict[str, Any]:
    found = [r for r in part.resources if r.type == kind]
    assert len(found) == 1, [r.id for r in part.resources]
    assert found[0].origin == "ccda"
    return found[0].body


def test_the_header_is_patient_author_and_composition() -> None:
    part = read(document(section("Plan", "18776-5", text="Rest.")))
    patient = only(part, "Patient")
    assert patient["name"] == [{"family": "Lark", "given": ["Ann"]}]
    assert (patient["birthDate"], patient["gender"]) == ("1960-05-01", "female")
    assert patient["address"] == [{"city": "Dayton", "state": "OH"}]
    npi = {"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"}
    assert only(part, "Practitioner")["identifier"] == [npi]
    composition = only(part, "Composition")
    assert (composition["title"], composition["date"]) == ("Visit summary", "2026-03-15")
    assert composition["author"][0]["reference"] == "Practitioner/ccda-1"
    assert [r.id for r in part.resources] == ["Patient/ccda-1", "Practitioner/ccda-1", "Composition/ccda-1"]


TABLE = (
    "<table><thead><tr><th>Test</th><th>Value</th></tr></thead><tbody><tr><td>AHI</td><td>22</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rest and<br/>fluids", "Rest and\nfluids"),
        (TABLE, "Test   Value\nAHI   22"),
        ("<list><item>one</item><item>two</item></list>", "- one\n- two"),
        ("<paragraph>First.</paragraph><paragraph>Second.</paragraph>", "First.\n\nSecond."),
        ('<content styleCode="Bold">Plan:</content> CPAP', "Plan: CPAP"),
        ("<list><caption>Seen</caption><item>x</item></list>", "Seen\n- x"),
    ],
)
def test_a_section_is_a_document(text: str, words: str) -> None:
    found = read(document(section("Plan of care", "18776-5", text=text))).documents[0]
    assert found.text == f"Plan of care\n{words}"
    assert (found.name, found.title) == ("summary.xml#Plan of care", "Plan of care")
    assert (found.kind, found.parent) == (DocumentKind.CCDA_SECTION, "summary.xml")


def test_sections_within_sections_and_of_the_same_title_have_names_of_their_own() -> None:
    inner = section("Vitals", "8716-3", text="BP 120/80")
    outer = section("Vitals", "8716-3", text="see below").replace(
        "</section>", f"<component>{inner}</component></section>"
    )
    assert [(d.name, d.text) for d in read(document(outer)).documents] == [
        ("summary.xml#Vitals", "Vitals\nsee below"),
        ("summary.xml#Vitals 2", "Vitals\nBP 120/80"),
    ]


OSA = coded("value", "78275009", SNOMED, "Obstructive sleep apnea", coded("translation", "G47.33", ICD), kind="CD")
LOW = '<low value="20140312"/>'


def test_a_problem_has_its_translations_onset_and_comment() -> None:
    comment = f'<entryRelationship><act classCode="ACT" moodCode="EVN">{template("64")}<text>mild</text></act></entryRelationship>'
    body = only(read(document(section("Problems", "11450-4", problem(OSA, times=LOW, extra=comment)))), "Condition")
    assert [(c["system"], c["code"]) for c in body["code"]["coding"]] == [
        ("http://snomed.info/sct", "78275009"),
        ("http://hl7.org/fhir/sid/icd-10-cm", "G47.33"),
    ]
    assert body["onsetDateTime"] == "2014-03-12"
    assert body["note"] == [{"text": "mild"}]
    assert body["subject"] == {"reference": "Patient/ccda-1"}


@pytest.mark.parametrize(
    ("parts", "clinical", "verification"),
    [
        ({"times": LOW}, "active", None),
        ({"times": LOW, "extra": status("55561003")}, "active", None),
        ({"times": LOW, "extra": status("413322009")}, "resolved", None),
        ({"times": LOW, "extra": status("73425007")}, "inactive", None),
        ({"times": LOW + '<high value="20200101"/>'}, "resolved", None),
        ({"times": LOW + '<high nullFlavor="UNK"/>'}, "resolved", None),
        ({"times": LOW + '<high value="20990101"/>'}, "active", None),
        ({"times": LOW, "act": "completed"}, "inactive", None),
        ({"times": LOW, "attributes": 'negationInd="true"'}, "active", "refuted"),
    ],
)
def test_how_a_problem_stands(parts: dict[str, str], clinical: str, verification: str | None) -> None:
    body = only(read(document(section("Problems", "11450-4", problem(OSA, **parts)))), "Condition")
    assert body["clinicalStatus"]["coding"][0]["code"] == clinical
    assert body.get("verificationStatus", {}).get("coding", [{}])[0].get("code") == verification


def test_original_text_is_followed_into_the_narrative() -> None:
    value = '<value xsi:type="CD" nullFlavor="OTH"><originalText><reference value="#p1"/></originalText></value>'
    text = '<content ID="p1">Sleep apnea, severe</content>'
    body = only(read(document(section("Problems", "11450-4", problem(value), text=text))), "Condition")
    assert body["code"] == {"text": "Sleep apnea, severe"}


AHI = coded("code", "69990-0", LOINC, "AHI")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            '<value xsi:type="PQ" value="57" unit="mm[Hg]"/>',
            {"valueQuantity": {"value": 57, "unit": "mm[Hg]", "system": "http://unitsofmeasure.org", "code": "mm[Hg]"}},
        ),
        ('<value xsi:type="PQ" value="6.4" unit="furlong"/>', {"valueQuantity": {"value": 6.4, "unit": "furlong"}}),
        ('<value xsi:type="INT" value="3"/>', {"valueInteger": 3}),
        ('<value xsi:type="ST">positive</value>', {"valueString": "positive"}),
        ('<value xsi:type="BL" value="false"/>', {"valueBoolean": False}),
        (
            '<value xsi:type="IVL_PQ"><low value="5" unit="mg"/><high value="9" unit="mg"/></value>',
            {
                "valueRange": {
                    edge: {"value": n, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}
                    for edge, n in (("low", 5), ("high", 9))
                }
            },
        ),
        (
            '<value xsi:type="IVL_PQ"><high value="9" inclusive="false"/></value>',
            {"valueQuantity": {"value": 9, "comparator": "<"}},
        ),
        ('<value xsi:type="PQ" nullFlavor="NAV"/>', {"dataAbsentReason": {"text": "NAV"}}),
        ('<value xsi:type="PQ" value="many"/>', {"dataAbsentReason": {"text": "no value is stated"}}),
        ("", {"dataAbsentReason": {"text": "no value is stated"}}),
    ],
)
def test_a_result_has_its_value(value: str, expected: dict[str, Any]) -> None:
    body = only(read(document(section("Results", "30954-2", result(AHI, value)))), "Observation")
    assert {k: v for k, v in body.items() if k.startswith("value") or k == "dataAbsentReason"} == expected
    assert body["effectiveDateTime"] == "2026-03-10"
    assert body["category"][0]["coding"][0]["code"] == "laboratory"


def test_a_result_has_interpretation_and_reference_range() -> None:
    extra = (
        '<interpretationCode code="H" codeSystem="2.16.840.1.113883.5.83"/><referenceRange><observationRange>'
        '<text>under 5</text><value xsi:type="IVL_PQ"><high value="5" unit="/h"/></value></observationRange></referenceRange>'
    )
    body = only(read(document(section("Results", "30954-2", result(AHI, "", extra=extra)))), "Observation")
    assert body["interpretation"][0]["coding"][0]["code"] == "H"
    assert (body["referenceRange"][0]["text"], body["referenceRange"][0]["high"]["value"]) == ("under 5", 5)


INSULIN = coded("code", "51428", RXNORM, "insulin glargine")


@pytest.mark.parametrize(
    ("parts", "kind", "expected"),
    [
        ({}, "MedicationStatement", "active"),
        ({"code": "completed"}, "MedicationStatement", "unknown"),
        (
            {"code": "completed", "extra": status("55561003", "2.16.840.1.113883.10.20.1.47")},
            "MedicationStatement",
            "active",
        ),
        ({"code": "completed", "times": LOW + '<high value="20200101"/>'}, "MedicationStatement", "completed"),
        ({"code": "active", "times": LOW + '<high value="20200101"/>'}, "MedicationStatement", "completed"),
        ({"code": "completed", "times": LOW + '<high value="20990101"/>'}, "MedicationStatement", "active"),
        ({"code": "aborted"}, "MedicationStatement", "stopped"),
        ({"negated": 'negationInd="true"'}, "MedicationStatement", "not-taken"),
        ({"mood": "INT"}, "MedicationRequest", "active"),
    ],
)
def test_how_a_medication_stands(parts: dict[str, str], kind: str, expected: str) -> None:
    body = only(read(document(section("Medications", "10160-0", medication(INSULIN, **parts)))), kind)
    assert body["status"] == expected
    assert body["medicationCodeableConcept"]["coding"][0]["code"] == "51428"


def test_a_planned_medication_is_a_plan() -> None:
    body = only(read(document(section("Plan", "18776-5", medication(INSULIN, mood="INT")))), "MedicationRequest")
    assert body["intent"] == "plan"


KNEE = coded("code", "29881", CPT, "Arthroscopy")
SITE = coded(
    "targetSiteCode", "72696002", SNOMED, "Knee", f"<qualifier>{coded('value', '7771000', SNOMED, 'Left')}</qualifier>"
)


@pytest.mark.parametrize(
    ("mood", "attributes", "kind", "expected"),
    [
        ("EVN", "", "Procedure", {"status": "completed", "performedDateTime": "2025-10-21"}),
        ("EVN", 'negationInd="true"', "Procedure", {"status": "not-done"}),
        ("RQO", "", "ServiceRequest", {"intent": "order", "occurrenceDateTime": "2025-10-21"}),
        ("INT", "", "ServiceRequest", {"intent": "plan", "status": "unknown"}),
    ],
)
def test_a_procedure_done_or_ordered(mood: str, attributes: str, kind: str, expected: dict[str, str]) -> None:
    entry = (
        f'<procedure classCode="PROC" moodCode="{mood}" {attributes}>{template("14")}{KNEE}<statusCode code="completed"/>'
        f'<effectiveTime value="20251021"/>{SITE}</procedure>'
    )
    body = only(read(document(section("Procedures", "47519-4", entry))), kind)
    assert {key: body[key] for key in expected} == expected
    assert [c["code"] for c in body["bodySite"][0]["coding"]] == ["72696002", "7771000"]


def test_a_relatives_illness_is_family_history_and_no_condition() -> None:
    relative = (
        f'<organizer classCode="CLUSTER" moodCode="EVN">{template("45")}<subject><relatedSubject classCode="PRS">'
        '<code code="MTH" codeSystem="2.16.840.1.113883.5.111" displayName="mother"/></relatedSubject></subject><component>'
        f'<observation classCode="OBS" moodCode="EVN">{template("46")}{OSA}</observation></component></organizer>'
    )
    part = read(document(section("Family history", "10157-6", relative)))
    body = only(part, "FamilyMemberHistory")
    assert body["relationship"]["text"] == "mother"
    assert body["condition"][0]["code"]["coding"][1]["code"] == "G47.33"
    assert not [r for r in part.resources if r.type == "Condition"]


def test_no_known_allergies_is_a_refuted_allergy() -> None:
    entry = (
        f'<act classCode="ACT" moodCode="EVN">{template("30")}<entryRelationship><observation classCode="OBS" moodCode="EVN" '
        f'negationInd="true">{template("7")}{coded("value", "419199007", SNOMED, "Allergy to substance", kind="CD")}'
        "</observation></entryRelationship></act>"
    )
    body = only(read(document(section("Allergies", "48765-2", entry))), "AllergyIntolerance")
    assert body["verificationStatus"]["coding"][0]["code"] == "refuted"


def test_an_encounter_and_its_diagnosis() -> None:
    diagnosis = (
        f'<act classCode="ACT" moodCode="EVN">{template("80")}<entryRelationship><observation>{template("4")}{OSA}'
    )
    entry = (
        f'<encounter classCode="ENC" moodCode="EVN">{template("49")}{coded("code", "99213", CPT, "Office visit")}'
        f'<effectiveTime value="20260301"/><entryRelationship>{diagnosis}</observation></entryRelationship></act>'
        "</entryRelationship></encounter>"
    )
    part = read(document(section("Encounters", "46240-8", entry)))
    assert only(part, "Encounter")["period"] == {"start": "2026-03-01"}
    assert only(part, "Condition")["category"][0]["coding"][0]["code"] == "encounter-diagnosis"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('<text mediaType="text/plain">Seen today.</text>', "Seen today."),
        (
            f'<text mediaType="text/plain" representation="B64">{base64.b64encode(b"Packed.").decode()}</text>',
            "Packed.",
        ),
        (f'<text mediaType="text/html" representation="B64">{base64.b64encode(b"<p>A</p>").decode()}</text>', "A"),
    ],
)
def test_an_unstructured_body_of_text_is_a_document(text: str, words: str) -> None:
    found = read(unstructured(text)).documents
    assert [(d.name, d.text) for d in found] == [("summary.xml#Visit summary", words)]


def test_an_unstructured_pdf_is_a_file_to_be_read_in_turn() -> None:
    pdf = base64.b64encode(b"%PDF-1.7 x").decode()
    part = read(unstructured(f'<text mediaType="application/pdf" representation="B64">{pdf}</text>'))
    assert [(f.name, f.media_type) for f in part.files] == [("summary.xml#Visit summary", "application/pdf")]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><ClinicalDocument xmlns="urn:hl7-org:v3">&b;</ClinicalDocument>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><ClinicalDocument>&f;</ClinicalDocument>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not XML"),
        (b"hello", "not XML"),
        (b"<html><body>no</body></html>", "its root is html"),
        (b"<ClinicalDocument/>", "no section"),
        (BOMB, "declares XML entities"),
        (OUTSIDE, "declares XML entities"),
        (BOMB.decode().encode("utf-16"), "declares XML entities"),
        (b'<?xml version="1.0" encoding="utf-7"?><ClinicalDocument/>', "encoding utf-7"),
        (document(section("Plan", "18776-5", text="Rest."))[:-40], "damaged"),
        (unstructured('<text mediaType="application/pdf"><reference value="a.pdf"/></text>'), "only linked (a.pdf)"),
        (unstructured('<text representation="B64">!!</text>'), "base64"),
        (unstructured("<text/>"), "is empty"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_reason(data: bytes, reason: str) -> None:
    assert any(reason in unread.reason and unread.remedy for unread in read(data).unread)


def test_a_damaged_document_is_read_as_far_as_it_goes() -> None:
    part = read(document(section("Plan", "18776-5", text="Rest."), section("Rest", "1-8", text="More."))[:-60])
    assert "Rest." in part.documents[0].text


def nested(depth: int) -> bytes:
    return document(section("Plan", "18776-5", text="<content>" * depth + "x" + "</content>" * depth))


def test_deep_nesting_is_read_and_nesting_without_end_is_said() -> None:
    assert read(nested(1500)).documents[0].text == "Plan\nx"
    assert "damaged" in read(nested(50_000)).unread[0].reason


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    part = read(data)
    assert part.resources or part.unread


WHOLE = document(
    section("Problems", "11450-4", problem(OSA, times=LOW, extra=status("55561003")), text=TABLE),
    section("Results", "30954-2", result(AHI, '<value xsi:type="PQ" value="22" unit="/h"/>')),
    section("Medications", "10160-0", medication(INSULIN, times=LOW)),
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_document_with_pieces_missing_is_read_or_refused(data: st.DataObject) -> None:
    broken = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(broken) - 1))
        broken[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=4))
    part = read(bytes(broken))
    assert part.resources or part.unread
    ids = [r.id for r in part.resources]
    assert len(ids) == len(set(ids))


def shared_documents() -> Iterator[tuple[str, bytes]]:
    folder = Path(os.environ.get("ACCORD_SHARED", "../shared")) / "data" / "patients"
    if not folder.is_dir():
        pytest.skip(f"The shared data folder is not at {folder.parent.parent}.")
    for path in sorted((folder / "ccda").rglob("*")):
        if path.suffix.lower() in (".xml", ".ccd") or "CCDA" in path.name:
            yield path.name, path.read_bytes()
    for archive in sorted((folder / "synthea_ccda").glob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                if name.endswith(".xml"):
                    yield name, opened.read(name)


@pytest.mark.shared
@pytest.mark.slow
def test_every_shared_document_is_read_or_refused_with_a_reason() -> None:
    counts: Counter[str] = Counter()
    total = 0
    for name, data in shared_documents():
        total += 1
        part = read_ccda(ReceivedFile(name, data, "", "application/xml"))
        assert part.documents or part.files or len(part.resources) > 2 or any(u.reason for u in part.unread), name
        assert_sound(name, part.resources)
        counts.update(r.type for r in part.resources)
    assert total > 200
    for kind in ("Patient", "Condition", "Observation", "Procedure", "Encounter", "Immunization", "AllergyIntolerance"):
        assert counts[kind] > 100, (kind, counts)


def assert_sound(name: str, resources: tuple[Resource, ...]) -> None:
    ids = {r.id for r in resources}
    assert len(ids) == len(resources), name
    for resource in resources:
        for element in ("subject", "patient"):
            if element in resource.body:
                assert resource.body[element]["reference"] in ids, (name, resource.id)
