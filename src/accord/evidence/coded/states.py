"""Conditions and observations as findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from accord.errors import Invalid
from accord.evidence.coded.building import Standing, dated, decimal_of, make, with_value, words_of
from accord.evidence.coded.index import index_of
from accord.evidence.coded.matching import Match, coded_as, match, matches
from accord.records.codes import CodeSet
from accord.records.dates import PartialDate
from accord.records.fhir.elements import (
    as_object,
    as_words,
    concept_words,
    object_at,
    objects_at,
    reach,
    words_at,
)
from accord.records.fhir.usable import NEGATION, verification
from accord.records.findings import Finding, FindingValue, Presence, Time
from accord.records.places import ElementPlace
from accord.records.record import JsonObject, Record, Resource
from accord.records.units import convert, known_unit

# Codes of FHIR R4 condition-ver-status and condition-clinical.
_VERIFIED = {
    "refuted": Presence.ABSENT,
    "unconfirmed": Presence.POSSIBLE,
    "provisional": Presence.POSSIBLE,
    "differential": Presence.POSSIBLE,
}
_CLINICAL = {
    "active": Time.CURRENT,
    "recurrence": Time.CURRENT,
    "relapse": Time.CURRENT,
    "inactive": Time.PAST,
    "remission": Time.PAST,
    "resolved": Time.PAST,
}
_ABATED = ("abatementDateTime", "abatementPeriod.end", "abatementAge", "abatementString", "abatementRange")
_EFFECTIVE = ("effectiveDateTime", "effectivePeriod.start", "effectivePeriod.end", "effectiveInstant")
_NUMBER_WITH_UNIT = re.compile(r"([<>]=?|[≤≥])?\s*([+-]?\d{1,9}(?:\.\d{1,6})?)\s*(.{0,40})")
_COMPARATORS = {"≤": "<=", "≥": ">="}


def conditions(record: Record, codes: CodeSet | None, concept: str = "condition") -> tuple[Finding, ...]:
    """Problems and diagnoses. Refuted: absent; provisional or differential: possible; resolved or abated: past.

    date is the onset; qualifiers: recorded, abated, onset (an age), category, codes, words, note.
    """
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used(("Condition",)):
        named = match(resource, "code", codes)
        if named is not None:
            extra = {
                "recorded": _iso(resource, "recordedDate", "dateRecorded", "assertedDate"),
                "abated": _iso(resource, *_ABATED[:2]),
                "onset": _onset_age(resource),
                "severity": words_of(resource, "severity"),
                "stage": words_of(resource, "stage[].summary"),
            }
            standing = condition_standing(resource.body)
            onset = ("onsetDateTime", "onsetPeriod.start", "onsetPeriod.end")
            found.append(make(index, resource, concept, named, standing, onset, extra))
    return tuple(found)


def condition_standing(body: JsonObject) -> Standing:
    """(presence, time) by verificationStatus, clinicalStatus and abatement."""
    stated = [code for code in verification(body) if code in _VERIFIED]
    presence = _VERIFIED[stated[0]] if stated else Presence.PRESENT
    status = object_at(body, "clinicalStatus")
    codes = [words_at(c, "code").lower() for c in objects_at(status, "coding")]
    codes += [as_words(body.get("clinicalStatus")).lower(), words_at(status, "text").lower()]
    times = [_CLINICAL[code] for code in codes if code in _CLINICAL]
    abated = body.get("abatementBoolean") is True or any(list(reach("Condition", body, path)) for path in _ABATED)
    return presence, (times[0] if times else Time.PAST if abated else Time.CURRENT)


def _onset_age(resource: Resource) -> str:
    age = object_at(resource.body, "onsetAge")
    value = decimal_of(age.get("value"))
    unit = known_unit(words_at(age, "code") or words_at(age, "unit") or "a")
    return f"age {value} {unit}" if value is not None else words_at(resource.body, "onsetString")


def _iso(resource: Resource, *paths: str) -> str:
    date, _ = dated(resource, paths)
    return date.iso() if date is not None else ""


def observations(
    record: Record,
    codes: CodeSet | None,
    unit: str | None = None,
    concept: str = "observation",
    substance: str | None = None,
) -> tuple[Finding, ...]:
    """Measurements, also those that are components of another (a systolic pressure), one finding each.

    unit      -- UCUM unit wanted; a value that cannot be given in it has no value, and is kept in words in 'stated'.
    substance -- for conversions between mass and amount ('glucose').
    qualifiers: note, method, site, interpretation, comparator, low, high, value_codes, absent_reason, stated, device.
    """
    index = index_of(record)
    found: list[Finding] = []
    for resource in index.used(("Observation",)):
        for named, holder, path in _named(resource, codes):
            finding = make(index, resource, concept, named, _standing(resource), _EFFECTIVE, _details(resource, holder))
            found.append(_measured(finding, resource, holder, path, unit, substance))
    return tuple(found)


def _named(resource: Resource, codes: CodeSet | None) -> Iterator[tuple[Match, JsonObject, str]]:
    """(match, the object that holds the value, its path) for the observation and for each of its components."""
    whole = match(resource, "code", codes)
    if whole is not None:
        yield whole, resource.body, resource.type
        if codes is not None:
            return
    for named in matches(resource, "component[].code", codes):
        path = re.sub(r"(component(?:\[\d+\])?)\..*$", r"\1", named.place.path)
        parts = dict(reach(resource.type, resource.body, "component[]"))
        holder = as_object(parts.get(path))
        yield named, holder, path


def _standing(resource: Resource) -> Standing:
    modifiers = [words_at(extension, "url") for extension in objects_at(resource.body, "modifierExtension")]
    if modifiers:
        return (Presence.ABSENT if NEGATION in modifiers else Presence.POSSIBLE), Time.CURRENT
    planned = words_at(resource.body, "status") == "registered"
    return Presence.PRESENT, Time.PLANNED if planned else Time.CURRENT


def _details(resource: Resource, holder: JsonObject) -> dict[str, str]:
    ranges = [words_at(r, "text") for r in objects_at(holder, "referenceRange")]
    shown = (concept_words(c) for c in objects_at(holder, "interpretation"))
    return {
        "method": words_of(resource, "method"),
        "site": words_of(resource, "bodySite[]"),
        "device": words_of(resource, "device.display"),
        "interpretation": "; ".join(filter(None, shown)),
        "reference_range": "; ".join(filter(None, ranges)),
        "absent_reason": concept_words(object_at(holder, "dataAbsentReason")),
    }


def _measured(
    finding: Finding, resource: Resource, holder: JsonObject, path: str, unit: str | None, substance: str | None
) -> Finding:
    name = next((key for key in holder if key.startswith("value") and holder[key] is not None), "")
    if not name:
        return finding
    value, code, extra, shown = _value(name, holder[name])
    if not shown:
        return finding  # an empty element: there is nothing to show for a value
    place = ElementPlace(resource.id, f"{path}.{name}", shown, resource.document)
    whole = with_value(finding, place, value=value, unit=code, qualifiers={**finding.qualifiers, **extra})
    return _in_unit(whole, unit, substance) if unit is not None else whole


def _in_unit(finding: Finding, unit: str, substance: str | None) -> Finding:
    """The value in the unit that is asked for; none at all where that cannot be told."""
    if finding.number is None:
        return finding
    wanted = known_unit(unit)
    unitless = "1" if wanted in ("1", "{score}") else ""
    try:
        converted = convert(finding.number, finding.unit or unitless, unit, substance)
    except Invalid:
        stated = {**finding.qualifiers, "stated": finding.place.text}
        return replace(finding, value=None, unit=None, qualifiers=stated)
    return replace(finding, value=converted, unit=wanted)


def _value(name: str, value: Any) -> tuple[FindingValue, str | None, dict[str, str], str]:
    """(value, UCUM unit, qualifiers, as a person reads it) of a value[x]."""
    if name == "valueQuantity" or "value" in as_object(value):
        return _quantity(as_object(value))
    if name in ("valueInteger", "valueDecimal"):
        number = decimal_of(value)
        return number, None, {}, str(value)
    if isinstance(value, bool):
        return value, None, {}, "yes" if value else "no"
    if name in ("valueDateTime", "valueDate", "valueInstant"):
        return _date(as_words(value))
    if isinstance(value, dict):
        return _structured(name, as_object(value))
    return _words(as_words(value))


def _quantity(quantity: JsonObject) -> tuple[FindingValue, str | None, dict[str, str], str]:
    number = decimal_of(quantity.get("value"))
    stated = words_at(quantity, "unit") or words_at(quantity, "code")
    code = known_unit(words_at(quantity, "code")) or known_unit(stated) if stated else None
    comparator = words_at(quantity, "comparator")
    shown = " ".join(filter(None, [comparator, "" if number is None else str(number), stated]))
    extra = {"comparator": comparator} if comparator else {}
    return number, code or stated or None, extra, shown or str(quantity)


def _structured(name: str, value: JsonObject) -> tuple[FindingValue, str | None, dict[str, str], str]:
    if name == "valueRange":
        low, high = _quantity(object_at(value, "low")), _quantity(object_at(value, "high"))
        shown = f"{low[3]} - {high[3]}"
        return shown, None, {"low": str(low[0]), "high": str(high[0]), "range_unit": low[1] or high[1] or ""}, shown
    if name == "valueRatio":
        shown = f"{_quantity(object_at(value, 'numerator'))[3]} : {_quantity(object_at(value, 'denominator'))[3]}"
        return shown, None, {}, shown
    words = concept_words(value)
    codes = coded_as(objects_at(value, "coding"))
    return words or None, None, {"value_codes": codes} if codes else {}, words or str(value)


def _date(words: str) -> tuple[FindingValue, str | None, dict[str, str], str]:
    try:
        return PartialDate.from_iso(words), None, {}, words
    except Invalid:
        return words or None, None, {}, words


def _words(words: str) -> tuple[FindingValue, str | None, dict[str, str], str]:
    """'57 mmHg' sent as a string is the number it says; anything else stays words."""
    found = _NUMBER_WITH_UNIT.fullmatch(words)
    unit = known_unit(found.group(3)) if found and found.group(3) else None
    if found and (unit or not found.group(3)):
        comparator = _COMPARATORS.get(found.group(1) or "", found.group(1) or "")
        return Decimal(found.group(2)), unit, {"comparator": comparator} if comparator else {}, words
    return words or None, None, {}, words
