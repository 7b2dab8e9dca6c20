"""FHIR JSON becomes resources, and the words in it documents; what cannot be read is said."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from accord.records.documents import DocumentKind
from accord.records.fhir import read_fhir
from accord.records.part import Part
from accord.records.record import ReceivedFile


def read(content: Any, name: str = "record.json") -> Part:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_fhir(ReceivedFile(name, data, "", "application/fhir+json"))


def bundle(*resources: dict[str, Any], kind: str = "collection") -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": r} for r in resources]}


def packed(words: str | bytes) -> str:
    return base64.b64encode(words.encode() if isinstance(words, str) else words).decode()


PATIENT = {"resourceType": "Patient", "id": "p"}
PULSE = {"resourceType": "Observation", "id": "pulse", "status": "final"}


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (bundle(PATIENT, PULSE), ["Patient/p", "Observation/pulse"]),
        (bundle(PATIENT, kind="searchset"), ["Patient/p"]),
        (bundle(bundle(PATIENT), PULSE), ["Patient/p", "Observation/pulse"]),
        ([PATIENT, PULSE], ["Patient/p", "Observation/pulse"]),
        (PATIENT, ["Patient/p"]),
        (
            json.dumps(PATIENT).encode() + b"\n\n" + json.dumps(PULSE).encode() + b"\n",
            ["Patient/p", "Observation/pulse"],
        ),
        (b"\xef\xbb\xbf" + json.dumps(PATIENT).encode(), ["Patient/p"]),
        (json.dumps(PATIENT).encode("utf-16"), ["Patient/p"]),
        ({"resourceType": "Parameters", "parameter": [{"name": "r", "resource": PATIENT}]}, ["Patient/p"]),
    ],
)
def test_resources_come_from_bundles_lists_lines_and_single_resources(content: Any, ids: list[str]) -> None:
    part = read(content)
    assert [r.id for r in part.resources] == ids
    assert part.unread == ()


def test_a_resource_without_an_id_gets_the_same_one_each_time() -> None:
    nameless = {"resourceType": "Observation"}
    entries = {
        "resourceType": "Bundle",
        "entry": [{"fullUrl": "urn:uuid:ab-12", "resource": nameless}, {"resource": nameless}],
    }
    first, second = read(entries), read(entries)
    assert [r.id for r in first.resources] == ["Observation/ab-12", "Observation/no-id-2"]
    assert first.resources == second.resources
    assert first.resources[0].full_url == "urn:uuid:ab-12"


def test_an_id_used_twice_is_kept_apart_and_reported() -> None:
    part = read(bundle({**PULSE, "valueInteger": 60}, {**PULSE, "valueInteger": 90}))
    assert [(r.id, r.body["valueInteger"]) for r in part.resources] == [
        ("Observation/pulse", 60),
        ("Observation/pulse~2", 90),
    ]
    assert "more than once" in part.unread[0].reason


def test_contained_resources_are_resources_under_their_parent() -> None:
    inner = {"resourceType": "Medication", "id": "m", "code": {"text": "insulin"}}
    part = read({"resourceType": "MedicationRequest", "id": "rx", "contained": [inner, "nonsense", {}]})
    assert [r.id for r in part.resources] == ["MedicationRequest/rx", "Medication/rx#m"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"resourceType": "Patient",\n "id" 1}', "line 2, column 7"),
        (b"", "empty"),
        (b"not json", "line 1"),
        (b'{"case": "x"}', "no resourceType"),
        (b"[1, 2]", "no resourceType"),
        (b"[[]]", "holds no FHIR resource"),
        (b'{"resourceType": "Bundle", "entry": [{"request": {"method": "DELETE"}}]}', "holds no FHIR resource"),
        (b'{"resourceType": 7}', "no resourceType"),
        (b'{"resourceType": "Patient", "id": "p", "x": ' + b'{"a":' * 600 + b"1" + b"}" * 601, "nested deeper"),
        (b"[" * 5000 + b"]" * 5000, "broken at line 1"),
        (b'<Patient xmlns="http://hl7.org/fhir"/>', "FHIR in XML"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Bundle/>', "FHIR in XML"),
    ],
)
def test_what_is_not_fhir_json_is_said_with_its_reason(data: bytes, reason: str) -> None:
    part = read(data)
    assert part.resources == ()
    assert reason in part.unread[0].reason
    assert part.unread[0].remedy


def test_a_broken_line_of_ndjson_leaves_the_others_standing() -> None:
    part = read(json.dumps(PATIENT).encode() + b"\n{broken}\n" + json.dumps(PULSE).encode())
    assert [r.id for r in part.resources] == ["Patient/p", "Observation/pulse"]
    assert "line 2" in part.unread[0].reason


@pytest.mark.parametrize(
    ("resource", "edition"),
    [
        ({"resourceType": "MedicationOrder", "id": "1"}, "DSTU2"),
        ({"resourceType": "ProcedureRequest", "id": "1"}, "STU3"),
        ({"resourceType": "Condition", "id": "1", "clinicalStatus": "active"}, "STU3"),
        ({"resourceType": "Encounter", "id": "1", "class": [{}]}, "R5"),
        ({"resourceType": "MedicationRequest", "id": "1", "medication": {"concept": {}}}, "R5"),
    ],
)
def test_another_edition_of_fhir_is_kept_and_reported(resource: dict[str, Any], edition: str) -> None:
    part = read(resource)
    assert len(part.resources) == 1
    assert edition in part.unread[0].reason


def test_r4_is_not_taken_for_another_edition() -> None:
    assert read(bundle(PATIENT, {"resourceType": "Encounter", "id": "e", "class": {"code": "AMB"}})).unread == ()


def narrative(div: str, status: str = "additional") -> Part:
    return read({**PULSE, "text": {"status": status, "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{div}</div>'}})


@pytest.mark.parametrize(
    ("div", "text"),
    [
        ("<p>First.</p><p>Second &amp; third&nbsp;&deg;C &lt; 5</p>", "First.\n\nSecond & third °C < 5"),
        ("one<br/>two", "one\ntwo"),
        ("a\n   b <b>c</b>d", "a b cd"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        (
            "<table><tr><th>Test</th><th>Value</th></tr><tr><td>HbA1c</td><td>6.4 %</td></tr></table>",
            "Test   Value\nHbA1c   6.4 %",
        ),
        ("<table><tr><td>two<br/>lines</td><td><ul><li>x</li></ul></td></tr></table>", "two   lines   x"),
        ("<table><tr><td><table><tr><td>in</td><td>ner</td></tr></table></td></tr></table>", "in   ner"),
        ("seen<script>alert(1)</script><style>p{}</style> here", "seen here"),
        ("<pre>a   b\n  c</pre>", "a   b\n  c"),
        ("before<!-- hidden -->after", "beforeafter"),
        ("<p>never closed", "never closed"),
    ],
)
def test_a_narrative_reads_as_a_person_would_see_it(div: str, text: str) -> None:
    document = narrative(div).documents[0]
    assert document.text == text
    assert document.name == "record.json#Observation/pulse"
    assert document.kind is DocumentKind.FHIR_NARRATIVE
    assert document.parent == "record.json"


def test_a_generated_narrative_is_kept_and_titled_as_generated() -> None:
    made = narrative("HbA1c 6.4", "generated").documents[0]
    assert (made.kind, made.text) == (DocumentKind.FHIR_GENERATED, "HbA1c 6.4")
    assert "generated" in made.title
    assert "generated" not in narrative("HbA1c 6.4", "additional").documents[0].title


def test_nesting_without_end_does_not_exhaust_the_stack() -> None:
    assert narrative("<div>" * 3000 + "deep" + "</div>" * 3000).documents is not None


@pytest.mark.parametrize(
    ("resource", "text"),
    [
        ({**PULSE, "note": [{"text": "room air, rest"}, {"text": "weak pleth"}]}, "room air, rest\n\nweak pleth"),
        ({"resourceType": "DiagnosticReport", "id": "d", "conclusion": "Severe OSA."}, "Severe OSA."),
        (
            {
                "resourceType": "FamilyMemberHistory",
                "id": "f",
                "relationship": {"text": "mother"},
                "condition": [{"note": [{"text": "Diabetes from 40."}]}],
            },
            "Family history: mother\nDiabetes from 40.",
        ),
        ({"resourceType": "Communication", "id": "c", "payload": [{"contentString": "Please send."}]}, "Please send."),
        (
            {
                "resourceType": "Composition",
                "id": "c",
                "section": [
                    {
                        "title": "Plan",
                        "text": {"div": "<div>CPAP</div>"},
                        "section": [{"text": {"div": "<div>now</div>"}}],
                    }
                ],
            },
            "Plan\nCPAP\n\nnow",
        ),
        (
            {
                "resourceType": "QuestionnaireResponse",
                "id": "q",
                "item": [
                    {
                        "text": "Sleep",
                        "item": [
                            {"text": "AHI", "answer": [{"valueDecimal": 22.5}]},
                            {"text": "Hypertension", "answer": [{"valueBoolean": True}]},
                            {"text": "Device", "answer": [{"valueCoding": {"code": "E0601", "display": "CPAP"}}]},
                            {"text": "Left open"},
                        ],
                    }
                ],
            },
            "Sleep\nAHI: 22.5\nHypertension: Yes\nDevice: CPAP",
        ),
    ],
)
def test_what_a_person_wrote_in_a_resource_is_a_document(resource: dict[str, Any], text: str) -> None:
    assert [d.text for d in read(resource).documents] == [text]


def reference(**attachment: Any) -> dict[str, Any]:
    return {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "content": [{"attachment": attachment}],
    }


@pytest.mark.parametrize(
    ("attachment", "text"),
    [
        ({"contentType": "text/plain", "data": packed("Seen today.\r\nStable.")}, "Seen today.\nStable."),
        ({"contentType": "text/plain; charset=iso-8859-1", "data": packed("37 °C".encode("latin-1"))}, "37 °C"),
        ({"contentType": "text/plain", "data": packed("37 °C".encode("cp1252"))}, "37 °C"),
        ({"contentType": "text/html", "data": packed("<html><body><p>A</p><p>B</p></body></html>")}, "A\n\nB"),
        ({"data": packed("no type given")}, "no type given"),
        ({"contentType": "text/plain", "data": "U2Vl\nbi4="}, "Seen."),
        ({"contentType": "text/plain", "url": "data:text/plain;base64," + packed("inline")}, "inline"),
    ],
)
def test_text_attachments_are_documents(attachment: dict[str, Any], text: str) -> None:
    part = read(reference(**attachment))
    assert [(d.name, d.text, d.kind) for d in part.documents] == [
        ("record.json#DocumentReference/d", text, DocumentKind.FHIR_ATTACHMENT)
    ]
    assert part.unread == ()


@pytest.mark.parametrize(
    ("data", "stated", "kind"),
    [
        (b"%PDF-1.7 x", "application/pdf", "application/pdf"),
        (b"%PDF-1.7 x", "text/plain", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "", "image/png"),
        (b"<?xml version='1.0'?><ClinicalDocument/>", "text/xml", "application/xml"),
        (b"{\\rtf1 hello}", "application/octet-stream", "application/rtf"),
        (b"\x00\x01\x02", "", "application/octet-stream"),
    ],
)
def test_other_attachments_are_files_to_be_read_in_turn(data: bytes, stated: str, kind: str) -> None:
    part = read(reference(contentType=stated, data=packed(data)))
    assert [(f.name, f.data, f.media_type) for f in part.files] == [("record.json#DocumentReference/d", data, kind)]
    assert part.documents == ()


@pytest.mark.parametrize(
    ("attachment", "reason"),
    [
        (
            {"url": "https://ehr.example/Binary/9?token=secret"},
            "only linked (https://ehr.example/Binary/9), not included",
        ),
        ({"title": "MRI"}, "'MRI' is named, but not included"),
        ({"contentType": "text/plain", "data": "!!!"}, "base64"),
        ({"contentType": "text/html", "data": packed("<p></p>")}, "no words"),
    ],
)
def test_an_attachment_that_is_not_there_is_said(attachment: dict[str, Any], reason: str) -> None:
    part = read(reference(**attachment))
    assert part.documents == ()
    assert reason in part.unread[0].reason
    assert part.unread[0].name == "record.json#DocumentReference/d"


def test_a_link_to_a_binary_of_the_same_file_is_followed_and_read_once() -> None:
    binary = {"resourceType": "Binary", "id": "b", "contentType": "text/plain", "data": packed("The report.")}
    part = read(bundle(reference(contentType="text/plain", url="Binary/b", title="Report"), binary))
    assert [(d.name, d.text, d.title) for d in part.documents] == [
        ("record.json#DocumentReference/d", "The report.", "Report")
    ]


def test_every_inner_document_has_a_name_of_its_own() -> None:
    twice = reference(contentType="text/plain", data=packed("one"))
    twice["content"] *= 2
    twice["text"] = {"div": "<div>shown</div>"}
    assert [d.name for d in read(twice).documents] == [
        "record.json#DocumentReference/d",
        "record.json#DocumentReference/d 2",
        "record.json#DocumentReference/d (narrative)",
    ]


def test_what_was_entered_in_error_is_kept_but_its_words_are_not_read() -> None:
    wrong = {**reference(contentType="text/plain", data=packed("wrong patient")), "status": "entered-in-error"}
    part = read(bundle(wrong, {**PULSE, "status": "entered-in-error", "note": [{"text": "wrong"}]}))
    assert len(part.resources) == 2
    assert part.documents == ()
    assert "entered in error" in part.unread[0].reason
