"""What a letter of denial says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from accord.dossier.denial.rules import Rule
from accord.records.documents import Document
from accord.records.places import Place
from accord.records.request import Stated


class ReasonKind(StrEnum):
    """What a stated reason is about, which decides whether policy and record can answer it."""

    CRITERIA = "criteria"  # something that the policy asks for
    NECESSITY = "necessity"  # medical necessity in general, nothing named
    EXPERIMENTAL = "experimental"
    BENEFIT = "benefit"
    NETWORK = "network"
    TIMELY = "timely"
    DUPLICATE = "duplicate"
    CODING = "coding"
    NO_AUTHORIZATION = "no_authorization"
    ELIGIBILITY = "eligibility"


ANSWERED_BY_RECORD = frozenset({ReasonKind.CRITERIA, ReasonKind.NECESSITY, ReasonKind.EXPERIMENTAL})


@dataclass(frozen=True)
class Reason:
    """One reason in the payer's words. With a sentence that only makes sense with the one before, both are the place."""

    kind: ReasonKind
    place: Place


@dataclass(frozen=True)
class Reference:
    """A number that the answer has to bear: what the letter calls it, the number."""

    label: str
    number: Stated[str]


@dataclass(frozen=True)
class Deadline:
    """Until when an appeal may be filed.

    place -- the words that state it; None when it follows from a rule only.
    rule  -- the regulation, where the letter itself states no time.
    date  -- None where the letter's own date is not known or the time is counted from its receipt.
    """

    date: dt.date | None
    place: Place | None
    rule: Rule | None = None


@dataclass(frozen=True)
class Denial:
    """A letter of denial: who, when, what, why, until when; each value at its place, what it does not say left out."""

    document: Document
    payer: Place | None
    date: Stated[dt.date] | None
    references: tuple[Reference, ...]
    codes: tuple[Stated[str], ...]
    policies: tuple[Stated[str], ...]
    reasons: tuple[Reason, ...]
    deadline: Deadline | None
    contacts: tuple[Place, ...]
    patient: Stated[str] | None = None
    birth_date: Stated[dt.date] | None = None
    member_id: Stated[str] | None = None
