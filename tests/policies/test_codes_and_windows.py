"""Codes and stretches of time as policies write them."""

from __future__ import annotations

import datetime as dt

import pytest

from accord.errors import Invalid
from accord.policies.codes import CodePattern, coded
from accord.policies.marked_yaml import Scalar, Spot
from accord.policies.windows import Duration, Window, window

SPOT = Spot("policy.yaml", 1, "x")


def written(words: str) -> Scalar:
    return Scalar(SPOT, words)


@pytest.mark.parametrize(
    ("pattern", "system", "code", "fits"),
    [
        ("icd10|G47.33", "icd10", "G47.33", True),
        ("icd10|G47.33", "icd10", "G4733", True),
        ("icd10|G47.33", "icd10", "G47.331", False),
        ("icd10|E11*", "icd10", "E11.65", True),
        ("icd10|E11*", "icd10", "E11", True),
        ("icd10|E11*", "icd10", "E10.9", False),
        ("icd10|E11.6*", "icd10", "E1165", True),
        ("icd10|G47.33", "snomed", "G47.33", False),
        ("snomed|78275009", "snomed", "78275009", True),
        ("cpt|95810", "cpt", "95810", True),
        ("loinc|69990-8", "loinc", "69990-8", True),
    ],
)
def test_a_pattern_matches_its_codes_and_no_others(pattern: str, system: str, code: str, fits: bool) -> None:
    assert coded(written(pattern)).matches(system, code) is fits
    assert str(coded(written(pattern))) == pattern


@pytest.mark.parametrize(
    "bad", ["G47.33", "icd|G47.33", "icd10|47.33", "icd10|*", "loinc|69990", "hcpcs|X0601", "cpt|9581"]
)
def test_what_is_no_code_is_refused(bad: str) -> None:
    with pytest.raises(Invalid, match=r"policy\.yaml, line 1, x: "):
        coded(written(bad))


def test_a_pattern_needs_no_dot_to_be_the_same_code() -> None:
    assert CodePattern("icd10", "G4733").matches("icd10", "g47.33")


@pytest.mark.parametrize(
    ("words", "anchor", "first", "last"),
    [
        ("P6M before order", (2026, 3, 31), (2025, 9, 30), (2026, 3, 31)),
        ("P6M before order", (2026, 8, 31), (2026, 2, 28), (2026, 8, 31)),
        ("P1Y6M before order", (2026, 3, 10), (2024, 9, 10), (2026, 3, 10)),
        ("P31D to P91D after start", (2026, 1, 1), (2026, 2, 1), (2026, 4, 2)),
        ("P2W to P1M before order", (2026, 3, 15), (2026, 2, 15), (2026, 3, 1)),
        ("P2D around visit", (2026, 3, 1), (2026, 2, 27), (2026, 3, 3)),
        ("P1Y after start", (2024, 2, 29), (2024, 2, 29), (2025, 2, 28)),
    ],
)
def test_a_window_counts_calendar_months_and_both_ends(
    words: str, anchor: tuple[int, int, int], first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert window(written(words)).bounds(dt.date(*anchor)) == (dt.date(*first), dt.date(*last))


def test_a_window_is_read_in_its_parts() -> None:
    assert window(written("P31D to P91D after start")) == Window(Duration(days=31), Duration(days=91), "after", "start")


@pytest.mark.parametrize(
    "bad", ["P6M", "6M before order", "P before order", "P6M since order", "P1.5Y before x", "P6M before Order"]
)
def test_what_is_no_window_is_refused(bad: str) -> None:
    with pytest.raises(Invalid, match="is no window"):
        window(written(bad))
