"""The many ways of saying what bariatric surgery needs, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

ASKED = request(("43644",), diagnoses=("E66.01",))
LEAD = "Seen in bariatric clinic.\n\n"


@pytest.mark.parametrize(("key", "wanted", "words"), cases("bariatric"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer("NCD-100.1", key, words, ASKED, LEAD))
