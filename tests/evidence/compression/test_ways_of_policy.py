"""Terse and long ways in which clinics and wound centers tell of a swollen limb, an ulcer and a pump, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

POLICY = "NCD-280.6_PCD"


@pytest.mark.parametrize(("key", "wanted", "words"), cases("compression"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    codes = ("I89.0",) if ".lymph." in key else ("I87.311", "L97.312")
    asked = request(("E0651", "E0667"), diagnoses=codes)
    assert fits(wanted, answer(POLICY, key, words, asked))
