"""The judge, leaf by leaf: what is met, not met, unclear, and with which evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from accord.criteria import Criterion, FactValue, Status, Verdict, judge, judge_tree
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
from accord.records.dates import PartialDate

MET, NOT, UNCLEAR, NA = Status.MET, Status.NOT_MET, Status.UNCLEAR, Status.NOT_APPLICABLE
KEY = "a.b.c"


def shown(value: bool | int | str | PartialDate, *evidence: str) -> FactValue[str]:
    """A value with its evidence."""
    return FactValue(Decimal(value) if type(value) is int else value, evidence or (f"shown {value}",))


FACTS: dict[str, FactValue[str]] = {
    "yes": shown(True, "yes-note"),
    "no": shown(False, "no-note"),
    "five": shown(5, "five-note"),
    "six": shown(6, "six-note"),
    "word": shown("home", "word-note"),
    "march": FactValue(PartialDate(2026, 3), ("march-note",)),
    "tenth": FactValue(PartialDate(2026, 3, 10), ("tenth-note",)),
    "april": FactValue(PartialDate(2026, 4, 1), ("april-note",)),
    "bare": FactValue(Decimal(5)),
    "torn": FactValue(None, (), ("one side", "other side"), conflict=True, reason="Two notes disagree."),
}


def verdict(node: Node, gap: Node | None = None) -> Verdict[str]:
    return judge([Criterion(KEY, node, gap)], FACTS)[KEY]


@pytest.mark.parametrize(
    ("node", "status", "evidence"),
    [
        (IsTrue("yes"), MET, ("yes-note",)),
        (IsTrue("no"), NOT, ("no-note",)),
        (IsTrue("nowhere"), UNCLEAR, ()),
        (IsKnown("no"), MET, ("no-note",)),
        (IsKnown("nowhere"), UNCLEAR, ()),
        (Compare("five", ">=", Decimal(5)), MET, ("five-note",)),
        (Compare("five", ">", Decimal(5)), NOT, ("five-note",)),
        (Compare("five", "<=", Decimal("4.99")), NOT, ("five-note",)),
        (Compare("five", "<", Decimal("5.01")), MET, ("five-note",)),
        (Compare("five", "==", Decimal("5.0")), MET, ("five-note",)),
        (Compare("five", "<", FactRef("six")), MET, ("five-note", "six-note")),
        (Compare("five", "<", FactRef("nowhere")), UNCLEAR, ("five-note",)),
        (Compare("five", "<=", FactRef("bare")), UNCLEAR, ("five-note",)),
        (Compare("bare", "<=", Decimal(5)), UNCLEAR, ()),
        (OneOf("word", ("home", "work")), MET, ("word-note",)),
        (OneOf("word", ("work",)), NOT, ("word-note",)),
        (Compare("march", "<", FactRef("april")), MET, ("march-note", "april-note")),
        (Compare("march", "<=", FactRef("tenth")), UNCLEAR, ("march-note", "tenth-note")),
        (Compare("tenth", "<", FactRef("tenth")), NOT, ("tenth-note",)),
        (Not(IsTrue("no")), MET, ("no-note",)),
        (Not(IsTrue("nowhere")), UNCLEAR, ()),
        (NoneOf((IsTrue("no"), IsTrue("nowhere"))), UNCLEAR, ("no-note",)),
        (NoneOf((IsTrue("yes"), IsTrue("nowhere"))), NOT, ("yes-note",)),
        (All((IsTrue("yes"), IsTrue("no"))), NOT, ("no-note",)),
        (Any((IsTrue("yes"), IsTrue("no"))), MET, ("yes-note",)),
        (Any((IsTrue("no"), Compare("five", ">", Decimal(5)))), NOT, ("no-note", "five-note")),
        (AtLeast(2, (IsTrue("yes"), IsTrue("no"), IsKnown("five"))), MET, ("yes-note", "five-note")),
        (AtLeast(2, (IsTrue("yes"), IsTrue("no"))), NOT, ("no-note",)),
        (When(IsTrue("no"), IsTrue("nowhere")), NA, ("no-note",)),
        (When(IsTrue("yes"), IsTrue("no")), NOT, ("no-note", "yes-note")),
        (When(IsTrue("nowhere"), IsTrue("yes")), MET, ("yes-note",)),
        (When(IsTrue("nowhere"), IsTrue("no")), UNCLEAR, ("no-note",)),
        (When(IsTrue("nowhere"), When(IsTrue("no"), IsTrue("yes"))), NA, ("no-note",)),
        (FirstKnown((IsTrue("nowhere"), IsTrue("no"), IsTrue("yes"))), NOT, ("no-note",)),
        (FirstKnown((IsTrue("torn"), IsTrue("yes"))), UNCLEAR, ()),
    ],
)
def test_each_node_gives_its_answer_with_what_proves_it(node: Node, status: Status, evidence: tuple[str, ...]) -> None:
    given = verdict(node)
    assert (given.status, given.evidence) == (status, evidence)


@pytest.mark.parametrize(
    ("node", "missing"),
    [
        (IsTrue("nowhere"), ("nowhere",)),
        (Compare("nowhere", "<", FactRef("elsewhere")), ("nowhere", "elsewhere")),
        (Compare("five", "<", FactRef("elsewhere")), ("elsewhere",)),
        (All((IsTrue("yes"), IsTrue("nowhere"))), ("nowhere",)),
        (Any((IsTrue("yes"), IsTrue("nowhere"))), ()),
        (Any((All((IsTrue("no"), IsTrue("nowhere"))), IsTrue("elsewhere"))), ("elsewhere",)),
        (Compare("march", "<=", FactRef("tenth")), ("march", "tenth")),
    ],
)
def test_missing_names_only_facts_that_could_still_matter(node: Node, missing: tuple[str, ...]) -> None:
    assert verdict(node).missing == missing


def test_a_conflict_is_unclear_and_shows_both_sides() -> None:
    given = verdict(All((IsTrue("yes"), IsTrue("torn"))))
    assert (given.status, given.conflict, given.reason) == (UNCLEAR, True, "Two notes disagree.")
    assert given.against == ("one side", "other side")


def test_a_conflict_that_does_not_matter_is_not_shown() -> None:
    given = verdict(Any((IsTrue("yes"), IsTrue("torn"))))
    assert (given.status, given.conflict, given.against) == (MET, False, ())


def test_a_value_in_conflict_does_not_count_even_when_it_is_given() -> None:
    facts = {"x": FactValue(True, ("note",), ("other note",), conflict=True)}
    assert judge([Criterion(KEY, IsTrue("x"))], facts)[KEY].status is UNCLEAR


def test_the_range_that_the_text_leaves_open_is_unclear() -> None:
    logic = Compare("five", ">=", Decimal(5))
    assert verdict(logic, Compare("five", "==", Decimal(5))).reason == "The source text leaves this open."
    assert verdict(logic, Compare("five", ">", Decimal(5))).status is MET
    assert verdict(logic, IsTrue("nowhere")).status is MET


def test_a_criterion_may_rest_on_another() -> None:
    first, second = Criterion("a.b.first", IsTrue("yes")), Criterion("a.b.second", CriterionRef("a.b.first"))
    verdicts = judge([second, first], FACTS)
    assert list(verdicts) == ["a.b.second", "a.b.first"]
    assert verdicts["a.b.second"].evidence == ("yes-note",)


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ([Criterion(KEY, CriterionRef("a.b.d"))], "No criterion a.b.d"),
        ([Criterion(KEY, CriterionRef(KEY))], "refers to itself"),
        ([Criterion(KEY, CriterionRef("a.b.d")), Criterion("a.b.d", CriterionRef(KEY))], "a.b.c > a.b.d"),
        ([Criterion(KEY, IsTrue("five"))], "not a yes or no"),
        ([Criterion(KEY, OneOf("five", ("5",)))], "not a word"),
        ([Criterion(KEY, Compare("five", ">=", "5"))], "Cannot compare"),
        ([Criterion(KEY, Compare("yes", ">=", Decimal(1)))], "Cannot compare"),
        ([Criterion(KEY, Compare("march", "<", FactRef("five")))], "Cannot compare"),
    ],
)
def test_what_does_not_fit_is_refused(criteria: list[Criterion], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        judge(criteria, FACTS)


def test_no_comparison_but_the_five() -> None:
    with pytest.raises(Invalid, match="is no comparison"):
        Compare("five", "!=", Decimal(5))


@dataclass(frozen=True)
class Unhashable:
    """Evidence as lists or dicts hold it: it can be compared and not hashed."""

    words: list[str]

    __hash__ = None  # pyright: ignore[reportAssignmentType]


def test_evidence_need_not_be_hashable_and_stands_once() -> None:
    proof = Unhashable(["note"])
    facts = {"a": FactValue(True, (proof,)), "b": FactValue(True, (Unhashable(["note"]),))}
    assert judge([Criterion(KEY, All((IsTrue("a"), IsTrue("b"))))], facts)[KEY].evidence == (proof,)


def test_a_tree_is_judged_over_verdicts() -> None:
    verdicts = {"a.b.x": Verdict[str]("a.b.x", MET), "a.b.y": Verdict[str]("a.b.y", UNCLEAR)}
    assert judge_tree(Any((CriterionRef("a.b.x"), CriterionRef("a.b.y"))), verdicts) is MET
    with pytest.raises(Invalid, match="No criterion"):
        judge_tree(CriterionRef("a.b.z"), verdicts)
