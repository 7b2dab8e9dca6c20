"""Reads the files that CMS publishes: the code file, the order file, and the tables of all places."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from accord.connectors.icd10.pcs.codes import has_shape
from accord.connectors.icd10.pcs.contents import Title, table_of
from accord.errors import Invalid

CODES_FILE = re.compile(r"icd10pcs[_-](codes|order)[_-](20\d\d)\.txt(\.gz)?", re.I)
TABLES_FILE = re.compile(r"icd10pcs[_-]tables[_-](20\d\d)\.xml(\.gz)?", re.I)
LARGEST = 300_000_000
CODE_LINE = re.compile(r"(\S{7}) +(\S.*)")
ORDER_LINE = re.compile(r"\d{5} (\S{3,7}) +([01]) (.{60}) ?(.*)")


def names_inside(path: Path) -> tuple[str, ...]:
    """The files that a path brings: those inside an archive, else itself. Raises Invalid for a broken archive."""
    if not zipfile.is_zipfile(path):
        return (path.name,)
    with zipfile.ZipFile(path) as archive:
        return tuple(archive.namelist())


def read_text(path: Path, pattern: re.Pattern[str]) -> tuple[str, str]:
    """(name, text) of the first file that the pattern names, in an archive or alone. Raises Invalid."""
    name = next(name for name in names_inside(path) if pattern.fullmatch(name.rpartition("/")[2]))
    try:
        return name.rpartition("/")[2], _bytes(path, name).decode("utf-8-sig", "replace")
    except (OSError, EOFError, zipfile.BadZipFile) as fault:
        raise Invalid(f"{path.name} is damaged ({type(fault).__name__}).", "Fetch it again.") from fault


def _bytes(path: Path, name: str) -> bytes:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(name).file_size > LARGEST:
                raise Invalid(f"{name} in {path.name} is far larger than the official file.")
            return archive.read(name)
    raw = path.read_bytes()
    if not name.lower().endswith(".gz"):
        return raw
    with gzip.open(io.BytesIO(raw)) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Invalid(f"{path.name} is far larger than the official file.")
    return content


def titles(name: str, text: str) -> tuple[Title, ...]:
    """The codes of a code or order file. Raises Invalid at the first line that is neither."""
    ordered = "order" in name.lower()
    found = tuple(_titles(name, text, ordered))
    if not found:
        raise Invalid(f"{name} has no codes.", "The official file has one code a line.")
    return found


def _titles(name: str, text: str, ordered: bool) -> Iterator[Title]:
    line_shape = ORDER_LINE if ordered else CODE_LINE
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = line_shape.fullmatch(line.rstrip())
        if found is None and ordered:
            found = line_shape.fullmatch(line.rstrip("\r\n").ljust(78))
        if found is None:
            raise Invalid(f"{name}, line {number}: this is not a line of the official file.")
        if ordered and found[2] == "0":
            continue
        if not has_shape(found[1]):
            raise Invalid(f"{name}, line {number}: '{found[1]}' does not have the shape of a procedure code.")
        yield Title(found[1], found[4] or found[3].strip(), found[3].strip()) if ordered else Title(found[1], found[2])


def labels(name: str, text: str) -> dict[tuple[str, int, str], str]:
    """The words of all places from the official tables. Raises Invalid when it is not that file.

    A table tells places 1 to 3 and has rows; a row tells places 4 to 7, whose words depend on the table alone.
    """
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as fault:
        raise Invalid(f"{name} is damaged: {fault}.", "Fetch it again.") from fault
    found: dict[tuple[str, int, str], str] = {}
    for table in root.iter("pcsTable"):
        start = ""
        for axis in table.findall("axis"):
            place = int(axis.get("pos", "0"))
            for value, word in _words(axis):
                found[table_of(start, place), place, value] = word
                start += value if place == len(start) + 1 else ""
        for axis in (axis for row in table.findall("pcsRow") for axis in row.findall("axis")):
            for value, word in _words(axis):
                found[start, int(axis.get("pos", "0")), value] = word
    if not found:
        raise Invalid(f"{name} has no tables.", "The official file is icd10pcs_tables_<year>.xml.")
    return found


def _words(axis: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for label in axis.findall("label"):
        yield label.get("code", ""), " ".join((label.text or "").split())
