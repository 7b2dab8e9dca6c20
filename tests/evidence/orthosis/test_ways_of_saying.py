"""The many ways of saying what a brace for the spine or the knee needs, as the policies answer them."""

from __future__ import annotations

import pytest

from accord.records.request import Request
from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

SPINE, KNEE = "L33790_A52500", "A52465_KNEE-ORTHOSES"
LEADS = {SPINE: "Low back pain, seen about a brace.\n\n", KNEE: "Left knee, seen about a brace.\n\n"}


def asked(policy: str, code: str) -> Request:
    """A request for a brace; that for a knee is for the left one."""
    if policy == SPINE:
        return request((code,), diagnoses=("M54.50",))
    return request((code,), modifiers=("LT",), diagnoses=("M17.12",))


@pytest.mark.parametrize(("key", "wanted", "words"), cases("orthosis"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    criterion, _, code = key.partition("@")
    policy = SPINE if criterion.startswith("spo.") else KNEE
    assert fits(wanted, answer(policy, criterion, words, asked(policy, code), LEADS[policy]))
