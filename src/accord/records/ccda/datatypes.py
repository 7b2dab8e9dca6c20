"""HL7 V3 data types as FHIR R4 ones: codes, times, quantities, names. What has a nullFlavor becomes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from accord.errors import Invalid
from accord.records.codes import uri_of
from accord.records.dates import PartialDate
from accord.records.hardened_xml import Node
from accord.records.record import JsonObject
from accord.records.units import known_unit

UCUM = "http://unitsofmeasure.org"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
_TIME = re.compile(r"(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:\.\d+)?([+-]\d{4})?")


def child(node: Node | None, *names: str) -> Node | None:
    """The first element reached by these names, in any namespace; None when there is none."""
    for name in names:
        if node is None:
            return None
        node = node.find(f"{{*}}{name}")
    return node


def children(node: Node | None, name: str) -> list[Node]:
    """All direct children of that name."""
    return [] if node is None else node.findall(f"{{*}}{name}")


def attribute(node: Node | None, name: str) -> str:
    """The attribute without white space around it, else ''."""
    return "" if node is None else (node.get(name) or "").strip()


def plain(node: Node | None) -> str:
    """All the words below the element on one line."""
    return "" if node is None else " ".join(" ".join(node.itertext()).split())


def timestamp(text: str) -> str | None:
    """'20260310101500-0500' -> '2026-03-10T10:15:00-05:00'; '202603' -> '2026-03'; None when it is no date."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        date = PartialDate(int(year), int(month) if month else None, int(day) if day else None).iso()
    except Invalid:
        return None
    if not (day and hour and minute) or int(hour) > 23 or int(minute) > 59:
        return date
    offset = f"{zone[:3]}:{zone[3:]}" if zone else ""
    return f"{date}T{hour}:{minute}:{second or '00'}{offset}"


def moment(node: Node | None) -> str | None:
    """The time of a TS, or the start (else the end) of an interval."""
    if node is None:
        return None
    for place in (node, child(node, "low"), child(node, "center"), child(node, "high")):
        found = timestamp(attribute(place, "value"))
        if found:
            return found
    return None


def period(node: Node | None) -> JsonObject:
    """{'start': …, 'end': …} of an IVL_TS; a single time is its start."""
    found: JsonObject = {}
    start = timestamp(attribute(child(node, "low"), "value")) or timestamp(attribute(node, "value"))
    end = timestamp(attribute(child(node, "high"), "value"))
    return found | ({"start": start} if start else {}) | ({"end": end} if end else {})


def concept(node: Node | None, words_of: Callable[[Node], str] = plain) -> JsonObject:
    """A CD as CodeableConcept, its translations as further codings; {} when it says nothing.

    words_of resolves an originalText, which may point into the narrative.
    """
    if node is None:
        return {}
    codings = [coding for coding in map(_coding, [node, *children(node, "translation")]) if coding]
    original = child(node, "originalText")
    words = words_of(original) if original is not None else ""
    display = next((coding["display"] for coding in codings if "display" in coding), attribute(node, "displayName"))
    return ({"coding": codings} if codings else {}) | ({"text": words or display} if words or display else {})


def _coding(node: Node) -> JsonObject:
    code, system = attribute(node, "code"), attribute(node, "codeSystem")
    if not code or attribute(node, "nullFlavor"):
        return {}
    display = attribute(node, "displayName")
    return {"code": code} | ({"system": uri_of(system)} if system else {}) | ({"display": display} if display else {})


def number(text: str) -> int | float | None:
    """The number of a PQ, INT or REAL; None when it is none."""
    try:
        value = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def quantity(node: Node | None) -> JsonObject:
    """A PQ as Quantity with its UCUM code; {} without a number."""
    value = number(attribute(node, "value")) if node is not None else None
    if value is None or attribute(node, "nullFlavor"):
        return {}
    unit = attribute(node, "unit")
    code = known_unit(unit) if unit else None
    coded = {"system": UCUM, "code": code} if code else {}
    return {"value": value} | ({"unit": unit} if unit else {}) | coded


def interval(node: Node) -> JsonObject:
    """An IVL_PQ as {'valueRange': …}, or as {'valueQuantity': …} with a comparator when one end is open."""
    low, high = child(node, "low"), child(node, "high")
    start, end = quantity(low), quantity(high)
    if start and end:
        return {"valueRange": {"low": start, "high": end}}
    if not start and not end:
        return _of_quantity(node)
    bound, side = (start, low) if start else (end, high)
    inclusive = attribute(side, "inclusive") != "false"
    return {"valueQuantity": bound | {"comparator": (">" if start else "<") + ("=" if inclusive else "")}}


def value_element(node: Node, words_of: Callable[[Node], str] = plain) -> JsonObject:
    """An observation's value as the value[x] element; {} when it has none."""
    kind = (node.get(_XSI) or "").rpartition(":")[2]
    found = _VALUES[kind](node) if kind in _VALUES else {}
    if found:
        return found
    coded = concept(node, words_of)
    if coded:
        return {"valueCodeableConcept": coded}
    words = words_of(node)
    return {"valueString": words} if words else {}


def _of_quantity(node: Node) -> JsonObject:
    found = quantity(node)
    return {"valueQuantity": found} if found else {}


def _of_integer(node: Node) -> JsonObject:
    value = number(attribute(node, "value"))
    if value is None:
        return {}
    return {"valueInteger": value} if isinstance(value, int) else {"valueQuantity": {"value": value}}


def _of_boolean(node: Node) -> JsonObject:
    given = attribute(node, "value")
    return {"valueBoolean": given == "true"} if given in ("true", "false") else {}


def _of_time(node: Node) -> JsonObject:
    found = moment(node)
    return {"valueDateTime": found} if found else {}


def _of_ratio(node: Node) -> JsonObject:
    upper, lower = quantity(child(node, "numerator")), quantity(child(node, "denominator"))
    return {"valueRatio": {"numerator": upper, "denominator": lower}} if upper and lower else {}


_VALUES: Mapping[str, Callable[[Node], JsonObject]] = {
    "PQ": _of_quantity,
    "REAL": _of_quantity,
    "INT": _of_integer,
    "IVL_PQ": interval,
    "BL": _of_boolean,
    "TS": _of_time,
    "RTO": _of_ratio,
    "RTO_PQ_PQ": _of_ratio,
}


def human_name(node: Node | None) -> JsonObject:
    """A PN as HumanName; {} when it is empty."""
    if node is None or attribute(node, "nullFlavor"):
        return {}
    parts: dict[str, Any] = {
        "family": " ".join(_each(node, "family")),
        "given": _each(node, "given"),
        "prefix": _each(node, "prefix"),
        "suffix": _each(node, "suffix"),
    }
    kept = {name: value for name, value in parts.items() if value}
    words = plain(node)
    return kept or ({"text": words} if words else {})


def _each(node: Node, name: str) -> list[str]:
    return [words for words in map(plain, children(node, name)) if words]


def identifiers(node: Node | None) -> list[JsonObject]:
    """The ids of an element as Identifiers; an id of the NPI registry gets its FHIR address."""
    found: list[JsonObject] = []
    for item in children(node, "id"):
        root, extension = attribute(item, "root"), attribute(item, "extension")
        if root and not attribute(item, "nullFlavor"):
            system = uri_of(root)
            found.append({"system": system, "value": extension} if extension else {"value": root})
    return found
