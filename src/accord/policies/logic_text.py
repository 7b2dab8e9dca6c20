"""Logic as a policy writes it in YAML -> logic nodes, with every fact and criterion known and every type fitting."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.logic import (
    COMPARISONS,
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
from accord.policies.marked_yaml import Scalar, Table, Yaml, refusal
from accord.policies.model import Fact
from accord.policies.reading import entries, instead, keys, some, text, whole

COMPARABLE: Mapping[str, tuple[str, ...]] = {
    "quantity": COMPARISONS,
    "integer": COMPARISONS,
    "date": COMPARISONS,
    "words": ("==",),
    "boolean": (),
}


@dataclass(frozen=True)
class Names:
    """What logic may refer to."""

    facts: Mapping[str, Fact]
    criteria: Collection[str] = ()

    def fact(self, node: Yaml) -> Fact:
        """The fact that the node names."""
        word = text(node)
        if word not in self.facts:
            hint = f"'{word}' is a criterion; write {{criterion: {word}}}. " if word in self.criteria else ""
            raise refusal(node.spot, f"there is no fact '{word}'. {hint}{instead(word, self.facts)}")
        return self.facts[word]


def read_logic(node: Yaml, names: Names) -> Node:
    """A logic node: a boolean fact's name, or keys that say which node it is."""
    if isinstance(node, Scalar):
        return _true(node, names)
    given = entries(node)
    kind = next((key for key in LOGIC if key in given), None)
    if kind is None:
        shown = ", ".join(given) or "nothing"
        raise refusal(node.spot, f"this is no logic ({shown}). A node has one of the keys {', '.join(LOGIC)}.")
    return LOGIC[kind](node, names)


def _true(node: Yaml, names: Names) -> Node:
    fact = names.fact(node)
    if fact.type != "boolean":
        raise refusal(
            node.spot, f"'{fact.name}' is {_a(fact.type)}, not a yes or no; compare it or ask {{known: {fact.name}}}."
        )
    return IsTrue(fact.name)


def _fact(node: Yaml, names: Names) -> Node:
    given = keys(node, ["fact"], [*COMPARISONS, "in"])
    fact = names.fact(given["fact"])
    tests = {key: value for key, value in given.items() if key != "fact"}
    if not tests:
        return _true(given["fact"], names)
    nodes = tuple(
        _one_of(fact, value) if key == "in" else _compare(fact, key, value, names) for key, value in tests.items()
    )
    return nodes[0] if len(nodes) == 1 else All(nodes)


def _one_of(fact: Fact, node: Yaml) -> Node:
    if fact.type != "words":
        raise refusal(node.spot, f"'{fact.name}' is {_a(fact.type)}; only words can be 'in' a list.")
    return OneOf(fact.name, some(node, text))


def _compare(fact: Fact, operator: str, node: Yaml, names: Names) -> Node:
    if operator not in COMPARABLE[fact.type]:
        raise refusal(node.spot, f"'{fact.name}' is {_a(fact.type)} and cannot be compared with '{operator}'.")
    if isinstance(node, Table):
        other = names.fact(keys(node, ["fact"])["fact"])
        _check_same_kind(fact, other, node)
        return Compare(fact.name, operator, FactRef(other.name))
    return Compare(fact.name, operator, _literal(fact, node))


def _literal(fact: Fact, node: Yaml) -> Decimal | str:
    value = node.value if isinstance(node, Scalar) else None
    if fact.type in ("quantity", "integer") and isinstance(value, Decimal):
        return value
    if fact.type == "words" and isinstance(value, str):
        return value
    if fact.type == "date":
        raise refusal(node.spot, f"'{fact.name}' is a date; compare it with another date fact: {{fact: name}}.")
    raise refusal(node.spot, f"'{fact.name}' is {_a(fact.type)} and cannot be compared with this value.")


def _check_same_kind(left: Fact, right: Fact, node: Yaml) -> None:
    numbers = ("quantity", "integer")
    if left.type != right.type and not (left.type in numbers and right.type in numbers):
        raise refusal(node.spot, f"'{left.name}' is {_a(left.type)} and '{right.name}' is {_a(right.type)}.")
    if left.unit != right.unit:
        raise refusal(
            node.spot, f"'{left.name}' is in {left.unit or 'no unit'}, '{right.name}' in {right.unit or 'no unit'}."
        )


def _criterion(node: Yaml, names: Names) -> Node:
    written = keys(node, ["criterion"])["criterion"]
    key = text(written)
    if key not in names.criteria:
        raise refusal(written.spot, f"there is no criterion '{key}'. {instead(key, names.criteria)}")
    return CriterionRef(key)


def _known(node: Yaml, names: Names) -> Node:
    return IsKnown(names.fact(keys(node, ["known"])["known"]).name)


def _not(node: Yaml, names: Names) -> Node:
    return Not(read_logic(keys(node, ["not"])["not"], names))


def _when(node: Yaml, names: Names) -> Node:
    given = keys(node, ["when", "then"])
    return When(read_logic(given["when"], names), read_logic(given["then"], names))


def _at_least(node: Yaml, names: Names) -> Node:
    return at_least(node, lambda child: read_logic(child, names))


def at_least(node: Yaml, read: Callable[[Yaml], Node]) -> Node:
    """{at_least: n, of: [...]} whose children `read` reads."""
    given = keys(node, ["at_least", "of"])
    needed, children = whole(given["at_least"]), some(given["of"], read)
    if not 1 <= needed <= len(children):
        raise refusal(given["at_least"].spot, f"at least {needed} of {len(children)} cannot be meant.")
    return AtLeast(needed, children)


def _group(key: str, make: Callable[[tuple[Node, ...]], Node]) -> Callable[[Yaml, Names], Node]:
    def read(node: Yaml, names: Names) -> Node:
        return make(some(keys(node, [key])[key], lambda child: read_logic(child, names)))

    return read


LOGIC: Mapping[str, Callable[[Yaml, Names], Node]] = {
    "fact": _fact,
    "criterion": _criterion,
    "all": _group("all", All),
    "any": _group("any", Any),
    "none": _group("none", NoneOf),
    "not": _not,
    "at_least": _at_least,
    "when": _when,
    "first_known": _group("first_known", FirstKnown),
    "known": _known,
}


def _a(kind: str) -> str:
    return {"integer": "a whole number", "words": "words", "boolean": "a yes or no"}.get(kind, f"a {kind}")
