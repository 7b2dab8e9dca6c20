"""Files in, one Record out. What cannot be read is named, with the reason and what to do; the rest is still read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import orjson

from accord.records.bounds import bounded, within
from accord.records.files import Arrival, Receipt, document_names, receive, receive_held, take_in
from accord.records.kinds import FileKind, looks_like_text, unkept_claim
from accord.records.limits import STANDARD, Limits
from accord.records.part import Part, join_parts
from accord.records.record import JsonObject, ReceivedFile, Record, Unread
from accord.records.resources import kept_apart

REQUEST_FORM = "request.json"
NO_FORM = ("It is not one request, a group of named elements in braces.", "Correct it and send it again.")
EXPORT = "Export it as PDF and send the PDF."

REFUSALS: dict[FileKind, tuple[str, str]] = {
    FileKind.EMPTY: ("The file is empty.", "Send the file again."),
    FileKind.OFFICE: ("Office documents are not read.", EXPORT),
    FileKind.RTF: ("Rich text documents are not read.", EXPORT),
    FileKind.HTML: ("Web pages are not read.", "Print it as PDF and send the PDF."),
    FileKind.HEIC: ("HEIC photographs are not read.", "Save it as JPEG or PDF."),
    FileKind.DICOM: ("DICOM images are not read.", "Send the written report of the study."),
    FileKind.ARCHIVE: ("Archives other than zip are not read.", "Unpack it, or pack it as zip."),
    FileKind.JSON: ("The JSON holds no FHIR resource.", "Send FHIR resources, or the document as text or PDF."),
    FileKind.XML: ("The XML is no C-CDA document.", "Send C-CDA, or FHIR as JSON."),
    FileKind.BINARY: ("The content is of an unknown kind.", "Send it as PDF, text, PNG, JPEG or TIFF."),
}


def read(paths: Sequence[Path], limits: Limits = STANDARD, progress: Callable[[str], None] | None = None) -> Record:
    """Everything below the paths as one record.

    paths    -- folders (walked), files and zip archives; a folder is a dossier, names are paths below it.
    progress -- is told the name of each file before it is read.

    A path that is not there raises NotFound. Nothing else raises: what cannot be read is in Record.unread.
    """
    return _read(receive(paths, limits), limits, progress)


def read_held(files: Mapping[str, bytes], limits: Limits = STANDARD) -> Record:
    """The same of files in memory, by their names: nothing of them is written to the disk to be read."""
    return _read(receive_held(files, limits), limits)


def _read(receipt: Receipt, limits: Limits, progress: Callable[[str], None] | None = None) -> Record:
    names = document_names(receipt.arrivals)
    form: JsonObject | None = None
    parts: list[Part] = []
    waiting = deque(receipt.arrivals)
    while waiting:
        arrival = waiting.popleft()
        if progress is not None:
            progress(arrival.file.name)
        if arrival.file.name == REQUEST_FORM and form is None:
            form = _request_form(arrival)
            if form is not None:
                continue
        part = _read_one(arrival, names.get(arrival.file.name, arrival.file.name), limits)
        parts.append(part)
        waiting.extendleft(reversed(take_in(receipt, arrival, part.files)))
    whole = join_parts(parts)
    files = tuple(arrival.file for arrival in receipt.arrivals)
    resources, repeated = kept_apart(whole.resources)
    documents, beyond = within([bounded(each) for each in whole.documents])
    unread = (*receipt.unread, *whole.unread, *repeated, *beyond)
    return Record(files, tuple(documents), tuple(resources), unread, form)


def _request_form(arrival: Arrival) -> JsonObject | None:
    """The request as the form states it; None when the file is something else."""
    if arrival.kind is not FileKind.JSON:
        return None
    file = arrival.file
    form: JsonObject | list[object] = orjson.loads(file.data.removeprefix(b"\xef\xbb\xbf"))
    return form if isinstance(form, dict) else None


def _read_one(arrival: Arrival, name: str, limits: Limits) -> Part:
    file = arrival.file
    broken_claim = unkept_claim(file.name, arrival.kind)
    if broken_claim is not None:
        return _unread(file, *(_broken_json(file) or (broken_claim, "Send the file as what it is.")))
    if file.name == REQUEST_FORM and arrival.kind is FileKind.JSON:
        return _unread(file, *NO_FORM)
    if arrival.kind in REFUSALS:
        return _unread(file, *REFUSALS[arrival.kind])
    if arrival.kind is FileKind.ZIP:
        return Part() if arrival.depth == 0 else _unread(file, "It is an archive within a file.", "Send its files.")
    part = _reader(arrival.kind, name, limits)(file)
    if arrival.parent is None:
        return part
    inside = (replace(d, parent=arrival.parent, title=d.title or file.title) for d in part.documents)
    return replace(part, documents=tuple(inside))


def _broken_json(file: ReceivedFile) -> tuple[str, str] | None:
    """Where a file that is called JSON stops being JSON, and what to do; None for other files."""
    if not file.name.lower().endswith(".json") or not looks_like_text(file.data):
        return None
    try:
        orjson.loads(file.data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as fault:
        return (
            f"The JSON is broken at line {fault.lineno}, column {fault.colno}.",
            "Export the file again, or correct it there and save it as UTF-8.",
        )
    return None


def _reader(kind: FileKind, name: str, limits: Limits) -> Callable[[ReceivedFile], Part]:
    """The reader of a kind; imported when first needed, because some carry heavy libraries."""
    if kind is FileKind.FHIR:
        from accord.records.fhir import read_fhir

        return read_fhir
    if kind is FileKind.CCDA:
        from accord.records.ccda import read_ccda

        return read_ccda
    if kind is FileKind.PDF:
        from accord.records.pdf.reading import read_pdf

        return lambda file: read_pdf(file, name, limits)
    if kind is FileKind.IMAGE:
        from accord.records.image import read_image

        return lambda file: read_image(file, name, limits)
    from accord.records.text import read_text

    return lambda file: read_text(file, name)


def _unread(file: ReceivedFile, reason: str, remedy: str) -> Part:
    return Part(unread=(Unread(file.name, reason, remedy),))
