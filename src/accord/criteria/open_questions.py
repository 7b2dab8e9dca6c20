"""Which unclear criteria could still change the answer: only those are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from accord.criteria.judge import judge_tree
from accord.criteria.status import Status
from accord.criteria.verdicts import Verdict
from accord.logic import CriterionRef, Node, children_of

E = TypeVar("E")


def decisive(tree: Node, verdicts: Mapping[str, Verdict[E]]) -> tuple[str, ...]:
    """Keys of unclear criteria below a part of the tree that is itself still unclear, in tree order."""
    if judge_tree(tree, verdicts) is not Status.UNCLEAR:
        return ()
    if isinstance(tree, CriterionRef):
        return (tree.key,)
    keys = [key for child in children_of(tree) for key in decisive(child, verdicts)]
    return tuple(dict.fromkeys(keys))
