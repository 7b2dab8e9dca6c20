"""The JSON values in the received bytes: one, or one a line (NDJSON)."""

from __future__ import annotations

import codecs
from typing import Any

import orjson

from accord.records.record import Unread

_TOO_DEEP = "The JSON is nested deeper than any FHIR resource."
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def parse_json(name: str, data: bytes) -> tuple[list[Any], list[Unread]]:
    """(values, what could not be parsed). A broken line of NDJSON leaves the other lines standing."""
    text = _as_utf8(data)
    if not text.strip():
        return [], [Unread(name, "The file is empty.", "Send it again.")]
    try:
        values, unread = [orjson.loads(text)], list[Unread]()
    except orjson.JSONDecodeError as fault:
        values, unread = _parse_lines(name, text, fault)
    shallow = [value for value in values if not _is_too_deep(value)]
    if len(shallow) < len(values):
        unread.append(Unread(name, _TOO_DEEP, "Export the file again from the system it came from."))
    return shallow, unread


def _is_too_deep(value: Any) -> bool:
    """More than 254 levels, where comparing or printing the value could exhaust the stack: orjson refuses to write it."""
    try:
        orjson.dumps(value)
    except orjson.JSONEncodeError:
        return True
    return False


def _as_utf8(data: bytes) -> bytes:
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, "replace").encode("utf-8", "replace")
    return data.removeprefix(codecs.BOM_UTF8)


def _parse_lines(name: str, text: bytes, whole: orjson.JSONDecodeError) -> tuple[list[Any], list[Unread]]:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith(b"{") for _, line in lines):
        return [], [_broken(name, whole, whole.lineno)]
    values: list[Any] = []
    unread: list[Unread] = []
    for number, line in lines:
        try:
            values.append(orjson.loads(line))
        except orjson.JSONDecodeError as fault:
            unread.append(_broken(name, fault, number))
    return values, unread


def _broken(name: str, fault: orjson.JSONDecodeError, line: int) -> Unread:
    reason = f"The JSON is broken at line {line}, column {fault.colno}: {fault.msg}."
    return Unread(name, reason, "Export the file again from the system it came from.")
