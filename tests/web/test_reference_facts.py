"""Every field of every record of the connectors has a label, every value of a list its words."""

from __future__ import annotations

import dataclasses
import enum
import typing
from collections.abc import Iterator
from typing import Any

import pytest

from accord.connectors.answer import Provenance
from accord.connectors.hcpcs.item import ItemKind
from accord.connectors.icd10.kinds import NoteKind
from accord.connectors.npi.provider import Kind, Provider
from accord.connectors.registry import tools
from accord.web.reference import KINDS
from accord.web.reference_facts import LINES, NAMED, facts_of, label, word
from accord.wording import sentences
from tests.web.conftest import Web


def records(told: Any) -> Iterator[type]:
    """The dataclasses of which an answer is made."""
    if dataclasses.is_dataclass(told) and told is not Provenance:
        yield typing.cast(type, told)
        for inner in typing.get_type_hints(told).values():
            yield from records(inner)
    for inner in typing.get_args(told):
        yield from records(inner)


def answers() -> list[type]:
    """What each kind of the page is answered with, and all within."""
    gets = [next(one for one in tools(kind.connector) if one.name == kind.get) for kind in KINDS.values()]
    return list({one: None for tool in gets for one in records(typing.get_type_hints(tool.function)["return"])})


def choices(told: Any) -> Iterator[str]:
    """The values of the enumerations in a type."""
    if isinstance(told, type) and issubclass(told, enum.Enum):
        yield from (str(one.value) for one in told)
    for inner in typing.get_args(told):
        yield from choices(inner)


@pytest.mark.parametrize("record", answers(), ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_every_field_has_a_label_and_every_choice_words(record: type) -> None:
    hints = {name: told for name, told in typing.get_type_hints(record).items() if told is not Provenance}
    if frozenset(hints) not in LINES:
        assert [name for name in hints if f"web.reference.field.{name}" not in sentences()] == []
    for name, told in hints.items():
        found = list(choices(told))
        assert not found or name in NAMED
        assert [one for one in found if "_" in word(name, one) or word(name, one).isupper()] == []


def test_the_answers_of_all_connectors_are_looked_at() -> None:
    assert {one.__module__.split(".")[2] for one in answers()} == {"icd10", "hcpcs", "npi", "pubmed", "coverage"}
    assert LINES.keys() <= {frozenset(field.name for field in dataclasses.fields(one)) for one in answers()}


def test_values_are_words() -> None:
    assert [word("kind", one.value) for one in (NoteKind.INCLUSION_TERM, NoteKind.EXCLUDES1)] == [
        "Also called",
        "Excludes 1 (never both)",
    ]
    assert [word("kind", one.value) for one in (*Kind, ItemKind.CODE)] == [
        "a person",
        "an organization",
        "not said",
        "code",
    ]
    assert (word("sex", "F"), word("title", "ncd"), word("sole_proprietor", "N")) == ("female", "ncd", "no")


def test_lines_nests_and_what_is_empty() -> None:
    record = {
        "code": "S52", "billable": False, "above": [{"code": "S50", "label": "Injuries", "billable": False}], "edition": "",
        "notes": [{"kind": "excludes2", "text": "burns", "owner": "S50"}], "children": [], "version": 0, "first": "2025-10-01",
        "dates": {"enumerated": "2006-05-01", "updated": None}, "later_field": "x",
        "mesh": [{"name": "Oxygen", "code": "D1", "major": True, "qualifiers": ["therapy"]}],
        "other_names": [{"name": "Miller", "first": "Jane", "type": "former name", "credential": "MD"}],
    }  # fmt: skip
    assert {one["label"]: one["value"] for one in facts_of(record)} == {
        "Code": "S52", "May stand on a request": "no", "Belongs to": ["S50: Injuries (a heading)"],
        "Notes": ["Excludes 2 (not part of it): burns (at S50)"], "First day": "2025-10-01",
        "Days": [{"label": "Number issued", "value": "2006-05-01"}], "later field": "x", "Subjects (MeSH)": ["Oxygen / therapy *"],
        "Other names": ["Jane Miller, MD (former name)"],
    }  # fmt: skip
    assert label("seventh_characters") == "Seventh characters"
    assert Provider.__dataclass_fields__.keys() >= {"npi", "taxonomies"}


def test_the_page_says_it(web: Web) -> None:
    page = web.browser(web.people.reviewer).get("/reference/diagnosis/S52.501A")
    for words in (
        "<dt>Belongs to</dt>",
        "S52: Fracture of forearm (a heading)",
        "Excludes 1 (never both): traumatic amputation",
        "<dt>Title</dt>",
    ):
        assert words in page, words
    for raw in ("sevenChrNote", "inclusionTerm", "seventh characters", "billable", "cannot_say"):
        assert raw not in page, raw
