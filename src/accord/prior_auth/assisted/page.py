"""What a model added, as a page for the person who confirms or rejects it."""

from __future__ import annotations

from typing import Any

from accord import __version__
from accord.dossier.html import MODEL, html_page
from accord.dossier.phrases import read_as, where
from accord.dossier.review import Review
from accord.dossier.visible import visible
from accord.prior_auth.assisted.assistance import Assistance, Proposed
from accord.wording import say


def assistance_page(assistance: Assistance, review: Review) -> bytes:
    """One self-contained page without scripts: every proposed finding with its words, and what was dropped and why."""
    questions = {criterion.key: criterion.question for criterion in review.all_criteria}
    view: dict[str, Any] = {
        "language": "en",
        "title": say("model.page.title"),
        "case": review.request.case or say("label.unnamed"),
        "model": f"{assistance.model} ({assistance.host})",
        "date": review.generated.isoformat(),
        "program": say("label.program", version=__version__),
        "sentences": assistance.sentences,
        "proposed": [_proposed(one, questions) for one in assistance.proposed],
        "refused": [(one.fact, one.document, "; ".join(one.reasons)) for one in assistance.refused],
        "drafts": [(one.purpose, [statement.text for statement in one.kept]) for one in assistance.drafts if one.kept],
    }
    return html_page(view, MODEL).encode()


def _proposed(one: Proposed, questions: dict[str, str]) -> dict[str, Any]:
    places = (one.finding.place, *one.finding.support)
    return {
        "id": one.id,
        "question": one.question,
        "criteria": [(key, questions.get(key, "")) for key in one.criteria],
        "value": one.said.value,
        "words": [(visible(place.text), where(place)) for place in places if hasattr(place, "text")],
        "read_as": read_as(one.finding),
        "counts": say("model.page.counts") if one.accepted else "",
        "why": one.unproved or ("" if one.accepted else say("model.page.open")),
    }
