"""The many ways of saying what a new aortic valve by catheter needs, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

ASKED = request(("33361",), diagnoses=("I35.0",))
LEAD = "Seen for TAVR.\n\n"


@pytest.mark.parametrize(("key", "wanted", "words"), cases("valve"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer("NCD-20.32", key, words, ASKED, LEAD))
