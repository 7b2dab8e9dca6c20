"""Short hands in which sleep clinics write, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.papers import request

ASKED = request(("E0470",))
LEAD = "Seen in sleep clinic. E0601 set up 11/28/2025.\n"


@pytest.mark.parametrize(("key", "wanted", "words"), cases("pap"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    assert fits(wanted, answer("NCD-240.4_L33718", key, words, ASKED, LEAD))


TAUGHT = [
    "BPAP: use, mask, cleaning taught to pt and husband 2/20, she signed the sheet.",
    "RT here with the CPAP unit; shown use, filters, cleaning, pt signed the sheet.",
]
NOT_TAUGHT = [
    "CPAP use and cleaning to be taught at set-up, form to be signed.",
    "RT will show CPAP use and care, then pt signs the sheet.",
    "Declined CPAP teaching on use and cleaning, would not sign; signed refusal form.",
    "CPAP use and care not taught yet, signed up for class.",
    "Oxygen use and cleaning taught, she signed the sheet.",
]


@pytest.mark.parametrize("words", TAUGHT)
def test_a_note_tells_of_the_teaching(words: str) -> None:
    assert fits("met", answer("NCD-240.4_L33718", "cpap.education.device_instruction", words, ASKED))


@pytest.mark.parametrize("words", NOT_TAUGHT)
def test_this_is_no_teaching(words: str) -> None:
    assert fits("never_met", answer("NCD-240.4_L33718", "cpap.education.device_instruction", words, ASKED))
