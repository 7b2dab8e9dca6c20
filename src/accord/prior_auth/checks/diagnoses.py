"""The diagnoses of a request as the rules look at them: which are listed, and on which day they are used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from accord.connectors import icd10
from accord.connectors.icd10 import Code
from accord.records.places import AnyPlace
from accord.records.request import Request, Stated


def listed(request: Request) -> list[tuple[icd10.Listing, Stated[str]]]:
    """The diagnoses that are in the edition at hand, in the order of the request."""
    edition = edition_of(request)
    return [(found, stated) for stated in request.diagnoses if (found := icd10.find(stated.value, edition)) is not None]


def places_of(request: Request, *codes: Code) -> list[AnyPlace]:
    """Where these codes are stated, in the order of the codes."""
    return [stated.place for code in codes for found, stated in listed(request) if found.code == code]


def day_of_use(request: Request) -> dt.date | None:
    """The day of service decides which edition holds; where none is stated, the day of receipt stands in for it."""
    stated = request.service_date or request.received
    return stated.value if stated else None


def edition_of(request: Request) -> icd10.Edition:
    """The edition that governs the day of service, shipped or loaded; the shipped one where none at hand does."""
    day = day_of_use(request)
    return (icd10.edition_on(day) if day else None) or icd10.FY2026


def of_this_edition(request: Request) -> bool:
    """Does the edition at hand hold on the day of service?"""
    day = day_of_use(request)
    return day is not None and edition_of(request).governs(day)


def all_places(diagnoses: Iterable[Stated[str]]) -> list[AnyPlace]:
    """Where the diagnoses are stated."""
    return [stated.place for stated in diagnoses]
