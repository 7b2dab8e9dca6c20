"""Ids are the record's own: copies count once, different resources of one id are kept apart."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from accord.records.documents import DocumentKind
from accord.records.read import read
from accord.records.record import Resource
from accord.records.resources import kept_apart
from tests.records import ccda_writer as cda


def resource(value: int, origin: str = "fhir", document: str = "a.json", name: str = "Observation/o") -> Resource:
    return Resource(name, "Observation", {"resourceType": "Observation", "valueInteger": value}, document, origin)


def test_a_copy_counts_once_and_a_different_one_is_kept_apart_and_reported() -> None:
    kept, reports = kept_apart([resource(1), resource(1), resource(2), resource(3, document="b.json")])
    assert [(r.id, r.body["valueInteger"]) for r in kept] == [
        ("Observation/o", 1),
        ("Observation/o~2", 2),
        ("Observation/o~3", 3),
    ]
    assert ["in this file" in reports[0].reason, "in a.json" in reports[1].reason] == [True, True]


def test_a_name_that_was_given_is_not_given_again() -> None:
    kept, _ = kept_apart([resource(1, name="Observation/o~2"), resource(2), resource(3)])
    assert [r.id for r in kept] == ["Observation/o~2", "Observation/o", "Observation/o~3"]


def test_ids_made_for_c_cda_are_kept_apart_without_a_report() -> None:
    kept, reports = kept_apart([resource(1, "ccda"), resource(1, "ccda", "b.xml")])
    assert [r.id for r in kept] == ["Observation/o", "Observation/o~2"]
    assert reports == []


def test_two_files_of_one_dossier_share_no_id(tmp_path: Path) -> None:
    osa = cda.coded("value", "78275009", cda.SNOMED, "Sleep apnea", kind="CD")
    (tmp_path / "a.xml").write_bytes(cda.document(cda.section("Problems", "11450-4", cda.problem(osa))))
    (tmp_path / "b.xml").write_bytes(
        cda.document(cda.section("Problems", "11450-4", cda.problem(osa)), cda.section("Plan", "18776-5", text="Rest."))
    )
    (tmp_path / "record.json").write_text('{"resourceType": "Patient", "id": "ccda-1"}')
    record = read([tmp_path])
    ids = [r.id for r in record.resources]
    assert len(ids) == len(set(ids))
    assert ids.count("Condition/ccda-1") == ids.count("Condition/ccda-1~2") == 1


@pytest.mark.parametrize(
    ("content", "ids", "reason"),
    [
        ('[{"resourceType": "Patient", "id": "p"}]', ["Patient/p"], ""),
        (
            '{"resourceType": "Patient", "id": "p"}\n{"resourceType": "Patient", "id": "q"}',
            ["Patient/p", "Patient/q"],
            "",
        ),
        ('{"resourceType": "Patient",\n "id" 1}', [], "line 2, column 7"),
        ('{"a": 1}', [], "holds no FHIR resource"),
    ],
)
def test_fhir_in_any_json_shape_is_taken_for_fhir(tmp_path: Path, content: str, ids: list[str], reason: str) -> None:
    (tmp_path / "record.json").write_text(content)
    record = read([tmp_path])
    assert [r.id for r in record.resources] == ids
    assert [reason in u.reason for u in record.unread] == ([True] if reason else [])


def test_a_pdf_within_fhir_is_read_like_any_other(tmp_path: Path) -> None:
    page = io.BytesIO()
    drawing = canvas.Canvas(page)
    drawing.drawString(72, 700, "Sleep study: AHI 22 events per hour.")
    drawing.save()
    attachment = {"contentType": "application/pdf", "data": base64.b64encode(page.getvalue()).decode()}
    reference = {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "content": [{"attachment": attachment}],
    }
    (tmp_path / "record.json").write_text(json.dumps(reference))
    record = read([tmp_path])
    document = record.document("record.json#DocumentReference/d")
    assert "AHI 22 events per hour" in document.text
    assert document.kind is DocumentKind.PDF
    assert record.unread == ()
