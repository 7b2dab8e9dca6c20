"""Trees over criteria for property tests: read-once (each criterion in one place), of every kind of node."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from hypothesis import strategies as st

from accord.criteria import Status, Verdict
from accord.logic import All, Any, AtLeast, CriterionRef, Node, NoneOf, Not, When

Shape = st.SearchStrategy[Callable[[Iterator[int]], Node]]


def _leaf(numbers: Iterator[int]) -> Node:
    return CriterionRef(f"c.c.{next(numbers)}")


def _group(children: Shape, *makers: Callable[[tuple[Node, ...]], Node]) -> Shape:
    def build(make: Callable[[tuple[Node, ...]], Node], parts: list[Callable[[Iterator[int]], Node]]):
        return lambda numbers: make(tuple(part(numbers) for part in parts))

    return st.builds(build, st.sampled_from(makers), st.lists(children, min_size=1, max_size=3))


def _at_least(children: Shape) -> Shape:
    def build(parts: list[Callable[[Iterator[int]], Node]], needed: int):
        return lambda numbers: AtLeast(min(needed, len(parts)), tuple(part(numbers) for part in parts))

    return st.builds(build, st.lists(children, min_size=1, max_size=3), st.integers(1, 3))


def _not(children: Shape) -> Shape:
    return children.map(lambda part: lambda numbers: Not(part(numbers)))


def positive_trees() -> st.SearchStrategy[Node]:
    """Without anything that turns an answer round."""
    return _numbered(
        st.recursive(st.just(_leaf), lambda below: st.one_of(_group(below, All, Any), _at_least(below)), max_leaves=6)
    )


def trees() -> st.SearchStrategy[Node]:
    """With none and not."""
    return _numbered(_choices())


def trees_with_conditionals() -> st.SearchStrategy[Node]:
    """Conditionals too, where a policy may have them: at the root, below all, below then."""
    below = _choices()
    return _numbered(
        st.recursive(below, lambda inner: st.one_of(_group(inner, All), _conditional_over(below, inner)), max_leaves=3)
    )


def _choices() -> Shape:
    return st.recursive(
        st.just(_leaf),
        lambda below: st.one_of(_group(below, All, Any, NoneOf), _at_least(below), _not(below)),
        max_leaves=5,
    )


def _conditional_over(condition: Shape, then: Shape) -> Shape:
    def build(asked: Callable[[Iterator[int]], Node], answer: Callable[[Iterator[int]], Node]):
        return lambda numbers: When(asked(numbers), answer(numbers))

    return st.builds(build, condition, then)


def _numbered(shapes: Shape) -> st.SearchStrategy[Node]:
    return shapes.map(lambda build: build(itertools.count()))


def verdicts_of(statuses: Mapping[str, Status]) -> dict[str, Verdict[str]]:
    """Verdicts with those statuses."""
    return {key: Verdict(key, status) for key, status in statuses.items()}
