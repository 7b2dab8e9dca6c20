"""Logic in plain words: what is printed for met and not met is what the judge does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from accord.logic import All, Any, AtLeast, Compare, IsKnown, IsTrue, Node, NoneOf, Not, When
from accord.policies.in_words import (
    Line,
    call_in_words,
    met_in_words,
    not_applicable_in_words,
    not_met_in_words,
    silence_in_words,
    tree_in_words,
)
from accord.policies.load import bundled_pack
from accord.policies.model import Policy

from .edits import TEXT, load_text

NUMB, EYE = IsTrue("depression"), IsTrue("eye_disease")
ASK_NUMB = "Does the patient have recurrent depression with a seasonal pattern? Answer: "
ASK_EYE = "Is there a disease of the retina? Answer: "
ASK_SCORE = "What is the latest PHQ-9 score before the order? Answer: "
ASK_VISIT = "On which day did the practitioner last see the patient about the depression? Answer: "


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    return load_text(TEXT, tmp_path)


def flat(line: Line) -> list[str]:
    return [line.words, *(words for child in line.below for words in flat(child))]


@pytest.mark.parametrize(
    ("node", "met", "not_met"),
    [
        (NUMB, [f"{ASK_NUMB}yes."], [f"{ASK_NUMB}no."]),
        (Not(NUMB), [f"{ASK_NUMB}no."], [f"{ASK_NUMB}yes."]),
        (NoneOf((EYE,)), [f"{ASK_EYE}no."], [f"{ASK_EYE}yes."]),
        (
            NoneOf((NUMB, EYE)),
            ["All of these:", f"{ASK_NUMB}no.", f"{ASK_EYE}no."],
            ["At least one of these:", f"{ASK_NUMB}yes.", f"{ASK_EYE}yes."],
        ),
        (
            All((NUMB, EYE)),
            ["All of these:", f"{ASK_NUMB}yes.", f"{ASK_EYE}yes."],
            ["At least one of these:", f"{ASK_NUMB}no.", f"{ASK_EYE}no."],
        ),
        (
            Any((NUMB, EYE)),
            ["At least one of these:", f"{ASK_NUMB}yes.", f"{ASK_EYE}yes."],
            ["All of these:", f"{ASK_NUMB}no.", f"{ASK_EYE}no."],
        ),
        (
            AtLeast(2, (NUMB, EYE)),
            ["At least 2 of these:", f"{ASK_NUMB}yes.", f"{ASK_EYE}yes."],
            ["Fewer than 2 of these:", f"{ASK_NUMB}yes.", f"{ASK_EYE}yes."],
        ),
        (Compare("score", ">=", Decimal(10)), [f"{ASK_SCORE}at least 10."], [f"{ASK_SCORE}less than 10."]),
        (Compare("score", "<", Decimal(10)), [f"{ASK_SCORE}less than 10."], [f"{ASK_SCORE}at least 10."]),
        (Compare("score", "==", Decimal(9)), [f"{ASK_SCORE}9."], [f"{ASK_SCORE}other than 9."]),
    ],
)
def test_met_and_not_met_are_opposites(policy: Policy, node: Node, met: list[str], not_met: list[str]) -> None:
    assert flat(met_in_words(policy, node)) == met
    assert flat(not_met_in_words(policy, node)) == not_met
    assert flat(met_in_words(policy, Not(node))) == not_met
    assert flat(not_met_in_words(policy, Not(node))) == met


def test_days_are_compared_as_days(policy: Policy) -> None:
    node = policy.criteria["light.visit.recent"].logic
    assert flat(met_in_words(policy, node)) == [
        f"{ASK_VISIT}on or before the day of “On which day was the item ordered?”."
    ]
    assert flat(not_met_in_words(policy, node)) == [
        f"{ASK_VISIT}after the day of “On which day was the item ordered?”."
    ]


def test_what_is_only_known_is_never_not_met(policy: Policy) -> None:
    assert "never" in not_met_in_words(policy, IsKnown("score")).words


def test_a_condition_says_when_the_question_does_not_arise(policy: Policy) -> None:
    node = policy.criteria["light.trial.two_drugs"].logic
    assert isinstance(node, When)
    told = not_applicable_in_words(policy, node)
    assert told is not None
    assert flat(told) == [f"{ASK_SCORE}less than 15."]
    assert not_applicable_in_words(policy, NUMB) is None


def test_silence_is_told_with_its_reason_and_its_witness(policy: Policy) -> None:
    told = silence_in_words(policy, policy.facts["eye_disease"])
    assert told is not None
    assert "read as “no”: An eye examination reports what it finds" in told.words
    assert "kind: eye exam" in flat(told)
    assert silence_in_words(policy, policy.facts["score"]) is None


def test_where_it_is_looked_for_names_window_voice_and_codes(policy: Policy) -> None:
    words = flat(call_in_words(policy, policy.facts["depression"].sources[0]))
    assert "said by: clinician" in words
    assert "dated: within 12 months before the day of “On which day was the item ordered?”" in words
    assert any("icd10 F33*" in line for line in words)


def test_everything_of_every_shipped_policy_has_words() -> None:
    for policy in bundled_pack().policies:
        for criterion in policy.criteria.values():
            for read in (met_in_words, not_met_in_words):
                assert all(flat(read(policy, criterion.logic))), criterion.key
        for fact in policy.facts.values():
            assert all(words for call in fact.sources for words in flat(call_in_words(policy, call))), fact.name
        for variant in policy.variants.values():
            named = {line.key for line in _leaves(tree_in_words(policy, variant.tree))}
            assert named <= policy.criteria.keys()
            assert named


def _leaves(line: Line) -> list[Line]:
    return [leaf for child in line.below for leaf in _leaves(child)] if line.below else [line]
