"""Only a criterion that keeps a request from approval is a reason against it, and all that a decision lacks is told at once."""

from __future__ import annotations

import dataclasses

import pytest

from accord.cases.decisions import Ground, Line, LineDecision, Outcome, check_decisions
from accord.cases.turning import holding, turning_for
from accord.criteria import Status
from accord.dossier.review import Review, TreeKind, TreeNode
from accord.errors import Forbidden, Invalid
from tests.cases.test_cases import REASON
from tests.cases.test_qualified import DAY, DIRECTOR, oxygen

MET, NOT, OPEN, NONE = Status.MET, Status.NOT_MET, Status.UNCLEAR, Status.NOT_APPLICABLE


def leaf(key: str, status: Status) -> TreeNode:
    return TreeNode(TreeKind.CRITERION, status, key)


def node(kind: TreeKind, status: Status, *children: TreeNode) -> TreeNode:
    return TreeNode(kind, status, None, 1 if kind is TreeKind.AT_LEAST else None, children)


@pytest.mark.parametrize(
    ("tree", "keys"),
    [
        (node(TreeKind.ALL, NOT, leaf("a", MET), leaf("b", OPEN), leaf("c", NOT), leaf("d", NONE)), "bc"),
        (node(TreeKind.ALL, OPEN, leaf("a", OPEN), node(TreeKind.ANY, MET, leaf("b", NOT), leaf("c", MET))), "a"),
        (node(TreeKind.ANY, NOT, leaf("a", NOT), node(TreeKind.ALL, NOT, leaf("b", MET), leaf("c", NOT))), "ac"),
        (node(TreeKind.AT_LEAST, OPEN, leaf("a", NOT), leaf("b", OPEN)), "ab"),
        (node(TreeKind.ALL, MET, leaf("a", MET), node(TreeKind.ANY, MET, leaf("b", OPEN), leaf("c", MET))), ""),
        (node(TreeKind.NONE, NOT, leaf("a", MET), leaf("b", NOT), leaf("c", OPEN)), "ac"),
        (node(TreeKind.NOT, NOT, node(TreeKind.ALL, MET, leaf("a", MET), leaf("b", MET))), "ab"),
        (node(TreeKind.WHEN, NOT, leaf("a", MET), leaf("b", NOT)), "b"),
        (node(TreeKind.WHEN, OPEN, leaf("a", OPEN), leaf("b", NOT)), "ab"),
        (node(TreeKind.WHEN, NONE, leaf("a", NOT), leaf("b", NOT)), ""),
        (node(TreeKind.FIRST_KNOWN, NOT, leaf("a", OPEN), leaf("b", NOT), leaf("c", NOT)), "ab"),
    ],
)  # fmt: skip
def test_what_keeps_from_approval_is_what_the_policy_still_needs(tree: TreeNode, keys: str) -> None:
    assert "".join(sorted(holding(tree))) == keys


def with_alternatives() -> tuple[Review, str, str]:
    """Oxygen, as if its first two criteria that are not met were alternatives of which the record bears another; then the keys
    of one of these and of one that is needed."""
    review = oxygen()
    spare, needed = [one.key for one in review.criteria if one.status in (NOT, OPEN)][:2]
    proved = next(one.key for one in review.criteria if one.status is MET)
    either = node(TreeKind.ANY, MET, leaf(spare, OPEN), leaf(proved, MET))
    tree = node(TreeKind.ALL, OPEN, either, leaf(needed, OPEN))
    return dataclasses.replace(review, tree=tree, root=OPEN), spare, needed


def denies(review: Review, *opened: str, **told: str) -> None:
    one = LineDecision(1, Outcome.DENIED, **{"missing": "A test during sleep.", "reason": REASON, **told})  # type: ignore[arg-type]
    check_decisions(DIRECTOR, [Line(1, "E1390")], [one], Ground(review, opened, "ask", DAY))


def test_an_alternative_that_nobody_needs_is_no_reason_against_a_request() -> None:
    review, spare, needed = with_alternatives()
    assert [one.key for one in turning_for(review, 1, "E1390")] == [needed]
    with pytest.raises(Invalid, match="does not keep line 1 from approval") as told:
        denies(review, spare, criterion=spare)
    assert review.criterion(spare).question in str(told.value)
    assert spare not in str(told.value)
    denies(review, needed, criterion=needed)


def test_where_all_that_is_needed_is_met_nothing_is_a_reason() -> None:
    review, spare, _ = with_alternatives()
    assert review.tree is not None
    met = dataclasses.replace(review, tree=review.tree.children[0], root=MET)
    assert turning_for(met, 1, "E1390") == ()
    with pytest.raises(Invalid, match="does not keep line 1"):
        denies(met, spare, criterion=spare)
    with pytest.raises(Invalid, match="all that the policy needs for met"):
        denies(met, criterion="")


def test_all_that_a_decision_lacks_is_told_at_once_and_by_the_question() -> None:
    review, _, needed = with_alternatives()
    with pytest.raises(Forbidden) as told:
        denies(review, criterion=needed, missing="", reason="No.")
    words = str(told.value)
    parts = ["have not opened the evidence", "which proof is missing", "too short", "40 letters and 6 different words"]
    assert all(part in words for part in parts)
    assert review.criterion(needed).question in words
    assert needed not in words
    with pytest.raises(Invalid) as lacking:
        denies(review, needed, criterion=needed, missing="", reason="No.")
    assert "opened" not in str(lacking.value)
    assert all(part in str(lacking.value) for part in parts[1:])
