"""Each comparison of a criterion changed a little: an example of the policy must notice, or it guards nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accord.logic import All, Any, AtLeast, Compare, FirstKnown, Node, NoneOf, Not, OneOf, When
from accord.policies.model import Policy, PolicyCriterion

from .walk import wrong_examples

OTHER = {">=": (">", "<"), ">": (">=", "<"), "<=": ("<", ">"), "<": ("<=", ">"), "==": (">=", "<=")}


def mutants(node: Node) -> Iterator[Node]:
    """The node with one comparison, choice or group in it changed."""
    match node:
        case Compare(fact, operator, other):
            yield from (Compare(fact, instead, other) for instead in OTHER[operator])
        case OneOf(fact, values):
            yield from (OneOf(fact, tuple(v for v in values if v != left_out)) for left_out in values)
        case All(children):
            yield from (All(changed) for changed in _one_changed(children))
            if len(children) > 1:
                yield Any(children)
        case Any(children):
            yield from (Any(changed) for changed in _one_changed(children))
            if len(children) > 1:
                yield All(children)
        case NoneOf(children):
            yield from (NoneOf(changed) for changed in _one_changed(children))
            yield Any(children)
        case AtLeast(needed, children):
            yield from (AtLeast(needed, changed) for changed in _one_changed(children))
            yield from (AtLeast(other, children) for other in (needed - 1, needed + 1) if 1 <= other <= len(children))
        case FirstKnown(children):
            yield from (FirstKnown(changed) for changed in _one_changed(children))
        case Not(child):
            yield child
        case When(condition, then):
            yield from (When(changed, then) for changed in mutants(condition))
            yield from (When(condition, changed) for changed in mutants(then))
            yield then
        case _:
            return


def _one_changed(children: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    for position, child in enumerate(children):
        for changed in mutants(child):
            yield (*children[:position], changed, *children[position + 1 :])


def unnoticed(policy: Policy) -> list[str]:
    """One line for each change of a criterion's logic that all its examples let pass."""
    return [
        f"{policy.id} {key}: no example notices {changed}"
        for key, criterion in policy.criteria.items()
        for changed in mutants(criterion.logic)
        if not wrong_examples(_with(policy, replace(criterion, logic=changed)), only=key)
    ]


def _with(policy: Policy, criterion: PolicyCriterion) -> Policy:
    return replace(policy, criteria={**policy.criteria, criterion.key: criterion})
