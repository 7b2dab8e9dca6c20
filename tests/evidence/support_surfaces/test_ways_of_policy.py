"""Terse and long ways in which nurses, wound sheets and suppliers tell of ulcers and their care, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

POLICY = "L33642_PRSS-GROUP2"


@pytest.mark.parametrize(("key", "wanted", "words"), cases("support_surfaces"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer(POLICY, key, words, request(("E0277",), diagnoses=("L89.154",))))
