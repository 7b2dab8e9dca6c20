"""Attachments: text and HTML become documents, other files are handed on to be read, links are reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from accord.errors import Invalid
from accord.records.documents import DocumentKind
from accord.records.fhir.elements import as_object, as_words, concept_words, object_at, reach, words_at
from accord.records.fhir.usable import why_not_used
from accord.records.inner import InnerNames, inner_document, inner_file
from accord.records.markup import html_text
from accord.records.media import HTML, TEXT, decode_base64, media_type_of, text_of
from accord.records.part import Part, join_parts
from accord.records.record import JsonObject, Resource, Unread

ATTACHMENTS: Mapping[str, str] = {
    "DocumentReference": "content[].attachment",
    "DiagnosticReport": "presentedForm[]",
    "Media": "content",
    "Communication": "payload[].contentAttachment",
    "CommunicationRequest": "payload[].contentAttachment",
    "Claim": "supportingInfo[].valueAttachment",
    "Consent": "sourceAttachment",
}


def attachments_of(resources: Sequence[Resource], names: InnerNames) -> Part:
    """Everything attached to the resources; a link to a Binary of the same file counts as included."""
    held = [r for r in resources if r.type in ATTACHMENTS]
    binaries = [r for r in resources if r.type == "Binary"]
    if not held and not binaries:
        return Part()
    library = _Library(binaries)
    parts = [
        _read(resource, as_object(attachment), library, names)
        for resource in held
        for _, attachment in reach(resource.type, resource.body, ATTACHMENTS[resource.type])
    ]
    return join_parts([*parts, *(_read(b, b.body, library, names) for b in binaries if b.id not in library.used)])


class _Library:
    """The Binary resources of the file, by what a link may call them."""

    def __init__(self, binaries: Sequence[Resource]) -> None:
        self.used: set[str] = set()
        self.known: dict[str, Resource] = {}
        for binary in binaries:
            for name in (binary.id, binary.full_url):
                if name:
                    self.known.setdefault(name, binary)

    def linked(self, url: str) -> JsonObject | None:
        binary = self.known.get(url) or self.known.get("/".join(urlsplit(url).path.split("/")[-2:]))
        if binary is None:
            return None
        self.used.add(binary.id)
        return binary.body


def _read(resource: Resource, attachment: JsonObject, library: _Library, names: InnerNames) -> Part:
    title = _title(resource, attachment)
    name = names.name(resource.id, words_at(attachment, "title"))
    why_not = why_not_used(resource)
    if why_not:
        return Part(unread=(Unread(name, f"{title or 'The attachment'} is not read: {why_not}."),))
    stated = words_at(attachment, "contentType")
    try:
        data = _bytes_of(attachment, library, title)
    except Invalid as fault:
        return Part(unread=(Unread(name, fault.message, fault.remedy),))
    return _as_part(name, title, data, stated, names.file)


def _title(resource: Resource, attachment: JsonObject) -> str:
    return (
        words_at(attachment, "title")
        or words_at(resource.body, "description")
        or concept_words(object_at(resource.body, "type"))
        or concept_words(object_at(resource.body, "code"))
    )


def _bytes_of(attachment: JsonObject, library: _Library, title: str) -> bytes:
    url = words_at(attachment, "url")
    packed: Any = attachment.get("data")
    if packed is None and url:
        linked = library.linked(url)
        packed = linked.get("data") if linked is not None else None
    if as_words(packed):
        return decode_base64(as_words(packed))
    if url.startswith("data:"):
        head, _, body = url.partition(",")
        return decode_base64(body) if head.endswith(";base64") else unquote_to_bytes(body)
    what = f"The attachment '{title}'" if title else "An attachment"
    if url:
        raise Invalid(f"{what} is only linked ({url.partition('?')[0]}), not included.", "Ask for the document itself.")
    raise Invalid(f"{what} is named, but not included.", "Ask for the document itself.")


def _as_part(name: str, title: str, data: bytes, stated: str, file: str) -> Part:
    kind = media_type_of(data, stated)
    if kind == TEXT or (kind.startswith("text/") and kind != HTML):
        text = text_of(data, stated)
    elif kind == HTML:
        text = html_text(text_of(data, stated).encode("utf-8", "replace"))
    else:
        return Part(files=(inner_file(name, data, kind or "application/octet-stream", title),))
    if not text.strip():
        return Part(unread=(Unread(name, "The attachment holds no words.", "Ask for the document again."),))
    attached = DocumentKind.FHIR_ATTACHMENT
    return Part((inner_document(name, attached, text, parent=file, title=title, data=data, media_type=kind),))
