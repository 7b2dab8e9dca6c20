"""The review in words, ready for any page: plain lists and strings that HTML and PDF templates lay out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.dossier.citation import Struck
from accord.dossier.citations import numbered, stated_values
from accord.dossier.corrected_words import correction_words, counts_nowhere, said_of_findings
from accord.dossier.correction import FindingKeys
from accord.dossier.due import due_words
from accord.dossier.letter_view import fault_words
from accord.dossier.pages import anchors, boxes, documents, elements
from accord.dossier.phrases import (
    CONFLICT,
    DESK,
    OUTCOME,
    authorization_words,
    element_words,
    policy_words,
    proposal_words,
    service_words,
)
from accord.dossier.review import Check, NoPolicy, Outcome, Review
from accord.dossier.view_parts import Cite, counts, parts_view
from accord.dossier.visible import one_line, visible
from accord.records.record import Record
from accord.wording import say

View = dict[str, Any]
CHECK_SIGN: dict[Outcome, str] = {Outcome.PASSED: "✓", Outcome.PROBLEM: "✗", Outcome.UNKNOWN: "?"}


def view(review: Review, record: Record, struck: Sequence[Struck], *, whole: bool) -> View:
    """Everything that the criteria table (whole=False) or the audit document (whole=True) shows."""
    numbers = numbered(review)
    appendix, coded = documents(record, numbers, whole=whole), elements(record, numbers)
    keys = FindingKeys.of(review.record)
    cite = Cite(record, numbers, anchors(appendix, coded), keys, said_of_findings(review, keys))
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
        "counts": counts(review),
    }


def _weighed(review: Review, cite: Cite, whole: bool) -> View:
    """The parts with their policies and criteria, contradictions, checks."""
    return {
        "parts": parts_view(review, cite),
        "conflicts": [
            {"kind": say(CONFLICT[c.kind]), "words": one_line(c.sentence), "places": cite.all(c.places)}
            for c in review.conflicts
        ],
        "corrections": [
            {
                "word": one.word.value,
                "criterion": one_line(one.criterion),
                "words": f"{correction_words(one)} {say('correction.counts_nowhere') if counts_nowhere(review, cite.keys, one) else ''}".strip(),
                "finding": one.finding,
                "held": one.held,
            }
            for one in review.corrections
        ],
        "checks": [_check(c, cite) for c in review.checks if whole or c.outcome is not Outcome.PASSED],
    }


def _check(check: Check, cite: Cite) -> View:
    return {
        "rule": one_line(check.rule),
        "outcome": say(OUTCOME[check.outcome]),
        "sign": CHECK_SIGN[check.outcome],
        "words": one_line(check.sentence),
        "places": cite.all(check.places),
    }


def _received(review: Review, cite: Cite) -> View:
    """The request as read, and the files."""
    return {
        "request": _request(review, cite),
        "missing": [element_words(name) for name in review.request.missing],
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


def _request(review: Review, cite: Cite) -> list[View]:
    rows: list[View] = [
        {"label": say("label.service"), "value": service_words(service), "place": cite.one(service.place)}
        for service in review.request.services
    ]
    rows += [
        {"label": say(label), "value": one_line(stated.value), "place": cite.one(stated.place)}
        for label, stated in stated_values(review.request)
    ]
    return rows
