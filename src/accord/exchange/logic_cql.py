"""Logic nodes -> CQL expressions that answer as the judge does (accord.criteria.judge).

A node has four answers, CQL three. They are told by two expressions:

    holds    -- true met, false not met, null unclear; true as well where the node does not apply
    applies  -- false where it does not apply, else true; never null

`disputed` tells, of a node that is unclear, whether it is so because sources disagree: `first_known` stops there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.exchange.quoting import name, number, text
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
    children_of,
    criteria_of,
    facts_of,
)
from accord.policies.model import Policy, PolicyCriterion

TRUE, FALSE, UNKNOWN = "true", "false", "null as Boolean"
_SIGNS = {">=": ">=", ">": ">", "<=": "<=", "<": "<", "==": "="}
# Comparisons of dates, which may be of a month or a year only, are functions of the library.
_DATES: Mapping[str, Callable[[str, str], str]] = {
    "<": lambda left, right: f"Before({left}, {right})",
    "<=": lambda left, right: f"NotAfter({left}, {right})",
    ">": lambda left, right: f"Before({right}, {left})",
    ">=": lambda left, right: f"NotAfter({right}, {left})",
    "==": lambda left, right: f"SameDay({left}, {right})",
}


def criterion_name(key: str) -> str:
    """The define that answers a criterion."""
    return name(f"Criterion {key}")


def applies_name(key: str) -> str:
    """The define that says whether a criterion applies."""
    return name(f"Criterion {key} applies")


def disputed_name(fact: str) -> str:
    """The parameter that says that sources disagree about a fact."""
    return name(f"{fact} disputed")


@dataclass(frozen=True, slots=True)
class LogicInCql:
    """Writes the logic of one policy."""

    policy: Policy

    def criterion(self, criterion: PolicyCriterion) -> str:
        """What `holds` for a criterion: unclear in the range that its text leaves open."""
        answer = self.holds(criterion.logic)
        if criterion.unclear_when is None:
            return answer
        return f"if {self.met(criterion.unclear_when)} then {UNKNOWN} else {answer}"

    def criterion_applies(self, criterion: PolicyCriterion) -> str:
        """Does it apply? In the open range it does: it is unclear."""
        answer = self.applies(criterion.logic)
        if answer == TRUE or criterion.unclear_when is None:
            return answer
        return f"({self.met(criterion.unclear_when)} or {answer})"

    def holds(self, node: Node) -> str:
        """true met or not applicable, false not met, null unclear."""
        match node:
            case IsTrue(fact):
                return name(fact)
            case IsKnown(fact):
                return f"(if {name(fact)} is not null then true else {UNKNOWN})"
            case OneOf(fact, values):
                return _either([_sign(name(fact), "==", text(value)) for value in values])
            case Compare():
                return self._compared(node)
            case CriterionRef(key):
                return criterion_name(key)
            case All(children):
                return _joined("and", [self.holds(child) for child in children])
            case Any(children):
                return _or_else(_either([self._chosen(child) for child in children]), self.applies(node))
            case NoneOf(children):
                return f"(not {_either([self._chosen(child) for child in children])})"
            case AtLeast(needed, children):
                return self._counted(needed, children)
            case Not(child):
                return _or_else(f"(not {self.holds(child)})", self.applies(child))
            case When(condition, then):
                return f"({self._chosen(condition)} implies {self.holds(then)})"
            case FirstKnown(children):
                return self._first(children)

    def applies(self, node: Node) -> str:
        """false where the node does not apply."""
        match node:
            case CriterionRef(key):
                return TRUE if self.criterion_applies(self.policy.criteria[key]) == TRUE else applies_name(key)
            case When(condition, then):
                asked = f"(({self._chosen(condition)}) is not false)"
                answer = self.applies(then)
                return asked if answer == TRUE else f"({asked} and {answer})"
            case Not(child):
                return self.applies(child)
            case Any(children):
                found = [self.applies(child) for child in children]
                return TRUE if TRUE in found else _either(found)
            case FirstKnown(children):
                return self._first_applies(children)
            case _:
                return TRUE

    def met(self, node: Node) -> str:
        """true when the node is met, else false; never null."""
        return f"(({self._chosen(node)}) is true)"

    def disputed(self, node: Node) -> str:
        """Of a node that is unclear: true when sources disagree about a fact that leaves it so."""
        if isinstance(node, IsTrue | IsKnown | OneOf | Compare):
            return _either([disputed_name(fact) for fact in facts_of(node)])
        if isinstance(node, CriterionRef):
            criterion = self.policy.criteria[node.key]
            answer = self._unclear_and_disputed(criterion.logic)
            open_range = criterion.unclear_when
            return answer if open_range is None else f"({self.met(open_range)} is false and {answer})"
        return _either([self._unclear_and_disputed(child) for child in children_of(node)])

    def _unclear_and_disputed(self, node: Node) -> str:
        answer = self.disputed(node)
        if not children_of(node):
            return answer
        return f"(({self.holds(node)}) is null and {answer})"

    def _chosen(self, node: Node) -> str:
        """As `holds`, but false where the node does not apply: how a choice counts it."""
        answer, applies = self.holds(node), self.applies(node)
        return answer if applies == TRUE else f"({answer} and {applies})"

    def _counted(self, needed: int, children: Sequence[Node]) -> str:
        chosen = [self._chosen(child) for child in children]
        met = " + ".join(f"(if {child} then 1 else 0)" for child in chosen)
        unclear = " + ".join(f"(if ({child}) is null then 1 else 0)" for child in chosen)
        return f"(if ({met}) >= {needed} then true else if ({met}) + ({unclear}) >= {needed} then {UNKNOWN} else false)"

    def _first(self, children: Sequence[Node]) -> str:
        first, *others = children
        if not others:
            return self.holds(first)
        return f"Coalesce({self.holds(first)}, if {self.disputed(first)} then {UNKNOWN} else {self._first(others)})"

    def _first_applies(self, children: Sequence[Node]) -> str:
        first, *others = children
        answers = [self.applies(child) for child in children]
        if all(answer == TRUE for answer in answers) or not others:
            return answers[0]
        known = f"({self.holds(first)}) is not null"
        return (
            f"(if {known} then {answers[0]} else if {self.disputed(first)} then true "
            f"else {self._first_applies(others)})"
        )

    def _compared(self, node: Compare) -> str:
        fact = self.policy.facts[node.fact]
        left = name(fact.name)
        if isinstance(node.other, FactRef):
            right = name(node.other.name)
            return _DATES[node.operator](left, right) if fact.type == "date" else _sign(left, node.operator, right)
        if isinstance(node.other, Decimal):
            unit = f" {text(fact.unit)}" if fact.unit else ""
            return _sign(left, node.operator, f"{number(node.other)}{unit}")
        return _sign(left, node.operator, text(str(node.other)))


def disputable(policy: Policy) -> tuple[str, ...]:
    """Facts of which the library has to know whether sources disagree: those that `first_known` tries before others."""
    found: dict[str, None] = {}
    waiting = [node for criterion in policy.criteria.values() for node in nodes_of(criterion)]
    waiting += [variant.tree for variant in policy.variants.values()]
    while waiting:
        node = waiting.pop()
        waiting += children_of(node)
        if isinstance(node, FirstKnown):
            found.update(dict.fromkeys(fact for child in node.children[:-1] for fact in _facts_below(policy, child)))
    return tuple(fact for fact in policy.facts if fact in found)


def nodes_of(criterion: PolicyCriterion) -> tuple[Node, ...]:
    """Its logic and the range that its text leaves open."""
    return (criterion.logic,) if criterion.unclear_when is None else (criterion.logic, criterion.unclear_when)


def _facts_below(policy: Policy, node: Node) -> tuple[str, ...]:
    nodes = [inner for key in criteria_of(node) for inner in nodes_of(policy.criteria[key])]
    return (*facts_of(node), *(fact for inner in nodes for fact in _facts_below(policy, inner)))


def _sign(left: str, operator: str, right: str) -> str:
    return f"({left} {_SIGNS[operator]} {right})"


def _joined(word: str, parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + f" {word} ".join(parts) + ")"


def _either(parts: Sequence[str]) -> str:
    return _joined("or", parts) if parts else FALSE


def _or_else(answer: str, applies: str) -> str:
    return answer if applies == TRUE else f"({answer} or not {applies})"
