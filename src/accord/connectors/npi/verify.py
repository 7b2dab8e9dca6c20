"""Many numbers at once: is each one issued, in use on the day, and whose it is said to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.npi.check import check_npi
from accord.connectors.npi.provider import Kind, Provider
from accord.connectors.npi.same_name import Agreement, organization_agrees, person_agrees
from accord.connectors.npi.sides import Side
from accord.wording import say


class Standing(StrEnum):
    """How a number stands on a day."""

    ACTIVE = "active"
    DEACTIVATED = "deactivated"
    NOT_YET_ISSUED = "not_yet_issued"
    NOT_FOUND = "not_found"
    NO_NPI = "no_npi"


@dataclass(frozen=True, slots=True)
class Verified:
    """One number. name is the registered one; name_agrees is None where no name was stated or none is registered."""

    npi: str
    standing: Standing
    kind: Kind
    name: str
    stated_name: str
    name_agrees: Agreement | None
    deactivated: dt.date | None
    sentences: tuple[str, ...]

    @property
    def in_use(self) -> bool:
        """Issued, and in use on the day."""
        return self.standing is Standing.ACTIVE


def verify_one(side: Side, written: str, stated_name: str, on: dt.date) -> Verified:
    """What can be said of one number and the name stated with it."""
    checked = check_npi(written)
    if not checked.valid:
        return _without_record(checked.npi, stated_name, Standing.NO_NPI, checked.sentence)
    found = side.provider(checked.npi, on)
    if found is None:
        return _without_record(checked.npi, stated_name, Standing.NOT_FOUND, say("npi.not_found", npi=checked.npi))
    standing, sentence = standing_on(found, on)
    agrees = name_agrees(stated_name, found)
    told = [sentence]
    if agrees is not None:
        told.append(say(f"npi.name.{agrees}", npi=found.npi, name=found.name, stated=stated_name))
    return Verified(
        found.npi, standing, found.kind, found.name, stated_name, agrees, found.dates.deactivated, tuple(told)
    )


def _without_record(npi: str, stated: str, standing: Standing, sentence: str) -> Verified:
    return Verified(npi, standing, Kind.NOT_SAID, "", stated, None, None, (sentence,))


def standing_on(found: Provider, on: dt.date) -> tuple[Standing, str]:
    """How the number stood on the day, and the sentence that says so."""
    dates, name = found.dates, found.name or say("npi.no_name")
    if dates.enumerated and on < dates.enumerated:
        told = say("npi.not_yet_issued", npi=found.npi, date=dates.enumerated.isoformat(), on=on.isoformat())
        return Standing.NOT_YET_ISSUED, told
    if not dates.active_on(on) and dates.deactivated:
        return Standing.DEACTIVATED, say("npi.deactivated", npi=found.npi, date=dates.deactivated.isoformat())
    return Standing.ACTIVE, say("npi.active", npi=found.npi, name=name, on=on.isoformat())


def name_agrees(stated: str, found: Provider) -> Agreement | None:
    """Whether a stated name is the provider's; None where there is nothing to compare."""
    if not stated.strip() or not found.name:
        return None
    others = [(each.name, each.first) for each in found.other_names]
    if found.kind is Kind.ORGANIZATION:
        return organization_agrees(stated, [found.name, *(name for name, _ in others)])
    own = (found.last_name, found.first_name, found.middle_name)
    return person_agrees(stated, [own, *((name, first or own[1], own[2]) for name, first in others)])


def verify_many(side: Side, npis: Sequence[str], names: Sequence[str], on: dt.date) -> tuple[Verified, ...]:
    """Each number in the order given; names stand beside the numbers, or there are none."""
    stated = names or [""] * len(npis)
    return tuple(verify_one(side, npi, name, on) for npi, name in zip(npis, stated, strict=True))
