"""What must hold between the parts of a policy: all is reached, nothing goes in a circle, dates are dates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from accord.logic import Any, AtLeast, CriterionRef, Node, NoneOf, Not, When, children_of, criteria_of, facts_of
from accord.policies.marked_yaml import Spot
from accord.policies.model import ANSWERS, Fact, Policy, PolicyCriterion
from accord.policies.operators import anchors_of, value_sets_of

NEEDED_EXAMPLES = ("met", "not_met", "unclear")
FINISHED = ("reviewed", "active")


@dataclass(frozen=True)
class Reached:
    """What the variants of a policy lead to: criteria, facts, value sets."""

    criteria: tuple[str, ...]
    facts: tuple[str, ...]
    value_sets: tuple[str, ...]


def reached(policy: Policy) -> Reached:
    """All that the variants need, directly or through something else."""
    trees = [variant.tree for variant in policy.variants.values()]
    criteria = closure(_each(criteria_of, trees), lambda key: criteria_of_criterion(policy.criteria[key]))
    rules = [rule.facts for variant in policy.variants.values() for rule in variant.rules if rule.facts is not None]
    direct = [*_each(facts_of, rules), *(f for key in criteria for f in facts_of_criterion(policy.criteria[key]))]
    facts = closure(direct, lambda name: anchors_of_fact(policy.facts.get(name)))
    known = [policy.facts[name] for name in facts if name in policy.facts]
    sets = dict.fromkeys(name for fact in known for call in fact.calls for name in value_sets_of(call))
    return Reached(criteria, facts, tuple(sets))


def closure(start: Iterable[str], follow: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The start and all that can be reached from it, each once."""
    seen: dict[str, None] = {}
    waiting = list(start)
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen[name] = None
            waiting.extend(follow(name))
    return tuple(seen)


def facts_of_criterion(criterion: PolicyCriterion) -> tuple[str, ...]:
    """Facts that its logic and its open range ask for."""
    return _logic(facts_of, criterion)


def criteria_of_criterion(criterion: PolicyCriterion) -> tuple[str, ...]:
    """Criteria that its logic and its open range name."""
    return _logic(criteria_of, criterion)


def anchors_of_fact(fact: Fact | None) -> tuple[str, ...]:
    """Date facts around which the fact is looked for."""
    calls = fact.calls if fact else ()
    return tuple(dict.fromkeys(name for call in calls for name in anchors_of(call)))


def problems(policy: Policy, spots: Mapping[str, Spot], used_parameters: Collection[str]) -> Iterator[tuple[Spot, str]]:
    """Every rule between parts that the policy breaks, with its place.

    spots -- 'facts.ahi' -> where it stands, in the policy's own file or in one it includes.
    """
    broken = [*_broken_references(policy, spots), *_circles(policy, spots)]
    if broken:
        yield from broken
        return
    yield from _misplaced_conditionals(policy, spots)
    yield from _unreached(policy, spots, used_parameters)
    yield from _unchosen(policy, spots)
    yield from _without_examples(policy, spots)


def _broken_references(policy: Policy, spots: Mapping[str, Spot]) -> Iterator[tuple[Spot, str]]:
    wanted = reached(policy).facts
    for name, fact in policy.facts.items():
        spot = spots[f"facts.{name}"]
        if name not in wanted and not _own(spot, policy):
            continue
        for anchor in anchors_of_fact(fact):
            if anchor not in policy.facts:
                yield spot, f"there is no fact '{anchor}' to look around."
            elif policy.facts[anchor].type != "date":
                yield spot, f"'{anchor}' is no date but {policy.facts[anchor].type}."
        for call in fact.calls:
            for value_set in value_sets_of(call):
                if value_set not in policy.value_sets:
                    yield spot, f"there is no value set '{value_set}'."


def _circles(policy: Policy, spots: Mapping[str, Spot]) -> Iterator[tuple[Spot, str]]:
    links: Mapping[str, Mapping[str, tuple[str, ...]]] = {
        "facts": {name: anchors_of_fact(fact) for name, fact in policy.facts.items()},
        "criteria": {key: criteria_of_criterion(criterion) for key, criterion in policy.criteria.items()},
    }
    for section, link in links.items():
        for name in link:
            if name in closure(link[name], lambda other, link=link: link.get(other, ())):
                yield spots[f"{section}.{name}"], "it refers to itself, directly or through another."


def _misplaced_conditionals(policy: Policy, spots: Mapping[str, Spot]) -> Iterator[tuple[Spot, str]]:
    """'Not applicable' is left out of a choice, so a conditional there could turn an answer round later."""
    places: dict[str, list[Node]] = {f"variants.{v.name}": [v.tree] for v in policy.variants.values()}
    for key, criterion in policy.criteria.items():
        places[f"criteria.{key}"] = list(_nodes(criterion))
    for place, nodes in places.items():
        if any(_chooses_conditional(node, policy, False) for node in nodes):
            yield (
                spots[place],
                "a conditional (when/then) stands within any, none, not, at_least or a condition; write it out.",
            )


def _chooses_conditional(node: Node, policy: Policy, chosen: bool) -> bool:
    if isinstance(node, CriterionRef):
        criterion = policy.criteria[node.key]
        return chosen and any(_chooses_conditional(inner, policy, True) for inner in _nodes(criterion))
    if isinstance(node, When):
        inside = _chooses_conditional(node.condition, policy, True) or _chooses_conditional(node.then, policy, chosen)
        return chosen or inside
    choosing = chosen or isinstance(node, Any | NoneOf | Not | AtLeast)
    return any(_chooses_conditional(child, policy, choosing) for child in children_of(node))


def _unreached(policy: Policy, spots: Mapping[str, Spot], used: Collection[str]) -> Iterator[tuple[Spot, str]]:
    found = reached(policy)
    for section, names, wanted, why in (
        ("criteria", policy.criteria, found.criteria, "no variant leads to it."),
        ("facts", policy.facts, found.facts, "no criterion, variant or fact asks for it."),
        ("value_sets", policy.value_sets, found.value_sets, "no fact uses it."),
        ("parameters", policy.parameters, used, "nothing uses it."),
    ):
        for name in names:
            spot = spots[f"{section}.{name}"]
            if _own(spot, policy) and name not in wanted:
                yield spot, why


def _unchosen(policy: Policy, spots: Mapping[str, Spot]) -> Iterator[tuple[Spot, str]]:
    for name, variant in policy.variants.items():
        if not variant.rules and name != policy.default_variant:
            yield spots[f"variants.{name}"], "it has no rule that chooses it ('when') and is not the default variant."
    governed = {*policy.applies_to.codes, *policy.applies_to.related_codes}
    for name, variant in policy.variants.items():
        for rule in variant.rules:
            stray = [code for code in rule.codes if code not in governed]
            if stray:
                yield spots[f"variants.{name}"], f"the policy does not govern {', '.join(stray)}."


def _without_examples(policy: Policy, spots: Mapping[str, Spot]) -> Iterator[tuple[Spot, str]]:
    if policy.status not in FINISHED:
        return
    for key, answers in missing_examples(policy).items():
        spot = spots[f"criteria.{key}"]
        if _own(spot, policy):
            yield spot, f"a {policy.status} policy needs tests for {', '.join(answers)}."


def missing_examples(policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """Criteria that lack an example of met, not met or unclear, with the answers that lack one."""
    lacking: dict[str, tuple[str, ...]] = {}
    for key, criterion in policy.criteria.items():
        shown = {example.answer for example in criterion.examples}
        missing = tuple(answer for answer in ANSWERS if answer in NEEDED_EXAMPLES and answer not in shown)
        if missing:
            lacking[key] = missing
    return lacking


def _own(spot: Spot, policy: Policy) -> bool:
    return spot.file == policy.file


def _logic(read: Callable[[Node], tuple[str, ...]], criterion: PolicyCriterion) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_each(read, _nodes(criterion))))


def _nodes(criterion: PolicyCriterion) -> tuple[Node, ...]:
    return (criterion.logic,) if criterion.unclear_when is None else (criterion.logic, criterion.unclear_when)


def _each(read: Callable[[Node], tuple[str, ...]], nodes: Iterable[Node]) -> list[str]:
    return [name for node in nodes for name in read(node)]
