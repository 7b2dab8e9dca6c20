"""The parts of a review in words: of each the policy, the proposal, the criteria and their tree, or the checklists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accord.criteria import Status
from accord.dossier.checklist import Candidate, Checklist, ChecklistDocument, ChecklistItem
from accord.dossier.correction import FindingKeys
from accord.dossier.phrases import (
    MOST_SHOWN,
    SIGN,
    STATUS,
    TREE,
    against_label,
    cited_words,
    document_words,
    not_shown,
    part_words,
    policy_words,
    proof_label,
    proposal_words,
    quote,
    read_as,
    where,
)
from accord.dossier.review import CriterionReview, NoPolicy, Part, Review, TreeKind, TreeNode
from accord.dossier.visible import one_line
from accord.records.findings import Finding
from accord.records.places import AnyPlace
from accord.records.record import Record
from accord.wording import say

View = dict[str, Any]


def parts_view(review: Review, cite: Cite) -> list[View]:
    """Every part; the heading is '' where there is only one. `id` begins the anchors of its criteria."""
    several = bool(review.parts)
    return [
        part_view(review.of(part), cite, anchor) | {"heading": part_words(review, part) if several else ""}
        for anchor, part in anchored(review)
    ]


def anchored(review: Review) -> list[tuple[str, Part]]:
    """Every part with what begins the anchors of its criteria."""
    return [(f"k{i}-" if review.parts else "k-", part) for i, part in enumerate(review.all_parts, 1)]


def criterion_anchor(part: str, key: str) -> str:
    """Where a criterion stands on a page. part -- what begins the anchors of its part."""
    return f"{part}{one_line(key)}"


def part_view(review: Review, cite: Cite, anchor: str) -> View:
    """One part, given as the review of its services alone."""
    return {
        "id": anchor,
        "policy": policy_words(review),
        "proposal": {
            "kind": review.proposal.kind.value,
            "words": proposal_words(review),
            "why": one_line(review.proposal.why),
        },
        "counts": counts(review),
        "criteria": [_criterion(i, c, cite, anchor) for i, c in enumerate(review.criteria, 1)],
        "tree": _tree(review.tree, review, anchor) if review.tree else None,
        "policy_rows": _policy(review),
        "checklists": [_checklist(one, cite) for one in review.checklists],
    }


def counts(review: Review) -> list[View]:
    """How many criteria of each status."""
    return [_status(s) | {"count": len(review.with_status(s))} for s in Status if review.with_status(s)]


def _checklist(one: Checklist, cite: Cite) -> View:
    return {
        "code": one_line(one.code),
        "note": one_line(f"{one.note} {one.remedy}"),
        "documents": [_document(document, cite) for document in one.documents],
    }


def _document(document: ChecklistDocument, cite: Cite) -> View:
    return {
        "title": document_words(document),
        "why": one_line(document.why),
        "url": one_line(document.url),
        "note": one_line(document.note),
        "more": say("checklist.more", count=document.more) if document.more else "",
        "requirements": [_item(i, item, document.kind, cite) for i, item in enumerate(document.items, 1)],
    }


def _item(number: int, item: ChecklistItem, kind: str, cite: Cite) -> View:
    return {
        "number": number,
        "under": one_line(item.under),
        "words": one_line(item.cited.text),
        "cited": cited_words(item.cited, kind),
        "candidates": [_candidate(one, cite) for one in item.candidates],
    }


def _candidate(one: Candidate, cite: Cite) -> View:
    told = [say("checklist.shared", words=one_line(", ".join(one.shared)))] if one.shared else []
    told += [say("checklist.meaning", nearness=one.meaning)] if one.meaning else []
    return cite.one(one.place) | {"shared": " ".join(told)}


class Cite:
    """Turns places into quoted words with their number; words the record does not hold are not shown."""

    def __init__(
        self, record: Record, numbers: Mapping[AnyPlace, int], anchors: frozenset[int], keys: FindingKeys,
        said: Mapping[str, tuple[str, ...]],
    ) -> None:  # fmt: skip
        self.record, self.numbers, self.anchors = record, numbers, anchors
        self.keys, self.said = keys, said

    def one(self, place: AnyPlace) -> View:
        found = self.record.resolves(place)
        words = quote(place) if found else say("page.not_in_record")
        number = self.numbers[place]
        return {"number": number, "words": words, "where": where(place), "linked": found and number in self.anchors}

    def all(self, places: Iterable[AnyPlace]) -> list[View]:
        return [self.one(place) for place in places]

    def finding(self, finding: Finding, label: str = "") -> View:
        key = self.keys.key(finding)
        more = {"read_as": read_as(finding), "support": self.all(finding.support)}
        told = {"key": key, "said": list(self.said.get(key, ())), "asked": finding.origin == "request"}
        return self.one(finding.place) | more | told | {"label": label, "against": bool(label)}


def _status(status: Status) -> View:
    return {"status": status.value, "sign": SIGN[status], "word": say(STATUS[status])}


def _policy(review: Review) -> list[View]:
    policy = review.policy
    if isinstance(policy, NoPolicy):
        rows = [(say("label.reason"), policy.reason), (say("label.remedy"), policy.remedy)]
        rows += [(say("label.candidate"), name) for name in policy.candidates]
    else:
        rows = [
            (say("label.policy"), f"{policy.id} {policy.title}"),
            (say("label.edition"), policy.edition),
            (say("label.variant"), policy.variant),
            (say("label.policy_status"), policy.standing),
            (say("label.why_policy"), policy.why),
            (say("label.ends"), policy.ends or say("label.not_stated")),
            *((say("label.source"), f"{source.title} {source.reference}") for source in policy.sources),
            (say("label.policy_sha256"), policy.sha256),
            (say("label.policy_content"), policy.content),
        ]
    digests = (say("label.policy_sha256"), say("label.policy_content"))
    return [{"label": label, "value": one_line(value), "hash": label in digests} for label, value in rows if value]


def _criterion(number: int, criterion: CriterionReview, cite: Cite, anchor: str) -> View:
    source = f"{criterion.source} {criterion.section}".strip()
    return _status(criterion.status) | {
        "number": number,
        "id": criterion_anchor(anchor, criterion.key),
        "key": one_line(criterion.key),
        "question": one_line(criterion.question),
        "text": one_line(criterion.text),
        "source": one_line(source),
        "style": one_line(criterion.style),
        "scope": one_line(criterion.scope),
        "reason": one_line(criterion.reason),
        "conflict": criterion.conflict,
        "evidence": [cite.finding(f, proof_label(criterion)) for f in criterion.evidence[:MOST_SHOWN]],
        "against": [cite.finding(f, against_label(criterion)) for f in criterion.against[:MOST_SHOWN]],
        "more": _more(criterion),
        "missing": [one_line(name) for name in criterion.missing],
        "ask": one_line(criterion.ask),
        "nearest": [_candidate(one, cite) for one in criterion.nearest],
        "before": say("correction.before", status=say(STATUS[criterion.before])) if criterion.before else "",
        "set_aside": [cite.finding(f, say("correction.set_aside")) for f in criterion.set_aside],
    }


def _more(criterion: CriterionReview) -> str:
    left = not_shown(criterion)
    return say("page.more_findings", count=left) if left else ""


def _tree(node: TreeNode, review: Review, anchor: str) -> View:
    if node.key is not None:
        criterion = review.criterion(node.key)
        words = one_line(criterion.question or criterion.text)
    else:
        words = say("tree.at_least", needed=node.needed) if node.kind is TreeKind.AT_LEAST else say(TREE[node.kind])
    return _status(node.status) | {
        "words": words,
        "key": one_line(node.key or ""),
        "id": criterion_anchor(anchor, node.key or ""),
        "children": [_tree(child, review, anchor) for child in node.children],
    }
