"""A finding: one fact about the patient, with the place that proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from accord.records.dates import PartialDate
from accord.records.places import AnyPlace

NOTHING: Mapping[str, str] = MappingProxyType({})


class Presence(StrEnum):
    """Is it there, is it said not to be there, or only thought possible?"""

    PRESENT = "present"
    ABSENT = "absent"
    POSSIBLE = "possible"


class Time(StrEnum):
    """When it holds, seen from the document that says it."""

    CURRENT = "current"
    PAST = "past"
    PLANNED = "planned"


class Whose(StrEnum):
    """About whom it is said."""

    PATIENT = "patient"
    FAMILY = "family"
    OTHER = "other"


class Voice(StrEnum):
    """Who says it: the kind of author of the document or line."""

    CLINICIAN = "clinician"
    FACILITY = "facility"
    LABORATORY = "laboratory"
    SUPPLIER = "supplier"
    PATIENT = "patient"
    PAYER = "payer"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Side of the body."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"


FindingValue = Decimal | str | bool | PartialDate | None


@dataclass(frozen=True)
class Finding:
    """One fact, what it is about, and its place.

    concept    -- name of the thing from the term tables ('spo2', 'hypertension', 'written_order').
    value/unit -- number with UCUM unit, words, a yes/no, or a date.
    date       -- when it happened or was measured (not when it was written), as far as the record says.
    qualifiers -- what else decides its use: {'state': 'exercise', 'oxygen': 'room_air', 'scoring': '4pct'}.
    voice      -- who says it.
    origin     -- 'narrative', 'coded' (FHIR, C-CDA), 'form' or 'request'.
    support    -- further places that belong to the same fact (the date line, the signature line).
    tool       -- the extractor that found it, with its version.
    """

    concept: str
    place: AnyPlace
    presence: Presence = Presence.PRESENT
    time: Time = Time.CURRENT
    whose: Whose = Whose.PATIENT
    value: FindingValue = None
    unit: str | None = None
    date: PartialDate | None = None
    side: Side | None = None
    qualifiers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    voice: Voice = Voice.UNKNOWN
    origin: str = "narrative"
    support: tuple[AnyPlace, ...] = ()
    tool: str = ""

    def __hash__(self) -> int:
        """By what it is about and where it stands: equal findings share both, and qualifiers cannot be hashed."""
        return hash((self.concept, self.place))

    @property
    def number(self) -> Decimal | None:
        """The value when it is a number."""
        return self.value if isinstance(self.value, Decimal) else None
