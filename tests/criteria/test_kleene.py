"""Truth tables, whole: an answer is given exactly when every way of filling the unclear children gives it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import pytest

from accord.criteria.status import Status, all_of, any_of, at_least, none_of, opposite

MET, NOT, UNCLEAR, NA = Status.MET, Status.NOT_MET, Status.UNCLEAR, Status.NOT_APPLICABLE
Rule = Callable[[Sequence[Status]], Status]
ROWS = [row for size in range(1, 5) for row in itertools.product((MET, NOT, UNCLEAR), repeat=size)]


def two_valued(holds: Callable[[list[bool]], bool]) -> Rule:
    """The rule that answers by filling each unclear child both ways."""

    def rule(children: Sequence[Status]) -> Status:
        ways = itertools.product(*[(True, False) if c is UNCLEAR else (c is MET,) for c in children])
        answers = {holds(list(way)) for way in ways}
        return UNCLEAR if len(answers) == 2 else MET if answers == {True} else NOT

    return rule


RULES: list[tuple[str, Rule, Rule]] = [
    ("all", all_of, two_valued(all)),
    ("any", any_of, two_valued(any)),
    ("none", none_of, two_valued(lambda way: not any(way))),
    *(
        (f"at least {n}", lambda c, n=n: at_least(n, c), two_valued(lambda way, n=n: sum(way) >= n))
        for n in range(1, 5)
    ),
]


@pytest.mark.parametrize(("name", "rule", "expected"), RULES, ids=[rule[0] for rule in RULES])
def test_a_rule_answers_exactly_when_every_filling_agrees(name: str, rule: Rule, expected: Rule) -> None:
    wrong = [(row, rule(row), expected(row)) for row in ROWS if rule(row) is not expected(row)]
    assert not wrong, name


@pytest.mark.parametrize(
    ("rule", "children", "answer"),
    [
        (all_of, (NA, MET), MET),
        (all_of, (NA, NA), MET),
        (all_of, (NA, UNCLEAR), UNCLEAR),
        (all_of, (NA, NOT), NOT),
        (any_of, (NA, NOT), NOT),
        (any_of, (NA, UNCLEAR), UNCLEAR),
        (any_of, (NA, MET), MET),
        (any_of, (NA, NA), NA),
        (none_of, (NA, NOT), MET),
        (none_of, (NA, MET), NOT),
        (none_of, (NA, UNCLEAR), UNCLEAR),
    ],
)
def test_not_applicable_counts_as_met_in_all_and_is_left_out_of_a_choice(
    rule: Rule, children: tuple[Status, ...], answer: Status
) -> None:
    assert rule(children) is answer


@pytest.mark.parametrize(("status", "turned"), [(MET, NOT), (NOT, MET), (UNCLEAR, UNCLEAR), (NA, NA)])
def test_the_opposite_of_unclear_is_unclear(status: Status, turned: Status) -> None:
    assert opposite(status) is turned
