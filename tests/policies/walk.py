"""Walks the tests that a policy carries: facts in, the judge's answers out."""

from __future__ import annotations

from collections.abc import Mapping

from accord.criteria import FactValue, Verdict, decisive, judge, judge_tree
from accord.policies.model import Case, Example, FactExample, Policy
from accord.records.dates import PartialDate

Proof = str


def facts_of_example(policy: Policy, facts: Mapping[str, FactExample]) -> dict[str, FactValue[Proof]]:
    """Each value as a fact with one piece of evidence."""
    return {name: FactValue(_value(policy, name, value), (f"shown: {name}",)) for name, value in facts.items()}


def judged(policy: Policy, facts: Mapping[str, FactExample]) -> dict[str, Verdict[Proof]]:
    return judge(tuple(policy.criteria.values()), facts_of_example(policy, facts))


def wrong_examples(policy: Policy, only: str | None = None) -> list[str]:
    """One line for each example of a criterion (or of `only` this one) that the judge answers otherwise."""
    return [
        f"{policy.id} {key}: {dict(example.facts)} gives {given}, not {example.answer}"
        for key, criterion in policy.criteria.items()
        if only in (None, key)
        for example in criterion.examples
        if (given := _answer(policy, key, example)) != example.answer
    ]


def wrong_cases(policy: Policy) -> list[str]:
    """One line for each answer that a whole-request test expects and the judge does not give."""
    return [line for case in policy.cases for line in _wrong(policy, case)]


def _wrong(policy: Policy, case: Case) -> list[str]:
    verdicts = judged(policy, case.facts)
    tree = policy.variant(case.variant).tree
    expected = {"root": case.root, **case.criteria}
    given = {"root": judge_tree(tree, verdicts).value, **{key: verdicts[key].status.value for key in case.criteria}}
    lines = [
        f"{policy.id} '{case.title}': {name} is {given[name]}, not {answer}"
        for name, answer in expected.items()
        if given[name] != answer
    ]
    asks = decisive(tree, verdicts)
    if case.asks is not None and set(asks) != set(case.asks):
        lines.append(f"{policy.id} '{case.title}': asks {asks}, not {case.asks}")
    return lines


def _answer(policy: Policy, key: str, example: Example) -> str:
    return judged(policy, example.facts)[key].status.value


def _value(policy: Policy, name: str, value: FactExample) -> bool | str | PartialDate | object:
    if policy.facts[name].type == "date" and isinstance(value, str):
        return PartialDate.from_iso(value)
    return value
