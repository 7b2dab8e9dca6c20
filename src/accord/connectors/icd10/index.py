"""The tabular list as one SQLite file: built at first use, then opened read-only in milliseconds."""

from __future__ import annotations

import logging
import sqlite3
from functools import cache
from pathlib import Path

from accord.connectors.icd10.edition import FY2026, Edition
from accord.errors import Unavailable
from accord.paths import cache_folder

log = logging.getLogger(__name__)

LAYOUT = 1
TABULAR = "tabular.sqlite"


@cache
def open_index(edition: Edition = FY2026) -> sqlite3.Connection:
    """The edition's index: from the cache folder, else built there, else (nowhere to write) built in memory.

    An edition that was loaded is read from its release. Raises Unavailable when that is damaged, or when the package
    that carries the edition is missing or is another version.
    """
    if edition.folder is not None:
        found = _open(edition.folder / TABULAR, edition)
        if found is None:
            raise Unavailable(f"{edition.name} is damaged.", "Run 'accord sync icd10' again.")
        return found
    folder = cache_folder()
    if folder is None:
        return _in_memory(edition, "this account has no cache folder")
    path = folder / f"icd10cm-{edition.tabular_file.removesuffix('.xml')}-{edition.package_version}-{LAYOUT}.sqlite"
    found = _open(path, edition)
    if found is not None:
        return found
    try:
        _build(path, edition)
    except (OSError, sqlite3.OperationalError) as fault:
        return _in_memory(edition, f"the cache cannot be written ({type(fault).__name__})")
    return _open(path, edition) or _in_memory(edition, "the cache cannot be read back")


def _build(path: Path, edition: Edition) -> None:
    from accord.connectors.icd10.build import build_file  # only a first start pays for the XML reader

    build_file(path, edition)


def _open(path: Path, edition: Edition) -> sqlite3.Connection | None:
    """The index at `path`, or None when there is none or it is not whole."""
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        (last,) = connection.execute("SELECT max(number) FROM entry").fetchone()
    except sqlite3.DatabaseError as fault:
        log.warning("ICD-10-CM index set aside: %s", type(fault).__name__)
        return None
    return connection if layout == LAYOUT and last else None


def _in_memory(edition: Edition, reason: str) -> sqlite3.Connection:
    from accord.connectors.icd10.build import fill

    log.warning("ICD-10-CM index is built in memory at each start: %s", reason)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    fill(connection, edition)
    connection.commit()
    return connection
