"""The published archives: which zip is what, for which day, and its tables as blocks of whole lines, read as a stream."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import IO

from accord.connectors.npi.columns import ENDPOINTS, LOCATIONS, OTHER_NAMES, PROVIDERS, Header
from accord.errors import Invalid

BLOCK = 8 << 20
# A line ends where the next begins with a number: a line break inside a quoted field is not an end.
LINE_START = re.compile(rb'"?[12]\d{9}"?,')
LINE_END = re.compile(rb'\r?\n(?="?[12]\d{9}"?,)')
DAYS = re.compile(r"npidata_pfile_(\d{8})-(\d{8})\.csv$", re.I)
REPORT_DAY = re.compile(r"(\d{2})(\d{2})(\d{2})(?:_V\d+)?\.zip$", re.I)
REPORT_BOOK = re.compile(r"deactivated.*\.xlsx$", re.I)


class Table(StrEnum):
    """The tables of an archive, by the beginning of their file names."""

    PROVIDERS = "npidata_pfile"
    OTHER_NAMES = "othername_pfile"
    LOCATIONS = "pl_pfile"
    ENDPOINTS = "endpoint_pfile"


EXPECTED = {
    Table.PROVIDERS: PROVIDERS, Table.OTHER_NAMES: OTHER_NAMES, Table.LOCATIONS: LOCATIONS, Table.ENDPOINTS: ENDPOINTS,
}  # fmt: skip


class Contents(StrEnum):
    """What an archive holds: all providers, those that changed in a week, or the list of deactivated numbers."""

    MONTHLY = "monthly"
    WEEKLY = "weekly"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True)
class Archive:
    """One official zip. as_of is the last day that it covers."""

    path: Path
    contents: Contents
    as_of: dt.date
    members: dict[str, str]

    def header(self, table: Table) -> Header:
        """The columns of a table. Raises Invalid when they are not those of the published layout."""
        with self._opened(table) as stream:
            first = stream.readline().decode("utf-8-sig")
        return Header(f"{table} of {self.path.name}", tuple(next(rows_of(first, str(table)), ())), EXPECTED[table])

    def size(self, table: Table) -> int:
        """Bytes of the table when it is unpacked."""
        with zipfile.ZipFile(self.path) as opened:
            return opened.getinfo(self.members[table]).file_size

    def blocks(self, table: Table, size: int = BLOCK) -> Iterator[bytes]:
        """The table without its header, in blocks that end with a line; the same blocks each time it is read.

        Raises Invalid when the archive is damaged.
        """
        with self._opened(table) as stream:
            stream.readline()
            yield from _whole_lines(stream, size)

    def rows(self, table: Table) -> Iterator[list[str]]:
        """The rows of one of the small tables."""
        width = len(EXPECTED[table])
        for block in self.blocks(table):
            for row in rows_of(decoded(block), str(table)):
                if len(row) != width:
                    raise Invalid(f"{self.path.name}: a line of {table} has {len(row)} fields, not {width}.")
                yield row

    @contextmanager
    def _opened(self, table: Table) -> Generator[IO[bytes]]:
        try:
            with zipfile.ZipFile(self.path) as opened, opened.open(self.members[table]) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, UnicodeDecodeError) as fault:
            raise Invalid(f"{self.path.name} is damaged ({fault}).", "Fetch it again.") from fault


def decoded(block: bytes) -> str:
    """UTF-8, or the Windows code page that older files were written in."""
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        return block.decode("latin-1")


def rows_of(text: str, name: str) -> Iterator[list[str]]:
    """The rows of some whole lines. Raises Invalid when they are no CSV."""
    try:
        yield from csv.reader(StringIO(text, newline="\n"))
    except csv.Error as fault:
        raise Invalid(f"{name} has a line that cannot be read ({fault}).", "Fetch it again.") from fault


def _whole_lines(stream: IO[bytes], size: int) -> Iterator[bytes]:
    left = b""
    while read := stream.read(size):
        block = left + read
        cut = _last_line_end(block)
        if cut:
            yield block[:cut]
        left = block[cut:]
    if left.strip():
        yield left


def _last_line_end(block: bytes) -> int:
    """Where the last line of the block begins, looking back from its end; 0 when there is but one."""
    at = len(block)
    while (at := block.rfind(b"\n", 0, at)) != -1:
        start = at - 1 if block[at - 1 : at] == b"\r" else at
        if LINE_END.match(block, start):
            return at + 1
    return 0


def read_archive(path: Path) -> Archive | None:
    """What a zip is; None when it is none of the three. Raises Invalid when it cannot be read."""
    try:
        with zipfile.ZipFile(path) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, OSError) as fault:
        raise Invalid(f"{path.name} is not a whole zip archive ({fault}).", "Fetch it again.") from fault
    book = next((name for name in names if REPORT_BOOK.search(name)), None)
    if book is not None:
        return Archive(path, Contents.DEACTIVATED, _report_day(path, book), {"book": book})
    members = {str(table): name for table in Table if (name := _member(names, table))}
    if Table.PROVIDERS not in members:
        return None
    days = DAYS.search(members[Table.PROVIDERS])
    if days is None:
        raise Invalid(f"The name {members[Table.PROVIDERS]} does not say which days it covers.")
    first, last = (dt.datetime.strptime(day, "%Y%m%d").date() for day in days.groups())
    weekly = "weekly" in path.name.lower() or (last - first).days < 40
    return Archive(path, Contents.WEEKLY if weekly else Contents.MONTHLY, last, members)


def _member(names: list[str], table: Table) -> str | None:
    short = ((name, name.rpartition("/")[2].lower()) for name in names)
    return next(
        (n for n, s in short if s.startswith(f"{table}_") and s.endswith(".csv") and "fileheader" not in s), None
    )


def _report_day(path: Path, book: str) -> dt.date:
    if told := re.search(r"(\d{4})(\d{2})(\d{2})\.xlsx$", book, re.I):
        year, month, day = map(int, told.groups())
        return dt.date(year, month, day)
    if told := REPORT_DAY.search(path.name):
        month, day, year = map(int, told.groups())
        return dt.date(2000 + year, month, day)
    raise Invalid(f"The name of {path.name} does not say of which day the report is.")
