"""Short hands in which diabetes clinics write, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

ASKED = request(("E2103", "A4239"), diagnoses=("E11.9",))
LEAD = ""


@pytest.mark.parametrize(("key", "wanted", "words"), cases("glucose"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer("L33822_CGM", key, words, ASKED, LEAD))
