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
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
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
    """All whole releases of an index, newest first by the day they describe; `damaged` names the others."""
    found = [release for folder in _folders(index, data) if (release := _read_if_whole(folder))]
    return tuple(sorted(found, key=lambda release: (release.as_of or dt.date.min, release.made_at), reverse=True))


def damaged(index: str, data: Path | None = None) -> tuple[str, ...]:
    """Names of releases whose manifest cannot be read: they take part in nothing and may be removed."""
    return tuple(folder.name for folder in _folders(index, data) if _read_if_whole(folder) is None)


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
        _flush_tree(self.folder)
        self.folder.rename(target)
        _flush(self.parent)
        (target / PROGRESS).unlink()
        point_at(self.index, self.name, self.parent.parent.parent)
        return read_release(target)

    def discard(self) -> None:
        """Removes what was built so far."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _take_up(self) -> None:
        self._steps: dict[str, object] = {}
        progress = self.folder / PROGRESS
        told: Any = None
        with suppress(OSError, ValueError):
            told = json.loads(progress.read_text("utf-8"))
        if isinstance(told, dict) and told.get("fingerprint") == self.fingerprint:  # pyright: ignore[reportUnknownMemberType]
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
    fresh = folder / f"{POINTER}.{secrets.token_hex(4)}{PART}"
    fresh.symlink_to(name)
    fresh.replace(folder / POINTER)
    _flush(folder)


def prune(index: str, keep: int, data: Path | None = None) -> tuple[str, ...]:
    """Removes all but the newest releases; never the one that answers. Names what was removed.

    A reader that still holds a removed release keeps its open files until it lets go of them.
    """
    gone: list[str] = []
    for release in releases(index, data)[keep:]:
        if release.name != _pointed_at(release.folder.parent):
            # Under another name first: a removal that is interrupted leaves no half release behind.
            shutil.rmtree(
                release.folder.rename(release.folder.with_name(f"{release.name}.{secrets.token_hex(4)}{PART}"))
            )
            gone.append(release.name)
    return tuple(gone)


def clear_parts(index: str, data: Path | None = None) -> None:
    """Removes what interrupted builds and removals left behind. Only for who holds the lock of the index."""
    for left in index_folder(index, data).glob(f"*{PART}"):
        if left.is_symlink():
            left.unlink()
        else:
            shutil.rmtree(left)


class Held(Generic[T]):
    """What a process holds open of the current release; opened again when another release answers.

    layout -- of the loader, where given: a release of another layout is refused with what to do, not misread.
    """

    def __init__(self, index: str, open_release: Callable[[Release], T], layout: int | None = None) -> None:
        self.index = index
        self._open_release = open_release
        self._layout = layout
        self._lock = Lock()
        self._held: tuple[Path, T] | None = None

    def get(self) -> T | None:
        """The opened release, or None when none is loaded. Raises Unavailable when it cannot be opened."""
        folder = index_folder(self.index)
        name = _pointed_at(folder)
        if name is None:
            return None
        held = self._held
        if held is not None and held[0] == folder / name:
            return held[1]
        with self._lock:
            return self._open_current(folder)

    def _open_current(self, folder: Path) -> T | None:
        while name := _pointed_at(folder):
            if self._held is not None and self._held[0] == folder / name:
                return self._held[1]
            try:
                self._held = (folder / name, self._open(read_release(folder / name)))
            except Unavailable:
                # Another release may answer by now, and this one be gone.
                if _pointed_at(folder) == name:
                    raise
        return self._held[1] if self._held else None

    def _open(self, release: Release) -> T:
        again = f"Run 'accord sync {self.index}' again."
        if self._layout not in (None, release.layout):
            raise Unavailable(f"The release {release.name} of {self.index} was built by another version of Accord.", again)  # fmt: skip
        try:
            return self._open_release(release)
        except (OSError, sqlite3.Error, ValueError) as fault:
            raise Unavailable(
                f"The release {release.name} of {self.index} cannot be opened ({type(fault).__name__}).", again
            ) from fault


def _folders(index: str, data: Path | None) -> list[Path]:
    home = index_folder(index, data)
    found = home.iterdir() if home.is_dir() else iter(())
    return sorted(path for path in found if path.is_dir() and not path.is_symlink() and path.suffix != PART)


def _read_if_whole(folder: Path) -> Release | None:
    try:
        return read_release(folder)
    except Unavailable:
        return None


def _pointed_at(folder: Path) -> str | None:
    try:
        return str((folder / POINTER).readlink())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        raise Unavailable(
            f"{folder / POINTER} is not a link to a release ({fault.strerror}).",
            "Copy releases with their links, or remove it and sync again.",
        ) from fault


def _write_whole(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _flush_tree(folder: Path) -> None:
    """After a power cut there is a whole release or none."""
    for path in [*folder.rglob("*"), folder]:
        _flush(path)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
