"""Search in clinicians' words, on the shipped edition without the alphabetic index."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.connectors import icd10
from accord.connectors.icd10.searching import find_codes
from accord.connectors.icd10.tools import search
from accord.errors import Invalid

PAIRS = Path(__file__).parents[3] / "benchmarks" / "icd10_queries" / "learn.toml"
IN_FORCE = dt.date(2026, 5, 1)


def codes(query: str, limit: int = 10) -> list[str]:
    return [hit.code for hit in search(query, limit, on=IN_FORCE).items]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("heart attack", "I21.9"), ("HTN", "I10"), ("CKD 3b", "N18.32"), ("CKD stage IIIa", "N18.31"), ("diabetis", "E11.9"),
        ("stomach flu", "A08.4"), ("lazy eye", "H53.009"), ("lockjaw", "A35"), ("flu shot", "Z23"),
        ("type 2 DM w neuropathy", "E11.40"), ("stage 4 pressure ulcer sacrum", "L89.154"), ("BMI 42", "Z68.41"),
        ("MDD recurrent severe w/o psychosis", "F33.2"), ("h/o breast cancer", "Z85.3"), ("oesophageal cancer", "C15.9"),
        ("torn ACL right knee subsequent", "S83.511D"), ("broken wrist right sequela", "S62.101S"), ("R hip pain", "M25.551"),
    ],
)  # fmt: skip
def test_a_clinicians_words_lead_to_the_code_first(query: str, code: str) -> None:
    assert codes(query)[0] == code


@pytest.mark.parametrize(
    ("query", "both"),
    [
        ("sepsis d/t UTI", ("A41.9", "N39.0")),
        ("MS", ("G35.D", "I05.0")),
        ("rt shoulder pain s/p fall", ("M25.511", "W19.XXXA")),
    ],
)
def test_two_conditions_and_two_senses_are_both_shown(query: str, both: tuple[str, str]) -> None:
    assert set(both) <= set(codes(query, 20))


def test_the_part_to_learn_from_is_found() -> None:
    told = tomllib.loads(PAIRS.read_text("utf-8"))["pairs"]
    found = sum(any(c.startswith(one) for c in codes(query) for one in right) for query, right in told.items())
    assert found >= 0.92 * len(told)


def test_codes_that_differ_by_side_alone_come_after_others() -> None:
    first = [re.sub("left|right|bilateral|unspecified", "", hit.label) for hit in search("otitis media", 8).items]
    assert len(set(first)) == len(first)


def test_every_hit_may_stand_on_a_request_unless_headings_are_asked_for() -> None:
    assert all(hit.billable for hit in search("fracture of femur", 50).items)
    assert any(not hit.billable for hit in search("fracture of femur", 50, billable_only=False).items)


def test_a_chapter_or_section_bounds_the_search() -> None:
    assert all(code.startswith("I") for code in codes_in("9", "stenosis"))
    assert all("I60" <= code[:3] <= "I69" for code in codes_in("I60-I69", "stenosis"))
    with pytest.raises(Invalid, match="no chapter"):
        search("stenosis", chapter="99")


def codes_in(chapter: str, query: str) -> list[str]:
    found = [hit.code for hit in search(query, chapter=chapter).items]
    assert found
    return found


def test_the_beginning_of_a_code_lists_what_begins_so() -> None:
    assert codes("e11.64") == ["E11.641", "E11.649"]
    assert codes("I10") == ["I10"]


def test_misspelt_words_are_said_to_be_read_otherwise() -> None:
    assert search("athsma").read_as == ("athsma: asthma",)


@pytest.mark.parametrize(("query", "limit"), [("", 10), ("  ", 10), ("x", 0), ("x", 101)])
def test_an_empty_question_or_a_wrong_limit_is_refused(query: str, limit: int) -> None:
    with pytest.raises(Invalid):
        search(query, limit)


def test_words_that_say_nothing_find_nothing() -> None:
    assert codes("the of and with") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_question_is_answered_with_listed_codes(query: str) -> None:
    _, found = find_codes(icd10.FY2026, query, 10)
    assert len(found) <= 10
    assert all(icd10.is_billable(one.listing.code) for one in found)
