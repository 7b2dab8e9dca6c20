"""A weekly archive or a report of deactivated numbers, applied to a copy of the register that answers."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from accord.connectors.npi import spellings
from accord.connectors.npi.archive import BLOCK, Archive, Contents, Table
from accord.connectors.npi.build import (
    SECONDARY,
    SIDE,
    add_sounds,
    header_number,
    temporary_files_in,
    transaction,
)
from accord.connectors.npi.deactivated import deactivations
from accord.connectors.npi.parsing import parsed
from accord.connectors.npi.rows import NAME, PACKS_OF_A_BLOCK, PLACE, UPDATED_AT, Parsed, Row
from accord.connectors.npi.schema import FILE, INSERT_PROVIDER, open_to_write
from accord.connectors.npi.words import fold
from accord.connectors.releases import Draft
from accord.connectors.syncing import Progress

CLONE = 0x40049409  # FICLONE: the same blocks under another name, where the file system can
CHUNK = 64 << 20
WAYS = {"other_name": NAME, "location": PLACE}


def copy_release(release: Path, draft: Path, progress: Progress) -> None:
    """The files of a release as the beginning of the next one. Segments of the index are shared: they never change."""
    copy_file(release / FILE, draft / FILE, progress)
    (draft / spellings.FOLDER).mkdir(exist_ok=True)
    for path in (release / spellings.FOLDER).iterdir():
        target = draft / spellings.FOLDER / path.name
        target.unlink(missing_ok=True)
        if path.suffix in (".json", ".lock"):
            shutil.copyfile(path, target)
        else:
            _link_or_copy(path, target)


def copy_file(source: Path, target: Path, progress: Progress) -> None:
    """By reference where the file system can, else inside the kernel."""
    with source.open("rb") as read, target.open("wb") as write:
        try:
            fcntl.ioctl(write.fileno(), CLONE, read.fileno())
        except OSError:
            done, total = 0, source.stat().st_size
            while sent := os.copy_file_range(read.fileno(), write.fileno(), CHUNK):
                done += sent
                progress("copying", done, total, "bytes")


def _link_or_copy(path: Path, target: Path) -> None:
    try:
        target.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, target)


def apply_archive(archive: Archive, draft: Draft, progress: Progress) -> None:
    """One archive, in one transaction; applied twice it changes nothing more. Raises Invalid on a damaged file."""
    step = f"applied {archive.path.name}"
    if draft.done(step):
        return
    with temporary_files_in(draft.folder), closing(open_to_write(draft.folder / FILE)) as file:
        with transaction(file):
            file.execute("CREATE TEMP TABLE fresh (field TEXT, name TEXT, PRIMARY KEY (field, name)) WITHOUT ROWID")
            file.execute("CREATE TEMP TABLE changed (npi INTEGER PRIMARY KEY)")
            file.execute("CREATE TEMP TABLE skipped (npi INTEGER PRIMARY KEY)")
            if archive.contents is Contents.DEACTIVATED:
                _deactivate(file, archive, progress)
            else:
                _replace_providers(file, archive, progress)
                _replace_side_tables(file, archive, progress)
        spellings.write(draft.folder / spellings.FOLDER, _unknown(file, draft.folder / spellings.FOLDER))
    draft.finish(step)


def _replace_providers(file: sqlite3.Connection, archive: Archive, progress: Progress) -> None:
    header, size = archive.header(Table.PROVIDERS), archive.size(Table.PROVIDERS)
    kept = header_number(file, header)
    first = _next_block(file)
    numbered = ((first + at, block) for at, block in enumerate(archive.blocks(Table.PROVIDERS)))
    for done, (_, block) in enumerate(parsed(header, numbered, size), 1):
        _replace(file, block, kept)
        progress(f"applying {archive.path.name}", min(done * BLOCK, size), size, "bytes")


def _next_block(file: sqlite3.Connection) -> int:
    last = file.execute("SELECT max(number) FROM pack").fetchone()[0]
    return 0 if last is None else last // PACKS_OF_A_BLOCK + 1


def _replace(file: sqlite3.Connection, block: Parsed, header: int) -> None:
    """The new rows in place of the old, but for a provider that was changed later than this archive says."""
    older: set[int] = set()
    for npi, updated in ((row[0], row[UPDATED_AT]) for row in block.rows if row[1] == 0):
        if _newer_is_held(file, npi, updated):
            older.add(int(npi or 0))
            file.execute("INSERT OR IGNORE INTO skipped VALUES (?)", (npi,))
            continue
        file.execute("INSERT OR IGNORE INTO changed VALUES (?)", (npi,))
        file.execute("DELETE FROM provider WHERE npi = ?", (npi,))
        for table, _ in SECONDARY:
            file.execute(f"DELETE FROM {table} WHERE npi = ?", (npi,))
    fresh = [row for row in block.rows if row[0] not in older]
    _note_names(file, fresh)
    file.executemany(INSERT_PROVIDER, fresh)
    file.executemany("INSERT INTO pack VALUES (?,?,?)", ((number, header, lines) for number, lines in block.packs))


def _newer_is_held(file: sqlite3.Connection, npi: object, updated: object) -> bool:
    query = "SELECT updated FROM provider INDEXED BY by_npi WHERE npi = ? AND variant = 0"
    held = file.execute(query, (npi,)).fetchone()
    return held is not None and held[0] is not None and isinstance(updated, int) and held[0] > updated


def _note_names(file: sqlite3.Connection, rows: list[Row]) -> None:
    sorts = {1: spellings.SURNAME, 2: spellings.ORGANIZATION}
    named = ((sorts[int(row[2])], row[3]) for row in rows if row[2] in sorts and row[3])
    file.executemany("INSERT OR IGNORE INTO fresh VALUES (?,?)", named)
    firsts = ((spellings.FIRST, row[4]) for row in rows if row[2] == 1 and row[4])
    file.executemany("INSERT OR IGNORE INTO fresh VALUES (?,?)", firsts)


def _replace_side_tables(file: sqlite3.Connection, archive: Archive, progress: Progress) -> None:
    """What a side table says of a provider takes the place of all it said before."""
    skipped = {npi for (npi,) in file.execute("SELECT npi FROM skipped")}
    for table, member in SECONDARY:
        if member not in archive.members:
            continue
        named = {int(row[0]) for row in archive.rows(member)} - skipped
        for npi in named:
            file.execute(f"DELETE FROM {table} WHERE npi = ?", (npi,))
            if table in WAYS and not _changed(file, npi):
                file.execute("DELETE FROM provider WHERE npi = ? AND variant & ? <> 0", (npi, WAYS[table]))
        SIDE[table](file, archive, progress, skipped)
    if Table.OTHER_NAMES in archive.members:
        names = ((spellings.ORGANIZATION, fold(row[1])) for row in archive.rows(Table.OTHER_NAMES))
        file.executemany("INSERT OR IGNORE INTO fresh VALUES (?,?)", names)


def _changed(file: sqlite3.Connection, npi: int) -> bool:
    return file.execute("SELECT 1 FROM changed WHERE npi = ?", (npi,)).fetchone() is not None


def _unknown(file: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, str]]:
    """The names of the changed providers that the index of spellings does not hold; their sounds are added too."""
    known = spellings.Spellings(folder)
    fresh = file.execute("SELECT field, name FROM fresh").fetchall()
    unknown = [(field, name) for field, name in fresh if not known.holds(field, name)]
    with transaction(file):
        add_sounds(file, (name for field, name in unknown if field == spellings.SURNAME))
    yield from unknown


def _deactivate(file: sqlite3.Connection, archive: Archive, progress: Progress) -> None:
    report = int(archive.as_of.strftime("%Y%m%d"))
    query = "SELECT deactivated, reactivated, updated FROM provider INDEXED BY by_npi WHERE npi = ? AND variant = 0"
    for count, (npi, date) in enumerate(deactivations(archive), 1):
        held = file.execute(query, (npi,)).fetchone()
        if held is None:
            row = (npi, 0, 0, *[""] * 6, *[None] * 5, date, None, None)
            file.execute(INSERT_PROVIDER, row)
        elif not _settled(held, date, report):
            update = "UPDATE provider SET deactivated = ?, reactivated = NULL WHERE npi = ? AND variant = 0"
            file.execute(update, (date, npi))
        if count % 20_000 == 0:
            progress(f"applying {archive.path.name}", count, None, "rows")


def _settled(held: tuple[int | None, int | None, int | None], date: int, report: int) -> bool:
    """Does the register say the same already, or something newer than the report?"""
    deactivated, reactivated, updated = held
    if deactivated == date and reactivated is None:
        return True
    return (reactivated is not None and reactivated >= date) or (updated is not None and updated > report)
