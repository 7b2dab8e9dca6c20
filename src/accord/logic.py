"""The closed set of logic nodes in which a policy writes its criteria."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accord.errors import Invalid

COMPARISONS = (">=", ">", "<=", "<", "==")

Literal = Decimal | str | bool


@dataclass(frozen=True)
class FactRef:
    """The value of a fact: the right-hand side of a comparison against another fact."""

    name: str


@dataclass(frozen=True)
class IsTrue:
    """The boolean fact holds."""

    fact: str


@dataclass(frozen=True)
class IsKnown:
    """The record states a value for the fact; never 'not met'."""

    fact: str


@dataclass(frozen=True)
class Compare:
    """The fact compared with a literal or with another fact."""

    fact: str
    operator: str
    other: Literal | FactRef

    def __post_init__(self) -> None:
        if self.operator not in COMPARISONS:
            raise Invalid(f"'{self.operator}' is no comparison.", f"Use one of {', '.join(COMPARISONS)}.")


@dataclass(frozen=True)
class OneOf:
    """The fact's value is one of the listed words."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class CriterionRef:
    """The verdict of another criterion."""

    key: str


@dataclass(frozen=True)
class All:
    """All of the children."""

    children: tuple[Node, ...]


@dataclass(frozen=True)
class Any:
    """Any of the children."""

    children: tuple[Node, ...]


@dataclass(frozen=True)
class NoneOf:
    """None of the children."""

    children: tuple[Node, ...]


@dataclass(frozen=True)
class AtLeast:
    """At least `needed` of the children."""

    needed: int
    children: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """The opposite of the child."""

    child: Node


@dataclass(frozen=True)
class When:
    """If the condition is met then `then`; not applicable if the condition is not met.

    While the condition is unclear: met if `then` is met (it holds either way), else unclear.
    """

    condition: Node
    then: Node


@dataclass(frozen=True)
class FirstKnown:
    """The first child that is not unclear: a better source before a weaker one."""

    children: tuple[Node, ...]


Node = IsTrue | IsKnown | Compare | OneOf | CriterionRef | All | Any | NoneOf | AtLeast | Not | When | FirstKnown


def children_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    if isinstance(node, All | Any | NoneOf | AtLeast | FirstKnown):
        return node.children
    if isinstance(node, Not):
        return (node.child,)
    if isinstance(node, When):
        return (node.condition, node.then)
    return ()


def facts_of(node: Node) -> tuple[str, ...]:
    """Names of all facts below the node, each once, in order."""
    names: list[str] = []
    if isinstance(node, IsTrue | IsKnown | Compare | OneOf):
        names.append(node.fact)
        if isinstance(node, Compare) and isinstance(node.other, FactRef):
            names.append(node.other.name)
    for child in children_of(node):
        names.extend(facts_of(child))
    return tuple(dict.fromkeys(names))


def criteria_of(node: Node) -> tuple[str, ...]:
    """Keys of all criteria named below the node, each once, in order."""
    keys: list[str] = [node.key] if isinstance(node, CriterionRef) else []
    for child in children_of(node):
        keys.extend(criteria_of(child))
    return tuple(dict.fromkeys(keys))
