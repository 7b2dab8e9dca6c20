"""PDFs that unpack to far more than they are: found before a reader unpacks them, which would fill the memory.

Streams are looked at where they stand, whatever their dictionaries say of them: a name can be written in many ways, and what a
stream holds may be packed again. What is encrypted, or packed otherwise than by deflate, is left to the bounds of the readers.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from accord.errors import Invalid
from accord.records.limits import MEBIBYTE, Limits

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_REACH = 2_000
"""Bytes before a stream in which its dictionary says that it is an image."""
_MOST_OF_OTHERS = 128 * MEBIBYTE
_BYTES_A_PIXEL = 4
_MOST_OF_ALL = 2_048 * MEBIBYTE
"""What honest blank pages of a scan unpack to; a longer file may have `Limits.ratio` bytes for each of its own."""
_DEEPEST = 4
_STEP = 64 * 1024


class _TooMuch(Exception):
    """More came out than may."""


def check_inflation(data: bytes, limits: Limits) -> None:
    """Raises Invalid for a PDF of which a stream, or all together, unpack to more than may be."""
    left = max(_MOST_OF_ALL, len(data) * limits.ratio)
    try:
        for found in _STREAM.finditer(data):
            if _is_packed(data[found.end() : found.end() + 2]):
                image = _IMAGE.search(data, max(found.start() - _REACH, 0), found.start()) is not None
                most = limits.pixels * _BYTES_A_PIXEL if image else _MOST_OF_OTHERS
                left -= _unpacked(_pieces(data, found.end()), min(most, left))
    except _TooMuch:
        raise Invalid(
            "The PDF unpacks to far more than an honest file would.", "Print it to a new PDF, or send scans of it."
        ) from None


def _unpacked(flow: Iterator[bytes], most: int) -> int:
    """How many bytes come out of a stream, of the layer that gives the most. Raises _TooMuch."""
    counts: list[list[int]] = []
    for _ in range(_DEEPEST):
        first, flow = _begun(flow)
        if not _is_packed(first[:2]):
            break
        counts.append([0])
        flow = _counted(_inflated(flow), counts[-1], most)
    for _ in flow:
        pass
    return max((count[0] for count in counts), default=0)


def _counted(flow: Iterator[bytes], count: list[int], most: int) -> Iterator[bytes]:
    for piece in flow:
        count[0] += len(piece)
        if count[0] > most:
            raise _TooMuch
        yield piece


def _inflated(flow: Iterator[bytes]) -> Iterator[bytes]:
    """Unpacked in small pieces. What is no deflate in the end gives no more, and what it came from is counted on."""
    unpack = zlib.decompressobj()
    try:
        for piece in flow:
            rest = piece
            while rest and not unpack.eof:
                yield unpack.decompress(rest, _STEP)
                rest = unpack.unconsumed_tail
            if unpack.eof:
                break
    except zlib.error:
        for _ in flow:
            pass


def _begun(flow: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and the flow with them."""
    first = b""
    for piece in flow:
        first += piece
        if len(first) > 1:
            break
    return first, _joined([first], flow)


def _joined(first: Iterable[bytes], then: Iterable[bytes]) -> Iterator[bytes]:
    yield from first
    yield from then


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    """From there on; where the stream ends its own packing says."""
    for at in range(start, len(data), _STEP):
        yield data[at : at + _STEP]


def _is_packed(head: bytes) -> bool:
    """Do these two bytes begin a stream of zlib (RFC 1950, 2.2)?"""
    return len(head) == 2 and head[0] & 0x0F == 8 and head[0] >> 4 <= 7 and (head[0] << 8 | head[1]) % 31 == 0
