"""A review that contradicts itself cannot be made."""

from __future__ import annotations

import dataclasses

import pytest

from accord.criteria import Status, Verdict
from accord.criteria.logic import All, AtLeast, CriterionRef, IsTrue
from accord.dossier.received import RecordSeen
from accord.dossier.review import (
    Conflict,
    ConflictKind,
    NoPolicy,
    Proposal,
    ProposalKind,
    TreeKind,
    TreeNode,
)
from accord.dossier.seen import record_seen, tree_seen
from accord.errors import Invalid, NotFound
from accord.records.record import Unread

from . import case

MET = TreeNode(TreeKind.CRITERION, Status.MET, "bath.gait")


@pytest.mark.parametrize(
    "change",
    [
        {"proposal": Proposal(ProposalKind.APPROVE, "why")},
        {
            "proposal": Proposal(ProposalKind.APPROVE, "why"),
            "root": Status.MET,
            "tree": MET,
            "policy": NoPolicy("none"),
        },
        {"tree": MET},
        {"tree": TreeNode(TreeKind.CRITERION, Status.UNCLEAR, "bath.nowhere")},
        {"criteria": (case.criteria()[0], case.criteria()[0])},
    ],
    ids=["approval of what is unclear", "approval without policy", "two roots", "unknown criterion", "same key twice"],
)
def test_a_review_refuses_what_cannot_be(change: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        dataclasses.replace(case.review(), **change)


@pytest.mark.parametrize("status", [Status.MET, Status.NOT_MET])
def test_no_criterion_is_decided_without_evidence(status: Status) -> None:
    with pytest.raises(Invalid, match="without evidence"):
        dataclasses.replace(case.criteria()[2], status=status, evidence=())


def test_a_proposal_to_ask_names_what_to_ask_for() -> None:
    with pytest.raises(Invalid, match="nothing to ask"):
        Proposal(ProposalKind.ASK, "why")


def test_there_is_no_proposal_to_deny() -> None:
    assert {kind.value for kind in ProposalKind} == {"approve", "ask", "clinician"}


@pytest.mark.parametrize("kind", list(ConflictKind))
def test_a_conflict_shows_both_sides_unless_one_is_not_there(kind: ConflictKind) -> None:
    one = (case.place("order.pdf", "right hip"),)
    if kind in (ConflictKind.MISSING_ATTACHMENT, ConflictKind.OTHER):
        assert Conflict(kind, "sentence", one).places == one
    else:
        with pytest.raises(Invalid, match="it needs 2"):
            Conflict(kind, "sentence", one)


def test_the_order_in_which_files_came_changes_nothing() -> None:
    seen = case.review().record
    turned = dataclasses.replace(seen, files=seen.files[::-1], documents=seen.documents[::-1])
    assert turned == seen


def test_nothing_read_is_not_readable() -> None:
    assert not RecordSeen(unread=(Unread("a.pdf", "broken"),)).readable
    assert record_seen(case.record()).readable


def test_a_criterion_is_found_by_its_key_or_refused() -> None:
    assert case.review().criterion("bath.gait").section == "3(a)"
    with pytest.raises(NotFound, match=r"bath\.nowhere"):
        case.review().criterion("bath.nowhere")


def test_the_tree_shows_the_answer_at_every_node() -> None:
    proof = {"a": Verdict("a", Status.MET, ("words",)), "b": Verdict("b", Status.UNCLEAR)}
    tree = All((AtLeast(1, (CriterionRef("a"), CriterionRef("b"))), CriterionRef("b")))
    seen = tree_seen(tree, proof)
    assert [(n.kind.value, n.status.value, n.key, n.needed) for n in seen.walk()] == [
        ("all", "unclear", None, None),
        ("at_least", "met", None, 1),
        ("criterion", "met", "a", None),
        ("criterion", "unclear", "b", None),
        ("criterion", "unclear", "b", None),
    ]


def test_a_tree_that_asks_a_fact_directly_is_refused() -> None:
    with pytest.raises(Invalid):
        tree_seen(All((IsTrue("fact"),)), {})
