"""What a model is asked: the facts that the rules could not answer and on which an unclear criterion rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.criteria import Status, Verdict
from accord.policies.model import Fact, Policy
from accord.policies.operators import anchors_of
from accord.records.findings import Finding

# Operators that reckon with other facts or with the request; a model is asked for those other facts instead.
RECKONED = frozenset({"age", "interval", "request", "same", "session"})
# Answers that code can hold against the words: a yes or no, a number, a date. Words of a policy's own are not among them.
ASKED_TYPES = frozenset({"boolean", "quantity", "integer", "date"})


@dataclass(frozen=True)
class Asked:
    """One fact and the unclear criteria that lack it."""

    fact: Fact
    criteria: tuple[str, ...]


def asked_facts(policy: Policy, verdicts: Mapping[str, Verdict[Finding]]) -> tuple[Asked, ...]:
    """The facts to ask for, in the order of the criteria. A contradiction in the record is for a person, not for a model."""
    wanted: dict[str, list[str]] = {}
    for key, verdict in verdicts.items():
        if verdict.status is not Status.UNCLEAR or verdict.conflict:
            continue
        for name in verdict.missing:
            for one in _askable(policy, name):
                wanted.setdefault(one, []).append(key)
    return tuple(Asked(policy.facts[name], tuple(dict.fromkeys(keys))) for name, keys in wanted.items())


def _askable(policy: Policy, name: str) -> tuple[str, ...]:
    fact = policy.facts.get(name)
    if fact is None:
        return ()
    if fact.sources and all(call.operator in RECKONED for call in fact.sources):
        operands = [name for call in fact.sources if call.operator == "interval" for name in anchors_of(call)]
        return tuple(dict.fromkeys(one for operand in operands for one in _askable(policy, operand)))
    return (name,) if fact.type in ASKED_TYPES else ()
