"""What the triage of a denial answers: a disposition for a person to confirm, with its reasons and what to do first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from accord.records.places import AnyPlace
from accord.wording import say


class Disposition(StrEnum):
    """Where a denial goes next."""

    CLEAR = "clear"
    CORRECTED_CLAIM = "corrected_claim"
    CODING_REVIEW = "coding_review"
    APPEAL = "appeal"
    CLINICAL_APPEAL = "clinical_appeal"
    PEER_TO_PEER = "peer_to_peer"
    BILL_PATIENT = "bill_patient"
    WRITE_OFF = "write_off"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the answer with the fields or words that show it."""

    key: str
    sentence: str
    places: tuple[AnyPlace, ...] = ()


def said(key: str, *places: AnyPlace, **values: object) -> Said:
    """A sentence made from the wording."""
    return Said(key, say(f"denied.{key}", **values), places)


@dataclass(frozen=True, slots=True)
class Due:
    """Until when an appeal may be filed. `left` is negative once it has passed; `rule` where no day was given."""

    date: dt.date
    left: int
    rule: str = ""

    @property
    def passed(self) -> bool:
        """Is it over?"""
        return self.left < 0


@dataclass(frozen=True, slots=True)
class Way:
    """A disposition with its reasons and what to check before acting on it."""

    disposition: Disposition
    reasons: tuple[Said, ...]
    checks: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The triage of one denied claim."""

    claim: str
    code: str
    amount: float
    way: Way
    due: Due | None
    attach: tuple[str, ...]
