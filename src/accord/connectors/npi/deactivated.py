"""The monthly report of deactivated numbers: a workbook in a zip, two columns, read without a spreadsheet library."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any
from zipfile import ZipFile

from defusedxml.ElementTree import ParseError, iterparse

from accord.connectors.npi.archive import Archive
from accord.connectors.npi.check_digit import is_valid
from accord.connectors.npi.rows import day
from accord.errors import Invalid

FIRST_DAY_OF_SHEETS = dt.date(1899, 12, 30)
COLUMN = re.compile(r"[A-Z]+")
HEADINGS = ("npi", "nppes deactivation date")


def deactivations(archive: Archive) -> Iterator[tuple[int, int]]:
    """Each number with the day it was deactivated (20260131). Raises Invalid when the workbook is not that report."""
    try:
        with ZipFile(archive.path) as outer, ZipFile(BytesIO(outer.read(archive.members["book"]))) as book:
            yield from _rows(book, archive.path.name)
    except (zipfile.BadZipFile, KeyError, ParseError, OSError) as fault:
        raise Invalid(f"{archive.path.name} is damaged ({type(fault).__name__}).", "Fetch it again.") from fault


def _rows(book: ZipFile, name: str) -> Iterator[tuple[int, int]]:
    texts = _shared(book)
    sheet = min(part for part in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part))
    begun = False
    with book.open(sheet) as stream:
        for cells in _cells(stream, texts):
            pair = (cells.get("A", "").strip(), cells.get("B", "").strip())
            if begun and any(pair):
                yield _number(pair[0], name), _date(pair[1], name)
            begun = begun or tuple(part.lower() for part in pair) == HEADINGS
    if not begun:
        raise Invalid(f"{name} has no columns 'NPI' and 'NPPES Deactivation Date'.", "It may be a new layout.")


def _shared(book: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    with book.open("xl/sharedStrings.xml") as stream:
        return ["".join(part.text or "" for part in _named(each, "t")) for each in _ended(stream, "si")]


def _cells(stream: IO[bytes], texts: list[str]) -> Iterator[dict[str, str]]:
    for row in _ended(stream, "row"):
        yield {_column(cell): _value(cell, texts) for cell in _named(row, "c")}


def _column(cell: Any) -> str:
    found = COLUMN.match(cell.get("r", ""))
    return found[0] if found else ""


def _value(cell: Any, texts: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in _named(cell, "t"))
    value = next((part.text or "" for part in _named(cell, "v")), "")
    return texts[int(value)] if cell.get("t") == "s" else value


def _ended(stream: IO[bytes], name: str) -> Iterator[Any]:
    """Each element of that name when it is whole; emptied afterwards, so that the file may be of any size."""
    for _, element in iterparse(stream):
        if element.tag.rpartition("}")[2] == name:
            yield element
            element.clear()


def _named(element: Any, name: str) -> Iterator[Any]:
    return (part for part in element.iter() if part.tag.rpartition("}")[2] == name)


def _number(text: str, name: str) -> int:
    digits = text.removesuffix(".0")
    if not is_valid(digits):
        raise Invalid(f"{name} lists '{text[:20]}', which is not an NPI.", "Fetch it again.")
    return int(digits)


def _date(text: str, name: str) -> int:
    """As text MM/DD/YYYY, or as the number of a day that spreadsheets keep."""
    told = day(text) if "/" in text else None
    if told is None and re.fullmatch(r"\d{5}(\.0)?", text):
        told = int((FIRST_DAY_OF_SHEETS + dt.timedelta(days=int(float(text)))).strftime("%Y%m%d"))
    if told is None:
        raise Invalid(f"{name} has '{text[:20]}' where a date is due.", "It may be a new layout.")
    return told
