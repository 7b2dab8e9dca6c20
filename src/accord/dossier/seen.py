"""From the record and the judge's tree to the plain values that a review holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from accord.criteria import Verdict, judge_tree
from accord.dossier.received import DocumentSeen, FileSeen, RecordSeen, RecordWarning
from accord.dossier.review import TreeKind, TreeNode
from accord.errors import Invalid
from accord.logic import All, Any, AtLeast, CriterionRef, FirstKnown, Node, NoneOf, Not, When, children_of
from accord.records.record import Record

E = TypeVar("E")

_KINDS: dict[type, TreeKind] = {
    All: TreeKind.ALL,
    Any: TreeKind.ANY,
    NoneOf: TreeKind.NONE,
    AtLeast: TreeKind.AT_LEAST,
    Not: TreeKind.NOT,
    When: TreeKind.WHEN,
    FirstKnown: TreeKind.FIRST_KNOWN,
}


def record_seen(record: Record, warnings: tuple[RecordWarning, ...] = ()) -> RecordSeen:
    """What was received and read; the documents' own warnings are taken over, `warnings` come on top."""
    own = tuple(
        RecordWarning(document.name, sentence) for document in record.documents for sentence in document.warnings
    )
    return RecordSeen(
        files=tuple(FileSeen(file.name, file.sha256, file.media_type) for file in record.files),
        documents=tuple(
            DocumentSeen(d.name, d.kind.value, len(d.pages), d.sha256, d.title, d.parent) for d in record.documents
        ),
        unread=record.unread,
        warnings=own + warnings,
        resources=len(record.resources),
    )


def tree_seen(tree: Node, verdicts: Mapping[str, Verdict[E]]) -> TreeNode:
    """The criteria tree with the answer at every node. Raises Invalid for a tree that asks a fact directly."""
    status = judge_tree(tree, verdicts)
    if isinstance(tree, CriterionRef):
        return TreeNode(TreeKind.CRITERION, status, key=tree.key)
    kind = _KINDS.get(type(tree))
    if kind is None:
        raise Invalid(f"A criteria tree joins criteria; {type(tree).__name__} stands in one.")
    children = tuple(tree_seen(child, verdicts) for child in children_of(tree))
    return TreeNode(kind, status, needed=tree.needed if isinstance(tree, AtLeast) else None, children=children)
