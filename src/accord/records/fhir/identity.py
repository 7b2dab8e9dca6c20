"""Which resource is which: ids, and those contained in others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from accord.records.fhir.elements import objects_at, words_at
from accord.records.record import JsonObject, Resource

_UNFIT = re.compile(r"[^A-Za-z0-9\-.]+")


def resource_of(body: JsonObject, document: str, full_url: str, position: int) -> Resource:
    """The body as a Resource. Without an id: the last part of its fullUrl, else its position in the file."""
    kind = str(body["resourceType"])
    return Resource(f"{kind}/{_id_of(body, full_url, position)}", kind, body, document, "fhir", full_url)


def _id_of(body: JsonObject, full_url: str, position: int) -> str:
    given = body.get("id")
    if isinstance(given, str) and given:
        return given
    if isinstance(given, int):
        return str(given)
    tail = _UNFIT.sub("-", re.split(r"[/:]", full_url)[-1]).strip("-") if full_url else ""
    return tail or f"no-id-{position}"


def with_contained(resource: Resource) -> Iterator[Resource]:
    """The resource, then those contained in it: 'Medication/rx1#med' for '#med' inside 'MedicationRequest/rx1'."""
    yield resource
    if "contained" not in resource.body:
        return
    parent = resource.id.partition("/")[2]
    for position, body in enumerate(objects_at(resource.body, "contained"), 1):
        if words_at(body, "resourceType"):
            own = resource_of(body, resource.document, "", position)
            yield replace(own, id=f"{own.type}/{parent}#{own.id.partition('/')[2]}")
