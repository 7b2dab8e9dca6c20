"""The criteria of a part as its policy joins them: all of these, one of these; and which of them count no longer."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from accord.criteria import Status
from accord.dossier.phrases import SIGN, STATUS
from accord.dossier.review import Part, PolicyUsed, TreeKind, TreeNode
from accord.dossier.visible import one_line
from accord.wording import say

View = dict[str, Any]
ENOUGH = (TreeKind.ANY, TreeKind.AT_LEAST)  # kinds of which some suffice


def add_groups(told: View, part: Part) -> None:
    """To a part as shown its groups, to each of its criteria whether it counts no longer (`spare`).

    A group is {"words", "status", "sign", "word", "spare", "below"}, a criterion in it {"at": its position, "again"}.
    """
    positions = {criterion.key: at for at, criterion in enumerate(part.criteria)}
    counted = _counted(part.tree, spare=False) if part.tree else set(positions)
    for criterion, shown_as in zip(part.criteria, told["criteria"], strict=True):
        shown_as["spare"] = criterion.key not in counted
    seen: set[str] = set()
    told["groups"] = _below(part.tree, positions, seen, spare=False) if part.tree else []
    told["groups"] += [_leaf(at, again=False) for key, at in positions.items() if key not in seen]


def add_policy(told: View, part: Part) -> None:
    """To a part as shown its policy and where its page is, to each of its criteria where that page speaks of it; '' without one."""
    policy = part.policy
    known = isinstance(policy, PolicyUsed)
    told["policy_id"] = one_line(policy.id) if known else ""
    told["policy_title"] = one_line(f"{policy.title}, {policy.edition}") if known else ""
    told["policy_page"] = f"/policies/{quote(policy.id, safe='')}" if known else ""
    for criterion, shown_as in zip(part.criteria, told["criteria"], strict=True):
        shown_as["policy_page"] = f"{told['policy_page']}#k-{quote(criterion.key)}" if known else ""


def _below(node: TreeNode, positions: dict[str, int], seen: set[str], *, spare: bool) -> list[View]:
    if node.key is not None:
        again = node.key in seen
        seen.add(node.key)
        return [_leaf(positions[node.key], again=again)]
    below: list[View] = []
    for child in node.children:
        below += _below(child, positions, seen, spare=spare or not _counts(node, child))
    if len(node.children) == 1 and node.kind in (TreeKind.ALL, TreeKind.ANY):
        return below
    told = {"needed": node.needed} if node.kind is TreeKind.AT_LEAST else {}
    words = say(f"web.case.group.{node.kind.value}", **told)
    status = {"status": node.status.value, "sign": SIGN[node.status], "word": say(STATUS[node.status])}
    return [{"words": words, **status, "spare": spare, "below": below}]


def _leaf(at: int, *, again: bool) -> View:
    return {"at": at, "again": again, "below": []}


def _counted(node: TreeNode, *, spare: bool) -> set[str]:
    """The criteria that can still turn the answer in one of their places."""
    if node.key is not None:
        return set() if spare else {node.key}
    found: set[str] = set()
    for child in node.children:
        found |= _counted(child, spare=spare or not _counts(node, child))
    return found


def _counts(node: TreeNode, child: TreeNode) -> bool:
    """False where the node is answered by others of its children whatever this one says."""
    before = node.children[: node.children.index(child)]
    if node.kind in ENOUGH and node.status is Status.MET:
        return child.status is Status.MET
    if node.kind is TreeKind.WHEN and before:
        return before[0].status is not Status.NOT_MET
    if node.kind is TreeKind.FIRST_KNOWN:
        return all(one.status is Status.UNCLEAR for one in before)
    return True
