"""Resources with ids of their own: the same id with another content is kept apart, an exact copy is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accord.records.record import Resource, Unread


def kept_apart(resources: Iterable[Resource]) -> tuple[list[Resource], list[Unread]]:
    """Every resource once, with an id that no other has: a second, different 'Patient/1' becomes 'Patient/1~2'.

    Such a pair is reported, except where the ids are ours (C-CDA). A copy, word for word, counts once.
    """
    taken: dict[str, Resource] = {}
    reports: list[Unread] = []
    for resource in resources:
        first = taken.get(resource.id)
        if first is None:
            taken[resource.id] = resource
            continue
        if resource.origin == "fhir" and first.body == resource.body:
            continue
        apart = replace(resource, id=_free(resource.id, taken))
        taken[apart.id] = apart
        if resource.origin == "fhir":
            reports.append(_report(resource, first, apart))
    return list(taken.values()), reports


def _free(name: str, taken: dict[str, Resource]) -> str:
    number = 2
    while f"{name}~{number}" in taken:
        number += 1
    return f"{name}~{number}"


def _report(resource: Resource, first: Resource, apart: Resource) -> Unread:
    where = "in this file" if resource.document == first.document else f"in {first.document}"
    return Unread(
        f"{resource.document}#{resource.id}",
        f"The id {resource.id} is used more than once, first {where}; this one is kept as {apart.id}.",
        "Ask the sender which of them holds.",
    )
