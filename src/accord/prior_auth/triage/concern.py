"""What the triage found: each concern with its weight, its sentence and the words of the chart that show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.records.places import AnyPlace
from accord.wording import say


class Step(StrEnum):
    """The next step that is proposed; a person confirms it."""

    SUBMIT = "submit"
    HOLD = "hold"
    CLEAR = "clear_no_submit"


class Weight(StrEnum):
    """What a concern does: it stops the referral, has to be confirmed before sending, or is worth knowing."""

    HOLD = "hold"
    CONFIRM = "confirm"
    NOTE = "note"


class Kind(StrEnum):
    """Every kind of concern; its sentence stands in the wording as triage.concern.<kind>."""

    COVERAGE_INACTIVE = "coverage_inactive"
    COVERAGE_DATES = "coverage_dates"
    COVERAGE_MISSING = "coverage_missing"
    IDENTITY = "identity"
    AGE = "age"
    SEX = "sex"
    SIDE = "side"
    SIDE_BOOKED = "side_booked"
    SIDE_WORD = "side_word"
    FIT = "fit"
    REGION = "region"
    CONTRAST = "contrast"
    CONTRAST_RISK = "contrast_risk"
    NO_DIAGNOSIS = "no_diagnosis"
    NO_SERVICE = "no_service"
    CODE_SHAPE = "code_shape"
    CODE_ELSEWHERE = "code_elsewhere"
    CODE_NOT_IN_LETTER = "code_not_in_letter"
    TWICE = "twice"
    FLAGGED = "flagged"
    NO_NOTE = "no_note"
    UNSIGNED = "unsigned"
    TYPED = "typed"
    DRAFT = "draft"
    NOTE_OLD = "note_old"
    PAPER_MISSING = "paper_missing"
    PAPER_NEGATED = "paper_negated"
    NO_LETTER = "no_letter"
    URGENCY = "urgency"
    URGENT_REQUEST = "urgent_request"
    BOOKED_LATE = "booked_late"
    QUANTITY = "quantity"
    DOSE = "dose"
    WEIGHT = "weight"
    AUTHOR = "author"
    NO_PROVIDER = "no_provider"
    NPI = "npi"
    NO_DATE = "no_date"
    DATE_PAST = "date_past"
    AUTH_EXPIRED = "auth_expired"
    AUTH_RENEW = "auth_renew"
    AUTH_BEFORE = "auth_before"
    AUTH_USED_UP = "auth_used_up"
    AUTH_DENIED = "auth_denied"
    AUTH_OPEN = "auth_open"
    AUTH_OTHER_CODE = "auth_other_code"
    AUTH_CODES_UNKNOWN = "auth_codes_unknown"
    AUTH_NO_NUMBER = "auth_no_number"
    AUTH_CANCELLED = "auth_cancelled"
    AUTH_STILL_ASKED = "auth_still_asked"
    AUTH_COVERS = "auth_covers"
    SENT_BEFORE = "sent_before"
    NOT_REQUIRED = "not_required"
    REQUIRED_UNKNOWN = "required_unknown"
    REQUIRED_DEPENDS = "required_depends"
    REQUIRED_DISPUTED = "required_disputed"


# Concerns of the papers that go with a request: they do not matter when no request is sent.
OF_SENDING = frozenset(
    {
        Kind.NO_NOTE, Kind.UNSIGNED, Kind.TYPED, Kind.DRAFT, Kind.NOTE_OLD, Kind.PAPER_MISSING, Kind.PAPER_NEGATED, Kind.NO_LETTER, Kind.QUANTITY,
        Kind.AUTHOR, Kind.NO_PROVIDER, Kind.NPI, Kind.CODE_NOT_IN_LETTER, Kind.URGENCY, Kind.URGENT_REQUEST,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that a careful front desk would raise."""

    kind: Kind
    weight: Weight
    sentence: str
    places: tuple[AnyPlace, ...] = ()


def concern(kind: Kind, weight: Weight, *places: AnyPlace, **values: object) -> Concern:
    """A concern with its sentence made from the wording."""
    return Concern(kind, weight, say(f"triage.concern.{kind.value}", **values), places)
