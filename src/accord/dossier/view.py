"""The review in words, ready for any page: plain lists and strings that HTML and PDF templates lay out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accord.criteria import Status
from accord.dossier.citation import Struck
from accord.dossier.citations import numbered, stated_values
from accord.dossier.due import due_words
from accord.dossier.letter_view import fault_words
from accord.dossier.pages import anchors, boxes, documents, elements
from accord.dossier.phrases import (
    CONFLICT,
    DESK,
    MOST_SHOWN,
    OUTCOME,
    SIGN,
    STATUS,
    TREE,
    against_label,
    authorization_words,
    not_shown,
    policy_words,
    proof_label,
    proposal_words,
    quote,
    read_as,
    service_words,
    where,
)
from accord.dossier.review import Check, CriterionReview, NoPolicy, Outcome, Review, TreeKind, TreeNode
from accord.dossier.visible import one_line, visible
from accord.records.findings import Finding
from accord.records.places import AnyPlace
from accord.records.record import Record
from accord.wording import say

View = dict[str, Any]
CHECK_SIGN: dict[Outcome, str] = {Outcome.PASSED: "✓", Outcome.PROBLEM: "✗", Outcome.UNKNOWN: "?"}


def view(review: Review, record: Record, struck: Sequence[Struck], *, whole: bool) -> View:
    """Everything that the criteria table (whole=False) or the audit document (whole=True) shows."""
    numbers = numbered(review)
    appendix, coded = documents(record, numbers, whole=whole), elements(record, numbers)
    cite = _Cite(record, numbers, anchors(appendix, coded))
    return {
        **_headline(review, whole),
        **_weighed(review, cite, whole),
        **_received(review, cite),
        "struck": [{"words": visible(s.statement.text), "faults": fault_words(s)} for s in struck],
        "documents": appendix,
        "elements": coded,
        "boxes": boxes(record, numbers),
    }


def _headline(review: Review, whole: bool) -> View:
    """What stands at the top: case, policy, proposal, what to ask for."""
    title = say("page.audit_title") if whole else say("page.criteria_title")
    return {
        "language": "en",
        "date": review.generated.isoformat(),
        "title": title,
        "kicker": f"{title}, {say('doc.prepared_for', desk=say(DESK[review.side]))}",
        "whole": whole,
        "case": one_line(review.request.case) or say("label.unnamed"),
        "patient": one_line(review.request.patient.name.value) if review.request.patient.name else "",
        "services": [service_words(service) for service in review.request.services],
        "policy": policy_words(review),
        "standing": "" if isinstance(review.policy, NoPolicy) else one_line(review.policy.standing),
        "due": due_words(review),
        "authorization": authorization_words(review),
        "program": say("label.program", version=review.accord_version),
        "extractor": one_line(review.extractor_version),
        "proposal": {
            "kind": review.proposal.kind.value,
            "words": proposal_words(review),
            "why": one_line(review.proposal.why),
        },
        "asks": [{"key": one_line(ask.key), "words": one_line(ask.words)} for ask in review.proposal.asks],
        "counts": [_status(s) | {"count": len(review.with_status(s))} for s in Status if review.with_status(s)],
    }


def _weighed(review: Review, cite: _Cite, whole: bool) -> View:
    """Policy, criteria, tree, contradictions, checks."""
    return {
        "policy_rows": _policy(review),
        "criteria": [_criterion(i, c, cite) for i, c in enumerate(review.criteria, 1)],
        "tree": _tree(review.tree, review) if review.tree else None,
        "conflicts": [
            {"kind": say(CONFLICT[c.kind]), "words": one_line(c.sentence), "places": cite.all(c.places)}
            for c in review.conflicts
        ],
        "checks": [_check(c, cite) for c in review.checks if whole or c.outcome is not Outcome.PASSED],
    }


def _check(check: Check, cite: _Cite) -> View:
    return {
        "rule": one_line(check.rule),
        "outcome": say(OUTCOME[check.outcome]),
        "sign": CHECK_SIGN[check.outcome],
        "words": one_line(check.sentence),
        "places": cite.all(check.places),
    }


def _received(review: Review, cite: _Cite) -> View:
    """The request as read, and the files."""
    return {
        "request": _request(review, cite),
        "missing": [one_line(name.replace("_", " ")) for name in review.request.missing],
        "warnings": [
            {
                "document": one_line(w.document),
                "words": one_line(w.sentence),
                "places": cite.all([w.place] if w.place else []),
            }
            for w in review.record.warnings
        ],
        "unread": [
            {"name": one_line(u.name), "reason": one_line(u.reason), "remedy": one_line(u.remedy)}
            for u in review.record.unread
        ],
        "files": [
            {"name": one_line(f.name), "sha256": f.sha256, "media_type": one_line(f.media_type)}
            for f in review.record.files
        ],
    }


class _Cite:
    """Turns places into quoted words with their number; words the record does not hold are not shown."""

    def __init__(self, record: Record, numbers: Mapping[AnyPlace, int], anchors: frozenset[int]) -> None:
        self.record, self.numbers, self.anchors = record, numbers, anchors

    def one(self, place: AnyPlace) -> View:
        found = self.record.resolves(place)
        words = quote(place) if found else say("page.not_in_record")
        number = self.numbers[place]
        return {"number": number, "words": words, "where": where(place), "linked": found and number in self.anchors}

    def all(self, places: Iterable[AnyPlace]) -> list[View]:
        return [self.one(place) for place in places]

    def finding(self, finding: Finding, label: str = "") -> View:
        more = {"read_as": read_as(finding), "support": self.all(finding.support)}
        return self.one(finding.place) | more | {"label": label, "against": bool(label)}


def _status(status: Status) -> View:
    return {"status": status.value, "sign": SIGN[status], "word": say(STATUS[status])}


def _request(review: Review, cite: _Cite) -> list[View]:
    rows: list[View] = [
        {"label": say("label.service"), "value": service_words(service), "place": cite.one(service.place)}
        for service in review.request.services
    ]
    rows += [
        {"label": say(label), "value": one_line(stated.value), "place": cite.one(stated.place)}
        for label, stated in stated_values(review.request)
    ]
    return rows


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


def _criterion(number: int, criterion: CriterionReview, cite: _Cite) -> View:
    source = f"{criterion.source} {criterion.section}".strip()
    return _status(criterion.status) | {
        "number": number,
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
    }


def _more(criterion: CriterionReview) -> str:
    left = not_shown(criterion)
    return say("page.more_findings", count=left) if left else ""


def _tree(node: TreeNode, review: Review) -> View:
    if node.key is not None:
        criterion = review.criterion(node.key)
        words = one_line(criterion.question or criterion.text)
    else:
        words = say("tree.at_least", needed=node.needed) if node.kind is TreeKind.AT_LEAST else say(TREE[node.kind])
    return _status(node.status) | {
        "words": words,
        "key": one_line(node.key or ""),
        "children": [_tree(child, review) for child in node.children],
    }
