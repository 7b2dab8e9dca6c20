"""A record of the live registry, of the old and the present shape, as a Provider or a hit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from accord.connectors.answer import Backend, Provenance
from accord.connectors.npi.provider import (
    Address,
    Dates,
    Endpoint,
    Hit,
    Identifier,
    Kind,
    Official,
    OtherName,
    Provider,
    Speciality,
    full_name,
)

Record = Mapping[str, Any]
MILLISECONDS_FROM = 10**11
PURPOSES = {"LOCATION": "practice", "MAILING": "mailing"}
KINDS = {"NPI-1": Kind.PERSON, "NPI-2": Kind.ORGANIZATION}


def provider_of(record: Record, says: Provenance, today: dt.date) -> Provider:
    """The whole record. Raises ValueError where a date or a number is none."""
    basic, dates = _part(record, "basic"), _dates(record)
    last, first, middle = (_text(basic, f"{part}_name") for part in ("last", "first", "middle"))
    return Provider(
        npi=_text(record, "number"), kind=KINDS.get(_text(record, "enumeration_type"), Kind.NOT_SAID),
        name=_text(basic, "organization_name") or full_name(last, first, middle), last_name=last, first_name=first,
        middle_name=middle, prefix=_text(basic, "name_prefix"), suffix=_text(basic, "name_suffix"),
        credential=_text(basic, "credential"), sex=_text(basic, "sex") or _text(basic, "gender"),
        active=_active(basic, dates, today), dates=dates, addresses=tuple(_addresses(record)),
        taxonomies=tuple(_taxonomies(record)), other_names=tuple(_other_names(record)),
        identifiers=tuple(_identifiers(record)), endpoints=tuple(_endpoints(record)), official=_official(basic),
        sole_proprietor=_letter(basic, "sole_proprietor"), subpart=_letter(basic, "organizational_subpart"),
        parent_organization=_text(basic, "parent_organization_legal_business_name"),
        replacement_npi=_text(basic, "replacement_npi"), deactivation_reason=_text(basic, "deactivation_reason_code"),
        provenance=says,
    )  # fmt: skip


def hit_of(record: Record, today: dt.date) -> Hit:
    """What a page of hits shows of a record."""
    whole = provider_of(record, _NOT_SHOWN, today)
    place = next((address for address in whole.addresses if address.purpose == "practice"), None)
    primary = whole.primary
    name = whole.name if whole.kind is Kind.ORGANIZATION else full_name(whole.last_name, whole.first_name, "")
    return Hit(
        whole.npi, whole.kind, name, whole.credential, primary.code if primary else "", primary.name if primary else "",
        place.city if place else "", place.state if place else "", place.postal_code[:5] if place else "", whole.active,
    )  # fmt: skip


_NOT_SHOWN = Provenance("", Backend.LIVE)


def _part(record: Record, name: str) -> Record:
    found = record.get(name)
    return cast(Record, found) if isinstance(found, dict) else {}


def _many(record: Record, name: str) -> Iterable[Record]:
    """The rows of a list; the service leaves it out, or writes null, where there are none."""
    return [cast(Record, each) for each in record.get(name) or () if isinstance(each, dict)]


def _text(record: Record, name: str) -> str:
    found = record.get(name)
    text = "" if found is None or isinstance(found, bool) else str(found).strip()
    return "" if text.strip("- ") == "" else text


def _letter(record: Record, name: str) -> str:
    """YES as Y, as the files write it."""
    return _text(record, name)[:1].upper()


def _dates(record: Record) -> Dates:
    basic = _part(record, "basic")
    return Dates(
        _day(basic, "enumeration_date") or _epoch(record, "created_epoch"),
        _day(basic, "last_updated") or _epoch(record, "last_updated_epoch"),
        _day(basic, "deactivation_date"), _day(basic, "reactivation_date"), _day(basic, "certification_date"),
    )  # fmt: skip


def _day(record: Record, name: str) -> dt.date | None:
    text = _text(record, name)
    if not text:
        return None
    return dt.datetime.strptime(text, "%m/%d/%Y").date() if "/" in text else dt.date.fromisoformat(text[:10])


def _epoch(record: Record, name: str) -> dt.date | None:
    """Seconds in older answers, milliseconds in present ones."""
    text = _text(record, name)
    if not text:
        return None
    seconds = int(text) / 1_000 if int(text) >= MILLISECONDS_FROM else int(text)
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()


def _active(basic: Record, dates: Dates, today: dt.date) -> bool:
    return _text(basic, "status") in ("A", "") and dates.active_on(today)


def _addresses(record: Record) -> Iterator[Address]:
    for row in _many(record, "addresses"):
        yield _address(PURPOSES.get(_text(row, "address_purpose"), _text(row, "address_purpose").lower()), row)
    for row in _many(record, "practiceLocations"):
        yield _address("further practice", row)


def _address(purpose: str, row: Record) -> Address:
    lines = tuple(line for line in (_text(row, "address_1"), _text(row, "address_2")) if line)
    postal = _text(row, "postal_code").replace("-", "")
    return Address(purpose, lines, _text(row, "city"), _text(row, "state"), postal, _text(row, "country_code"),
                   _text(row, "telephone_number"), _text(row, "fax_number"))  # fmt: skip


def _taxonomies(record: Record) -> Iterator[Speciality]:
    for row in _many(record, "taxonomies"):
        primary = row.get("primary") is True or _text(row, "primary").lower() in ("true", "y")
        yield Speciality(_text(row, "code"), _text(row, "desc"), primary, _text(row, "license"), _text(row, "state"),
                         _text(row, "taxonomy_group"))  # fmt: skip


def _other_names(record: Record) -> Iterator[OtherName]:
    for row in _many(record, "other_names"):
        name = _text(row, "organization_name") or _text(row, "last_name")
        if name:
            yield OtherName(name, _text(row, "first_name"), _text(row, "type"), _text(row, "credential"))


def _identifiers(record: Record) -> Iterator[Identifier]:
    for row in _many(record, "identifiers"):
        yield Identifier(_text(row, "identifier"), _text(row, "desc"), _text(row, "state"), _text(row, "issuer"))


def _endpoints(record: Record) -> Iterator[Endpoint]:
    for row in _many(record, "endpoints"):
        yield Endpoint(
            _text(row, "endpointType"), _text(row, "endpoint"), _text(row, "endpointDescription"),
            _text(row, "affiliationName"), _text(row, "useDescription") or _text(row, "useOtherDescription"),
            _text(row, "contentTypeDescription") or _text(row, "contentOtherDescription"),
        )  # fmt: skip


def _official(basic: Record) -> Official | None:
    last, first, middle = (_text(basic, f"authorized_official_{part}_name") for part in ("last", "first", "middle"))
    if not last:
        return None
    return Official(full_name(last, first, middle), _text(basic, "authorized_official_title_or_position"),
                    _text(basic, "authorized_official_credential"),
                    _text(basic, "authorized_official_telephone_number"))  # fmt: skip
