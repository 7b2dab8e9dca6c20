"""What speaks against approving a case as it stands, for the forms on which somebody decides: each with its place on the case page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from accord.cases.case import Line
from accord.cases.corrections import Said, conflict_key
from accord.cases.turning import turning_for
from accord.dossier.phrases import CONFLICT, SIGN, STATUS
from accord.dossier.phrases import quote as quote_of
from accord.dossier.review import Review
from accord.dossier.view_parts import anchored, criterion_anchor
from accord.dossier.visible import one_line
from accord.wording import say

View = dict[str, Any]


def against_view(review: Review, said: Sequence[Said], lines: Sequence[Line]) -> View:
    """Contradictions of which nobody said how they are resolved, what of the papers is to be read with care, and the criteria
    that the policy needs and that are not met or unclear; empty where there is none of them."""
    spoken = {one.finding for one in said}
    told = {
        "conflicts": [
            {"kind": say(CONFLICT[one.kind]), "words": one_line(one.sentence)}
            for one in review.conflicts if conflict_key(one) not in spoken
        ],
        "warnings": [
            {"document": one_line(one.document), "words": one_line(one.sentence), "quote": quote_of(one.place) if one.place else ""}
            for one in review.record.warnings
        ],
        "criteria": _criteria(review, lines),
    }  # fmt: skip
    return told if any(told.values()) else {}


def _criteria(review: Review, lines: Sequence[Line]) -> list[View]:
    turning = {one.key: one for line in lines for one in turning_for(review, line.number, line.code)}
    anchors = _anchors(review)
    return [
        {"anchor": quote(anchors[key]), "words": one_line(one.question or one.text), "status": one.status.value,
         "sign": SIGN[one.status], "word": say(STATUS[one.status])}
        for key, one in turning.items()
    ]  # fmt: skip


def _anchors(review: Review) -> dict[str, str]:
    """Where each criterion stands on the page of its case."""
    found: dict[str, str] = {}
    for anchor, part in anchored(review):
        for one in part.criteria:
            found.setdefault(one.key, criterion_anchor(anchor, one.key))
    return found
