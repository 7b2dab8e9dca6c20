"""Loads an index: take the files or fetch them, check them, build beside the live index, check that, swap."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from accord.connectors import releases
from accord.connectors.releases import Draft, Release
from accord.errors import Conflict, Invalid, Unavailable
from accord.settings import settings

LEAST_SHARE = 0.95


class Progress(Protocol):
    """Hears how far a step is. total is None when it is not known; unit names what is counted ('rows', 'bytes')."""

    def __call__(self, step: str, done: int, total: int | None, unit: str) -> None: ...


def unheard(step: str, done: int, total: int | None, unit: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Inputs:
    """The files that a release is made of, the day they describe, and the name that the release gets."""

    files: tuple[Path, ...]
    as_of: dt.date | None
    name: str
    source: str
    url: str = ""


@dataclass(frozen=True)
class Built:
    """What a build brought: counts for people and for the check against the release before."""

    counts: Mapping[str, int]
    engines: Mapping[str, str] = field(default_factory=dict[str, str])
    notice: str = ""


class Loader(Protocol):
    """How one index is loaded. layout changes whenever files that are built would look different."""

    index: str
    title: str
    layout: int
    stale_after_days: int
    wants: str

    def fetch(self, into: Path, progress: Progress) -> None:
        """Downloads what the newest release is made of; takes up a download that was cut off."""
        ...

    def inputs(self, folder: Path) -> Inputs:
        """The files to load from a folder (or the one file given). Raises Invalid saying which files are wanted."""
        ...

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """Fills draft.folder, step by step; steps that draft.done() knows are left out. Raises Invalid on bad files."""
        ...


def sync(
    loader: Loader, folder: Path | None = None, progress: Progress = unheard, accept_fewer: bool = False
) -> Release:
    """Brings an index up to date from a folder of official files, or from the service that publishes them.

    Nothing that answers now changes until the new release is whole. Already loaded inputs give the release that is there.
    Raises Invalid (a file is missing, damaged or of another kind), Conflict (another sync runs; far fewer rows than
    before), Forbidden (no setting allows the host), Unavailable (the service does not answer).
    """
    home = releases.index_folder(loader.index)
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / "sync.lock", timeout=0):
            return _load(loader, folder, progress, accept_fewer)
    except Timeout as fault:
        raise Conflict(f"Another sync of {loader.index} is running.", "Wait until it ends.") from fault


def _load(loader: Loader, folder: Path | None, progress: Progress, accept_fewer: bool) -> Release:
    if folder is None:
        folder = settings().data / "incoming" / loader.index
        folder.mkdir(parents=True, exist_ok=True)
        loader.fetch(folder, progress)
    elif not folder.exists():
        raise Invalid(f"{folder} does not exist.", f"{loader.title} wants {loader.wants}.")
    inputs = loader.inputs(folder)
    sums = {path.name: _sha256(path, progress) for path in inputs.files}
    there = _already(loader, sums)
    if there:
        releases.point_at(loader.index, there.name)
        return there
    name = _free_name(loader.index, inputs.name)
    draft = Draft(loader.index, name, _fingerprint(loader.layout, sums))
    try:
        built = loader.build(inputs, draft, progress)
        _check_counts(loader, built, accept_fewer)
        release = draft.publish(_release(loader, inputs, draft, sums, built))
    except (OSError, sqlite3.Error) as fault:
        raise Unavailable(
            f"The new {loader.index} could not be built ({fault}); what answered before still does.",
            "Make room on the disk, or see what the message names; the same command goes on where this one stopped.",
        ) from fault
    releases.clear_parts(loader.index)
    releases.prune(loader.index, settings().keep_releases)
    return release


def _release(loader: Loader, inputs: Inputs, draft: Draft, sums: dict[str, str], built: Built) -> Release:
    return Release(
        index=loader.index, name=draft.name, folder=draft.folder, layout=loader.layout, made_at=dt.datetime.now(dt.UTC),
        as_of=inputs.as_of, source=inputs.source, url=inputs.url, inputs=sums, counts=built.counts,
        engines=built.engines, notice=built.notice,
    )  # fmt: skip


def _already(loader: Loader, sums: Mapping[str, str]) -> Release | None:
    return next(
        (r for r in releases.releases(loader.index) if r.layout == loader.layout and dict(r.inputs) == dict(sums)), None
    )


def _free_name(index: str, name: str) -> str:
    names = [name, *(f"{name}.{number}" for number in range(2, 1000))]
    return next(free for free in names if not (releases.index_folder(index) / free).exists())


def _check_counts(loader: Loader, built: Built, accept_fewer: bool) -> None:
    if not any(built.counts.values()):
        what = ", ".join(f"no {name}" for name in built.counts) or "nothing"
        raise Invalid(f"The files for {loader.index} hold {what}.", f"Check that they are whole: wanted is {loader.wants}.")  # fmt: skip
    before = _before(loader.index)
    if before is None or accept_fewer:
        return
    kinds = built.counts if loader.layout != before.layout else {**before.counts, **built.counts}
    for what in kinds:
        old, count = before.counts.get(what, 0), built.counts.get(what, 0)
        if count < old * LEAST_SHARE:
            raise Conflict(
                f"The new {loader.index} holds {count:,} {what} where the one before held {old:,}; it does not answer.",
                "Check the files; if it is right, sync again with --accept-fewer.",
            )


def _before(index: str) -> Release | None:
    """The release that answers; where that one is damaged, the newest whole one."""
    try:
        return releases.current(index)
    except Unavailable:
        return next(iter(releases.releases(index)), None)


def _fingerprint(layout: int, sums: Mapping[str, str]) -> str:
    told = "\n".join([str(layout), *(f"{name} {digest}" for name, digest in sorted(sums.items()))])
    return hashlib.sha256(told.encode()).hexdigest()


def _sha256(path: Path, progress: Progress) -> str:
    digest, done, total = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            done += len(block)
            progress(f"checking {path.name}", done, total, "bytes")
    return digest.hexdigest()
