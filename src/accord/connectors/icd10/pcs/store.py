"""The index of procedures that answers: the loaded release, else one built at first use from the installed package."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import logging
import shutil
import sqlite3
import tempfile
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from accord.connectors import releases
from accord.connectors.answer import Backend, Provenance
from accord.connectors.icd10.pcs.contents import LAYOUT, TABLES_FILE, WORDS_FOLDER, table_of
from accord.connectors.icd10.pcs.package import FY2025, read_package
from accord.connectors.releases import Held, Release
from accord.errors import Unavailable
from accord.paths import cache_folder

if TYPE_CHECKING:
    from tantivy import Index

log = logging.getLogger(__name__)

INDEX = "icd10pcs"
STALE_AFTER_DAYS = 400
NOTHING_LOADED = (
    "Sections 0 and 1 of FY2025; of the other sections the alphabetic index only. 'accord sync icd10' loads them all."
)


class Book:
    """One edition, opened for reading. whole -- the first places of the codes of which it has all."""

    def __init__(
        self, folder: Path, provenance: Provenance, first: dt.date, last: dt.date, whole: frozenset[str]
    ) -> None:
        self.folder, self.provenance, self.first, self.last, self.whole = folder, provenance, first, last, whole
        try:
            self.file = sqlite3.connect(
                f"{(folder / TABLES_FILE).absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            (layout,) = self.file.execute("PRAGMA user_version").fetchone()
        except (sqlite3.DatabaseError, TypeError) as fault:
            raise Unavailable(f"The index of procedures in {folder.name} cannot be read.", "Load it again.") from fault
        if layout != LAYOUT:
            raise Unavailable(f"The index of procedures in {folder.name} is of another layout.", "Load it again.")

    @cached_property
    def words(self) -> Index:
        """The names and the alphabetic index, ranked. Raises Unavailable when they cannot be read."""
        import tantivy  # a search alone pays for the engine

        try:
            return tantivy.Index.open(str(self.folder / WORDS_FOLDER))
        except (ValueError, OSError) as fault:
            raise Unavailable(
                f"The words of the index of procedures in {self.folder.name} cannot be read.",
                f"Remove {self.folder.parent / self.folder.name}, or load it again.",
            ) from fault

    @cached_property
    def labels(self) -> dict[tuple[str, int, str], str]:
        """(table, place, value) -> official word."""
        rows = self.file.execute("SELECT start, place, value, word FROM label").fetchall()
        return {(start, place, value): word for start, place, value, word in rows}

    def label(self, code: str, place: int) -> str:
        """The official word for one place of a code; empty where no table is loaded that has it."""
        return self.labels.get((table_of(code, place), place, code[place - 1]), "")

    def titles(self, start: str, most: int = -1, after: str = "") -> list[tuple[str, str, str]]:
        """(code, name, short name) of the codes that begin so, in the order of the book."""
        rows = self.file.execute(
            "SELECT code, name, short FROM code WHERE code >= ? AND code < ? AND code > ? ORDER BY code LIMIT ?",
            (start, f"{start}~", after, most),
        )
        return rows.fetchall()

    def count(self, start: str) -> int:
        """How many codes begin so."""
        row = self.file.execute("SELECT count(*) FROM code WHERE code >= ? AND code < ?", (start, f"{start}~"))
        return int(row.fetchone()[0])

    def governs(self, on: dt.date) -> bool:
        """Does the day fall to this edition?"""
        return self.first <= on <= self.last


def book() -> Book:
    """The edition that answers now. Raises Unavailable when there is none and none can be made."""
    return _loaded.get() or from_package()


def book_for(on: dt.date) -> Book | None:
    """The edition that governs a day, among all releases that are kept and the package; None when none does."""
    for release in releases.releases(INDEX):
        opened = _opened(release.folder)
        if opened.governs(on):
            return opened
    packaged = FY2025.first <= on <= FY2025.last
    return from_package() if packaged else None


def open_release(release: Release) -> Book:
    """A release as a book; it is in force from its day to the end of its fiscal year."""
    first = release.as_of or dt.date.min
    last = dt.date(first.year + (first.month >= 10), 9, 30)
    told = releases.provenance(release, STALE_AFTER_DAYS)
    return Book(release.folder, told, first, last, frozenset("0123456789BCDFGHX"))


@lru_cache(maxsize=8)
def _opened(folder: Path) -> Book:
    return open_release(releases.read_release(folder))


_loaded: Held[Book] = Held(INDEX, open_release)


@cache
def from_package() -> Book:
    """The package's edition, from the cache folder, else built there, else in a folder of this process alone."""
    home = cache_folder()
    engine = importlib.metadata.version("tantivy")
    name = f"icd10pcs-{FY2025.version}-{LAYOUT}-{engine}"
    if home is not None:
        try:
            return _packaged(_built(home / name))
        except OSError as fault:
            log.warning(
                "ICD-10-PCS is built anew at each start: the cache cannot be written (%s)", type(fault).__name__
            )
    return _packaged(_fill(Path(tempfile.mkdtemp(prefix="accord-icd10pcs-"))))


def _packaged(folder: Path) -> Book:
    age = (dt.date.today() - FY2025.first).days
    told = Provenance(
        FY2025.name, Backend.LOCAL, "FY2025", FY2025.first, None, age, age > STALE_AFTER_DAYS, "", NOTHING_LOADED
    )
    return Book(folder, told, FY2025.first, FY2025.last, FY2025.sections)


def _built(folder: Path) -> Path:
    """The folder of the cache, whole or not there: it is filled beside and moved in one step."""
    if _readable(folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=folder.name, suffix=".part", dir=folder.parent))
    try:
        _fill(draft)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            draft.rename(folder)
        except OSError:
            if not _readable(folder):  # else another process was first
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _fill(folder: Path) -> Path:
    from accord.connectors.icd10.pcs.build import build

    build(folder, read_package())
    return folder


def _readable(folder: Path) -> bool:
    if not (folder / WORDS_FOLDER / "meta.json").is_file():
        return False
    try:
        _packaged(folder)
    except Unavailable:
        return False
    return True
