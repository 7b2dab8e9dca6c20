"""Which variant a request means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.logic import IsTrue, Node
from accord.policies import Policy, choose_variant, load_policy
from accord.policies.model import VariantRule

from .edits import EXAMPLE


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(EXAMPLE)


def nothing_is_known(_: Node) -> bool | None:
    return None


@pytest.mark.parametrize(
    ("codes", "modifiers", "variant", "because"),
    [
        (["E0203"], [], "initial", "rule"),
        (["E0203"], ["NU"], "initial", "rule"),
        (["E0203"], ["RA"], "replacement", "rule"),
        (["A4634", "E0203"], ["KX", "RB"], "replacement", "rule"),
        (["A4634"], [], "initial", "default"),
    ],
)
def test_the_first_variant_whose_rule_holds_is_meant(
    policy: Policy, codes: list[str], modifiers: list[str], variant: str, because: str
) -> None:
    choice = choose_variant(policy, codes, modifiers, nothing_is_known)
    assert choice.variant is not None
    assert (choice.variant.name, choice.because) == (variant, because)


@pytest.mark.parametrize(
    ("answer", "variant", "open_facts"),
    [(True, "replacement", ()), (False, "initial", ()), (None, "initial", ("depression",))],
)
def test_a_rule_over_facts_that_is_unclear_does_not_hold_and_is_reported(
    policy: Policy, answer: bool | None, variant: str, open_facts: tuple[str, ...]
) -> None:
    asks = replace(policy.variants["replacement"], rules=(VariantRule(facts=IsTrue("depression")),))
    asked = replace(policy, variants={**policy.variants, "replacement": asks})
    choice = choose_variant(asked, ["E0203"], [], lambda _: answer)
    assert choice.variant is not None
    assert (choice.variant.name, choice.open) == (variant, open_facts)


def test_without_a_default_nothing_is_guessed(policy: Policy) -> None:
    choice = choose_variant(replace(policy, default_variant=None), ["A4634"], [], nothing_is_known)
    assert (choice.variant, choice.because) == (None, "")
