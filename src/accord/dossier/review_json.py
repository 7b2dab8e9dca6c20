"""review.json: the review as stable bytes, and back."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from accord.dossier.plain import decode, encode
from accord.dossier.review import Review
from accord.errors import Invalid

SCHEMA = "accord-review/1"


def to_json(review: Review) -> bytes:
    """The same review gives the same bytes: UTF-8, two blanks of indent, field order of `Review`."""
    whole = {"schema": SCHEMA, **encode(review)}
    return (json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def from_json(data: bytes) -> Review:
    """The review that `to_json` wrote. Raises Invalid for other schemas and for what does not fit."""
    try:
        whole: Any = json.loads(data)
    except ValueError as fault:
        raise Invalid("This is not a review: it is not JSON.") from fault
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:  # pyright: ignore[reportUnknownMemberType]
        raise Invalid(f"This is not a review of the schema {SCHEMA}.", "Make it again with this version of Accord.")
    return decode(Review, {name: value for name, value in whole.items() if name != "schema"})  # pyright: ignore[reportUnknownVariableType]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of review.json, as shipped."""
    return json.loads(resources.files("accord.dossier").joinpath("review.schema.json").read_text("utf-8"))
