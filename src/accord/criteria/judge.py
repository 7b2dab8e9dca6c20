"""judge: facts -> verdicts. Pure and three-valued; it knows nothing of records, policies or people.

`E` is whatever proves a fact (for Accord a Finding); the judge only hands it on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Protocol, TypeVar, runtime_checkable

from accord.criteria import status as kleene
from accord.criteria.status import Status
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
)

E = TypeVar("E")


@runtime_checkable
class Dated(Protocol):
    """A date of any precision: comparing says None when the precision does not decide."""

    @property
    def earliest(self) -> dt.date: ...
    @property
    def latest(self) -> dt.date: ...


Value = bool | Decimal | str | Dated | None


@dataclass(frozen=True)
class FactValue(Generic[E]):
    """What the record says of one fact.

    value    -- None when unknown.
    evidence -- what proves the value (a known value without evidence is refused: it counts as unknown).
    against  -- what speaks against it, or both sides of a conflict.
    conflict -- two sources disagree; the value is then None.
    reason   -- one sentence when unknown: what was searched, or what is missing.
    """

    value: Value = None
    evidence: tuple[E, ...] = ()
    against: tuple[E, ...] = ()
    conflict: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Criterion:
    """A criterion to judge: its key, its logic, and the range in which the source text does not decide."""

    key: str
    logic: Node
    unclear_when: Node | None = None


@dataclass(frozen=True)
class Verdict(Generic[E]):
    """The answer to one criterion, with the findings for and against; if unclear, the facts that are missing."""

    key: str
    status: Status
    evidence: tuple[E, ...] = ()
    against: tuple[E, ...] = ()
    missing: tuple[str, ...] = ()
    conflict: bool = False
    reason: str = ""


@dataclass(frozen=True)
class _Outcome(Generic[E]):
    status: Status
    evidence: tuple[E, ...] = ()
    against: tuple[E, ...] = ()
    missing: tuple[str, ...] = ()
    conflict: bool = False
    reasons: tuple[str, ...] = field(default=())


def judge(criteria: Sequence[Criterion], facts: Mapping[str, FactValue[E]]) -> dict[str, Verdict[E]]:
    """The verdict of every criterion, in the given order.

    A fact that is absent from `facts` is unknown. Raises Invalid for a reference to a criterion that is not given
    or that goes round in a circle.
    """
    court = _Court({criterion.key: criterion for criterion in criteria}, facts)
    return {criterion.key: court.verdict(criterion.key) for criterion in criteria}


def judge_tree(tree: Node, verdicts: Mapping[str, Verdict[E]]) -> Status:
    """The status of a tree over criteria (a policy's variant)."""
    court: _Court[E] = _Court({}, {}, dict(verdicts))
    return court.outcome(tree).status


class _Court(Generic[E]):
    def __init__(
        self,
        criteria: Mapping[str, Criterion],
        facts: Mapping[str, FactValue[E]],
        decided: dict[str, Verdict[E]] | None = None,
    ) -> None:
        self.criteria = criteria
        self.facts = facts
        self.decided: dict[str, Verdict[E]] = decided or {}
        self.open: list[str] = []

    def verdict(self, key: str) -> Verdict[E]:
        if key in self.decided:
            return self.decided[key]
        if key not in self.criteria:
            raise Invalid(f"No criterion {key}.")
        if key in self.open:
            raise Invalid(f"Criterion {key} refers to itself through {' > '.join(self.open)}.")
        self.open.append(key)
        criterion = self.criteria[key]
        outcome = self.outcome(criterion.logic)
        if criterion.unclear_when is not None:
            gap = self.outcome(criterion.unclear_when)
            if gap.status is Status.MET:
                outcome = _Outcome(Status.UNCLEAR, gap.evidence, (), (), False, ("The source text leaves this open.",))
        self.open.pop()
        self.decided[key] = _proved(key, outcome)
        return self.decided[key]

    def outcome(self, node: Node) -> _Outcome[E]:
        match node:
            case CriterionRef(key):
                return _of_verdict(self.verdict(key))
            case IsTrue() | IsKnown() | Compare() | OneOf():
                return self.leaf(node)
            case Not(child):
                inner = self.outcome(child)
                return _with_status(inner, kleene.opposite(inner.status))
            case When(condition, then):
                return self.conditional(condition, then)
            case FirstKnown(children):
                return self.first_known(children)
            case All(children):
                return _combine(kleene.all_of, [self.outcome(c) for c in children], (Status.NOT_MET,))
            case Any(children):
                return _combine(kleene.any_of, [self.outcome(c) for c in children], (Status.MET,))
            case NoneOf(children):
                return _combine(kleene.none_of, [self.outcome(c) for c in children], (Status.MET,))
            case AtLeast(needed, children):
                return _combine(
                    lambda seen: kleene.at_least(needed, seen), [self.outcome(c) for c in children], (Status.MET,)
                )

    def conditional(self, condition: Node, then: Node) -> _Outcome[E]:
        asked = self.outcome(condition)
        if asked.status in (Status.NOT_MET, Status.NOT_APPLICABLE):
            return _with_status(asked, Status.NOT_APPLICABLE)
        answer = self.outcome(then)
        if asked.status is Status.MET:
            return _plus(answer, asked)
        return answer if answer.status is Status.MET else _merge(Status.UNCLEAR, [asked, answer])

    def first_known(self, children: Sequence[Node]) -> _Outcome[E]:
        seen: list[_Outcome[E]] = []
        for child in children:
            answer = self.outcome(child)
            if answer.conflict or answer.status is not Status.UNCLEAR:
                return answer
            seen.append(answer)
        return _merge(Status.UNCLEAR, seen)

    def leaf(self, node: IsTrue | IsKnown | Compare | OneOf) -> _Outcome[E]:
        fact = self.facts.get(node.fact) or FactValue[E]()
        if fact.value is None or not fact.evidence:
            return _Outcome(
                Status.UNCLEAR,
                (),
                fact.against or fact.evidence,
                (node.fact,),
                fact.conflict,
                (fact.reason,) if fact.reason else (),
            )
        match node:
            case IsKnown():
                answer: bool | None = True
            case IsTrue(name):
                if not isinstance(fact.value, bool):
                    raise Invalid(f"Fact {name} is not a yes or no.")
                answer = fact.value
            case OneOf(_, values):
                answer = str(fact.value) in values
            case Compare(_, operator, FactRef(other)):
                right = self.facts.get(other) or FactValue[E]()
                if right.value is None:
                    return _Outcome(
                        Status.UNCLEAR, fact.evidence, right.against, (other,), right.conflict, (right.reason,)
                    )
                fact = FactValue(fact.value, fact.evidence + right.evidence, fact.against + right.against)
                answer = compare(fact.value, operator, right.value)
            case Compare(_, operator, other):
                answer = compare(fact.value, operator, other)
        if answer is None:
            return _Outcome(
                Status.UNCLEAR, fact.evidence, fact.against, (node.fact,), False, ("The date is not exact enough.",)
            )
        return _Outcome(Status.MET if answer else Status.NOT_MET, fact.evidence, fact.against)


def compare(left: Value, operator: str, right: Value) -> bool | None:
    """left operator right for numbers, words and dates; None when a date's precision does not decide.

    Raises Invalid for two kinds that cannot be compared.
    """
    if isinstance(left, Dated) and isinstance(right, Dated):
        return _compare_dates(left, operator, right)
    if isinstance(left, bool) or isinstance(right, bool) or type(left) is not type(right):
        if operator == "==" and type(left) is type(right):
            return left == right
        raise Invalid(f"Cannot compare {left!r} {operator} {right!r}.")
    if operator == "==":
        return left == right
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        raise Invalid(f"Cannot compare {left!r} {operator} {right!r}.")
    return {">=": left >= right, ">": left > right, "<=": left <= right, "<": left < right}[operator]


def _compare_dates(left: Dated, operator: str, right: Dated) -> bool | None:
    if operator == "==":
        if left.earliest == left.latest == right.earliest == right.latest:
            return True
        return None if left.earliest <= right.latest and right.earliest <= left.latest else False
    if operator in (">", ">="):
        left, right, operator = right, left, {">": "<", ">=": "<="}[operator]
    if operator == "<":
        return True if left.latest < right.earliest else False if left.earliest >= right.latest else None
    return True if left.latest <= right.earliest else False if left.earliest > right.latest else None


def _combine(
    rule: Callable[[list[Status]], Status], outcomes: list[_Outcome[E]], deciding: tuple[Status, ...]
) -> _Outcome[E]:
    result = rule([o.status for o in outcomes])
    if result is Status.UNCLEAR:
        return _merge(result, [o for o in outcomes if o.status is Status.UNCLEAR], outcomes)
    decisive = [o for o in outcomes if o.status in deciding]
    if result in (Status.MET, Status.NOT_MET) and decisive:
        return _merge(result, decisive)
    return _merge(result, outcomes)


def _merge(result: Status, told: Sequence[_Outcome[E]], context: Sequence[_Outcome[E]] | None = None) -> _Outcome[E]:
    shown = context if context is not None else told
    unclear = result is Status.UNCLEAR
    return _Outcome(
        result,
        _once(e for o in shown for e in o.evidence),
        _once(e for o in shown for e in o.against),
        tuple(dict.fromkeys(name for o in told for name in o.missing)) if unclear else (),
        unclear and any(o.conflict for o in told),
        tuple(dict.fromkeys(r for o in told for r in o.reasons if r)) if unclear else (),
    )


def _plus(answer: _Outcome[E], asked: _Outcome[E]) -> _Outcome[E]:
    return _Outcome(
        answer.status,
        _once([*answer.evidence, *asked.evidence]),
        answer.against,
        answer.missing,
        answer.conflict,
        answer.reasons,
    )


def _with_status(outcome: _Outcome[E], status: Status) -> _Outcome[E]:
    return _Outcome(status, outcome.evidence, outcome.against, outcome.missing, outcome.conflict, outcome.reasons)


def _of_verdict(verdict: Verdict[E]) -> _Outcome[E]:
    return _Outcome(
        verdict.status,
        verdict.evidence,
        verdict.against,
        verdict.missing,
        verdict.conflict,
        (verdict.reason,) if verdict.reason else (),
    )


def _proved(key: str, outcome: _Outcome[E]) -> Verdict[E]:
    """Met and not met need at least one piece of evidence; without it the verdict is unclear."""
    status, reason = outcome.status, " ".join(outcome.reasons)
    if status in (Status.MET, Status.NOT_MET) and not outcome.evidence:
        status, reason = Status.UNCLEAR, "Nothing in the record proves it."
    return Verdict(key, status, outcome.evidence, outcome.against, outcome.missing, outcome.conflict, reason)


def _once(items: Iterable[E]) -> tuple[E, ...]:
    kept: list[E] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return tuple(kept)
