"""The request from its form, from FHIR, from papers: each element with its place, what is missing said."""

import datetime as dt
import json

import pytest

from accord.errors import Invalid
from accord.prior_auth.identify import identify
from accord.records.record import Record, Resource
from tests.evidence.papers import document

FORM = {
    "case": "a",
    "received": "2026-03-02",
    "service_date": "2026-03-10",
    "payer": "Medicare",
    "state": "OH",
    "patient": {"name": "Agnes Torvald", "birth_date": "1952-04-09", "sex": "female", "member_id": "1EG4TE5MK73"},
    "services": [{"code": "e0601", "quantity": 1, "modifiers": ["nu"]}],
    "diagnoses": ["g47.33"],
    "requester": {"name": "Ruth Calloway, MD", "npi": "1467560003"},
}

ORDER = """NORTHWIND HOME MEDICAL
STANDARD WRITTEN ORDER
Patient: Agnes Torvald      DOB 04/09/1952     MBI 1EG4TE5MK73
Order date: 02/12/2026
 [x] E0601 CPAP device, auto     Qty 1
 [ ] E0470 bi-level
Dx: G47.33
Practitioner: Ruth Calloway, MD   NPI 1467560003
Signature: /s/ Ruth Calloway MD   02/12/2026
"""


def record(form: dict[str, object] | None = None, text: str = "", resources: tuple[Resource, ...] = ()) -> Record:
    return Record((), (document(text, "order.txt"),) if text else (), resources, (), form)


def test_the_form_gives_every_element_with_its_place() -> None:
    asked = identify(record(FORM))
    assert asked.missing == ()
    assert asked.services[0].code == "E0601"
    assert asked.services[0].modifiers == ("NU",)
    assert asked.diagnoses[0].value == "G47.33"
    assert asked.patient.birth_date is not None
    assert asked.patient.birth_date.value == dt.date(1952, 4, 9)
    assert asked.patient.birth_date.place.path == "patient.birth_date"


def test_papers_give_the_request_where_there_is_no_form() -> None:
    kept = record(text=ORDER)
    asked = identify(kept)
    assert [s.code for s in asked.services] == ["E0601"]
    assert asked.services[0].quantity == 1
    assert [d.value for d in asked.diagnoses] == ["G47.33"]
    assert asked.patient.name is not None
    assert asked.patient.name.value == "Agnes Torvald"
    assert asked.patient.member_id is not None
    assert asked.requester.npi is not None
    assert asked.requester.npi.value == "1467560003"
    for place in (asked.patient.name.place, asked.services[0].place, asked.requester.npi.place):
        assert kept.resolves(place)


def test_a_box_that_is_not_checked_asks_for_nothing() -> None:
    assert "E0470" not in [s.code for s in identify(record(text=ORDER)).services]


def test_fhir_gives_the_request() -> None:
    claim = {
        "resourceType": "Claim",
        "use": "preauthorization",
        "created": "2026-03-01",
        "provider": {"reference": "Practitioner/p"},
        "insurer": {"display": "Medicare"},
        "diagnosis": [
            {"diagnosisCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "J44.9"}]}}
        ],
        "item": [
            {
                "productOrService": {
                    "coding": [{"system": "https://bluebutton.cms.gov/resources/codesystem/hcpcs", "code": "E1390"}]
                },
                "quantity": {"value": 1},
                "servicedDate": "2026-03-09",
            }
        ],
    }
    doctor = {
        "resourceType": "Practitioner",
        "name": [{"text": "Ruth Calloway, MD"}],
        "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1467560003"}],
    }
    patient = {
        "resourceType": "Patient",
        "name": [{"family": "Torvald", "given": ["Agnes"]}],
        "birthDate": "1952-04-09",
    }
    kept = record(
        resources=(
            Resource("Claim/c", "Claim", claim, "b.json"),
            Resource("Practitioner/p", "Practitioner", doctor, "b.json"),
            Resource("Patient/a", "Patient", patient, "b.json"),
        )
    )
    asked = identify(kept)
    assert [s.code for s in asked.services] == ["E1390"]
    assert asked.requester.npi is not None
    assert asked.requester.npi.value == "1467560003"
    assert asked.service_date is not None
    assert asked.service_date.value == dt.date(2026, 3, 9)
    assert asked.payer is not None
    assert asked.missing == ("patient.member_id",)
    assert kept.resolves(asked.services[0].place)
    assert kept.resolves(asked.requester.npi.place)


def test_what_nothing_states_is_missing() -> None:
    assert identify(record(text="A note about nothing.")).missing == (
        "patient.name",
        "patient.birth_date",
        "patient.member_id",
        "services",
        "diagnoses",
        "requester.name",
        "requester.npi",
        "service_date",
    )


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"received": "02.03.2026"}, "received"),
        ({"patient": {"birth_date": "yesterday"}}, "patient.birth_date"),
        ({"services": [{"quantity": 1}]}, r"services\[0\]\.code"),
        ({"services": "E0601"}, "services"),
        ({"services": [{"code": "E0601", "quantity": -1}]}, r"services\[0\]\.quantity"),
    ],
)
def test_a_malformed_form_is_refused_with_the_element(change: dict[str, object], where: str) -> None:
    with pytest.raises(Invalid, match=where):
        identify(record(json.loads(json.dumps({**FORM, **change}))))
