"""What must hold of the judge for every tree and every record."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.criteria import Criterion, FactValue, Status, judge, judge_tree
from accord.logic import (
    All,
    Any,
    AtLeast,
    Compare,
    CriterionRef,
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

from .trees import positive_trees, trees_with_conditionals, verdicts_of

KEY = "a.b.c"
YES, NUMBERS = [f"yes{n}" for n in range(4)], [f"number{n}" for n in range(3)]

leaves = st.one_of(
    st.sampled_from(YES).map(IsTrue),
    st.sampled_from(YES + NUMBERS).map(IsKnown),
    st.builds(
        Compare, st.sampled_from(NUMBERS), st.sampled_from([">=", ">", "<=", "<", "=="]), st.integers(0, 4).map(Decimal)
    ),
    st.just(OneOf("word", ("home",))),
)


def _over(children: st.SearchStrategy[Node], turning: bool) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    plain = [
        several.map(All),
        several.map(Any),
        st.builds(lambda c, n: AtLeast(min(n, len(c)), c), several, st.integers(1, 3)),
    ]
    turned = [several.map(NoneOf), children.map(Not), st.builds(When, children, children), several.map(FirstKnown)]
    return st.one_of(*plain, *(turned if turning else []))


any_logic = st.recursive(leaves, lambda below: _over(below, turning=True), max_leaves=8)
positive_logic = st.recursive(leaves, lambda below: _over(below, turning=False), max_leaves=8)

one_of_each = {
    **{name: st.booleans() for name in YES},
    **{name: st.integers(0, 4).map(Decimal) for name in NUMBERS},
    "word": st.sampled_from(["home", "work"]),
}
whole_records = st.fixed_dictionaries(one_of_each)


def facts_from(record: Mapping[str, bool | Decimal | str], told: set[str]) -> dict[str, FactValue[str]]:
    """The facts of which the record tells, each with evidence; the others say that nothing was found."""
    return {
        name: FactValue(value, (f"{name} is {value}",)) if name in told else FactValue(reason="Nothing found.")
        for name, value in record.items()
    }


def answer(logic: Node, facts: Mapping[str, FactValue[str]]) -> Status:
    return judge([Criterion(KEY, logic)], facts)[KEY].status


@given(positive_logic, whole_records, st.sets(st.sampled_from(list(one_of_each))), st.sampled_from(list(one_of_each)))
def test_learning_a_fact_never_turns_an_answer_round(
    logic: Node, record: dict[str, bool | Decimal | str], told: set[str], learned: str
) -> None:
    before = answer(logic, facts_from(record, told - {learned}))
    after = answer(logic, facts_from(record, told | {learned}))
    assert before is Status.UNCLEAR or after is before


@given(trees_with_conditionals(), st.data())
def test_learning_a_verdict_never_turns_a_tree_round(tree: Node, data: st.DataObject) -> None:
    keys = criteria_of(tree)
    statuses = {key: data.draw(st.sampled_from([Status.MET, Status.NOT_MET, Status.UNCLEAR])) for key in keys}
    learned = data.draw(st.sampled_from(keys))
    later = {**statuses, learned: data.draw(st.sampled_from([Status.MET, Status.NOT_MET]))}
    before = judge_tree(tree, verdicts_of({**statuses, learned: Status.UNCLEAR}))
    after = judge_tree(tree, verdicts_of(later))
    assert before is Status.UNCLEAR or _counts_as(after) is _counts_as(before)


def _counts_as(status: Status) -> Status:
    return Status.MET if status is Status.NOT_APPLICABLE else status


@given(any_logic, whole_records)
def test_without_evidence_nothing_is_met_or_not_met(logic: Node, record: dict[str, bool | Decimal | str]) -> None:
    bare = {name: FactValue[str](value) for name, value in record.items()}
    for facts in ({}, facts_from(record, set()), bare):
        verdict = judge([Criterion(KEY, logic)], facts)[KEY]
        assert verdict.status is Status.UNCLEAR
        assert not verdict.evidence


@given(any_logic, whole_records, st.sets(st.sampled_from(list(one_of_each))))
def test_an_answer_bears_evidence_only_from_its_facts_and_unclear_names_what_lacks(
    logic: Node, record: dict[str, bool | Decimal | str], told: set[str]
) -> None:
    facts = facts_from(record, told)
    verdict = judge([Criterion(KEY, logic)], facts)[KEY]
    possible = {proof for name in facts_of(logic) for proof in facts[name].evidence}
    assert set(verdict.evidence) <= possible
    assert set(verdict.missing) <= set(facts_of(logic)) - told
    assert bool(verdict.missing) == (verdict.status is Status.UNCLEAR)
    assert verdict.status is Status.UNCLEAR or verdict.evidence


@given(any_logic, whole_records, st.sets(st.sampled_from(list(one_of_each))), st.randoms(use_true_random=False))
def test_the_order_of_children_does_not_matter(
    logic: Node, record: dict[str, bool | Decimal | str], told: set[str], chance: random.Random
) -> None:
    facts = facts_from(record, told)
    here, there = (judge([Criterion(KEY, node)], facts)[KEY] for node in (logic, shuffled(logic, chance)))
    assert (here.status, set(here.evidence), set(here.missing)) == (
        there.status,
        set(there.evidence),
        set(there.missing),
    )


def shuffled(node: Node, chance: random.Random) -> Node:
    """The same node with children in another order, but for first_known, whose order is its meaning."""
    children = [shuffled(child, chance) for child in children_of(node)]
    match node:
        case All() | Any() | NoneOf():
            chance.shuffle(children)
            return type(node)(tuple(children))
        case AtLeast(needed, _):
            chance.shuffle(children)
            return AtLeast(needed, tuple(children))
        case FirstKnown():
            return FirstKnown(tuple(children))
        case Not():
            return Not(children[0])
        case When():
            return When(children[0], children[1])
        case _:
            return node


@given(any_logic, whole_records, st.sets(st.sampled_from(list(one_of_each))))
@settings(max_examples=50)
def test_the_same_facts_give_the_same_verdicts(
    logic: Node, record: dict[str, bool | Decimal | str], told: set[str]
) -> None:
    facts = facts_from(record, told)
    backwards = dict(reversed(facts.items()))
    assert repr(judge([Criterion(KEY, logic)], facts)) == repr(judge([Criterion(KEY, logic)], backwards))


@given(positive_trees(), st.data())
def test_a_tree_over_criteria_answers_as_the_same_logic_over_facts(tree: Node, data: st.DataObject) -> None:
    told = {key: data.draw(st.sampled_from([True, False, None])) for key in criteria_of(tree)}
    criteria = [Criterion(key, IsTrue(key)) for key in told]
    facts = {key: FactValue(value, (key,)) for key, value in told.items() if value is not None}
    verdicts = judge([*criteria, Criterion(KEY, tree)], facts)
    assert judge_tree(tree, verdicts) is verdicts[KEY].status


def test_a_reference_hides_nothing_of_the_criterion_it_names() -> None:
    facts = {"yes0": FactValue[str](None, (), ("left", "right"), conflict=True, reason="Two notes disagree.")}
    verdicts = judge([Criterion("a.b.inner", IsTrue("yes0")), Criterion(KEY, CriterionRef("a.b.inner"))], facts)
    inner, outer = verdicts["a.b.inner"], verdicts[KEY]
    assert (outer.status, outer.missing, outer.conflict, outer.reason) == (
        inner.status,
        inner.missing,
        inner.conflict,
        inner.reason,
    )
