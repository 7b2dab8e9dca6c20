"""Terse and long ways in which notes tell why power mobility is needed, as the policy answers them."""

from __future__ import annotations

import pytest

from tests.evidence.leaves import answer, cases, fits
from tests.evidence.mobility.notes import REPORT, said
from tests.evidence.papers import request

POLICY = "NCD-280.3_L33789"
CODES = {"pmd.pwc": "K0823", "pmd.quantity": "K0823", "pmd.group3": "K0848", "pmd.assist": "E0986"}
SCOOTER = "K0801"
TIES: list[tuple[str, str | None]] = [
    ("Not employed by or paid by the DME supplier.", "present"),
    ("I have no financial relationship with the supplier.", "present"),
    ("No fin. ties to supplier.", "present"),
    ("I am a therapist employed by the supplier.", "absent"),
    ("The supplier pays for the chair.", None),
]


@pytest.mark.parametrize(("key", "wanted", "words"), cases("mobility"))
def test_the_policy_answers(key: str, wanted: str, words: str) -> None:
    code = next((code for start, code in CODES.items() if key.startswith(start)), SCOOTER)
    assert fits(wanted, answer(POLICY, key, words, request((code,), diagnoses=("M17.0",))))


@pytest.mark.parametrize(("words", "presence"), TIES)
def test_what_an_evaluator_says_of_ties(words: str, presence: str | None) -> None:
    told = {p for c, p in said(f"Trunk 2/5. {words}", "K0835", REPORT) if c == "free_of_supplier"}
    assert told == ({presence} if presence else set())
