"""May a code be used on a day? From the loaded quarters, else from the list that is shipped."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from accord.connectors.hcpcs.codes import CodeSystem, code_system, written_code
from accord.connectors.hcpcs.item import Item
from accord.connectors.hcpcs.known import family
from accord.connectors.hcpcs.release import Quarter, loaded, quarter

RIGHTS = {
    CodeSystem.HCPCS_II: "",
    CodeSystem.CDT: "Dental codes (CDT) are the American Dental Association's: shape only, no name, no check.",
}
CPT_RIGHTS = "CPT is the American Medical Association's: shape and number only, no name, no check of its dates."


class Standing(StrEnum):
    """KNOWN: on the shipped list, dates not judged. NOT_LISTED: absent from the whole file of that quarter."""

    VALID = "valid"
    NOT_YET = "not_yet"
    ENDED = "ended"
    NOT_LISTED = "not_listed"
    KNOWN = "known"
    CANNOT_SAY = "cannot_say"
    BAD_SHAPE = "bad_shape"


def rights(system: CodeSystem | None) -> str:
    """Why nothing but the shape of a code can be told here; empty for HCPCS Level II."""
    return "" if system is None else RIGHTS.get(system, CPT_RIGHTS)


def standing(text: str, on: dt.date | None = None) -> Standing:
    """The standing of a code on a day; without one, today."""
    code = written_code(text)
    system = code_system(code)
    if system is None:
        return Standing.BAD_SHAPE
    unsure = Standing.KNOWN if family(code) else Standing.CANNOT_SAY
    if system is not CodeSystem.HCPCS_II or not loaded():
        return unsure
    day = on or dt.date.today()
    held = quarter(day)
    if held is None:
        return unsure
    found = held.find(code)
    return of_item(found, day) if found else absent(held, day, unsure)


def of_item(item: Item, on: dt.date) -> Standing:
    """From the first to the last day of use, both included."""
    if item.added is not None and on < item.added:
        return Standing.NOT_YET
    return Standing.ENDED if item.ended is not None and on > item.ended else Standing.VALID


def absent(held: Quarter, on: dt.date, unsure: Standing) -> Standing:
    """Only a whole file of the very quarter can say that there is no such code."""
    return Standing.NOT_LISTED if held.complete and held.governs(on) else unsure
