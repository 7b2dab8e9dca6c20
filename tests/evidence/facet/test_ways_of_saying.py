"""Short hands in which pain clinics write of facet joints, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

BLOCK = request(("64493", "64494"), diagnoses=("M47.816",))
ABLATION = request(("64635", "64636"), diagnoses=("M47.816",))


@pytest.mark.parametrize(("key", "wanted", "words"), cases("facet"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    asked = ABLATION if ".rfa" in key else BLOCK
    assert fits(wanted, answer("L38773_A58364_FACET", key, words, asked))
