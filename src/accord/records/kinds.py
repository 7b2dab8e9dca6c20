"""What a file is, by its content; the ending of its name is only a claim that the content has to bear out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

import orjson


class FileKind(StrEnum):
    """Kinds that have a reader, and kinds that are refused with advice."""

    TEXT = "plain text"
    PDF = "a PDF"
    IMAGE = "an image"
    FHIR = "FHIR resources"
    CCDA = "a C-CDA document"
    JSON = "JSON"
    XML = "XML"
    HTML = "a web page"
    ZIP = "a zip archive"
    ARCHIVE = "an archive of another kind than zip"
    OFFICE = "an office document"
    RTF = "a rich text document"
    HEIC = "a HEIC photograph"
    DICOM = "a DICOM image"
    EMPTY = "empty"
    BINARY = "binary data of an unknown kind"


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind and its media type."""

    kind: FileKind
    media_type: str


SIGNATURES: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", Kind(FileKind.IMAGE, "image/png")),
    (0, b"\xff\xd8\xff", Kind(FileKind.IMAGE, "image/jpeg")),
    (0, b"II*\x00", Kind(FileKind.IMAGE, "image/tiff")),
    (0, b"MM\x00*", Kind(FileKind.IMAGE, "image/tiff")),
    (0, b"GIF8", Kind(FileKind.IMAGE, "image/gif")),
    (8, b"WEBP", Kind(FileKind.IMAGE, "image/webp")),
    (0, b"BM", Kind(FileKind.IMAGE, "image/bmp")),
    (4, b"ftyphei", Kind(FileKind.HEIC, "image/heic")),
    (4, b"ftypmif1", Kind(FileKind.HEIC, "image/heic")),
    (128, b"DICM", Kind(FileKind.DICOM, "application/dicom")),
    (0, b"{\\rtf", Kind(FileKind.RTF, "application/rtf")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind(FileKind.OFFICE, "application/x-ole-storage")),
    (0, b"\x1f\x8b", Kind(FileKind.ARCHIVE, "application/gzip")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind(FileKind.ARCHIVE, "application/x-7z-compressed")),
    (0, b"Rar!\x1a\x07", Kind(FileKind.ARCHIVE, "application/vnd.rar")),
    (0, b"BZh", Kind(FileKind.ARCHIVE, "application/x-bzip2")),
    (257, b"ustar", Kind(FileKind.ARCHIVE, "application/x-tar")),
)

CLAIMS: dict[str, frozenset[FileKind]] = {
    ".pdf": frozenset({FileKind.PDF}),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), frozenset({FileKind.IMAGE})),
    ".json": frozenset({FileKind.JSON, FileKind.FHIR}),
    ".ndjson": frozenset({FileKind.JSON, FileKind.FHIR}),
    ".xml": frozenset({FileKind.XML, FileKind.CCDA, FileKind.FHIR, FileKind.HTML}),
    ".zip": frozenset({FileKind.ZIP, FileKind.OFFICE}),
}

_RESOURCE = re.compile(rb'"resourceType"\s*:')
_HEADER_ROOM = 1024
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))


def kind_of(data: bytes) -> Kind:
    """The kind of these bytes. Never raises."""
    if not data:
        return Kind(FileKind.EMPTY, "application/octet-stream")
    if b"%PDF-" in data[:_HEADER_ROOM]:
        return Kind(FileKind.PDF, "application/pdf")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_kind(data)
    for offset, signature, kind in SIGNATURES:
        if data[offset : offset + len(signature)] == signature and not (signature == b"BM" and looks_like_text(data)):
            return kind
    return _text_kind(data) if looks_like_text(data) else Kind(FileKind.BINARY, "application/octet-stream")


def unkept_claim(name: str, kind: FileKind) -> str | None:
    """The sentence that says so when the name's ending claims another kind than the content is; else None."""
    ending = PurePosixPath(name).suffix.lower()
    allowed = CLAIMS.get(ending)
    if allowed is None or kind in allowed or kind in (FileKind.EMPTY, FileKind.ZIP):
        return None
    return f"The name ends in '{ending}', but the content is {kind.value}."


def looks_like_text(data: bytes) -> bool:
    """Characters and hardly any control characters, in UTF-8, UTF-16 with its mark, or a one-byte encoding?"""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return len(data) % 2 == 0 and not _is_noise(data[2:].replace(b"\x00", b""))
    return b"\x00" not in data and not _is_noise(data)


def _is_noise(data: bytes) -> bool:
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > len(sample) * 0.01


def _text_kind(data: bytes) -> Kind:
    body = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if body[:1] in (b"{", b"["):
        return _json_kind(body)
    if body[:1] == b"<":
        return _markup_kind(body[:4096])
    return Kind(FileKind.TEXT, "text/plain")


def _json_kind(body: bytes) -> Kind:
    """FHIR also when it is a list, one resource a line, or broken: its reader says where."""
    if _RESOURCE.search(body):
        return Kind(FileKind.FHIR, "application/fhir+json")
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError:
        return Kind(FileKind.TEXT, "text/plain")
    return Kind(FileKind.JSON, "application/json")


def _markup_kind(head: bytes) -> Kind:
    lowered = head.lower()
    if b"<clinicaldocument" in lowered or b":clinicaldocument" in lowered:
        return Kind(FileKind.CCDA, "application/xml")
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<html" in lowered:
        return Kind(FileKind.HTML, "text/html")
    if lowered.startswith(b"<?xml") or b"xmlns" in lowered:
        return Kind(FileKind.XML, "application/xml")
    return Kind(FileKind.TEXT, "text/plain")


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, zlib.error, NotImplementedError):
        return Kind(FileKind.ZIP, "application/zip")
    if names & {"[Content_Types].xml", "mimetype"}:
        return Kind(FileKind.OFFICE, "application/vnd.openxmlformats-officedocument")
    return Kind(FileKind.ZIP, "application/zip")
