"""review.json: the same bytes for the same review, back to the same review, as its schema says."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import typing
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from accord.dossier import review as review_module
from accord.dossier.plain import WHEN_FILLED, decode, encode
from accord.dossier.review import Review
from accord.dossier.review_json import SCHEMA, from_json, schema, to_json
from accord.errors import Invalid
from accord.records.dates import PartialDate
from accord.records.findings import Finding
from accord.records.places import Place

from . import case

REVIEWS = {
    "asking": case.review(),
    "approving": case.approved(),
    "for a clinician": case.for_a_clinician(),
    "without policy": case.without_policy(),
}
ALL = pytest.mark.parametrize("review", REVIEWS.values(), ids=REVIEWS.keys())


@ALL
def test_a_review_comes_back_as_it_was(review: Review) -> None:
    assert from_json(to_json(review)) == review


@ALL
def test_the_same_review_gives_the_same_bytes(review: Review) -> None:
    assert to_json(from_json(to_json(review))) == to_json(review)


@ALL
def test_every_review_follows_the_shipped_schema(review: Review) -> None:
    Draft202012Validator(schema()).validate(json.loads(to_json(review)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("proposal", "kind"), "deny"),
        (("root",), "denied"),
        (("generated",), "today"),
        (("criteria", 0, "evidence", 0, "value"), 0.42),
        (("criteria", 0, "evidence", 0, "place", "page"), "1"),
        (("surplus",), "x"),
    ],
)
def test_the_schema_and_the_reader_both_refuse(path: tuple[str | int, ...], value: object) -> None:
    whole = json.loads(to_json(case.review()))
    target = whole
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert not Draft202012Validator(schema()).is_valid(whole)
    with pytest.raises(Invalid):
        from_json(json.dumps(whole).encode())


def test_the_schema_names_every_field_of_every_value() -> None:
    shapes = {"Review": schema(), **schema()["$defs"]}
    for name, kind in vars(review_module).items():
        if dataclasses.is_dataclass(kind) and name in shapes:
            fields = [part.name for part in dataclasses.fields(kind)]
            assert [key for key in shapes[name]["properties"] if key != "schema"] == fields, name
            needed = [part.name for part in dataclasses.fields(kind) if part.metadata != WHEN_FILLED]
            assert [key for key in shapes[name]["required"] if key != "schema"] == needed, name
    used = {kind.__name__ for kind in vars(review_module).values() if dataclasses.is_dataclass(kind)}
    assert used - {"Request"} <= shapes.keys() | {"Stated"}


def test_only_the_given_date_stands_in_it_and_no_path_of_a_machine() -> None:
    text = to_json(case.review()).decode()
    assert json.loads(text)["generated"] == case.TODAY.isoformat()
    assert dt.date.today().isoformat() not in text or dt.date.today() == case.TODAY
    assert not any(value.startswith(("/", "\\", "file:")) for value in _strings(json.loads(text)))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in _strings(item)]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"schema": "accord-review/0"}', b"\xff"])
def test_what_is_not_a_review_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Invalid, match="not a review"):
        from_json(data)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1900, 1, 1)).map(PartialDate.of),
    st.integers(1900, 2100).map(PartialDate),
)


@given(VALUES, st.text(min_size=1), st.dictionaries(st.text(), st.text()))
def test_any_finding_comes_back(value: object, words: str, qualifiers: dict[str, str]) -> None:
    finding = Finding(
        "x", Place("d", 1, 0, len(words), words), value=typing.cast("Decimal", value), qualifiers=qualifiers
    )
    plain = json.loads(json.dumps(encode(finding)))
    back = decode(Finding, plain)
    assert back == finding
    assert str(back.value) == str(value)


def test_the_schema_of_this_version_is_named_in_the_file() -> None:
    assert json.loads(to_json(case.review()))["schema"] == SCHEMA == schema()["properties"]["schema"]["const"]
