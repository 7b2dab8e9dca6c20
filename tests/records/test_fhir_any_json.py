"""Any JSON, and FHIR with anything in its elements, is read without an error."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.records.fhir import read_fhir
from accord.records.record import ReceivedFile

_WORDS = "text entered-in-error generated <div>a</div> YQ== text/plain Binary/b urn:uuid:1"
_ELEMENTS = (
    "resourceType id entry resource fullUrl contained text div status note content attachment data url contentType "
    "title section item answer valueString valueQuantity valueCoding conclusion payload contentString "
    "verificationStatus coding code display presentedForm parameter class type description supportingInfo"
)
_TYPES = (
    "Bundle Parameters Patient Observation DocumentReference DiagnosticReport Composition QuestionnaireResponse Binary "
    "Condition Communication Encounter Media Claim FamilyMemberHistory"
)
WORDS = st.sampled_from(_WORDS.split()) | st.text(max_size=5)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
ELEMENTS = st.sampled_from(_ELEMENTS.split())
TYPES = st.sampled_from(_TYPES.split())
ANY = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ELEMENTS, inner, max_size=5),
    max_leaves=25,
)
BODIES = st.dictionaries(ELEMENTS, ANY, max_size=6)
RESOURCES = st.builds(lambda kind, body: {**body, "resourceType": kind}, TYPES, BODIES)
ENTRIES = st.lists(st.builds(lambda body: {"resource": body}, RESOURCES), max_size=5)
BUNDLES = st.builds(lambda entries: {"resourceType": "Bundle", "entry": entries}, ENTRIES)


def check(data: bytes) -> None:
    part = read_fhir(ReceivedFile("f.json", data, "", ""))
    ids = [r.id for r in part.resources]
    assert len(ids) == len(set(ids))
    names = [d.name for d in part.documents] + [f.name for f in part.files]
    assert len(names) == len(set(names))
    for document in part.documents:
        assert document.text.strip()
        assert document.pages[-1].end == len(document.text)
    assert part.resources or part.unread


@settings(max_examples=300, deadline=None)
@given(ANY | RESOURCES | BUNDLES)
def test_any_json_is_read_or_refused(value: Any) -> None:
    check(json.dumps(value).encode())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check(data)
