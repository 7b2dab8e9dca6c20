"""What a clinician signs: the content of a policy in one canonical form, and its SHA-256.

Comments, layout, the file's name, its claimed status and its examples are no content: they change nothing that is asked of
a record. Shared facts and criteria that it uses are content wherever they stand, so a change of a shared file shows.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from accord.policies.model import Policy

FORM = "accord-policy-content/1"
NO_CONTENT = frozenset(
    {"file", "sha256", "included", "status", "standing", "retired_on", "withheld", "own", "cases", "examples"}
)


def content_digest(policy: Policy) -> str:
    """SHA-256 of the content, as it is printed on the page that a clinician signs."""
    form = json.dumps([FORM, canonical(policy)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode("utf-8")).hexdigest()


def canonical(value: Any) -> Any:
    """Plain JSON of a policy's part. Fields at their default are left out: a new field of the format changes no digest."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {
            field.name: canonical(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in NO_CONTENT and getattr(value, field.name) != field.default
        }
        return {type(value).__name__: told}
    if isinstance(value, Decimal):
        return {"number": str(value.normalize())}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, Mapping):
        # Pairs, not an object: the order of variants and criteria has a meaning.
        return [[key, canonical(item)] for key, item in cast("Mapping[str, Any]", value).items()]
    if isinstance(value, tuple):
        return [canonical(item) for item in cast("tuple[Any, ...]", value)]
    return value
