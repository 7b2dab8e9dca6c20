"""What changed between two reviews, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accord.criteria import Status
from accord.dossier.changes import Changes, CriterionChange
from accord.dossier.phrases import PROPOSAL, SIGN, STATUS, conflict_words, quote, read_as, where
from accord.dossier.review import Check, Desk, Proposal
from accord.dossier.visible import one_line
from accord.records.findings import Finding
from accord.wording import say

View = dict[str, Any]
MOST = 20  # findings of one kind under a criterion


def changes_view(found: Changes) -> View:
    """Everything, as the page of two reviews and the letters show it."""
    answered = found.answered_otherwise
    before, after = found.proposal
    return {
        "none": found.none,
        "came": [one_line(name) for name in found.files.came],
        "gone": [one_line(name) for name in found.files.gone],
        "other": [one_line(name) for name in found.files.other],
        "request": [
            {"label": say(one.label), "before": one_line(one.before), "after": one_line(one.after)} for one in found.request
        ],
        "policy": found.policy,
        "answered": [_criterion(one) for one in answered],
        "proofs": [_criterion(one) for one in found.criteria if not one.answered_otherwise],
        "conflicts_came": [conflict_words(one) for one in found.conflicts_came],
        "conflicts_gone": [conflict_words(one) for one in found.conflicts_gone],
        "checks": [{"before": _check(one), "after": _check(other)} for _, one, other in found.checks],
        "proposal": {"before": _proposal(before, found.side), "after": _proposal(after, found.side), "same": before.kind is after.kind},
        "asks_came": [one_line(ask.words) for ask in found.asks_came],
        "asks_gone": [one_line(ask.words) for ask in found.asks_gone],
        "program": found.program,
    }  # fmt: skip


def _criterion(one: CriterionChange) -> View:
    return {
        "key": one.key,
        "question": one_line(one.question),
        "before": _status(one.before),
        "after": _status(one.after),
        "came": _findings(one.came),
        "gone": _findings(one.gone),
        "against_came": _findings(one.against_came),
        "against_gone": _findings(one.against_gone),
        "more": max(map(len, (one.came, one.gone, one.against_came, one.against_gone))) > MOST,
    }


def _status(status: Status | None) -> View:
    """As a verdict is shown everywhere; a criterion that was not asked has none."""
    if status is None:
        return {"status": "not_applicable", "sign": "–", "word": say("web.compare.not_asked")}
    return {"status": status.value, "sign": SIGN[status], "word": say(STATUS[status])}


def _findings(found: Sequence[Finding]) -> list[View]:
    return [{"words": quote(one.place), "where": where(one.place), "read_as": read_as(one)} for one in found[:MOST]]


def _check(check: Check | None) -> str:
    return one_line(check.sentence) if check is not None else ""


def _proposal(proposal: Proposal, side: Desk) -> View:
    return {"kind": say(PROPOSAL[side, proposal.kind]), "why": one_line(proposal.why)}
