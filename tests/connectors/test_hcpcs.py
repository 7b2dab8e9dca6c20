"""HCPCS and CPT: shapes, the list at hand, modifiers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.connectors import hcpcs
from accord.connectors.hcpcs import CodeSystem
from accord.connectors.hcpcs.codes import SHAPES
from accord.connectors.hcpcs.known import _families  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("E0601", CodeSystem.HCPCS_II),
        (" e0601 ", CodeSystem.HCPCS_II),
        ("V2020", CodeSystem.HCPCS_II),
        ("D0120", CodeSystem.CDT),
        ("64635", CodeSystem.CPT_I),
        ("0001F", CodeSystem.CPT_II),
        ("0253T", CodeSystem.CPT_III),
        ("0001U", CodeSystem.CPT_PLA),
        ("0002M", CodeSystem.CPT_MAAA),
        ("E060", None),
        ("E06011", None),
        ("6463", None),
        ("W0601", None),
        ("Z0601", None),
        ("E0601-NU", None),
        ("EO601", None),
        ("0253X", None),
        ("٦٤٦٣٥", None),
        ("", None),
    ],
)
def test_a_code_belongs_to_the_set_whose_shape_it_has(text: str, system: CodeSystem | None) -> None:
    assert hcpcs.code_system(text) is system


@given(st.text("0123456789ABCDEFTUMXZ", max_size=6))
def test_no_text_has_the_shape_of_two_sets(text: str) -> None:
    assert sum(bool(shape.fullmatch(text)) for shape in SHAPES.values()) <= 1


@pytest.mark.parametrize("code", ["E0601", "e1390", "64635", "71271", "K0823"])
def test_codes_of_prior_authorization_programmes_are_known(code: str) -> None:
    assert hcpcs.is_known(code)
    assert hcpcs.family(code)


def test_a_code_that_is_not_on_the_list_is_not_known_and_has_no_family() -> None:
    assert not hcpcs.is_known("Q9999")
    assert hcpcs.family("Q9999") is None


def test_every_listed_code_has_a_shape_and_no_descriptor_is_shipped() -> None:
    families = _families()
    assert len(families) > 350
    assert all(hcpcs.code_system(code) not in (None, CodeSystem.CDT) for code in families)
    assert all(re.fullmatch(r"[A-Za-z ]{5,60}", name) for name in families.values())


@pytest.mark.parametrize("text", ["NU", "kx", "50", "1P"])
def test_a_modifier_is_two_letters_or_digits(text: str) -> None:
    assert hcpcs.is_modifier(text)


@pytest.mark.parametrize("text", ["", "E", "NUX", "N-", "N U"])
def test_anything_else_is_not(text: str) -> None:
    assert not hcpcs.is_modifier(text)


@pytest.mark.parametrize(
    ("modifiers", "contradict"),
    [
        (["NU", "RR"], [("NU", "RR")]),
        (["rr", "UE", "NU"], [("RR", "UE", "NU")]),
        (["50", "LT"], [("50", "LT")]),
        (["N1", "N3"], [("N1", "N3")]),
        (["KX", "KS"], [("KX", "KS")]),
        (["GA", "GZ"], [("GA", "GZ")]),
        (["LT", "RT"], []),
        (["RR", "KJ", "KX"], []),
        (["NU", "NU"], []),
        ([], []),
    ],
)
def test_modifiers_that_tell_the_same_thing_apart_contradict_each_other(
    modifiers: list[str], contradict: list[tuple[str, ...]]
) -> None:
    assert [both for _, both in hcpcs.clashes(modifiers)] == contradict
