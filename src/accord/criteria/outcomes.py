"""The answer of one node with its evidence, and how the answers of children become that of their parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from accord.criteria.status import Status
from accord.criteria.verdicts import FactValue, Verdict

E = TypeVar("E")

Deciding = Mapping[Status, tuple[Status, ...]]

OF_ALL: Deciding = {Status.NOT_MET: (Status.NOT_MET,)}
OF_ANY: Deciding = {Status.MET: (Status.MET,)}
OF_NONE: Deciding = {Status.NOT_MET: (Status.MET,)}
OF_AT_LEAST: Deciding = {Status.MET: (Status.MET,), Status.NOT_MET: (Status.NOT_MET,)}


@dataclass(frozen=True)
class Outcome(Generic[E]):
    """As a verdict, but of a node that has no key; reasons are still apart."""

    status: Status
    evidence: tuple[E, ...] = ()
    against: tuple[E, ...] = ()
    missing: tuple[str, ...] = ()
    conflict: bool = False
    reasons: tuple[str, ...] = ()

    def turned(self, status: Status) -> Outcome[E]:
        """The same proof for another answer."""
        return replace(self, status=status)


def of_verdict(verdict: Verdict[E]) -> Outcome[E]:
    """The outcome of a node that names a criterion."""
    reasons = (verdict.reason,) if verdict.reason else ()
    return Outcome(verdict.status, verdict.evidence, verdict.against, verdict.missing, verdict.conflict, reasons)


def proved(key: str, outcome: Outcome[E]) -> Verdict[E]:
    """Any answer but unclear needs at least one piece of evidence; without it the verdict is unclear."""
    status, reason = outcome.status, " ".join(outcome.reasons)
    if status is not Status.UNCLEAR and not outcome.evidence:
        status, reason = Status.UNCLEAR, "Nothing in the record proves it."
    return Verdict(key, status, outcome.evidence, outcome.against, outcome.missing, outcome.conflict, reason)


def unproved(names: Sequence[str], facts: Sequence[FactValue[E]]) -> Outcome[E]:
    """Unclear: the named facts lack a value or its proof. `facts` are all that the node looked at."""
    return Outcome(
        Status.UNCLEAR,
        once(e for fact in facts if fact.proved for e in fact.evidence),
        once(e for fact in facts for e in (fact.against if fact.proved else fact.against or fact.evidence)),
        tuple(names),
        any(fact.conflict for fact in facts),
        once(fact.reason for fact in facts if fact.reason and not fact.proved),
    )


def combine(
    rule: Callable[[Sequence[Status]], Status], children: Sequence[Outcome[E]], deciding: Deciding
) -> Outcome[E]:
    """The parent's answer, proved by the children that decide it (by all of them where all are needed)."""
    status = rule([child.status for child in children])
    if status is Status.UNCLEAR:
        return merge(status, [child for child in children if child.status is Status.UNCLEAR], children)
    decide = [child for child in children if child.status in deciding.get(status, ())]
    return merge(status, decide or children)


def merge(status: Status, told: Sequence[Outcome[E]], shown: Sequence[Outcome[E]] | None = None) -> Outcome[E]:
    """One answer out of several: what is missing is told by `told`, evidence shown from `shown` (else `told`)."""
    shown = told if shown is None else shown
    evidence, against = once(e for o in shown for e in o.evidence), once(e for o in shown for e in o.against)
    if status is not Status.UNCLEAR:
        return Outcome(status, evidence, against)
    return Outcome(
        status,
        evidence,
        against,
        once(name for o in told for name in o.missing),
        any(o.conflict for o in told),
        once(reason for o in told for reason in o.reasons if reason),
    )


def with_condition(answer: Outcome[E], asked: Outcome[E]) -> Outcome[E]:
    """The answer of a conditional whose condition is met: the condition's evidence belongs to it."""
    return replace(answer, evidence=once([*answer.evidence, *asked.evidence]))


T = TypeVar("T")


def once(items: Iterable[T]) -> tuple[T, ...]:
    """Each item once, in order. Evidence need not be hashable, but should: a long record holds thousands of findings."""
    given = tuple(items)
    try:
        return tuple(dict.fromkeys(given))
    except TypeError:
        kept: list[T] = []
        for item in given:
            if item not in kept:
                kept.append(item)
        return tuple(kept)
