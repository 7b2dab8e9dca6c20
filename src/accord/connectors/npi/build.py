"""Fills the register from a monthly archive: rows, names, places, then indexes, then spellings; each step is taken up again."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Set
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from accord.connectors.npi import spellings
from accord.connectors.npi.archive import BLOCK, Archive, Table
from accord.connectors.npi.columns import Header
from accord.connectors.npi.parsing import parsed
from accord.connectors.npi.rows import NAME, PLACE, Parsed, Row, further
from accord.connectors.npi.schema import FILE, INDEXES, INSERT_PROVIDER, open_to_write
from accord.connectors.npi.words import fold, sounds
from accord.connectors.releases import Draft
from accord.connectors.syncing import Progress
from accord.errors import Invalid

NONE: frozenset[int] = frozenset()
BLOCKS_A_COMMIT = 30
ROWS_A_TIME = 20_000
SECONDARY = (
    ("other_name", Table.OTHER_NAMES),
    ("location", Table.LOCATIONS),
    ("endpoint", Table.ENDPOINTS),
)


def build_whole(archive: Archive, draft: Draft, progress: Progress) -> None:
    """Everything of a monthly archive, into the draft. Raises Invalid (file), Unavailable (a process was ended)."""
    with temporary_files_in(draft.folder), closing(open_to_write(draft.folder / FILE)) as file:
        if not draft.done("providers"):
            load_providers(file, archive, progress)
            draft.finish("providers")
        _index(file, draft, progress, ("by_npi",))
        for table, member in SECONDARY:
            if member in archive.members and not draft.done(table):
                with transaction(file):
                    SIDE[table](file, archive, progress)
                draft.finish(table)
        _index(file, draft, progress, tuple(INDEXES))
        if not draft.done("sounds"):
            with transaction(file):
                add_surnames(file, progress)
            draft.finish("sounds")
        if not draft.done("spellings"):
            progress("spellings", 0, None, "names")
            spellings.write(draft.folder / spellings.FOLDER, spellings.distinct_names(file))
            draft.finish("spellings")


@contextmanager
def temporary_files_in(folder: Path) -> Generator[None]:
    """SQLite sorts beside what it builds, not in a folder that may be memory."""
    before = os.environ.get("SQLITE_TMPDIR")
    os.environ["SQLITE_TMPDIR"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SQLITE_TMPDIR"]
        else:
            os.environ["SQLITE_TMPDIR"] = before


@contextmanager
def transaction(file: sqlite3.Connection) -> Generator[None]:
    """All of what is inside, or nothing."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def load_providers(file: sqlite3.Connection, archive: Archive, progress: Progress) -> None:
    """The provider table, some hundred thousand rows a commit; goes on after the last block that was committed."""
    header, total = archive.header(Table.PROVIDERS), archive.size(Table.PROVIDERS)
    told = file.execute("SELECT blocks, rows FROM loaded WHERE step = 'providers'").fetchone()
    done, rows = told or (0, 0)
    numbered = islice(enumerate(archive.blocks(Table.PROVIDERS)), done, None)
    results = parsed(header, numbered, total)
    kept = header_number(file, header)
    while some := list(islice(results, 1)):
        with transaction(file):
            for number, block in _and_more(some, results):
                _insert(file, block, kept)
                done, rows = number + 1, rows + block.providers
                progress("providers", min(done * BLOCK, total), total, "bytes")  # of rows nobody knows how many
            file.execute("REPLACE INTO loaded VALUES ('providers', ?, ?)", (done, rows))


def _and_more(some: list[tuple[int, Parsed]], results: Iterator[tuple[int, Parsed]]) -> Iterator[tuple[int, Parsed]]:
    yield from some
    yield from islice(results, BLOCKS_A_COMMIT - 1)


def _insert(file: sqlite3.Connection, block: Parsed, header: int) -> None:
    file.executemany(INSERT_PROVIDER, block.rows)
    file.executemany("INSERT INTO pack VALUES (?,?,?)", ((number, header, lines) for number, lines in block.packs))


def header_number(file: sqlite3.Connection, header: Header) -> int:
    """The number under which the columns of a file are kept: packed lines are read with them."""
    names = json.dumps(header.written)
    file.execute("INSERT OR IGNORE INTO header (names) VALUES (?)", (names,))
    return int(file.execute("SELECT number FROM header WHERE names = ?", (names,)).fetchone()[0])


def _index(file: sqlite3.Connection, draft: Draft, progress: Progress, names: Sequence[str]) -> None:
    for at, name in enumerate(names):
        if not draft.done(name):
            progress(f"indexes ({name})", at, len(names), "indexes")
            file.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {INDEXES[name]}")
            draft.finish(name)


def add_other_names(file: sqlite3.Connection, archive: Archive, progress: Progress, but: Set[int] = NONE) -> None:
    """Names that organizations do business under: kept, and each a further way to find them."""
    for rows in _chunks(_heard(archive, Table.OTHER_NAMES, progress, but)):
        file.executemany("INSERT INTO other_name VALUES (?,?,?)", ((int(npi), name, kind) for npi, name, kind in rows))
        _find_also(file, rows, _by_name)


def add_locations(file: sqlite3.Connection, archive: Archive, progress: Progress, but: Set[int] = NONE) -> None:
    """Further places of practice: kept, and each a further way to find the provider."""
    for rows in _chunks(_heard(archive, Table.LOCATIONS, progress, but)):
        fields = ((int(row[0]), json.dumps(row[1:])) for row in rows)
        file.executemany("INSERT INTO location VALUES (?,?)", fields)
        _find_also(file, rows, _by_place)


def add_endpoints(file: sqlite3.Connection, archive: Archive, progress: Progress, but: Set[int] = NONE) -> None:
    """Electronic addresses; only shown."""
    for rows in _chunks(_heard(archive, Table.ENDPOINTS, progress, but)):
        fields = ((int(row[0]), json.dumps(row[1:])) for row in rows)
        file.executemany("INSERT INTO endpoint VALUES (?,?)", fields)


SIDE: dict[str, Callable[..., None]] = {
    "other_name": add_other_names, "location": add_locations, "endpoint": add_endpoints,
}  # fmt: skip
Known = tuple[int, int, str, str, str, str, str, str]


def _find_also(file: sqlite3.Connection, rows: list[list[str]], vary: Callable[[Known, list[str]], Row | None]) -> None:
    """For each row of a side table: the ways to find its provider, each varied by what the row says."""
    query = (
        "SELECT variant, kind, name, first, city, state, zip, taxonomy FROM provider INDEXED BY by_npi WHERE npi = ?"
    )
    fresh: list[Row] = []
    for row in rows:
        npi = int(row[0])
        for known in file.execute(query, (npi,)).fetchall():
            if (varied := vary(known, row)) is not None:
                fresh.append((npi, *varied[1:]))
    file.executemany(INSERT_PROVIDER, fresh)


def _by_name(known: Known, row: list[str]) -> Row | None:
    variant, kind, name, first, city, state, postal, taxonomy = known
    other = fold(row[1])
    if variant & NAME or not other or other == name:
        return None
    return further(0, variant | NAME, kind, other, first, (city, state, postal), taxonomy)


def _by_place(known: Known, row: list[str]) -> Row | None:
    variant, kind, name, first, city, state, postal, taxonomy = known
    place = (fold(row[3]), fold(row[4]), row[5][:5])
    if variant & PLACE or place == (city, state, postal):
        return None
    return further(0, variant | PLACE, kind, name, first, place, taxonomy)


def _heard(archive: Archive, table: Table, progress: Progress, but: Set[int]) -> Iterator[list[str]]:
    archive.header(table)
    for count, row in enumerate(archive.rows(table), 1):
        if count % ROWS_A_TIME == 0:
            progress(str(table), count, None, "rows")
        if not (row[0].isdigit() and len(row[0]) == 10):
            raise Invalid(f"A line of {table} in {archive.path.name} begins with no NPI.", "Fetch it again.")
        if int(row[0]) not in but:
            yield row


def _chunks(rows: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    left = iter(rows)
    while chunk := list(islice(left, ROWS_A_TIME)):
        yield chunk


def add_surnames(file: sqlite3.Connection, progress: Progress) -> None:
    """The distinct surnames under the keys of their sound."""
    names = file.execute("SELECT DISTINCT name FROM provider INDEXED BY by_full_name WHERE kind = 1 AND name <> ''")
    count = 0
    for some in iter(lambda: names.fetchmany(ROWS_A_TIME), []):
        add_sounds(file, (name for (name,) in some))
        count += len(some)
        progress("sounds", count, None, "names")


def add_sounds(file: sqlite3.Connection, names: Iterable[str]) -> None:
    """Puts surnames under the keys of their sound."""
    keyed = ((key, name) for name in names for key in sounds(name))
    file.executemany("INSERT OR IGNORE INTO sound VALUES (?,?)", keyed)
