"""Local indexes as dated, read-only releases: built beside the live one, swapped whole, the one before kept.

<data>/releases/<index>/2026-02-01/          a release: its files and release.json
<data>/releases/<index>/2026-02-01.part/     one that is being built; it survives an interruption
<data>/releases/<index>/current              a link to the release that answers
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

from accord.connectors.answer import Backend, Provenance
from accord.errors import Conflict, Invalid, NotFound, Unavailable
from accord.paths import data_folder

T = TypeVar("T")

MANIFEST = "release.json"
PROGRESS = "progress.json"
POINTER = "current"
PART = ".part"
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")


@dataclass(frozen=True)
class Release:
    """One built index.

    name    -- begins with the day that the data describe ('2026-02-01', '2026-02-01-u3').
    source  -- what it was made from, for people ('NPPES monthly file').
    inputs  -- file name -> SHA-256 of what was read.
    counts  -- what was loaded ('providers': 9512345).
    engines -- library -> version whose file format the release depends on ('tantivy': '0.27.0').
    """

    index: str
    name: str
    folder: Path
    layout: int
    made_at: dt.datetime
    as_of: dt.date | None
    source: str
    url: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    engines: Mapping[str, str] = field(default_factory=dict[str, str])
    notice: str = ""

    def age_days(self, today: dt.date | None = None) -> int | None:
        """Days from the day that the data describe; None when the source did not say which day."""
        return ((today or dt.date.today()) - self.as_of).days if self.as_of else None


def provenance(release: Release, stale_after_days: int, today: dt.date | None = None, notice: str = "") -> Provenance:
    """What an answer from this release says about itself; stale once it is older than the source's rhythm allows."""
    age = release.age_days(today)
    notices = " ".join(part for part in (release.notice, notice) if part)
    stale = age is not None and age > stale_after_days
    return Provenance(
        release.source, Backend.LOCAL, release.name, release.as_of, None, age, stale, release.url, notices
    )


def index_folder(index: str, data: Path | None = None) -> Path:
    """Where the releases of an index stand."""
    return (data or data_folder()) / "releases" / index


def current(index: str, data: Path | None = None) -> Release | None:
    """The release that answers, or None when none is loaded. Raises Unavailable when it is damaged."""
    folder = index_folder(index, data)
    name = _pointed_at(folder)
    return read_release(folder / name) if name else None


def releases(index: str, data: Path | None = None) -> tuple[Release, ...]:
    """All whole releases of an index, newest first by the day they describe."""
    folder = index_folder(index, data)
    found = [read_release(path.parent) for path in folder.glob(f"*/{MANIFEST}") if not path.parent.name.endswith(PART)]
    return tuple(sorted(found, key=lambda release: (release.as_of or dt.date.min, release.made_at), reverse=True))


def read_release(folder: Path) -> Release:
    """The manifest of a release folder. Raises Unavailable when it cannot be read."""
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        told["folder"] = folder
        told["made_at"] = dt.datetime.fromisoformat(told["made_at"])
        told["as_of"] = dt.date.fromisoformat(told["as_of"]) if told["as_of"] else None
        return Release(**told)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Unavailable(
            f"The release {folder.name} of {folder.parent.name} is damaged ({type(fault).__name__}).",
            f"Run 'accord sync {folder.parent.name}' again.",
        ) from fault


class Draft:
    """A release that is being built. Steps that are finished stay finished when the build is taken up again."""

    def __init__(self, index: str, name: str, fingerprint: str, data: Path | None = None) -> None:
        """fingerprint -- of inputs and layout: a draft left by an earlier run is taken up only when it is the same."""
        if not NAME.fullmatch(name) or name.endswith(PART) or name == POINTER:
            raise Invalid(f"'{name}' cannot be the name of a release.")
        self.index, self.name = index, name
        self.parent = index_folder(index, data)
        self.folder = self.parent / f"{name}{PART}"
        self.fingerprint = fingerprint
        self._take_up()

    def done(self, step: str) -> bool:
        """Was this step finished, now or before an interruption?"""
        return step in self._steps

    def note(self, step: str) -> object:
        """What the step left behind for later ones when it was finished, or None."""
        return self._steps.get(step)

    def finish(self, step: str, note: object = True) -> None:
        """Records that the step is whole on the disk; note is any JSON value."""
        self._steps[step] = note
        self._write_progress()

    def publish(self, release: Release) -> Release:
        """Makes the draft a release and lets it answer, in two renames. Raises Conflict when the name is taken."""
        target = self.parent / self.name
        if target.exists():
            raise Conflict(f"{self.index} already has a release {self.name}.", "Nothing was changed.")
        told = {**asdict(release), "made_at": release.made_at.isoformat(), "folder": ""}
        told["as_of"] = release.as_of.isoformat() if release.as_of else None
        _write_whole(self.folder / MANIFEST, json.dumps(told, indent=1))
        (self.folder / PROGRESS).unlink(missing_ok=True)
        _flush_tree(self.folder)
        self.folder.rename(target)
        point_at(self.index, self.name, self.parent.parent.parent)
        return read_release(target)

    def discard(self) -> None:
        """Removes what was built so far."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _take_up(self) -> None:
        self._steps: dict[str, object] = {}
        progress = self.folder / PROGRESS
        try:
            told = json.loads(progress.read_text("utf-8"))
        except (OSError, ValueError):
            told = {}
        if told.get("fingerprint") == self.fingerprint:
            self._steps = told["steps"]
            return
        self.discard()
        self.folder.mkdir(parents=True)
        self._write_progress()

    def _write_progress(self) -> None:
        _write_whole(self.folder / PROGRESS, json.dumps({"fingerprint": self.fingerprint, "steps": self._steps}))


def point_at(index: str, name: str, data: Path | None = None) -> None:
    """Lets a release answer from now on: also how one goes back to the one before. Raises NotFound."""
    folder = index_folder(index, data)
    if not (folder / name / MANIFEST).is_file():
        raise NotFound(f"{index} has no release {name}.", "'accord sync --status' lists those there are.")
    fresh = folder / f"{POINTER}.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name)
    fresh.replace(folder / POINTER)


def prune(index: str, keep: int, data: Path | None = None) -> tuple[str, ...]:
    """Removes all but the newest releases; never the one that answers. Names what was removed.

    A reader that still holds a removed release keeps its open files until it lets go of them.
    """
    answering = _pointed_at(index_folder(index, data))
    gone = [release for release in releases(index, data)[keep:] if release.name != answering]
    for release in gone:
        shutil.rmtree(release.folder)
    return tuple(release.name for release in gone)


class Held(Generic[T]):
    """What a process holds open of the current release; opened again when another release answers."""

    def __init__(self, index: str, open_release: Callable[[Release], T]) -> None:
        self.index = index
        self._open_release = open_release
        self._lock = Lock()
        self._held: tuple[Path, T] | None = None

    def get(self) -> T | None:
        """The opened release, or None when none is loaded."""
        folder = index_folder(self.index)
        name = _pointed_at(folder)
        if name is None:
            return None
        held = self._held
        if held is not None and held[0] == folder / name:
            return held[1]
        with self._lock:
            if self._held is None or self._held[0] != folder / name:
                self._held = (folder / name, self._open_release(read_release(folder / name)))
            return self._held[1]


def _pointed_at(folder: Path) -> str | None:
    try:
        return str((folder / POINTER).readlink())
    except OSError:
        return None


def _write_whole(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _flush_tree(folder: Path) -> None:
    """After a power cut there is a whole release or none."""
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
