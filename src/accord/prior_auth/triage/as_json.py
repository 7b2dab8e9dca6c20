"""A triage as JSON; its fields are told in docs/reference/triage-json.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from accord.prior_auth.triage.concern import Concern
from accord.prior_auth.triage.decide import Triage
from accord.records.places import AnyPlace

SCHEMA = "accord-triage/1"


def triage_json(told: Triage) -> dict[str, Any]:
    """The triage with every concern, its places and, when it is to be sent, the request."""
    return {
        "schema": SCHEMA,
        "referral": told.referral,
        "step": told.step.value,
        "reasons": [concern_json(one) for one in told.reasons],
        "beforeSending": [concern_json(one) for one in told.before_sending],
        "concerns": [concern_json(one) for one in told.concerns],
        "request": asdict(told.request) if told.request else None,
    }


def concern_json(one: Concern) -> dict[str, Any]:
    """One concern."""
    return {
        "kind": one.kind.value,
        "weight": one.weight.value,
        "sentence": one.sentence,
        "places": places_json(one.places),
    }


def places_json(places: Iterable[AnyPlace]) -> list[dict[str, Any]]:
    """Words with their offsets, or a field with its path."""
    return [asdict(place) for place in places]
