"""Results, vital signs, social history and other observations as Observation."""

from __future__ import annotations

from typing import Any

from accord.records.ccda.chart import Chart
from accord.records.ccda.clinical import condition, is_negated, notes, sites
from accord.records.ccda.datatypes import attribute, child, children, concept, interval, moment, period, value_element
from accord.records.ccda.templates import CCDA, templates_of
from accord.records.ccda.treatment import order
from accord.records.fhir.usable import NEGATION
from accord.records.hardened_xml import Node, local_name
from accord.records.record import JsonObject

_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
# LOINC code of the section -> category of its observations.
_CATEGORIES = {"30954-2": "laboratory", "8716-3": "vital-signs", "29762-2": "social-history", "47420-5": "survey"}
_STATUS = {
    "completed": "final",
    "active": "preliminary",
    "aborted": "cancelled",
    "cancelled": "cancelled",
    "held": "registered",
    "suspended": "registered",
}
_PLANNED = ("INT", "RQO", "PRP", "PRMS", "GOL")


def organizer(chart: Chart, node: Node, section: str) -> None:
    """Every observation of a battery; what an observation lacks (a time) it takes from the battery."""
    for component in children(node, "component"):
        for part in component:
            if local_name(part) == "observation":
                observation(chart, part, section, battery=node)
            elif local_name(part) == "procedure":
                order_or_nothing(chart, part, section)


def order_or_nothing(chart: Chart, node: Node, section: str) -> None:
    """A specimen collection within a battery is no procedure of interest; a planned one is an order."""
    if attribute(node, "moodCode") in _PLANNED:
        order(chart, node, section)


def observation(chart: Chart, node: Node, section: str, battery: Node | None = None) -> None:
    """An observation; one for each value. Planned ones are orders, goals are Goals."""
    if attribute(node, "moodCode") in _PLANNED:
        order(chart, node, section)
        return
    if CCDA["problem_observation"] in templates_of(node):
        condition(chart, node, section)
        return
    for value in children(node, "value") or [None]:
        chart.add("Observation", _observation(chart, node, section, value, battery))


def _observation(chart: Chart, node: Node, section: str, value: Node | None, battery: Node | None) -> JsonObject:
    found = value_element(value, chart.words_of) if value is not None else {}
    when = child(node, "effectiveTime")
    span = period(when)
    single = moment(when) or moment(child(battery, "effectiveTime"))
    body: dict[str, Any] = {
        "status": _STATUS.get(attribute(child(node, "statusCode"), "code"), "final"),
        "category": [{"coding": [{"system": _CATEGORY, "code": category}]}]
        if (category := _category(section, battery))
        else [],
        "code": concept(child(node, "code"), chart.words_of),
        "subject": chart.subject,
        **({"effectivePeriod": span} if "end" in span and "start" in span else {"effectiveDateTime": single}),
        "performer": _performers(chart, node, battery),
        **found,
        "interpretation": [c for c in (concept(i, chart.words_of) for i in children(node, "interpretationCode")) if c],
        "method": concept(child(node, "methodCode"), chart.words_of),
        "bodySite": (sites(chart, node) or [None])[0],
        "referenceRange": _ranges(chart, node),
        "note": notes(chart, node),
    }
    if not found:
        missing = attribute(value, "nullFlavor") or "no value is stated"
        body["dataAbsentReason"] = {"text": missing}
    if is_negated(node):
        body["modifierExtension"] = [{"url": NEGATION, "valueBoolean": True}]
    return body


def _category(section: str, battery: Node | None) -> str:
    if battery is not None and CCDA["vitals_organizer"] in templates_of(battery):
        return "vital-signs"
    return _CATEGORIES.get(section, "")


def _performers(chart: Chart, node: Node, battery: Node | None) -> list[JsonObject]:
    for place in (node, battery):
        if place is not None:
            found = chart.performer(place) or chart.author(place)
            if found:
                return [found]
    return []


def _ranges(chart: Chart, node: Node) -> list[JsonObject]:
    ranges: list[JsonObject] = []
    for item in children(node, "referenceRange"):
        inner = child(item, "observationRange")
        value = child(inner, "value")
        words = chart.words_of(child(inner, "text"))
        span = interval(value) if value is not None else {}
        found = dict(span.get("valueRange", {}))
        bound = span.get("valueQuantity", {})
        comparator = str(bound.get("comparator", ""))
        if comparator:
            found["low" if comparator.startswith(">") else "high"] = {
                k: v for k, v in bound.items() if k != "comparator"
            }
        if words:
            found["text"] = words
        if found:
            ranges.append(found)
    return ranges
