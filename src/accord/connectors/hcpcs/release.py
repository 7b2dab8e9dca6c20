"""What is loaded of HCPCS, quarter by quarter, for exact questions: opened in a millisecond, without the search engine."""

from __future__ import annotations

import datetime as dt
import sqlite3
from functools import lru_cache
from pathlib import Path

from accord.connectors import releases
from accord.connectors.hcpcs.item import Item, ItemKind
from accord.connectors.releases import Held, Release
from accord.errors import Unavailable

INDEX = "hcpcs"
LAYOUT = 1
TABLES_FILE, WORDS_FOLDER = "hcpcs.sqlite", "words"
STALE_AFTER_DAYS = 120
FIELDS = "code, kind, long, short, coverage, betos, added, effective, ended, action"


class Quarter:
    """One quarter's file. complete -- it is the whole code set, so that what it lacks is no code in that quarter."""

    def __init__(self, release: Release) -> None:
        self.release = release
        try:
            self.file = sqlite3.connect(
                f"{(release.folder / TABLES_FILE).absolute().as_uri()}?mode=ro&immutable=1",
                uri=True, check_same_thread=False,
            )  # fmt: skip
            (complete,) = self.file.execute("SELECT value FROM told WHERE name = 'complete'").fetchone()
        except (sqlite3.DatabaseError, TypeError) as fault:
            raise Unavailable(f"The release {release.name} of HCPCS is damaged.", "Load it again.") from fault
        self.complete = complete == "yes"

    def governs(self, on: dt.date) -> bool:
        """Does the day fall into the quarter that the file was published for?"""
        as_of = self.release.as_of
        return as_of is not None and (as_of.year, (as_of.month - 1) // 3) == (on.year, (on.month - 1) // 3)

    def find(self, code: str, kind: ItemKind | None = None) -> Item | None:
        """The code or modifier as the file has it."""
        row = self.file.execute(f"SELECT {FIELDS} FROM item WHERE code = ?", (code,)).fetchone()
        found = _item(row) if row else None
        return found if found and kind in (None, found.kind) else None

    def between(self, first: str, last: str, kind: ItemKind, most: int, after: str = "") -> list[Item]:
        """The items of a range, in order; last is included with all that begins so."""
        rows = self.file.execute(
            f"SELECT {FIELDS} FROM item WHERE kind = ? AND code >= ? AND code < ? AND code > ? ORDER BY code LIMIT ?",
            (kind.value, first, f"{last}~", after, most),
        ).fetchall()
        return [_item(row) for row in rows]

    def count(self, first: str, last: str, kind: ItemKind) -> int:
        """How many there are in a range."""
        row = self.file.execute(
            "SELECT count(*) FROM item WHERE kind = ? AND code >= ? AND code < ?", (kind.value, first, f"{last}~")
        )
        return int(row.fetchone()[0])


def quarter(on: dt.date | None = None) -> Quarter | None:
    """The quarter that answers: the current release, or for a day the newest that is not later; None without any."""
    held = _current.get()
    if on is None or held is None or held.governs(on):
        return held
    before = [release for release in releases.releases(INDEX) if release.as_of is None or release.as_of <= on]
    return _opened(before[0].folder) if before else held


def loaded() -> bool:
    """Is any quarter loaded? One look at the disk."""
    return (releases.index_folder(INDEX) / releases.POINTER).is_symlink()


@lru_cache(maxsize=8)
def _opened(folder: Path) -> Quarter:
    return Quarter(releases.read_release(folder))


_current: Held[Quarter] = Held(INDEX, Quarter)


def _item(row: tuple[str, ...]) -> Item:
    code, kind, long, short, coverage, betos, added, effective, ended, action = row
    return Item(
        code, ItemKind(kind), long, short, coverage, betos, _day(added), _day(effective), _day(ended), action
    )  # fmt: skip


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
