"""The search store of an edition: that of its release, else the one in the cache, which is built at first use."""

from __future__ import annotations

import logging
import shutil
import tempfile
from functools import cache
from pathlib import Path

from accord.connectors.icd10.edition import Edition
from accord.connectors.icd10.search.phrases import fingerprint
from accord.connectors.icd10.search.question import Reader
from accord.connectors.icd10.search.store import SEARCH_FOLDER, SEARCH_LAYOUT, SearchStore, open_search
from accord.errors import Unavailable
from accord.paths import cache_folder

log = logging.getLogger(__name__)

_held: list[tempfile.TemporaryDirectory[str]] = []


@cache
def search_store(edition: Edition) -> SearchStore:
    """The edition's store, opened. Raises Unavailable when it is damaged or the package that carries it is missing."""
    if edition.folder is not None:
        return open_search(edition.folder / SEARCH_FOLDER)
    folder = cache_folder()
    if folder is None:
        return _for_this_process(edition, "this account has no cache folder")
    path = folder / f"icd10cm-search-{edition.package_version}-{SEARCH_LAYOUT}-{fingerprint()}"
    try:
        return open_search(path)
    except Unavailable:
        pass  # not built yet, or spoilt: it is built anew
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _build(edition, path)
    except OSError as fault:
        return _for_this_process(edition, f"the cache cannot be written ({type(fault).__name__})")
    return open_search(path)


@cache
def reader(edition: Edition) -> Reader:
    """Reads questions with the words of the edition's store."""
    store = search_store(edition)
    return Reader(store.file, store.speller)


def _build(edition: Edition, path: Path) -> None:
    """Builds beside `path` and moves the folder there in one step; another process may have been quicker."""
    draft = Path(tempfile.mkdtemp(prefix=path.name, suffix=".part", dir=path.parent))
    try:
        _fill(edition, draft)
        if path.exists():
            shutil.rmtree(path)
        draft.rename(path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _fill(edition: Edition, folder: Path) -> None:
    from accord.connectors.icd10.search.build import build_search  # only a build pays for the XML reader
    from accord.connectors.icd10.source import read_entries

    build_search(folder, read_entries(edition))


def _for_this_process(edition: Edition, reason: str) -> SearchStore:
    log.warning("The ICD-10-CM search index is built at each start: %s", reason)
    held = tempfile.TemporaryDirectory(prefix="accord-icd10-")
    _held.append(held)
    _fill(edition, Path(held.name))
    return open_search(Path(held.name))
