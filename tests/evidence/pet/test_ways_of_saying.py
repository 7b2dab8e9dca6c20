"""The many ways of saying what an FDG PET needs, as the policy answers them."""

from __future__ import annotations

import pytest

from accord.records.request import Request
from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

LEAD = "Seen in oncology clinic. FDG PET/CT.\n\n"


def asked(key: str) -> Request:
    """The request to which the papers belong: for a later scan, for the named cancer, or for one of the lung."""
    marked = key.partition("@")[2]
    if marked == "PS":
        return request(("78815",), modifiers=("PS",), diagnoses=("C83.39",))
    return request(("78815",), modifiers=("PI",), diagnoses=(marked or "C34.11",))


@pytest.mark.parametrize(("key", "wanted", "words"), cases("pet"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer("NCD-220.6.17", key, words, asked(key), LEAD))
