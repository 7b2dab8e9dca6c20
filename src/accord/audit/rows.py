"""A row of the audit trail, and how it is bound to the one before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One row. who -- a person's id, 'system' or 'rule <name>'; about -- what it concerns, 'case <id>' or the like.

    told -- plain facts of it, ids and names of states; never words of a record.
    """

    organization: str
    number: int
    at: dt.datetime
    who: str
    action: str
    about: str
    told: Mapping[str, Any]
    before: str
    digest: str


def digest_of(
    organization: str, number: int, at: dt.datetime, who: str, action: str, about: str, told: Mapping[str, Any],
    before: str,
) -> str:  # fmt: skip
    """SHA-256 of a row and the digest of the row before it."""
    row = [
        organization,
        number,
        at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        who,
        action,
        about,
        told,
        before,
    ]
    return hashlib.sha256(
        json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()
