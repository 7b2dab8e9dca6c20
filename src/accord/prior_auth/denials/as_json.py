"""An answer as JSON; its fields are told in docs/reference/denial-json.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accord.prior_auth.denials.answer import Answer, Said
from accord.prior_auth.triage.as_json import places_json

SCHEMA = "accord-denial/1"


def answer_json(told: Answer) -> dict[str, Any]:
    """The answer with its reasons, checks, deadline and papers."""
    due = told.due
    return {
        "schema": SCHEMA,
        "denial": told.claim,
        "code": told.code,
        "amount": told.amount,
        "disposition": told.way.disposition.value,
        "reasons": _said_json(told.way.reasons),
        "checks": _said_json(told.way.checks),
        "due": {"date": due.date.isoformat(), "daysLeft": due.left, "rule": due.rule} if due else None,
        "attach": list(told.attach),
    }


def _said_json(sentences: Iterable[Said]) -> list[dict[str, Any]]:
    return [{"key": one.key, "sentence": one.sentence, "places": places_json(one.places)} for one in sentences]
