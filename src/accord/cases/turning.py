"""Which criteria keep a request from approval, as its policy joins them; nobody is decided against by any other."""

from __future__ import annotations

from accord.cases.qualified import parts_for
from accord.criteria import Status
from accord.dossier.review import LEAST_FIRST, CriterionReview, Part, Review, TreeKind, TreeNode

WHOLE = frozenset({Status.MET, Status.NOT_APPLICABLE})


def turning_for(review: Review, line: int, code: str) -> tuple[CriterionReview, ...]:
    """Of the criteria under which a line was weighed those that keep it from approval, each once, in order.

    Of alternatives none of which is met it is each; of those of which one is met it is none. A criterion that must not be
    met is among them while it is met or unclear.
    """
    found: dict[str, CriterionReview] = {}
    for part in parts_for(review, line, code):
        holding = _of_part(part)
        for one in part.criteria:
            held = found.get(one.key)
            if one.key in holding and (held is None or _weight(one) < _weight(held)):
                found[one.key] = one
    return tuple(found.values())


def _weight(one: CriterionReview) -> int:
    return LEAST_FIRST.index(one.status)


def _of_part(part: Part) -> frozenset[str]:
    if part.tree is None:
        return frozenset(one.key for one in part.criteria if one.status not in WHOLE)
    return holding(part.tree)


def holding(node: TreeNode, wanted: Status = Status.MET) -> frozenset[str]:
    """The criteria that keep a node of the tree from the status that is wanted of it, met or not met."""
    if node.status in (wanted, Status.NOT_APPLICABLE):
        return frozenset()
    if node.key is not None:
        return frozenset({node.key})
    children = node.children
    if node.kind in (TreeKind.NOT, TreeKind.NONE):
        wanted = Status.NOT_MET if wanted is Status.MET else Status.MET
    if node.kind is TreeKind.WHEN:  # a condition that holds is no fault; one of which nobody knows is to be cleared up
        condition, *children = node.children
        open_ = frozenset(one.key for one in condition.walk() if one.key and one.status is Status.UNCLEAR)
        return open_.union(*(holding(child, wanted) for child in children))
    if node.kind is TreeKind.FIRST_KNOWN:
        known = (i for i, child in enumerate(children) if child.status is not Status.UNCLEAR)
        children = children[: next(known, len(children)) + 1]
    return frozenset[str]().union(*(holding(child, wanted) for child in children))


__all__ = ["holding", "turning_for"]
