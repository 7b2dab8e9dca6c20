"""How each index stands: its release and age, what is wrong with it, and the one command that brings it up to date."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from filelock import FileLock, Timeout

from accord.connectors import releases
from accord.connectors.registry import CONNECTORS, loaders
from accord.connectors.releases import PART, PROGRESS, Release
from accord.connectors.syncing import Loader
from accord.errors import NotFound, Unavailable


class State(StrEnum):
    """Whether an index answers."""

    LOADED = "loaded"
    NOT_LOADED = "not_loaded"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """One index. faults -- sentences on what is wrong; draft -- the release that is being built or was left unfinished."""

    index: str
    connector: str
    title: str
    state: State
    wants: str
    command: str
    release: str = ""
    as_of: dt.date | None = None
    made_at: dt.datetime | None = None
    age_days: int | None = None
    stale: bool = False
    source: str = ""
    url: str = ""
    notice: str = ""
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    bytes_on_disk: int = 0
    faults: tuple[str, ...] = ()
    draft: str = ""
    building: bool = False
    others: tuple[str, ...] = ()


def all_loaders(connectors: Iterable[str] = ()) -> tuple[tuple[str, Loader], ...]:
    """(connector, loader) of these connectors, or of all."""
    return tuple((name, loader) for name in (tuple(connectors) or CONNECTORS) for loader in loaders(name))


def find_loader(index: str) -> tuple[str, Loader]:
    """The connector and loader of an index. Raises NotFound."""
    known = all_loaders()
    for connector, loader in known:
        if loader.index == index:
            return connector, loader
    indexes = ", ".join(loader.index for _, loader in known)
    raise NotFound(
        f"There is no index or connector '{index}'.", f"There is: {indexes}; of connectors: {', '.join(CONNECTORS)}."
    )


def all_status(connectors: Iterable[str] = ()) -> tuple[IndexStatus, ...]:
    """Each index of these connectors, or of all."""
    return tuple(status(connector, loader) for connector, loader in all_loaders(connectors))


def status(connector: str, loader: Loader) -> IndexStatus:
    """One index as it stands now."""
    folder = releases.index_folder(loader.index)
    draft = max((path.parent.name.removesuffix(PART) for path in folder.glob(f"*{PART}/{PROGRESS}")), default="")
    known = IndexStatus(
        loader.index, connector, loader.title, State.NOT_LOADED, loader.wants, command(connector, loader),
        draft=draft, building=bool(draft) and _running(folder),
    )  # fmt: skip
    try:
        release = releases.current(loader.index)
    except Unavailable as fault:
        return replace(known, state=State.DAMAGED, faults=(fault.message,))
    return _loaded(known, loader, release) if release else known


def _loaded(known: IndexStatus, loader: Loader, release: Release) -> IndexStatus:
    age = release.age_days()
    return replace(
        known, state=State.LOADED, release=release.name, as_of=release.as_of, made_at=release.made_at, age_days=age,
        stale=age is not None and age > loader.stale_after_days, source=release.source, url=release.url,
        notice=release.notice, counts=dict(release.counts), bytes_on_disk=size(release.folder),
        faults=tuple(_faults(loader, release)), others=_others(release),
    )  # fmt: skip


def command(connector: str, loader: Loader) -> str:
    """What a person types to load the index."""
    return f"accord sync {connector}" + (f" --index {loader.index}" if len(loaders(connector)) > 1 else "")


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def back(index: str) -> Release:
    """Lets the release before the one that answers answer again. Raises NotFound when there is none."""
    find_loader(index)
    current = releases.current(index)
    older = [release for release in releases.releases(index) if current and _older(release, current)]
    if not older:
        raise NotFound(f"{index} has no release before the one that answers.", "'accord sync --status' lists them.")
    releases.point_at(index, older[0].name)
    return older[0]


def _older(release: Release, than: Release) -> bool:
    return (release.as_of or dt.date.min, release.made_at) < (than.as_of or dt.date.min, than.made_at)


def _faults(loader: Loader, release: Release) -> Iterable[str]:
    if release.layout != loader.layout:
        yield f"Its files are of layout {release.layout}; this version reads {loader.layout}."
    for name in releases.damaged(loader.index):
        yield f"The release {name} besides is damaged and may be removed."
    for library, built_with in release.engines.items():
        here = _version(library)
        if here != built_with:
            yield f"It was built with {library} {built_with}; here is {here or 'none'}."


def _version(library: str) -> str:
    if library in ("sqlite", "sqlite3"):
        return sqlite3.sqlite_version
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _others(release: Release) -> tuple[str, ...]:
    names = {path.parent.name for path in release.folder.parent.glob(f"*/{releases.MANIFEST}")}
    return tuple(sorted(name for name in names - {release.name, releases.POINTER} if not name.endswith(PART)))


def _running(folder: Path) -> bool:
    try:
        with FileLock(folder / "sync.lock", timeout=0):
            return False
    except Timeout:
        return True
