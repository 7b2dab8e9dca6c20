"""Reaching into FHIR-shaped dicts that may hold anything: a wrong type reads as nothing, never as an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from accord.records.record import JsonObject


def as_object(value: Any) -> JsonObject:
    """The value when it is an object, else an empty one."""
    return cast("JsonObject", value) if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The value when it is a list; an object or a word standing alone counts as a list of one."""
    if isinstance(value, list):
        return cast("list[Any]", value)
    return [] if value is None else [value]


def as_words(value: Any) -> str:
    """The value when it is a string, without white space around it, else ''."""
    return value.strip() if isinstance(value, str) else ""


def object_at(body: JsonObject, name: str) -> JsonObject:
    """The element `name` when it is an object, else an empty one."""
    return as_object(body.get(name))


def objects_at(body: JsonObject, name: str) -> list[JsonObject]:
    """The objects of the element `name`, whether it is a list or stands alone."""
    return [as_object(item) for item in as_list(body.get(name)) if isinstance(item, dict)]


def words_at(body: JsonObject, name: str) -> str:
    """The element `name` when it is a string, else ''."""
    return as_words(body.get(name))


def reach(kind: str, body: JsonObject, path: str) -> Iterator[tuple[str, Any]]:
    """(element path, value) of all that `path` leads to: 'content[].attachment' opens the list 'content'.

    A step marked '[]' may also stand alone; a step not marked takes the first item should it be a list.
    """
    found: list[tuple[str, Any]] = [(kind, body)]
    for step in path.split("."):
        name, many = (step[:-2], True) if step.endswith("[]") else (step, False)
        found = [pair for place, value in found for pair in _step(place, as_object(value), name, many=many)]
    yield from found


def _step(place: str, body: JsonObject, name: str, *, many: bool) -> list[tuple[str, Any]]:
    value: Any = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        return [(f"{place}.{name}", value)]
    items = cast("list[Any]", value)
    shown = items if many else items[:1]
    return [(f"{place}.{name}[{index}]", item) for index, item in enumerate(shown) if item is not None]


def concept_words(concept: JsonObject) -> str:
    """A CodeableConcept as a person reads it: its text, else the first display, else the first code."""
    stated = words_at(concept, "text")
    if stated:
        return stated
    codings = objects_at(concept, "coding")
    for name in ("display", "code"):
        for coding in codings:
            if words_at(coding, name):
                return words_at(coding, name)
    return ""
