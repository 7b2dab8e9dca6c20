"""The generator of false claims, on sentences written here; planted instructions, in two dossiers."""

from __future__ import annotations

import random
import re

import pytest
from benchmarks.verification import planted
from benchmarks.verification.claims import is_struck
from benchmarks.verification.corrupt import CHANGES, Claim, corrupted
from benchmarks.verification.notes import Half, Said, half_of, sentences
from benchmarks.verification.reword import REWORDINGS

NOTE = """The patient was started on metformin 500 mg twice daily on March 3, 2024, and takes lisinopril 20 mg daily.
She denies chest pain, but reports mild swelling of the left ankle for more than 6 weeks.
Her mother has a history of hypertension and possible gout.
On examination, the right knee is stable and the left hip is not tender.
We will schedule an ultrasound next week, and she quit smoking 5 years ago.
In 2019, he had appendicitis and received ceftriaxone without complications.
"""
SAID = sentences(NOTE)


def test_the_note_is_read_in_sentences_with_their_neighbours() -> None:
    assert [said.text.split()[0] for said in SAID] == ["The", "She", "Her", "On", "We", "In"]
    assert SAID[1].passage.startswith("The patient was started")
    assert "Her mother" in SAID[1].passage


def test_a_note_stays_in_its_half() -> None:
    halves = {half_of(f"{NOTE}{number}") for number in range(20)}
    assert halves == set(Half)
    assert half_of(NOTE) is half_of(NOTE)


def test_every_kind_of_corruption_is_made_and_the_same_again_with_the_same_seed() -> None:
    made = corrupted(SAID, 50, seed=3)
    assert set(made) == set(CHANGES)
    assert not [kind for kind, claims in made.items() if not claims]
    assert made == corrupted(SAID, 50, seed=3)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_corrupted_claim_differs_and_is_struck(kind: str) -> None:
    for claim in corrupted(SAID, 50, seed=5)[kind]:
        assert re.sub(r"\W", "", claim.text) != re.sub(r"\W", "", claim.cited)
        assert is_struck(claim), claim.text


@pytest.mark.parametrize("kind", REWORDINGS)
@pytest.mark.parametrize("said", SAID, ids=lambda said: said.text[:20])
def test_a_true_claim_stands_on_its_sentence_and_on_its_passage(kind: str, said: Said) -> None:
    for seed in range(8):
        for claim in REWORDINGS[kind](said, random.Random(seed)):
            assert not is_struck(claim), claim.text
            assert not is_struck(Claim(kind, claim.text, said.passage)), claim.text


def test_there_are_many_kinds_in_many_carriers() -> None:
    listed = list(planted.plantings())
    assert len(listed) >= 50
    assert len({planting.name for planting in listed}) == len(listed)
    assert len({planting.carrier for planting in listed}) >= 20


@pytest.mark.slow
def test_planted_instructions_change_no_review() -> None:
    assert {r.name: r.changes for r in planted.run(("cgm-own-02", "facet-own-02"), most=24) if r.changes} == {}
