"""Reads the first sheet of an .xlsx file with the standard library: its cells as text, line by line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from accord.errors import Invalid

LARGEST_PART = 400_000_000
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = re.compile(r"xl/worksheets/sheet0*1\.xml")


def cells(data: bytes, name: str) -> Iterator[list[str]]:
    """The lines of the first sheet. Raises Invalid when it is no such file, or unreasonably large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheet = next((part for part in archive.namelist() if SHEET.fullmatch(part)), None)
            if sheet is None:
                raise Invalid(f"{name} has no first sheet.")
            shared = _shared(_part(archive, "xl/sharedStrings.xml", name))
            yield from _lines(_part(archive, sheet, name), shared)
    except (zipfile.BadZipFile, ElementTree.ParseError, EOFError) as fault:
        raise Invalid(f"{name} is not a whole .xlsx file ({type(fault).__name__}).", "Fetch it again.") from fault


def _part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    if part not in archive.namelist():
        return b""
    if archive.getinfo(part).file_size > LARGEST_PART:
        raise Invalid(f"{part} in {name} is far larger than the official file.")
    return archive.read(part)


def _shared(data: bytes) -> list[str]:
    if not data:
        return []
    root = ElementTree.fromstring(data)
    return ["".join(text.text or "" for text in item.iter(f"{SPACE}t")) for item in root.iter(f"{SPACE}si")]


def _lines(data: bytes, shared: list[str]) -> Iterator[list[str]]:
    for _, row in ElementTree.iterparse(io.BytesIO(data)):
        if row.tag != f"{SPACE}row":
            continue
        line: list[str] = []
        for cell in row.iter(f"{SPACE}c"):
            place = _column(cell.get("r", "")) if cell.get("r") else len(line)
            line += [""] * (place - len(line))
            line.append(_text(cell, shared))
        yield line
        row.clear()


def _text(cell: ElementTree.Element, shared: list[str]) -> str:
    value = cell.findtext(f"{SPACE}v") or ""
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{SPACE}t"))
    return value


def _column(reference: str) -> int:
    """'A1' -> 0, 'AB7' -> 27."""
    place = 0
    for letter in reference.rstrip("0123456789"):
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
