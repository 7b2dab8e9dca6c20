"""What an attachment is, by its first bytes rather than by what it is called, and its words when it is text."""

from __future__ import annotations

import base64
import binascii
import re

from accord.errors import Invalid

PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
XML = "application/xml"
RTF = "application/rtf"

_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"{\\rtf", RTF),
    (b"PK\x03\x04", "application/zip"),
)
_SAME = {
    "application/xhtml+xml": HTML,
    "application/x-pdf": PDF,
    "text/xml": XML,
    "text/rtf": RTF,
    "application/hl7-cda+xml": XML,
    "application/hl7-sda+xml": XML,
    "application/cda+xml": XML,
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/tif": "image/tiff",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_WHITE = re.compile(r"\s+")


def decode_base64(data: str) -> bytes:
    """The bytes; white space inside is allowed. Raises Invalid."""
    packed = _WHITE.sub("", data)
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Invalid("Its base64 is damaged.", "Ask for the document again.") from fault


def media_type_of(data: bytes, stated: str) -> str:
    """The kind of file: by signature, else as stated, else text when it reads as text; '' when unknown."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    named = stated.partition(";")[0].strip().lower()
    named = _SAME.get(named, named)
    start = head[:300].lower()
    if b"clinicaldocument" in start or (start.startswith(b"<?xml") and named != HTML):
        return HTML if b"<html" in start else XML
    if named and named != "application/octet-stream":
        return named
    if start.startswith((b"<html", b"<!doctype html")):
        return HTML
    return "" if _CONTROL.search(head) else TEXT


def text_of(data: bytes, stated: str = "") -> str:
    """The words of a text file: by its stated charset, else UTF-8, else Windows-1252; never raises."""
    found = re.search(r"charset=\"?([\w.:-]+)", stated, re.IGNORECASE)
    for charset in (*([found.group(1)] if found else ()), "utf-8-sig", "cp1252"):
        try:
            return _even_lines(data.decode(charset))
        except (UnicodeDecodeError, LookupError):
            continue
    return _even_lines(data.decode("latin-1"))


def _even_lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
