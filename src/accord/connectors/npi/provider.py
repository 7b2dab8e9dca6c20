"""What is known of a provider: one shape for the local register and the live service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.answer import Provenance

NOTICE = "NPPES holds what providers state of themselves; it is no proof of a licence or of enrolment in Medicare."


class Kind(StrEnum):
    """A person or an organization. A deactivated number is published without its kind."""

    PERSON = "NPI-1"
    ORGANIZATION = "NPI-2"
    NOT_SAID = "not said"


class Match(StrEnum):
    """How a name is compared: as it is written, by spelling, or by sound."""

    EXACT = "exact"
    FUZZY = "fuzzy"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Address:
    """One address. purpose is 'practice', 'mailing' or 'further practice'; postal_code is 5 or 9 digits, no hyphen."""

    purpose: str
    lines: tuple[str, ...]
    city: str
    state: str
    postal_code: str
    country: str
    telephone: str = ""
    fax: str = ""


@dataclass(frozen=True, slots=True)
class Speciality:
    """One taxonomy code of a provider, with the licence that they state for it. name is empty where no list names it."""

    code: str
    name: str
    primary: bool
    licence: str = ""
    state: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A former name, a professional name, or a name that an organization does business under."""

    name: str
    first: str = ""
    type: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that another body gave the provider (Medicaid, a health plan)."""

    number: str
    type: str
    state: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Official:
    """The person who signs for an organization."""

    name: str
    title: str
    credential: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An electronic address: Direct, FHIR ..., with its use and whose it is."""

    type: str
    address: str
    description: str
    affiliation: str
    use: str
    content: str


@dataclass(frozen=True, slots=True)
class Dates:
    """When a number was issued, last changed, taken out of use, put back into use, and attested."""

    enumerated: dt.date | None = None
    updated: dt.date | None = None
    deactivated: dt.date | None = None
    reactivated: dt.date | None = None
    certified: dt.date | None = None

    def active_on(self, day: dt.date) -> bool:
        """Was the number issued and in use on that day?"""
        if self.enumerated and day < self.enumerated:
            return False
        if self.deactivated is None or day < self.deactivated:
            return True
        back = self.reactivated
        return back is not None and back >= self.deactivated and day >= back


@dataclass(frozen=True, slots=True)
class Provider:
    """Everything that the register publishes of one number."""

    npi: str
    kind: Kind
    name: str
    last_name: str
    first_name: str
    middle_name: str
    prefix: str
    suffix: str
    credential: str
    sex: str
    active: bool
    dates: Dates
    addresses: tuple[Address, ...]
    taxonomies: tuple[Speciality, ...]
    other_names: tuple[OtherName, ...]
    identifiers: tuple[Identifier, ...]
    endpoints: tuple[Endpoint, ...]
    official: Official | None
    sole_proprietor: str
    subpart: str
    parent_organization: str
    replacement_npi: str
    deactivation_reason: str
    provenance: Provenance

    @property
    def primary(self) -> Speciality | None:
        """The taxonomy that they call primary, else the first."""
        return next((each for each in self.taxonomies if each.primary), next(iter(self.taxonomies), None))


@dataclass(frozen=True, slots=True)
class Hit:
    """One provider that a search found. likeness is 100 for the name as asked, less for another spelling."""

    npi: str
    kind: Kind
    name: str
    credential: str
    taxonomy: str
    taxonomy_name: str
    city: str
    state: str
    postal_code: str
    active: bool
    likeness: int = 100


def full_name(last: str, first: str, middle: str) -> str:
    """First, middle, last, as a person is addressed."""
    return " ".join(part for part in (first, middle, last) if part)
