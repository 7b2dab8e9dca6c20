"""read_ccda: one received C-CDA document -> its part of the record."""

from __future__ import annotations

from collections.abc import Iterator

from accord.errors import Invalid
from accord.records.ccda.chart import Chart
from accord.records.ccda.datatypes import attribute, child, plain
from accord.records.ccda.entries import read_entries
from accord.records.ccda.header import read_header
from accord.records.documents import Document, DocumentKind
from accord.records.hardened_xml import Node, etree, local_name, parse_xml
from accord.records.inner import InnerNames, inner_document, inner_file
from accord.records.markup import html_text, node_text
from accord.records.media import HTML, TEXT, decode_base64, media_type_of, text_of
from accord.records.part import Part, join_parts
from accord.records.record import ReceivedFile, Unread


def read_ccda(file: ReceivedFile) -> Part:
    """C-CDA R1.1 or R2.1: header, sections, unstructured body, coded entries.

    Never raises for what the file holds; what cannot be read stands in `unread` with the reason and the remedy.
    """
    try:
        root, damage = parse_xml(file.data)
    except Invalid as fault:
        return Part(unread=(Unread(file.name, fault.message, fault.remedy),))
    if local_name(root) != "clinicaldocument":
        reason = f"It is XML, but no C-CDA document: its root is {local_name(root) or 'unnamed'}."
        return Part(unread=(Unread(file.name, reason, "Send C-CDA, FHIR R4 JSON, PDF or text."),))
    unread = (Unread(file.name, damage, "Export it again."),) if damage else ()
    return join_parts((Part(unread=unread), _read_document(file, root)))


def _read_document(file: ReceivedFile, root: Node) -> Part:
    chart = Chart(file.name, root)
    names = InnerNames(file.name)
    read_header(chart, root)
    sections = list(_sections(root))
    documents = [document for section in sections for document in _narrative(section, names)]
    for section in sections:
        read_entries(chart, section)
    bodies = [_unstructured(node, root, names) for node in root.iter("{*}nonXMLBody")]
    pictures = [_picture(node, names) for node in root.iter("{*}observationMedia")]
    whole = join_parts((Part(tuple(documents), tuple(chart.resources)), *bodies, *pictures))
    if whole.documents or whole.files or whole.unread or len(whole.resources) > 2:
        return whole
    empty = Unread(file.name, "The document has no section with words or entries.", "Ask for the whole document.")
    return join_parts((whole, Part(unread=(empty,))))


def _sections(root: Node) -> Iterator[Node]:
    """Every section, also those within sections, in document order."""
    yield from root.iter("{*}section")


def _narrative(section: Node, names: InnerNames) -> Iterator[Document]:
    """The words of a section under its title, as a person sees them: 'Family History' changes what they mean."""
    text = child(section, "text")
    words = node_text(text) if text is not None else ""
    if words.strip():
        title = section_title(section)
        words = f"{title}\n{words}" if title else words
        kind = DocumentKind.CCDA_SECTION
        data = etree.tostring(text, with_tail=False, encoding="utf-8")
        name = names.name(title or "section")
        yield inner_document(
            name, kind, words, parent=names.file, title=title, data=data, media_type="application/hl7-cda+xml"
        )


def section_title(section: Node) -> str:
    """The title, else the name of the section's code, else the code."""
    code = child(section, "code")
    return plain(child(section, "title")) or attribute(code, "displayName") or attribute(code, "code")


def _unstructured(body: Node, root: Node, names: InnerNames) -> Part:
    text = child(body, "text")
    title = plain(child(root, "title")) or "body"
    return _content(text, names.name(title), title, names.file)


def _picture(node: Node, names: InnerNames) -> Part:
    title = attribute(node, "ID") or "picture"
    return _content(child(node, "value"), names.name(title), title, names.file)


def _content(node: Node | None, name: str, title: str, file: str) -> Part:
    """An ED: words in place, base64, or only a reference to a file that is elsewhere."""
    link = attribute(child(node, "reference"), "value")
    words = "".join(node.itertext()).strip() if node is not None else ""
    if not words:
        reason = f"'{title}' is only linked ({link}), not included." if link else f"'{title}' is empty."
        return Part(unread=(Unread(name, reason, "Ask for the document itself."),))
    stated = attribute(node, "mediaType")
    data = words.encode("utf-8", "replace")
    if attribute(node, "representation") == "B64":
        try:
            data = decode_base64(words)
        except Invalid as fault:
            return Part(unread=(Unread(name, fault.message, fault.remedy),))
    return _as_part(name, title, data, stated, file)


def _as_part(name: str, title: str, data: bytes, stated: str, file: str) -> Part:
    kind = media_type_of(data, stated)
    if not kind.startswith("text/"):
        return Part(files=(inner_file(name, data, kind or "application/octet-stream", title),))
    text = html_text(text_of(data, stated).encode("utf-8", "replace")) if kind == HTML else text_of(data, stated)
    if not text.strip():
        return Part(unread=(Unread(name, f"'{title}' holds no words.", "Ask for the document itself."),))
    section = DocumentKind.CCDA_SECTION
    return Part((inner_document(name, section, text, parent=file, title=title, data=data, media_type=kind or TEXT),))
