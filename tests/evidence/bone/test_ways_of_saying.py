"""The many ways of saying what a bone growth stimulator needs, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

LEAD = "Seen about a bone growth stimulator.\n\n"


@pytest.mark.parametrize(("key", "wanted", "words"), cases("bone"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    criterion, _, code = key.partition("@")
    assert fits(wanted, answer("NCD-150.2_L33796", criterion, words, request((code,), diagnoses=("S82.251K",)), LEAD))
