"""Logic and operators in plain words, as nested lines: what a clinician reads instead of YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
)
from accord.policies.model import Fact, Policy
from accord.policies.operators import OPERATORS, Call
from accord.policies.parameters import Bound, Compared, Params, Parts, Value, Where
from accord.policies.windows import Duration, Window
from accord.wording import say

OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "==": "!="}
NUMBER = {
    ">=": "policy_words.at_least", ">": "policy_words.more", "<=": "policy_words.at_most", "<": "policy_words.less",
    "==": "policy_words.equal", "!=": "policy_words.not_equal",
}  # fmt: skip
DATE = {
    ">=": "policy_words.on_or_after", ">": "policy_words.after", "<=": "policy_words.on_or_before",
    "<": "policy_words.before", "==": "policy_words.same_day", "!=": "policy_words.other_day",
}  # fmt: skip
JOINED: Mapping[type[object], str] = {
    All: "policy_words.all", Any: "policy_words.any", FirstKnown: "policy_words.first_known", NoneOf: "policy_words.none",
}  # fmt: skip
TURNED: Mapping[type[object], str] = {All: "policy_words.any", Any: "policy_words.all"}
UNIT = {
    "a": "policy_unit.years", "mo": "policy_unit.months", "wk": "policy_unit.weeks", "d": "policy_unit.days",
    "h": "policy_unit.hours", "min": "policy_unit.minutes", "/h": "policy_unit.an_hour",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """Words, and the lines below them. key -- of the criterion that the line is, in a tree of criteria."""

    words: str
    below: tuple[Line, ...] = ()
    key: str = ""


def tree_in_words(policy: Policy, node: Node) -> Line:
    """A variant's tree over criteria: each leaf is its question."""
    if isinstance(node, CriterionRef):
        return Line(policy.criterion(node.key).question, key=node.key)
    return Line(_join(node), tuple(tree_in_words(policy, child) for child in children_of(node)))


def met_in_words(policy: Policy, node: Node) -> Line:
    """When the logic is met."""
    if isinstance(node, CriterionRef):
        return Line(say("policy_words.criterion_met", question=policy.criterion(node.key).question), key=node.key)
    if isinstance(node, When):
        return Line(say("policy_words.then"), (met_in_words(policy, node.then),))
    if isinstance(node, Not):
        return not_met_in_words(policy, node.child)
    if isinstance(node, NoneOf):
        return _grouped(say("policy_words.all"), [not_met_in_words(policy, child) for child in node.children])
    below = children_of(node)
    if below:
        return _grouped(_join(node), [met_in_words(policy, child) for child in below])
    return Line(_leaf(policy, node, holds=True))


def not_met_in_words(policy: Policy, node: Node) -> Line:
    """When the logic is not met: its exact opposite, which the record has to say."""
    if isinstance(node, CriterionRef):
        return Line(say("policy_words.criterion_not_met", question=policy.criterion(node.key).question), key=node.key)
    if isinstance(node, When):
        both = (met_in_words(policy, node.condition), not_met_in_words(policy, node.then))
        return Line(say("policy_words.all"), both)
    if isinstance(node, Not):
        return met_in_words(policy, node.child)
    if isinstance(node, NoneOf):
        return _grouped(say("policy_words.any"), [met_in_words(policy, child) for child in node.children])
    if isinstance(node, AtLeast):
        most = say("policy_words.fewer", needed=node.needed)
        return Line(most, tuple(met_in_words(policy, child) for child in node.children))
    below = [not_met_in_words(policy, child) for child in children_of(node)]
    if below:
        return _grouped(say(TURNED.get(type(node), "policy_words.first_known")), below)
    return Line(_leaf(policy, node, holds=False))


def not_applicable_in_words(policy: Policy, node: Node) -> Line | None:
    """When the question does not arise; None where it always does."""
    return not_met_in_words(policy, node.condition) if isinstance(node, When) else None


def call_in_words(policy: Policy, call: Call) -> Line:
    """Where an answer is looked for: what the operator looks for, and what it must be like."""
    says = OPERATORS[call.operator].says
    return Line(f"{says[0].upper()}{says[1:]}", tuple(_params(policy, call.params)))


def silence_in_words(policy: Policy, fact: Fact) -> Line | None:
    """What silence about a fact means, where it means something."""
    if fact.absent is None:
        return None
    means = say("policy_words.zero") if isinstance(fact.absent, Decimal) else say("policy_words.no")
    told = say("policy_words.silence", ask=fact.ask, means=means, why=fact.why)
    return Line(told, tuple(call_in_words(policy, call) for call in fact.witness))


def window_in_words(policy: Policy, window: Window) -> str:
    """'from 1 month to 3 months before: on which day was the item ordered?'"""
    length = length_in_words(window.most)
    if window.least != Duration():
        length = say("policy_words.from_to", least=length_in_words(window.least), most=length)
    return say(f"policy_window.{window.side}", length=length, anchor=_name(policy, window.anchor))


def _grouped(words: str, below: Sequence[Line]) -> Line:
    """All or any of one thing is that thing."""
    return below[0] if len(below) == 1 else Line(words, tuple(below))


def _join(node: Node) -> str:
    if isinstance(node, AtLeast):
        return say("policy_words.n_of", needed=node.needed)
    return say(JOINED[type(node)])


def _leaf(policy: Policy, node: Node, *, holds: bool) -> str:
    if isinstance(node, IsTrue):
        word = say("policy_words.yes") if holds else say("policy_words.no")
        return say("policy_words.answer", ask=_ask(policy, node.fact), answer=word)
    if isinstance(node, IsKnown):
        word = say("policy_words.known") if holds else say("policy_words.never")
        return say("policy_words.answer", ask=_ask(policy, node.fact), answer=word)
    if isinstance(node, OneOf):
        key = "policy_words.one_of" if holds else "policy_words.none_of"
        return say("policy_words.answer", ask=_ask(policy, node.fact), answer=say(key, values=", ".join(node.values)))
    assert isinstance(node, Compare)
    return say("policy_words.answer", ask=_ask(policy, node.fact), answer=_compared(policy, node, holds=holds))


def _compared(policy: Policy, node: Compare, *, holds: bool) -> str:
    operator = node.operator if holds else OPPOSITE[node.operator]
    fact = policy.facts[node.fact]
    words = DATE if fact.type == "date" else NUMBER
    if isinstance(node.other, FactRef):
        return say(words[operator], value=_name(policy, node.other.name))
    return say(words[operator], value=f"{node.other} {_unit(fact.unit)}".strip())


def _unit(unit: str | None) -> str:
    return say(UNIT[unit]) if unit in UNIT else unit or ""


def _ask(policy: Policy, name: str) -> str:
    return policy.facts[name].ask


def _name(policy: Policy, name: str) -> str:
    """A fact that another one refers to, by its question in quotes."""
    return say("policy_words.quoted", words=policy.facts[name].ask) if name in policy.facts else name


def length_in_words(duration: Duration) -> str:
    """'6 months', '90 days'."""
    parts: list[str] = []
    if duration.months:
        parts.append(say("policy_words.months", count=duration.months))
    if duration.days or not parts:
        parts.append(say("policy_words.days", count=duration.days))
    return " ".join(parts)


def _params(policy: Policy, params: Params) -> list[Line]:
    return [_param(policy, key, value) for key, value in params.given.items()]


def _param(policy: Policy, key: str, value: Value) -> Line:
    name = say(f"policy_param.{key}")
    if isinstance(value, Window):
        return Line(say("policy_words.param", name=name, value=window_in_words(policy, value)))
    if isinstance(value, Params):
        return Line(name, tuple(_params(policy, value)))
    if isinstance(value, Parts):
        return Line(name, tuple(Line(_plain(part), tuple(_params(policy, p))) for part, p in value.given.items()))
    if isinstance(value, tuple) and value and isinstance(value[0], Params):
        inner = [Line(say("policy_words.a_finding"), tuple(_params(policy, p))) for p in value if isinstance(p, Params)]
        return Line(name, tuple(inner))
    return Line(say("policy_words.param", name=name, value=_value(policy, value)))


def _value(policy: Policy, value: Value | Bound | Compared) -> str:
    if isinstance(value, tuple):
        return ", ".join(_value(policy, item) for item in value)
    if isinstance(value, Bound):
        return say(NUMBER[value.operator], value=value.number)
    if isinstance(value, Compared):
        return f"{_plain(value.left)} {value.operator} {_plain(value.right)}"
    if isinstance(value, Where):
        return "; ".join(f"{_plain(name)}: {', '.join(map(_plain, found))}" for name, found in value.given.items())
    if isinstance(value, bool):
        return say("policy_words.yes") if value else say("policy_words.no")
    word = str(value)
    if word in policy.value_sets:
        return ", ".join(str(pattern).replace("|", " ") for pattern in policy.value_sets[word])
    return _name(policy, word) if word in policy.facts and policy.facts[word].type == "date" else _plain(word)


def _plain(word: str) -> str:
    return word.replace("_", " ")
