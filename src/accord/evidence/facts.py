"""A policy's facts answered from a chart: sources in their order, silence as the fact says, conflicts shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from accord.criteria import FactValue
from accord.errors import Invalid
from accord.evidence.chart import Chart
from accord.evidence.operators import EVALUATIONS, Asking
from accord.policies.model import Fact, Policy
from accord.policies.operators import Call
from accord.records.dates import PartialDate
from accord.records.findings import Finding
from accord.wording import say

Answers = Mapping[str, FactValue[Finding]]
NOTHING_TOLD: Answers = MappingProxyType({})


def answer_facts(
    policy: Policy, chart: Chart, only: tuple[str, ...] | None = None, told: Answers = NOTHING_TOLD
) -> dict[str, FactValue[Finding]]:
    """The value of every fact of the policy (or of `only` these), with the findings for and against.

    told -- answers from elsewhere (a model's verified findings): taken only where the record gives none.
    """
    questions = _Questions(policy, chart, told)
    return {name: questions.answer(name) for name in (only if only is not None else policy.facts)}


class _Questions:
    def __init__(self, policy: Policy, chart: Chart, told: Answers) -> None:
        self.policy = policy
        self.chart = chart
        self.told = told
        self.answers: dict[str, FactValue[Finding]] = {}
        self.open: list[str] = []

    def answer(self, name: str) -> FactValue[Finding]:
        if name in self.answers:
            return self.answers[name]
        if name in self.open:
            raise Invalid(f"Fact {name} of {self.policy.id} needs itself: {' > '.join([*self.open, name])}.")
        self.open.append(name)
        answer = self.ask(self.policy.facts[name])
        if answer.value is None and not answer.conflict and name in self.told:
            answer = self.told[name]
        self.answers[name] = answer
        self.open.pop()
        return self.answers[name]

    def ask(self, fact: Fact) -> FactValue[Finding]:
        """The first source that knows; a conflict stops the search. What later sources say against it is shown."""
        told: list[Finding] = []
        reasons: list[str] = []
        for call in fact.sources:
            answer = self.evaluate(fact, call)
            if answer.conflict:
                return answer
            if answer.value is not None and answer.evidence:
                return replace(answer, against=(*answer.against, *(f for f in told if f not in answer.evidence)))
            told += [f for f in answer.against if f not in told]
            reasons += [answer.reason] if answer.reason else []
        return self.silence(fact, tuple(told), " ".join(dict.fromkeys(reasons)))

    def silence(self, fact: Fact, told: tuple[Finding, ...], reason: str) -> FactValue[Finding]:
        """What it means that no source knows: unknown, unless the fact says otherwise and a witness is found."""
        if fact.absent is not None and not told:
            witnesses = [self.evaluate(fact, call, as_boolean=True) for call in fact.witness]
            proof = tuple(f for witness in witnesses for f in witness.evidence if witness.value is not None)
            if proof:
                return FactValue(fact.absent, proof)
        return FactValue(None, (), told, False, reason or say("evidence.nothing_found"))

    def evaluate(self, fact: Fact, call: Call, as_boolean: bool = False) -> FactValue[Finding]:
        asked = replace(fact, type="boolean") if as_boolean else fact
        return EVALUATIONS[call.operator](
            Asking(self.chart, asked, call.params, self.date_of, self.answer, self.policy.value_sets)
        )

    def date_of(self, name: str) -> PartialDate | None:
        value = self.answer(name).value
        return value if isinstance(value, PartialDate) else None


def missing_words(policy: Policy, names: tuple[str, ...]) -> Mapping[str, str]:
    """For each missing fact, the question it asks."""
    return {name: policy.facts[name].ask for name in names if name in policy.facts}
