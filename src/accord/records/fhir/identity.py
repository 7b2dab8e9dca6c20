"""Which resource is which: ids, contained resources, and ids that are used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from accord.records.fhir.elements import objects_at, words_at
from accord.records.record import JsonObject, Resource, Unread

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


def kept_apart(resources: Iterable[Resource]) -> tuple[list[Resource], list[Unread]]:
    """Every resource with an id of its own: a second 'Patient/1' becomes 'Patient/1~2', and is reported."""
    seen: dict[str, int] = {}
    kept: list[Resource] = []
    reports: list[Unread] = []
    for resource in resources:
        times = seen[resource.id] = seen.get(resource.id, 0) + 1
        if times > 1:
            apart = replace(resource, id=f"{resource.id}~{times}")
            reports.append(
                Unread(
                    f"{resource.document}#{resource.id}",
                    f"The id {resource.id} is used more than once; this one is kept as {apart.id}.",
                    "Ask the sender which of them holds.",
                )
            )
            resource = apart
        kept.append(resource)
    return kept, reports
