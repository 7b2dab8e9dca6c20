"""A record: all that was handed over about one patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from accord.errors import NotFound
from accord.records.documents import Document
from accord.records.places import AnyPlace, ElementPlace, Place

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it came, byte for byte. name is its path below the dossier, with '/' between folders.

    title -- what the sender calls it, where that is not its name (a file attached to a FHIR resource).
    """

    name: str
    data: bytes = field(repr=False)
    sha256: str
    media_type: str
    title: str = ""


@dataclass(frozen=True)
class Unread:
    """A file (or a part of one) that could not be read: what, why, and what to do."""

    name: str
    reason: str
    remedy: str = ""


@dataclass(frozen=True)
class Resource:
    """A FHIR R4 shaped resource as a plain dict; from FHIR as received, from C-CDA as translated entries.

    id       -- 'Condition/htn'; unique within the record (a made one starts with 'ccda-').
    document -- name of the received file.
    origin   -- 'fhir' or 'ccda'.
    full_url -- `Bundle.entry.fullUrl`, what a 'urn:uuid:…' reference points with; empty elsewhere.
    """

    id: str
    type: str
    body: JsonObject = field(repr=False)
    document: str
    origin: str = "fhir"
    full_url: str = ""


@dataclass(frozen=True)
class Record:
    """Everything read from a dossier, and what could not be read."""

    files: tuple[ReceivedFile, ...]
    documents: tuple[Document, ...]
    resources: tuple[Resource, ...]
    unread: tuple[Unread, ...] = ()
    request_form: JsonObject | None = None

    def document(self, name: str) -> Document:
        """The document of that name. Raises NotFound."""
        document = self._documents_by_name.get(name)
        if document is None:
            raise NotFound(f"The record has no document {name}.")
        return document

    def resource(self, id: str) -> Resource:  # noqa: A002
        """The resource of that id ('Observation/ahi'). Raises NotFound."""
        resource = self.resources_by_id.get(id)
        if resource is None:
            raise NotFound(f"The record has no resource {id}.")
        return resource

    @cached_property
    def resources_by_id(self) -> Mapping[str, Resource]:
        """The resources by id, the first of each: looked up for every coded finding."""
        return {resource.id: resource for resource in reversed(self.resources)}

    @cached_property
    def _documents_by_name(self) -> Mapping[str, Document]:
        return {document.name: document for document in reversed(self.documents)}

    def resolves(self, place: AnyPlace) -> bool:
        """Does the place stand in this record, word for word? The citation check asks this of every citation."""
        if isinstance(place, Place):
            document = self._documents_by_name.get(place.document)
            return document is not None and document.text[place.start : place.end] == place.text
        return element_text(self, place) is not None


def element_text(record: Record, place: ElementPlace) -> str | None:
    """The value at an element's path as JSON text, or None where the path leads nowhere."""
    body: Any = record.request_form
    if place.resource != "request.json":
        resource = record.resources_by_id.get(place.resource)
        body = resource.body if resource is not None else None
    steps = place.path.split(".")
    if body is not None and place.resource != "request.json":
        steps = steps[1:]
    for step in steps:
        name, _, index = step.partition("[")
        if not isinstance(body, dict) or name not in body:
            return None
        body = body[name]  # pyright: ignore[reportUnknownVariableType]
        if index:
            position = int(index.rstrip("]"))
            if not isinstance(body, list) or position >= len(body):  # pyright: ignore[reportUnknownArgumentType]
                return None
            body = body[position]  # pyright: ignore[reportUnknownVariableType]
    return None if body is None else str(body)  # pyright: ignore[reportUnknownArgumentType]
