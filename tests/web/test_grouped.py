"""The criteria of a case stand as their policy joins them, and what counts no longer says so."""

from __future__ import annotations

import re
from typing import Any

from accord.criteria import Status
from accord.dossier.review import CriterionReview, NoPolicy, Part, Proposal, ProposalKind, TreeKind, TreeNode
from accord.web.grouped import add_groups
from tests.web.conftest import Web

OPEN, NOT, NONE = Status.UNCLEAR, Status.NOT_MET, Status.NOT_APPLICABLE


def leaf(key: str, status: Status) -> TreeNode:
    return TreeNode(TreeKind.CRITERION, status, key)


def grouped(tree: TreeNode) -> tuple[list[dict[str, Any]], str]:
    """The groups, and the keys of what counts no longer. The criteria stand as the tree first names them, all unclear: a
    verdict of their own would need evidence, and only the tree is asked."""
    keys = list(dict.fromkeys(node.key for node in tree.walk() if node.key))
    criteria = tuple(CriterionReview(key, key, key, "", "", OPEN) for key in keys)
    part = Part((0,), NoPolicy("none"), Proposal(ProposalKind.CLINICIAN, ""), tree.status, tree, criteria)
    told: dict[str, Any] = {"criteria": [{"key": key} for key in keys]}
    add_groups(told, part)
    return told["groups"], "".join(c["key"] for c in told["criteria"] if c["spare"])


def node(kind: TreeKind, status: Status, *children: TreeNode, needed: int | None = None) -> TreeNode:
    return TreeNode(kind, status, None, needed, children)


def test_alternatives_stand_under_one_heading_within_what_is_needed() -> None:
    either = node(TreeKind.ANY, NOT, leaf("b", NOT), leaf("c", NOT))
    groups, spare = grouped(node(TreeKind.ALL, NOT, leaf("a", OPEN), either))
    assert [one["words"] for one in groups] == ["All of these"]
    first, second = groups[0]["below"]
    assert first["at"] == 0
    assert (second["words"], second["status"]) == ("One of these is enough", "not_met")
    assert [one["at"] for one in second["below"]] == [1, 2]
    assert spare == ""  # nothing else is met: each of them may still be shown


def test_what_another_alternative_made_needless_counts_no_longer() -> None:
    inner = node(TreeKind.ALL, NOT, leaf("c", NOT), leaf("d", OPEN))
    groups, spare = grouped(node(TreeKind.ANY, Status.MET, leaf("a", Status.MET), leaf("b", OPEN), inner))
    assert spare == "bcd"
    assert [one.get("spare") for one in groups[0]["below"]] == [None, None, True]
    some = node(TreeKind.AT_LEAST, Status.MET, leaf("a", Status.MET), leaf("b", NOT), needed=1)
    assert grouped(some)[1] == "b"
    assert grouped(node(TreeKind.AT_LEAST, OPEN, leaf("a", Status.MET), leaf("b", NOT), needed=2))[1] == ""


def test_a_condition_that_does_not_hold_and_an_answer_that_came_before_leave_nothing_to_ask() -> None:
    assert grouped(node(TreeKind.WHEN, NONE, leaf("a", NOT), leaf("b", OPEN)))[1] == "b"
    assert grouped(node(TreeKind.WHEN, OPEN, leaf("a", OPEN), leaf("b", OPEN)))[1] == ""
    assert grouped(node(TreeKind.FIRST_KNOWN, NOT, leaf("a", OPEN), leaf("b", NOT), leaf("c", OPEN)))[1] == "c"


def test_a_criterion_that_counts_in_one_of_its_places_counts() -> None:
    done = node(TreeKind.ANY, Status.MET, leaf("a", Status.MET), leaf("b", OPEN))
    groups, spare = grouped(node(TreeKind.ALL, OPEN, done, leaf("b", OPEN)))
    assert spare == ""
    assert [one["again"] for one in groups[0]["below"] if "at" in one] == [True]


def test_a_heading_over_a_single_one_is_left_out_and_without_a_tree_they_stand_flat() -> None:
    groups, _ = grouped(node(TreeKind.ANY, OPEN, node(TreeKind.ALL, OPEN, leaf("a", OPEN))))
    assert [one["at"] for one in groups] == [0]
    criteria = (CriterionReview("a", "a", "a", "", "", OPEN),)
    flat: dict[str, Any] = {"criteria": [{"key": "a"}]}
    add_groups(flat, Part((0,), NoPolicy("none"), Proposal(ProposalKind.CLINICIAN, ""), criteria=criteria))
    assert [one["at"] for one in flat["groups"]] == [0]


def test_the_case_page_shows_the_groups_and_every_criterion_once(web: Web) -> None:
    case = web.case(web.people.reviewer, "cpap-approve")
    page = web.browser(web.people.reviewer).get(f"/cases/{case}")
    keys = re.findall(r'<article class="criterion"[^>]* id="([^"]+)"', page)
    assert len(keys) == len(set(keys)) > 4
    assert page.index('aria-label="All of these"') < page.index('aria-label="One of these is enough"')
    spare = re.findall(r'<article class="criterion" data-spare id="([^"]+)".*?</article>', page, re.S)
    assert 0 < len(spare) < len(keys)
    assert page.count("This counts no longer") == len(spare)
