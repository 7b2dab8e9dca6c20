"""A line of the published table, with its side tables, as a Provider."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from accord.connectors.answer import Provenance
from accord.connectors.npi import columns as c
from accord.connectors.npi.columns import Header
from accord.connectors.npi.provider import (
    Address,
    Dates,
    Endpoint,
    Identifier,
    Kind,
    Official,
    OtherName,
    Provider,
    Speciality,
    full_name,
)

KINDS = {"1": Kind.PERSON, "2": Kind.ORGANIZATION}
OTHER_NAME_TYPES = {
    "1": "former name", "2": "professional name", "3": "doing business as", "4": "former legal business name",
    "5": "other",
}  # fmt: skip
IDENTIFIER_TYPES = {"01": "other", "05": "Medicaid"}
YES = "Y"


@dataclass(frozen=True)
class Line:
    """The values of a line by the name of their column."""

    header: Header
    values: Sequence[str]

    def __getitem__(self, name: str) -> str:
        return self.values[self.header.place(name)].strip()

    def many(self, names: Sequence[str]) -> tuple[str, ...]:
        """Several at once."""
        return tuple(self[name] for name in names)


@dataclass(frozen=True)
class Beside:
    """What the side tables hold of the same number: (name, type), and the fields of places and endpoints."""

    names: Sequence[tuple[str, str]] = ()
    locations: Sequence[Sequence[str]] = ()
    endpoints: Sequence[Sequence[str]] = ()


def provider_of(
    line: Line, beside: Beside, dates: Dates, name_of: Callable[[str], str], says: Provenance, today: dt.date
) -> Provider:
    """The whole record. dates are those of the register, which a report of deactivated numbers may have changed."""
    kind = KINDS.get(line[c.KIND], Kind.NOT_SAID)
    last, first, middle = line[c.LAST], line[c.FIRST], line[c.MIDDLE]
    return Provider(
        npi=line[c.NPI], kind=kind, name=line[c.ORGANIZATION] or full_name(last, first, middle),
        last_name=last, first_name=first, middle_name=middle, prefix=_said(line[c.PREFIX]), suffix=_said(line[c.SUFFIX]),
        credential=line[c.CREDENTIAL], sex=line[c.SEX], active=dates.active_on(today), dates=dates,
        addresses=_addresses(line, beside), taxonomies=_taxonomies(line, name_of),
        other_names=_other_names(line, beside), identifiers=_identifiers(line),
        endpoints=tuple(_endpoint(fields) for fields in beside.endpoints), official=_official(line),
        sole_proprietor=line[c.SOLE], subpart=line[c.SUBPART], parent_organization=line[c.PARENT],
        replacement_npi=line[c.REPLACEMENT], deactivation_reason=line[c.REASON], provenance=says,
    )  # fmt: skip


def _said(text: str) -> str:
    """'--' is how the register writes nothing."""
    return "" if text.strip("- ") == "" else text


def _addresses(line: Line, beside: Beside) -> tuple[Address, ...]:
    own = (("practice", c.address_columns(c.PRACTICE)), ("mailing", c.address_columns(c.MAILING)))
    found = [_address(purpose, line.many(names)) for purpose, names in own]
    for one, two, city, state, postal, country, telephone, extension, fax in beside.locations:
        number = f"{telephone} ext. {extension}" if extension else telephone
        found.append(_address("further practice", (one, two, city, state, postal, country, number, fax)))
    return tuple(address for address in found if address.city or address.lines)


def _address(purpose: str, fields: Sequence[str]) -> Address:
    one, two, city, state, postal, country, telephone, fax = fields
    return Address(
        purpose, tuple(part for part in (one, two) if part), city, state, postal, country or "US", telephone, fax
    )


def _taxonomies(line: Line, name_of: Callable[[str], str]) -> tuple[Speciality, ...]:
    found: list[Speciality] = []
    for n in range(1, c.TAXONOMIES + 1):
        if code := line[f"{c.TAXONOMY}_{n}"]:
            licence, state = line[f"{c.LICENCE}_{n}"], line[f"{c.LICENCE_STATE}_{n}"]
            primary, group = line[f"{c.PRIMARY}_{n}"] == YES, line[f"{c.GROUP}_{n}"]
            found.append(Speciality(code, name_of(code), primary, licence, state, group))
    return tuple(found)


def _other_names(line: Line, beside: Beside) -> tuple[OtherName, ...]:
    own = (
        OtherName(line[c.OTHER_ORGANIZATION], "", _type(line[f"{c.OTHER_ORGANIZATION} Type Code"])),
        OtherName(line[c.OTHER_LAST], line[c.OTHER_FIRST], _type(line[f"{c.OTHER_LAST} Type Code"]),
                  line["Provider Other Credential Text"]),
    )  # fmt: skip
    more = (OtherName(name, "", _type(kind)) for name, kind in beside.names)
    return tuple(dict.fromkeys(each for each in (*own, *more) if each.name))


def _type(code: str) -> str:
    return OTHER_NAME_TYPES.get(code, code)


def _identifiers(line: Line) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    for n in range(1, c.IDENTIFIERS + 1):
        if number := line[f"{c.IDENTIFIER}_{n}"]:
            kind = line[f"{c.IDENTIFIER} Type Code_{n}"]
            state, issuer = line[f"{c.IDENTIFIER} State_{n}"], line[f"{c.IDENTIFIER} Issuer_{n}"]
            found.append(Identifier(number, IDENTIFIER_TYPES.get(kind, kind), state, issuer))
    return tuple(found)


def _official(line: Line) -> Official | None:
    last, first, middle = line.many([f"Authorized Official {part} Name" for part in ("Last", "First", "Middle")])
    if not last:
        return None
    title, telephone = line["Authorized Official Title or Position"], line["Authorized Official Telephone Number"]
    return Official(full_name(last, first, middle), title, line["Authorized Official Credential Text"], telephone)


def _endpoint(fields: Sequence[str]) -> Endpoint:
    by_name: Mapping[str, str] = dict(zip(c.ENDPOINTS[1:], fields, strict=True))
    return Endpoint(
        by_name["Endpoint Type"], by_name["Endpoint"], by_name["Endpoint Description"],
        by_name["Affiliation Legal Business Name"], by_name["Use Description"] or by_name["Other Use Description"],
        by_name["Content Description"] or by_name["Other Content Description"],
    )  # fmt: skip
