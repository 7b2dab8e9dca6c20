"""read_fhir: one received JSON file -> its part of the record."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

from accord.records.fhir.attachments import attachments_of
from accord.records.fhir.elements import as_list, as_object, words_at
from accord.records.fhir.identity import resource_of, with_contained
from accord.records.fhir.narratives import narratives_of
from accord.records.fhir.parse import parse_json
from accord.records.fhir.versions import version_reports
from accord.records.inner import InnerNames
from accord.records.part import Part, join_parts
from accord.records.record import JsonObject, ReceivedFile, Resource, Unread
from accord.records.resources import kept_apart

_XML = "This is FHIR in XML, which is not read."
_NOT_FHIR = "This is JSON but not FHIR: it names no resourceType."


def read_fhir(file: ReceivedFile) -> Part:
    """FHIR R4 JSON: a Bundle of any type, a single resource, a list of resources, or NDJSON.

    Never raises for what the file holds; what cannot be read stands in `unread` with the reason and the remedy.
    """
    if _looks_like_xml(file.data):
        return Part(unread=(Unread(file.name, _XML, "Export it as FHIR R4 JSON (application/fhir+json)."),))
    with _collector_paused():
        return _read(file)


@contextmanager
def _collector_paused() -> Generator[None]:
    """Parsed JSON holds no cycles, and looking for them as it grows takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(file: ReceivedFile) -> Part:
    values, unread = parse_json(file.name, file.data)
    found = [resource for value in values for resource in _resources_in(value, file.name, unread)]
    if not found and not unread:
        unread.append(Unread(file.name, "The file holds no FHIR resource.", "Ask whether it was meant to be empty."))
    resources, reports = kept_apart(found)
    whole = Part((), tuple(resources), (*unread, *reports, *version_reports(file.name, resources)))
    names = InnerNames(file.name)
    return join_parts((whole, attachments_of(resources, names), narratives_of(resources, names)))


def _looks_like_xml(data: bytes) -> bool:
    return data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _resources_in(value: Any, document: str, unread: list[Unread]) -> list[Resource]:
    found: list[Resource] = []
    for body, full_url in _bodies(value, document, unread):
        found.extend(with_contained(resource_of(body, document, full_url, len(found) + 1)))
    return found


def _bodies(value: Any, document: str, unread: list[Unread]) -> Iterator[tuple[JsonObject, str]]:
    """Each resource with its fullUrl; Bundles (also within Bundles) are opened, without recursion."""
    waiting: list[tuple[Any, str]] = [(value, "")]
    while waiting:
        body, full_url = waiting.pop()
        if isinstance(body, list):
            waiting.extend((item, "") for item in reversed(as_list(body)))
            continue
        resource = as_object(body)
        if not words_at(resource, "resourceType"):
            unread.append(Unread(document, _NOT_FHIR, "Send FHIR R4 JSON, or the document as PDF or text."))
            continue
        if resource["resourceType"] in ("Bundle", "Parameters"):
            waiting.extend(reversed(_entries(resource)))
        else:
            yield resource, full_url


def _entries(bundle: JsonObject) -> list[tuple[Any, str]]:
    """The resources of a Bundle's entries or of Parameters; an entry without one (a deletion) holds nothing."""
    entries = as_list(bundle.get("entry" if bundle["resourceType"] == "Bundle" else "parameter"))
    opened = [as_object(entry) for entry in entries]
    return [(entry["resource"], words_at(entry, "fullUrl")) for entry in opened if "resource" in entry]
