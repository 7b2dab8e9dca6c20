"""Short hands in which lung clinics write of oxygen, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

ASKED = request(("E1390",), diagnoses=("J44.9",))
LEAD = "COPD, DOE.\n"


@pytest.mark.parametrize(("key", "wanted", "words"), cases("oxygen"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer("NCD-240.2_L33797", key, words, ASKED, LEAD))
