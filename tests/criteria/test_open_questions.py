"""What is asked for: exactly the unclear criteria that could still change the answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.criteria import Status, decisive, judge_tree
from accord.logic import All, Any, AtLeast, CriterionRef, Node, When, criteria_of

from .trees import trees, verdicts_of

MET, NOT, UNCLEAR, NA = Status.MET, Status.NOT_MET, Status.UNCLEAR, Status.NOT_APPLICABLE


def fillings(statuses: Mapping[str, Status]) -> Iterator[dict[str, Status]]:
    """Every way in which the unclear criteria may turn out."""
    choices = [(MET, NOT) if status is UNCLEAR else (status,) for status in statuses.values()]
    for way in itertools.product(*choices):
        yield dict(zip(statuses, way, strict=True))


def can_change(tree: Node, statuses: Mapping[str, Status], key: str) -> bool:
    """Is there a way in which this one criterion alone decides?"""
    return any(
        judge_tree(tree, verdicts_of({**way, key: MET})) is not judge_tree(tree, verdicts_of({**way, key: NOT}))
        for way in fillings(statuses)
    )


@given(trees(), st.data())
def test_asked_for_is_what_trying_every_filling_finds(tree: Node, data: st.DataObject) -> None:
    statuses = {key: data.draw(st.sampled_from([MET, NOT, UNCLEAR])) for key in criteria_of(tree)}
    expected = [key for key, status in statuses.items() if status is UNCLEAR and can_change(tree, statuses, key)]
    assert set(decisive(tree, verdicts_of(statuses))) == set(expected)


@given(trees(), st.data())
def test_a_tree_is_unclear_exactly_when_fillings_disagree(tree: Node, data: st.DataObject) -> None:
    statuses = {key: data.draw(st.sampled_from([MET, NOT, UNCLEAR])) for key in criteria_of(tree)}
    answers = {judge_tree(tree, verdicts_of(way)) for way in fillings(statuses)}
    expected = UNCLEAR if len(answers) > 1 else answers.pop()
    assert judge_tree(tree, verdicts_of(statuses)) is expected


A, B, C = (CriterionRef(f"c.c.{name}") for name in "abc")


@pytest.mark.parametrize(
    ("tree", "statuses", "asked"),
    [
        (All((A, B)), (UNCLEAR, UNCLEAR, MET), ("c.c.a", "c.c.b")),
        (All((A, B)), (UNCLEAR, NOT, MET), ()),
        (Any((A, B)), (UNCLEAR, MET, MET), ()),
        (All((Any((A, B)), C)), (MET, UNCLEAR, UNCLEAR), ("c.c.c",)),
        (AtLeast(2, (A, B, C)), (MET, MET, UNCLEAR), ()),
        (AtLeast(3, (A, B, C)), (MET, MET, UNCLEAR), ("c.c.c",)),
        (When(A, B), (UNCLEAR, MET, MET), ()),
        (When(A, B), (UNCLEAR, NOT, MET), ("c.c.a",)),
        (When(A, B), (MET, UNCLEAR, MET), ("c.c.b",)),
        (When(A, B), (NOT, UNCLEAR, MET), ()),
        (When(A, B), (UNCLEAR, UNCLEAR, MET), ("c.c.a", "c.c.b")),
        (All((A, B, A)), (UNCLEAR, MET, MET), ("c.c.a",)),
    ],
)
def test_only_what_can_still_matter_is_asked_for(
    tree: Node, statuses: tuple[Status, ...], asked: tuple[str, ...]
) -> None:
    verdicts = verdicts_of(dict(zip(("c.c.a", "c.c.b", "c.c.c"), statuses, strict=True)))
    assert decisive(tree, verdicts) == asked
