"""Zip archives, unpacked with a hand on the brake: count, size, ratio and names are checked before a byte is kept."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from accord.records.kinds import FileKind, kind_of
from accord.records.limits import MEBIBYTE, Limits

_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError)
_ENCRYPTED = 0x1
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Member:
    """A file of the archive."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class BadMember:
    """A file of the archive that is refused; without a name, the archive as a whole."""

    name: str
    reason: str
    remedy: str = ""


def members(data: bytes, limits: Limits) -> Iterator[Member | BadMember]:
    """The files of a zip archive in its order; what is refused comes as BadMember. Never raises."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS:
        yield BadMember("", "The archive is broken.", "Pack it again, or send the files themselves.")
        return
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > limits.files:
            yield BadMember("", f"The archive holds more than {limits.files} files.", "Send it in parts.")
            return
        room = limits.inflated_bytes
        for info in infos:
            member = _member(archive, info, limits, room)
            if isinstance(member, Member):
                room -= len(member.data)
            yield member


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, room: int) -> Member | BadMember:
    refusal = _refusal(info, limits, room)
    if refusal is not None:
        return refusal
    try:
        with archive.open(info) as stream:
            data = _read_at_most(stream, min(limits.file_bytes, room))
    except _FAULTS:
        return BadMember(info.filename, "This part of the archive is broken.", "Send the file itself.")
    if data is None:
        return _bomb(info)
    if kind_of(data).kind in (FileKind.ZIP, FileKind.ARCHIVE):
        return BadMember(info.filename, "It is an archive within an archive.", "Unpack it and send its files.")
    return Member(info.filename, data)


def _refusal(info: zipfile.ZipInfo, limits: Limits, room: int) -> BadMember | None:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return BadMember(info.filename, "Its name leads out of the archive.", "Pack it again with plain names.")
    if stat.S_ISLNK(info.external_attr >> 16):
        return BadMember(info.filename, "It is a link, not a file.", "Pack the file itself.")
    if info.flag_bits & _ENCRYPTED:
        return BadMember(info.filename, "It is locked with a password.", "Send it without a password.")
    if info.file_size > room or info.file_size > max(info.compress_size, 1) * limits.ratio + MEBIBYTE:
        return _bomb(info)
    if info.file_size > limits.file_bytes:
        return BadMember(
            info.filename, f"It has more than {limits.file_bytes / MEBIBYTE:.0f} MB.", "Split it into parts."
        )
    return None


def _bomb(info: zipfile.ZipInfo) -> BadMember:
    return BadMember(info.filename, "It unpacks to far more than an honest file would.", "Send the file itself.")


def _read_at_most(stream: IO[bytes], limit: int) -> bytes | None:
    """The whole stream, or None when it holds more than `limit` bytes."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            return None
        chunks.append(chunk)
    return b"".join(chunks)
