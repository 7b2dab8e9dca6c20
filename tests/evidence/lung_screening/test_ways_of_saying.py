"""The many ways of saying what a screening scan of the lungs needs, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

ASKED = request(("71271",), diagnoses=("Z12.2",))
LEAD = ""


@pytest.mark.parametrize(("key", "wanted", "words"), cases("lung_screening"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer("NCD-210.14", key, words, ASKED, LEAD))
