"""The columns of the published files, found by name. Old and new names of one column are one; an unknown one is refused.

Source: NPPES Data Dissemination, file header and readme (330 columns; version 2 says 'Sex' where it said 'Gender').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from accord.errors import Invalid

TAXONOMIES, IDENTIFIERS = 15, 50
SEPARATORS = re.compile(r"[\s-]+")

NPI, KIND = "NPI", "Entity Type Code"
ORGANIZATION = "Provider Organization Name (Legal Business Name)"
LAST, FIRST, MIDDLE = "Provider Last Name (Legal Name)", "Provider First Name", "Provider Middle Name"
PREFIX, SUFFIX, CREDENTIAL = "Provider Name Prefix Text", "Provider Name Suffix Text", "Provider Credential Text"
OTHER_ORGANIZATION = "Provider Other Organization Name"
OTHER_LAST, OTHER_FIRST = "Provider Other Last Name", "Provider Other First Name"
PRACTICE = "Business Practice Location Address"
MAILING = "Business Mailing Address"
CITY, STATE, POSTAL = (
    f"Provider {PRACTICE} City Name",
    f"Provider {PRACTICE} State Name",
    f"Provider {PRACTICE} Postal Code",
)
ENUMERATED, UPDATED = "Provider Enumeration Date", "Last Update Date"
REASON, DEACTIVATED, REACTIVATED = "NPI Deactivation Reason Code", "NPI Deactivation Date", "NPI Reactivation Date"
SEX, CERTIFIED = "Provider Sex Code", "Certification Date"
SOLE, SUBPART = "Is Sole Proprietor", "Is Organization Subpart"
REPLACEMENT, PARENT = "Replacement NPI", "Parent Organization LBN"
TAXONOMY, LICENCE = "Healthcare Provider Taxonomy Code", "Provider License Number"
LICENCE_STATE, PRIMARY = "Provider License Number State Code", "Healthcare Provider Primary Taxonomy Switch"
GROUP, IDENTIFIER = "Healthcare Provider Taxonomy Group", "Other Provider Identifier"

OLD_NAMES = {"Provider Gender Code": SEX}


def address_columns(which: str) -> tuple[str, ...]:
    """Lines 1 and 2, city, state, postal code, country, telephone, fax of the practice or the mailing address."""
    parts = (
        "City Name",
        "State Name",
        "Postal Code",
        "Country Code (If outside U.S.)",
        "Telephone Number",
        "Fax Number",
    )
    lines = (f"Provider First Line {which}", f"Provider Second Line {which}")
    return (*lines, *(f"Provider {which} {part}" for part in parts))


def _official(words: str) -> tuple[str, ...]:
    return tuple(f"Authorized Official {each}" for each in words.split("|"))


def _numbered(names: Sequence[str], most: int) -> Iterator[str]:
    return (f"{name}_{number}" for number in range(1, most + 1) for name in names)


PROVIDERS: tuple[str, ...] = (
    NPI, KIND, REPLACEMENT, "Employer Identification Number (EIN)", ORGANIZATION, LAST, FIRST, MIDDLE, PREFIX, SUFFIX,
    CREDENTIAL, OTHER_ORGANIZATION, f"{OTHER_ORGANIZATION} Type Code", OTHER_LAST, OTHER_FIRST,
    "Provider Other Middle Name", "Provider Other Name Prefix Text", "Provider Other Name Suffix Text",
    "Provider Other Credential Text", f"{OTHER_LAST} Type Code", *address_columns(MAILING), *address_columns(PRACTICE),
    ENUMERATED, UPDATED, REASON, DEACTIVATED, REACTIVATED, SEX,
    *_official("Last Name|First Name|Middle Name|Title or Position|Telephone Number"),
    *_numbered((TAXONOMY, LICENCE, LICENCE_STATE, PRIMARY), TAXONOMIES),
    *_numbered((IDENTIFIER, f"{IDENTIFIER} Type Code", f"{IDENTIFIER} State", f"{IDENTIFIER} Issuer"), IDENTIFIERS),
    SOLE, SUBPART, PARENT, "Parent Organization TIN", *_official("Name Prefix Text|Name Suffix Text|Credential Text"),
    *_numbered((GROUP,), TAXONOMIES), CERTIFIED,
)  # fmt: skip
OTHER_NAMES: tuple[str, ...] = (NPI, OTHER_ORGANIZATION, f"{OTHER_ORGANIZATION} Type Code")
_FURTHER = "Provider Secondary Practice Location Address"
LOCATIONS: tuple[str, ...] = (
    NPI, f"{_FURTHER}- Address Line 1", f"{_FURTHER}-  Address Line 2",
    *(f"{_FURTHER} - {part}" for part in ("City Name", "State Name", "Postal Code", "Country Code (If outside U.S.)",
                                          "Telephone Number", "Telephone Extension")),
    "Provider Practice Location Address - Fax Number",
)  # fmt: skip
ENDPOINTS: tuple[str, ...] = (
    NPI, "Endpoint Type", "Endpoint Type Description", "Endpoint", "Affiliation", "Endpoint Description",
    "Affiliation Legal Business Name", "Use Code", "Use Description", "Other Use Description", "Content Type",
    "Content Description", "Other Content Description", "Affiliation Address Line One", "Affiliation Address Line Two",
    "Affiliation Address City", "Affiliation Address State", "Affiliation Address Country",
    "Affiliation Address Postal Code",
)  # fmt: skip


def _plain(name: str) -> str:
    return SEPARATORS.sub(" ", OLD_NAMES.get(name, name)).strip().lower()


@dataclass(frozen=True)
class Header:
    """The first row of a file, in its own order. Raises Invalid when a column is missing, unknown or there twice."""

    file: str
    written: tuple[str, ...]
    expected: tuple[str, ...]

    def __post_init__(self) -> None:
        unknown = [name for name in self.written if _plain(name) not in {_plain(each) for each in self.expected}]
        missing = [name for name in self.expected if _plain(name) not in self.at]
        twice = len(self.at) < len(self.written)
        if unknown or missing or twice:
            faults = (("unknown", unknown), ("missing", missing), ("twice", ["one of them"] if twice else []))
            told = "; ".join(f"{fault}: {', '.join(names[:3])}" for fault, names in faults if names)
            raise Invalid(
                f"{self.file} has other columns than the published layout ({told}).",
                "Nothing was loaded; it may be a new layout, or not the file it seems to be.",
            )

    @cached_property
    def at(self) -> dict[str, int]:
        """Where each column stands."""
        return {_plain(name): place for place, name in enumerate(self.written)}

    def place(self, name: str) -> int:
        """Where the column of that name stands."""
        return self.at[_plain(name)]

    def places(self, names: Sequence[str]) -> tuple[int, ...]:
        """Where the columns of these names stand."""
        return tuple(self.place(name) for name in names)
