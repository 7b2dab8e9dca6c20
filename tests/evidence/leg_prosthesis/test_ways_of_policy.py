"""Terse and long ways in which clinics, shops and product sheets tell what a prosthesis needs, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

POLICY = "L33787_LLP"
LEAD = "Right transfemoral amputation.\n\n"
AT_K3 = ("llp.level.ge_k3",)


@pytest.mark.parametrize(("key", "wanted", "words"), cases("leg_prosthesis"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    asked = request(("L5856",), modifiers=("K3" if key in AT_K3 else "K2",), diagnoses=("Z89.611",))
    assert fits(wanted, answer(POLICY, key, words, asked, LEAD))
