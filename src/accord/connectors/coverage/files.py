"""Finds the official files in a folder, in archives and in archives within archives, and reads their rows.

Rows come as the columns that are read, by name; anything that is not as published is refused with file, line, column.
"""

from __future__ import annotations

import codecs
import csv
import tempfile
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from accord.connectors.coverage.official import LEFT_OUT, TABLES, Table
from accord.errors import Invalid

LONGEST_FIELD = 1 << 30
IN_MEMORY = 64 << 20
ARCHIVES = frozenset({"ncd", "current_lcd", "all_lcd", "current_article", "all_article", "all_data"})
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
AGAIN = "Fetch it again; nothing was changed."
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """One official file: its table, the file on the disk, and the way through archives to it ('' when it is no archive)."""

    table: str
    path: Path
    within: tuple[str, ...]

    @property
    def label(self) -> str:
        """How it is named to people: 'current_lcd.zip > current_lcd_csv.zip > lcd.csv'."""
        return " > ".join((self.path.name, *self.within))

    @property
    def edition(self) -> tuple[Path, tuple[str, ...]]:
        """What files of one download have in common: their folder, or their archive."""
        return (self.path, self.within[:-1]) if self.within else (self.path.parent, ())


@dataclass(frozen=True, slots=True)
class Findings:
    """What a folder holds: tables to read, official PDFs, and files of other names."""

    tables: tuple[Found, ...]
    pdfs: tuple[Path, ...]
    unknown: tuple[str, ...]


def find(folder: Path) -> Findings:
    """Everything official in a folder (or one file). Raises Invalid for an archive that cannot be opened."""
    paths = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    found: list[Found] = []
    for path in paths:
        if path.suffix.lower() == ".csv":
            found.append(Found(path.stem.lower(), path, ()))
        elif path.suffix.lower() == ".zip":
            found += _in_archive(path)
    known = tuple(each for each in found if each.table in TABLES)
    unknown = tuple(each.label for each in found if each.table not in TABLES and each.table not in LEFT_OUT)
    pdfs = tuple(p for p in paths if p.suffix.lower() == ".pdf" and "dictionary" not in p.name.lower())
    return Findings(known, pdfs, unknown)


def official_names(folder: Path) -> tuple[Path, ...]:
    """The files that are called like official ones, whatever is in them."""
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    return tuple(
        path for path in paths
        if (path.suffix.lower() == ".zip" and path.stem.lower() in ARCHIVES)
        or (path.suffix.lower() == ".csv" and path.stem.lower() in TABLES)
    )  # fmt: skip


def _in_archive(path: Path) -> list[Found]:
    with path.open("rb") as file:
        return [Found(PurePosixPath(way[-1]).stem.lower(), path, way) for way in _ways(file, (), path.name)]


def _ways(file: IO[bytes], outer: tuple[str, ...], label: str) -> Iterator[tuple[str, ...]]:
    with _archive(file, label) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".csv"):
                yield (*outer, name)
            elif name.lower().endswith(".zip"):
                with _spooled(archive, name, label) as inner:
                    yield from _ways(inner, (*outer, name), f"{label} > {name}")


@contextmanager
def _archive(file: IO[bytes], label: str) -> Generator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGED as fault:
        raise Invalid(f"{label} is no whole archive ({fault}).", AGAIN) from fault
    with archive:
        yield archive


@contextmanager
def _spooled(archive: zipfile.ZipFile, name: str, label: str) -> Generator[IO[bytes]]:
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        try:
            with archive.open(name) as member:
                while block := member.read(1 << 20):
                    copy.write(block)
        except DAMAGED as fault:
            raise Invalid(f"{label} > {name} is damaged ({fault}).", AGAIN) from fault
        copy.seek(0)
        yield cast(IO[bytes], copy)


def rows(found: Found) -> Iterator[tuple[int, Row]]:
    """(line, columns that are read) of a table; a column that may lack is empty then.

    Raises Invalid: a column is missing or unknown, a line has too few or too many fields, the file is cut off.
    """
    with _opened(found) as stream:
        yield from _rows(stream, found.label, TABLES[found.table])


@contextmanager
def _opened(found: Found) -> Generator[Iterator[bytes]]:
    with found.path.open("rb") as file:
        if not found.within:
            yield iter(file)
            return
        try:
            with _down(file, found.within, found.path.name) as stream:
                yield iter(stream)
        except DAMAGED as fault:
            raise Invalid(f"{found.label} is damaged ({fault}).", AGAIN) from fault


@contextmanager
def _down(file: IO[bytes], within: tuple[str, ...], label: str) -> Generator[IO[bytes]]:
    with _archive(file, label) as archive:
        if len(within) == 1:
            with archive.open(within[0]) as stream:
                yield stream
            return
        with _spooled(archive, within[0], label) as inner, _down(inner, within[1:], f"{label} > {within[0]}") as stream:
            yield stream


def _rows(stream: Iterator[bytes], label: str, table: Table) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(_lines(stream, label), strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, list[str]())]
        places = _places(header, label, table)
        before = reader.line_num + 1
        for fields in reader:
            if len(fields) != len(header):
                raise Invalid(f"{label}, line {before}: {len(fields)} fields where {len(header)} are due.", AGAIN)
            yield before, {name: fields[place] if place >= 0 else "" for name, place in places}
            before = reader.line_num + 1
    except csv.Error as fault:
        raise Invalid(f"{label}, line {reader.line_num}: {fault}.", AGAIN) from fault


def _places(header: list[str], label: str, table: Table) -> list[tuple[str, int]]:
    missing = [name for name in table.reads if name not in header]
    strange = [name for name in header if name not in table.columns]
    if missing or strange:
        faults = [
            *(f"column '{name}' is missing" for name in missing),
            *(f"column '{name}' is not known" for name in strange),
        ]
        raise Invalid(
            f"{label}, line 1: {'; '.join(faults)}.", "Is it the official file of that name? Nothing was changed."
        )
    return [(name, header.index(name) if name in header else -1) for name in table.reads + table.may]


def _lines(stream: Iterator[bytes], label: str) -> Iterator[str]:
    """Lines as text: UTF-8 where a line is, else Windows Latin-1, in which the database is written."""
    number, line = 0, b"\n"
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", _FIVE)
    if not line.endswith((b"\n", b"\r")):
        raise Invalid(f"{label}, line {number}: the file ends within a line; it was cut off.", AGAIN)


_FIVE = "accord_latin1"


def _five_undefined(fault: UnicodeError) -> tuple[str, int]:
    """The five bytes that cp1252 leaves undefined stand for themselves, as in Latin-1."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("latin-1"), fault.end


codecs.register_error(_FIVE, _five_undefined)
