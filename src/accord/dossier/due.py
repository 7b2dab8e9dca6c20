"""When a payer's decision is due under the federal rule on prior authorization, as far as the dossier says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accord.dossier.review import Desk, Review
from accord.wording import say


@dataclass(frozen=True)
class TimeLimit:
    """How long a payer has from receipt, and the key of the sentence that says so."""

    days: int
    sentence: str


# CMS-0057-F (89 FR 8758), in force from 1 January 2026: 42 CFR 422.568, 422.572, 438.210, 440.230, 457.1230. It binds
# Medicare Advantage, Medicaid and CHIP; not Original Medicare, and not for drugs. State law may be shorter.
EXPEDITED = TimeLimit(3, "due.expedited")
STANDARD = TimeLimit(7, "due.standard")
LIMITS: dict[str, TimeLimit] = {
    "standard": STANDARD,
    "routine": STANDARD,
    "normal": STANDARD,
    "expedited": EXPEDITED,
    "urgent": EXPEDITED,
    "stat": EXPEDITED,
}


def due(review: Review) -> tuple[dt.date, TimeLimit] | None:
    """The day and the limit; None when the day of receipt or the urgency is not stated, or is a word not known."""
    received, urgency = review.request.received, review.request.urgency
    limit = LIMITS.get(urgency.value.strip().casefold()) if urgency else None
    return (received.value + dt.timedelta(days=limit.days), limit) if received and limit else None


def due_words(review: Review) -> str:
    """The sentence for the payer's desk; '' for the provider's."""
    if review.side is not Desk.PAYER:
        return ""
    found = due(review)
    return say(found[1].sentence, date=found[0].isoformat()) if found else say("due.unknown")
