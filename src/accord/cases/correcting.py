"""What a person types of a finding, made into a finding: only what its concept has, in its kind, and the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from accord.dossier.correction import READING
from accord.errors import Invalid
from accord.prior_auth.corrected import UNSURE, bears, quoted
from accord.records.dates import PartialDate
from accord.records.findings import Finding, FindingValue, Side
from accord.records.places import Place
from accord.records.record import Record
from accord.records.units import convert, ucum

YES_OR_NO: Mapping[str, bool] = {"yes": True, "no": False}
LONGEST_VALUE = 400


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of the form; quote -- words of the same document that say so, or none."""

    value: str = ""
    unit: str = ""
    date: str = ""
    side: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """The finding as corrected. borne -- do words of the record say so? quoted -- were the words that were given found?"""

    finding: Finding
    borne: bool
    quoted: bool


def fields_of(finding: Finding) -> tuple[str, ...]:
    """What of the finding can be corrected: its value where it has one, the unit of a number, the date, a side it has."""
    names = {"value": finding.value is not None, "unit": finding.number is not None and finding.unit is not None,
             "date": True, "side": finding.side is not None}  # fmt: skip
    return tuple(name for name, there in names.items() if there)


def typed_of(finding: Finding) -> Typed:
    """The fields as they stand before anything is typed."""
    return Typed(
        _words(finding.value), finding.unit or "", finding.date.iso() if finding.date else "",
        finding.side.value if finding.side else "",
    )  # fmt: skip


def corrected(record: Record, was: Finding, typed: Typed) -> Changed:
    """The finding as the person says it is. Raises Invalid for what its concept does not have or what changes nothing.

    Words that do not stand in the document leave the finding where it was read: it is then the person's own statement.
    """
    may = fields_of(was)
    becomes = replace(
        was,
        value=_value(was.value, typed.value) if "value" in may else was.value,
        unit=_unit(was, typed.unit) if "unit" in may else was.unit,
        date=_date(typed.date),
        side=_side(typed.side) if "side" in may else was.side,
    )
    if all(getattr(was, name) == getattr(becomes, name) for name in READING) and UNSURE not in was.qualifiers:
        raise Invalid("This is what was read already.", "Change something, or confirm the finding.")
    place = _place(record, was, typed.quote)
    if place is not None and place != was.place:
        becomes = replace(becomes, place=place, support=(was.place, *was.support))
    return Changed(becomes, bears(record, was, becomes), place is not None)


def _place(record: Record, was: Finding, quote: str) -> Place | None:
    if not quote.strip() or not isinstance(was.place, Place):
        return None
    try:
        return quoted(record.document(was.place.document), quote)
    except Invalid:
        return None


def _value(was: FindingValue, told: str) -> FindingValue:
    if len(told) > LONGEST_VALUE or not told.strip():
        raise Invalid("The value is missing or too long.")
    if isinstance(was, bool):
        if told.lower() not in YES_OR_NO:
            raise Invalid("Write yes or no.")
        return YES_OR_NO[told.lower()]
    if isinstance(was, PartialDate):
        return _date(told)
    return number_typed(told) if isinstance(was, Decimal) else told.strip()


def number_typed(told: str) -> Decimal:
    """A number as somebody types it. Raises Invalid."""
    try:
        found = Decimal(told.strip().replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found.adjusted()) > 12:
        raise Invalid(f"'{told}' is no number.", "Write it with digits and a point, such as 22.4.")
    return found


def _unit(was: Finding, told: str) -> str | None:
    """A unit of the same kind: another kind would be another finding."""
    if told.strip() == was.unit:
        return was.unit
    unit = ucum(told.strip())
    if was.unit is not None:
        convert(Decimal(1), unit, was.unit, was.concept)
    return unit


def _date(told: str) -> PartialDate | None:
    return PartialDate.from_iso(told) if told.strip() else None


def _side(told: str) -> Side | None:
    try:
        return Side(told) if told else None
    except ValueError as fault:
        raise Invalid(f"'{told}' is no side.", "Write left, right or bilateral.") from fault


def _words(value: FindingValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate):
        return value.iso()
    return "" if value is None else str(value)
