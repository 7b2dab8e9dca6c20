"""Files enclosed in a PDF."""

from __future__ import annotations

import ctypes
import hashlib
from typing import TYPE_CHECKING, Any

from accord.records.kinds import kind_of
from accord.records.pdf.annotations import handles_of
from accord.records.pdf.opening import page_at
from accord.records.record import ReceivedFile

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MOST = 200


def attachments_of(pdf: pdfium.PdfDocument, holder: ReceivedFile) -> tuple[ReceivedFile, ...]:
    """The enclosed files, those pinned to a page included, named '<pdf>#<name>'."""
    import pypdfium2.raw as library

    raw: Any = library
    found: list[tuple[str, bytes]] = []
    for index in range(min(raw.FPDFDoc_GetAttachmentCount(pdf.raw), _MOST)):
        found.append(_content(raw, raw.FPDFDoc_GetAttachment(pdf.raw, index)))
    for index in range(len(pdf)):
        page = page_at(pdf, index)
        if page is not None:
            found.extend(_pinned_to(raw, page))
            page.close()
    return tuple(
        ReceivedFile(f"{holder.name}#{name}", data, hashlib.sha256(data).hexdigest(), kind_of(data).media_type)
        for name, data in found
    )


def _pinned_to(raw: Any, page: pdfium.PdfPage) -> list[tuple[str, bytes]]:
    """Files pinned to a page as annotations."""
    handles = (raw.FPDFAnnot_GetFileAttachment(handle) for handle in handles_of(raw, page))
    return [_content(raw, attachment) for attachment in handles if attachment]


def _content(raw: Any, attachment: Any) -> tuple[str, bytes]:
    size: int = raw.FPDFAttachment_GetName(attachment, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAttachment_GetName(attachment, buffer, size)
    name = bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", errors="replace") or "enclosed file"
    length = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, ctypes.byref(length)):
        return name, b""
    data = ctypes.create_string_buffer(max(length.value, 1))
    raw.FPDFAttachment_GetFile(attachment, data, length.value, ctypes.byref(length))
    return name, data.raw[: length.value]
