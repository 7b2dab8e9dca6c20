"""Which variant of a policy a request means: rules over codes, modifiers and facts; the first that holds wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accord.logic import Node, facts_of
from accord.policies.model import Policy, Variant, VariantRule

Answer = Callable[[Node], bool | None]


@dataclass(frozen=True)
class VariantChoice:
    """The variant that is meant, or None when nothing says which.

    because -- 'rule' or 'default' (or '' when none was chosen).
    open    -- facts that are unknown and could have led to another variant.
    """

    variant: Variant | None
    because: str
    open: tuple[str, ...] = ()


def choose_variant(policy: Policy, codes: Sequence[str], modifiers: Sequence[str], answer: Answer) -> VariantChoice:
    """The first variant, in file order, one of whose rules holds; else the default variant; else none.

    answer -- says of logic over facts whether it holds (None: unclear). A rule that is unclear does not hold, and its
    facts are reported as open.
    """
    unclear: list[str] = []
    for variant in policy.variants.values():
        for rule in variant.rules:
            held = _holds(rule, codes, modifiers, answer)
            if held:
                return VariantChoice(variant, "rule", tuple(dict.fromkeys(unclear)))
            if held is None and rule.facts is not None:
                unclear.extend(facts_of(rule.facts))
    missing = tuple(dict.fromkeys(unclear))
    if policy.default_variant is None:
        return VariantChoice(None, "", missing)
    return VariantChoice(policy.variants[policy.default_variant], "default", missing)


def _holds(rule: VariantRule, codes: Sequence[str], modifiers: Sequence[str], answer: Answer) -> bool | None:
    if rule.codes and not set(rule.codes) & set(codes):
        return False
    if rule.modifiers and not set(rule.modifiers) & set(modifiers):
        return False
    return True if rule.facts is None else answer(rule.facts)
