"""A policy -> the text of its CQL library: value sets, parameters, facts, criteria, variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from accord.exchange.logic_cql import (
    TRUE,
    LogicInCql,
    applies_name,
    criterion_name,
    disputable,
    disputed_name,
)
from accord.exchange.naming import Naming
from accord.exchange.prefill import prefill, prefill_anchors, prefill_value_sets, value_set_name
from accord.exchange.quoting import comment, name, text
from accord.policies.checks import closure, facts_of_criterion
from accord.policies.model import Fact, Policy
from accord.wording import say

# 'Quantity' and 'Date' alone could mean those of FHIR.
TYPES: Mapping[str, str] = {
    "boolean": "Boolean",
    "quantity": "System.Quantity",
    "integer": "Integer",
    "date": "System.Date",
    "words": "String",
}


def answered_name(fact: str) -> str:
    """The parameter that takes a person's answer."""
    return name(f"{fact} answered")


def record_name(fact: str) -> str:
    """The define that looks the fact up."""
    return name(f"{fact} from record")


def variant_name(variant: str) -> str:
    """The define that answers a variant as a whole."""
    return name(f"Variant {variant}")


def variant_applies_name(variant: str) -> str:
    """The define that says whether a variant asks for anything."""
    return name(f"Variant {variant} applies")


def asked_facts(policy: Policy) -> tuple[Fact, ...]:
    """Facts that the criteria ask for, or from which such a fact is worked out, in the policy's order."""
    asked = dict.fromkeys(fact for criterion in policy.criteria.values() for fact in facts_of_criterion(criterion))
    wanted = closure(asked, lambda fact: prefill_anchors(policy, policy.facts[fact]))
    return tuple(fact for fact in policy.facts.values() if fact.name in wanted)


def watched_facts(policy: Policy) -> tuple[str, ...]:
    """Facts of which the library has to be told that sources disagree: they must not be looked up then, or stop a choice."""
    tried_first = disputable(policy)
    return tuple(
        fact.name for fact in asked_facts(policy) if fact.name in tried_first or prefill(policy, fact) is not None
    )


def used_value_sets(policy: Policy) -> tuple[str, ...]:
    """Value sets that the library looks for in coded data."""
    return tuple(dict.fromkeys(vs for fact in asked_facts(policy) for vs in prefill_value_sets(policy, fact)))


def cql_of(naming: Naming) -> str:
    """The library's text."""
    policy = naming.policy
    sections = (
        _head(naming),
        _parameters(policy),
        ["context Patient"],
        _functions().splitlines(),
        _facts(policy),
        _criteria(policy),
        _variants(policy),
    )
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def _head(naming: Naming) -> Iterator[str]:
    policy = naming.policy
    yield comment(f"{policy.id}, {naming.edition.name}: {policy.title}")
    yield comment(say("exchange.generated"))
    if policy.provisional:
        yield comment(say("exchange.provisional", why=policy.provisional))
    yield f"library {naming.library} version {text(naming.version)}"
    yield "using FHIR version '4.0.1'"
    for each in used_value_sets(policy):
        url = naming.url("ValueSet", each)
        yield f"valueset {value_set_name(each)}: {text(url)} version {text(naming.version)}"


def _parameters(policy: Policy) -> Iterator[str]:
    for fact in asked_facts(policy):
        kind = TYPES[fact.type]
        # Without a default an engine may take a parameter that nobody gave for a value.
        yield f"parameter {answered_name(fact.name)} {kind} default null as {kind}"
    for fact in watched_facts(policy):
        yield f"parameter {disputed_name(fact)} Boolean default false"


def _facts(policy: Policy) -> Iterator[str]:
    in_dispute = watched_facts(policy)
    for fact in asked_facts(policy):
        kind = TYPES[fact.type]
        yield comment(fact.ask)
        yield f"define {record_name(fact.name)}: {prefill(policy, fact) or f'null as {kind}'}"
        value = f"Coalesce({answered_name(fact.name)}, {record_name(fact.name)})"
        if fact.name in in_dispute:
            value = f"if {disputed_name(fact.name)} then null as {kind} else {value}"
        yield f"define {name(fact.name)}: {value}"


def _criteria(policy: Policy) -> Iterator[str]:
    logic = LogicInCql(policy)
    for key, criterion in policy.criteria.items():
        yield comment(criterion.question)
        if criterion.judgement:
            yield comment(say("exchange.judgement"))
        yield f"define {criterion_name(key)}: {logic.criterion(criterion)}"
        applies = logic.criterion_applies(criterion)
        if applies != TRUE:
            yield f"define {applies_name(key)}: {applies}"


def _variants(policy: Policy) -> Iterator[str]:
    logic = LogicInCql(policy)
    for variant in policy.variants.values():
        yield comment(variant.title)
        yield f"define {variant_name(variant.name)}: {logic.holds(variant.tree)}"
        applies = logic.applies(variant.tree)
        if applies != TRUE:
            yield f"define {variant_applies_name(variant.name)}: {applies}"


@cache
def _functions() -> str:
    return resources.files("accord.exchange").joinpath("functions.cql").read_text("utf-8").strip()
