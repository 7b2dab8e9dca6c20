"""The many ways of saying what an implantable defibrillator needs, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

ASKED = request(("33249",), diagnoses=("I50.22",))
LEAD = "Seen for an implantable defibrillator.\n\n"


@pytest.mark.parametrize(("key", "wanted", "words"), cases("defibrillator"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer("NCD-20.4", key, words, ASKED, LEAD))
