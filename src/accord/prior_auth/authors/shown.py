"""The examples that a policy carries, answered by the judge: facts in, verdicts out."""

from __future__ import annotations

from collections.abc import Mapping

from accord.criteria import FactValue, Status, Verdict, decisive, judge, judge_tree
from accord.policies.model import Case, FactExample, Policy
from accord.records.dates import PartialDate
from accord.wording import say


def judged(policy: Policy, facts: Mapping[str, FactExample]) -> dict[str, Verdict[str]]:
    """All criteria of the policy over these facts; facts that it does not know are left out."""
    known = {name: value for name, value in facts.items() if name in policy.facts}
    values = {name: FactValue(_value(policy, name, value), (name,)) for name, value in known.items()}
    return judge(tuple(policy.criteria.values()), values)


def root_of(policy: Policy, variant: str, facts: Mapping[str, FactExample]) -> Status:
    """The answer of a variant's root over these facts."""
    return judge_tree(policy.variant(variant).tree, judged(policy, facts))


def wrong_examples(policy: Policy) -> dict[str, list[str]]:
    """Criterion -> one sentence for each of its examples that the judge answers otherwise."""
    wrong: dict[str, list[str]] = {}
    for key, criterion in policy.criteria.items():
        for example in criterion.examples:
            given = judged(policy, example.facts)[key].status.value
            if given != example.answer:
                facts = ", ".join(f"{name}: {value}" for name, value in example.facts.items()) or "{}"
                told = say("policy_check.wrong_example", facts=facts, given=given, wanted=example.answer)
                wrong.setdefault(key, []).append(told)
    return wrong


def wrong_cases(policy: Policy) -> list[str]:
    """One sentence for each answer that a whole-request test expects and the judge does not give."""
    return [line for case in policy.cases for line in _wrong(policy, case)]


def _wrong(policy: Policy, case: Case) -> list[str]:
    verdicts = judged(policy, case.facts)
    tree = policy.variant(case.variant).tree
    given = {"root": judge_tree(tree, verdicts).value, **{key: verdicts[key].status.value for key in case.criteria}}
    lines = [
        say("policy_check.wrong_case", case=case.title, name=name, given=given[name], wanted=answer)
        for name, answer in {"root": case.root, **case.criteria}.items()
        if given[name] != answer
    ]
    asks = decisive(tree, verdicts)
    if case.asks is not None and set(asks) != set(case.asks):
        asked, wanted = ", ".join(asks) or "-", ", ".join(case.asks) or "-"
        lines.append(say("policy_check.wrong_asks", case=case.title, given=asked, wanted=wanted))
    return lines


def _value(policy: Policy, name: str, value: FactExample) -> FactExample | PartialDate:
    if policy.facts[name].type == "date" and isinstance(value, str):
        return PartialDate.from_iso(value)
    return value
