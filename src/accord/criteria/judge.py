"""judge: facts -> verdicts. Pure and three-valued; it knows nothing of records, policies or people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from accord.criteria import status as kleene
from accord.criteria.comparing import Dated, Value, compare
from accord.criteria.outcomes import (
    OF_ALL,
    OF_ANY,
    OF_AT_LEAST,
    OF_NONE,
    Outcome,
    combine,
    merge,
    of_verdict,
    proved,
    unproved,
    with_condition,
)
from accord.criteria.status import Status
from accord.criteria.verdicts import Criterion, FactValue, HasLogic, Verdict
from accord.errors import Invalid
from accord.logic import (
    All,
    Any,
    AtLeast,
    Compare,
    CriterionRef,
    FactRef,
    FirstKnown,
    IsKnown,
    IsTrue,
    Node,
    NoneOf,
    Not,
    OneOf,
    When,
    facts_of,
)

__all__ = ["Criterion", "Dated", "FactValue", "Value", "Verdict", "compare", "judge", "judge_tree"]

E = TypeVar("E")


def judge(criteria: Sequence[HasLogic], facts: Mapping[str, FactValue[E]]) -> dict[str, Verdict[E]]:
    """The verdict of every criterion, in the given order.

    A fact that is absent from `facts` is unknown. Raises Invalid for a reference to a criterion that is not given
    or that goes round in a circle, and for a fact whose value does not fit what is asked of it.
    """
    court = _Court({criterion.key: criterion for criterion in criteria}, facts, {})
    return {criterion.key: court.verdict(criterion.key) for criterion in criteria}


def judge_tree(tree: Node, verdicts: Mapping[str, Verdict[E]]) -> Status:
    """The status of a tree over criteria (a policy's variant)."""
    court: _Court[E] = _Court({}, {}, dict(verdicts))
    return court.outcome(tree).status


class _Court(Generic[E]):
    """One sitting: the facts, and the verdicts so far."""

    def __init__(
        self, criteria: Mapping[str, HasLogic], facts: Mapping[str, FactValue[E]], decided: dict[str, Verdict[E]]
    ) -> None:
        self.criteria = criteria
        self.facts = facts
        self.decided = decided
        self.open: list[str] = []

    def verdict(self, key: str) -> Verdict[E]:
        if key in self.decided:
            return self.decided[key]
        if key not in self.criteria:
            raise Invalid(f"No criterion {key}.")
        if key in self.open:
            raise Invalid(f"Criterion {key} refers to itself through {' > '.join(self.open)}.")
        self.open.append(key)
        self.decided[key] = proved(key, self.answer(self.criteria[key]))
        self.open.pop()
        return self.decided[key]

    def answer(self, criterion: HasLogic) -> Outcome[E]:
        if criterion.unclear_when is not None:
            gap = self.outcome(criterion.unclear_when)
            if gap.status is Status.MET:
                return Outcome(Status.UNCLEAR, gap.evidence, reasons=("The source text leaves this open.",))
        return self.outcome(criterion.logic)

    def outcome(self, node: Node) -> Outcome[E]:
        match node:
            case CriterionRef(key):
                return of_verdict(self.verdict(key))
            case IsTrue() | IsKnown() | Compare() | OneOf():
                return self.leaf(node)
            case Not(child):
                inner = self.outcome(child)
                return inner.turned(kleene.opposite(inner.status))
            case When(condition, then):
                return self.conditional(condition, then)
            case FirstKnown(children):
                return self.first_known(children)
            case All(children):
                return combine(kleene.all_of, self.outcomes(children), OF_ALL)
            case Any(children):
                return combine(kleene.any_of, self.outcomes(children), OF_ANY)
            case NoneOf(children):
                return combine(kleene.none_of, self.outcomes(children), OF_NONE)
            case AtLeast(needed, children):
                return combine(lambda seen: kleene.at_least(needed, seen), self.outcomes(children), OF_AT_LEAST)

    def outcomes(self, children: Sequence[Node]) -> list[Outcome[E]]:
        return [self.outcome(child) for child in children]

    def conditional(self, condition: Node, then: Node) -> Outcome[E]:
        asked = self.outcome(condition)
        if asked.status in (Status.NOT_MET, Status.NOT_APPLICABLE):
            return asked.turned(Status.NOT_APPLICABLE)
        answer = self.outcome(then)
        if asked.status is Status.MET:
            return with_condition(answer, asked)
        either_way = answer.status in (Status.MET, Status.NOT_APPLICABLE)
        return answer if either_way else merge(Status.UNCLEAR, [asked, answer])

    def first_known(self, children: Sequence[Node]) -> Outcome[E]:
        seen: list[Outcome[E]] = []
        for child in children:
            answer = self.outcome(child)
            if answer.conflict or answer.status is not Status.UNCLEAR:
                return answer
            seen.append(answer)
        return merge(Status.UNCLEAR, seen)

    def leaf(self, node: IsTrue | IsKnown | Compare | OneOf) -> Outcome[E]:
        names = facts_of(node)
        facts = [self.facts.get(name) or FactValue[E]() for name in names]
        lacking = [name for name, fact in zip(names, facts, strict=True) if not fact.proved]
        if lacking:
            return unproved(lacking, facts)
        proof = merge(Status.MET, [Outcome(Status.MET, fact.evidence, fact.against) for fact in facts])
        held = _holds(node, {name: fact.value for name, fact in zip(names, facts, strict=True)})
        if held is None:
            return Outcome(
                Status.UNCLEAR, proof.evidence, proof.against, names, False, ("The date is not exact enough.",)
            )
        return proof.turned(Status.MET if held else Status.NOT_MET)


def _holds(node: IsTrue | IsKnown | Compare | OneOf, values: Mapping[str, Value]) -> bool | None:
    value = values[node.fact]
    match node:
        case IsKnown():
            return True
        case IsTrue(name):
            if not isinstance(value, bool):
                raise Invalid(f"Fact {name} is not a yes or no.")
            return value
        case OneOf(name, words):
            if not isinstance(value, str):
                raise Invalid(f"Fact {name} is not a word.")
            return value in words
        case Compare(_, operator, other):
            return compare(value, operator, values[other.name] if isinstance(other, FactRef) else other)
