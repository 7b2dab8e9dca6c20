"""Receiving: folders, files and zip archives become received files, byte for byte, or are refused with the reason."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accord.errors import NotFound
from accord.records.archives import BadMember, members
from accord.records.kinds import FileKind, Kind, kind_of
from accord.records.limits import MEBIBYTE, Limits
from accord.records.record import ReceivedFile, Unread

SKIPPED_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"})
DEEPEST = 2


@dataclass(frozen=True)
class Arrival:
    """A received file, its kind, and the file it was inside of; depth counts how many those are."""

    file: ReceivedFile
    kind: FileKind
    depth: int = 0
    parent: str | None = None


@dataclass
class Receipt:
    """What has come in so far. Grows while receiving, then is only read."""

    limits: Limits
    arrivals: list[Arrival] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def refuse(self, name: str, reason: str, remedy: str = "") -> None:
        """Notes that this file was not read."""
        self.unread.append(Unread(name, reason, remedy))

    def accept(self, name: str, data: bytes, holder: Arrival | None = None, title: str = "") -> Arrival:
        """Keeps the bytes under a name that no other file has."""
        kind: Kind = kind_of(data)
        file = ReceivedFile(self._free_name(name), data, hashlib.sha256(data).hexdigest(), kind.media_type, title)
        arrival = Arrival(
            file,
            kind.kind,
            holder.depth + 1 if holder else 0,
            holder.file.name if holder else None,
        )
        self.arrivals.append(arrival)
        return arrival

    @property
    def full(self) -> bool:
        """No further file may come in."""
        return len(self.arrivals) >= self.limits.files

    def _free_name(self, name: str) -> str:
        free, number = name, 2
        while free in self.names:
            free, number = f"{name} ({number})", number + 1
        self.names.add(free)
        return free


def receive(paths: Sequence[Path], limits: Limits) -> Receipt:
    """Every file below the paths, sorted by name; archives are unpacked into their members.

    A path that is not there raises NotFound; anything else that cannot be taken in is noted as unread.
    """
    receipt = Receipt(limits)
    for root in paths:
        if not root.exists() and not root.is_symlink():
            raise NotFound(f"There is no file or folder '{root}'.", "Check the path.")
    waiting = ((root, name, path) for root in paths for name, path in _walk(root, receipt))
    for root, name, path in waiting:
        if receipt.full:
            _refuse_rest(receipt, name, 1 + sum(1 for _ in waiting))
            return receipt
        _receive_one(receipt, root, name, path)
    return receipt


def receive_held(files: Mapping[str, bytes], limits: Limits) -> Receipt:
    """The same of files that are in memory and stand in no folder, by the name of each."""
    receipt = Receipt(limits)
    for number, name in enumerate(sorted(files)):
        if receipt.full:
            _refuse_rest(receipt, clean_name(name), len(files) - number)
            return receipt
        if len(files[name]) > limits.file_bytes:
            _refuse_size(receipt, clean_name(name), len(files[name]))
        else:
            _take(receipt, clean_name(name), files[name], inside=True)
    return receipt


def _refuse_rest(receipt: Receipt, name: str, left: int) -> None:
    told = f"The dossier holds more than {receipt.limits.files} files; from this one on, {left} were not read."
    receipt.refuse(name, told, "Send it in parts.")


def _refuse_size(receipt: Receipt, name: str, size: int) -> None:
    most = receipt.limits.file_bytes / MEBIBYTE
    receipt.refuse(
        name, f"The file has {size / MEBIBYTE:.0f} MB; up to {most:.0f} MB are read.",
        "Split it, or scan it with a lower resolution.",
    )  # fmt: skip


def _take(receipt: Receipt, name: str, data: bytes, *, inside: bool) -> None:
    """inside -- does it stand in the dossier? An archive that is the dossier itself gives its members their own names."""
    arrival = receipt.accept(name, data)
    if arrival.kind is FileKind.ZIP:
        _unpack(receipt, arrival, prefix=f"{arrival.file.name}/" if inside else "")


def take_in(receipt: Receipt, holder: Arrival, files: Sequence[ReceivedFile]) -> list[Arrival]:
    """The files found inside a file, received in turn; one level deep and within the limits."""
    taken: list[Arrival] = []
    for file in files:
        name = clean_name(file.name)
        if holder.depth >= DEEPEST:
            receipt.refuse(name, "It is a file within a file within a file.", "Send the file itself.")
        elif len(file.data) > receipt.limits.file_bytes:
            receipt.refuse(name, "The enclosed file is too large.", "Send the file itself, in parts.")
        elif receipt.full:
            receipt.refuse(name, f"The dossier holds more than {receipt.limits.files} files.", "Send it in parts.")
        else:
            taken.append(receipt.accept(name, file.data, holder, file.title))
    return taken


def document_names(arrivals: Sequence[Arrival]) -> dict[str, str]:
    """File name -> document name: a leading 'documents/' is left out where no other file has the short name."""
    names = [arrival.file.name for arrival in arrivals]
    short = [name.removeprefix("documents/") for name in names]
    return {name: brief if short.count(brief) == 1 else name for name, brief in zip(names, short, strict=True)}


def _walk(root: Path, receipt: Receipt) -> Iterator[tuple[str, Path]]:
    """(name below the root, path) of every file, in a fixed order; links are given out, never followed.

    A folder that cannot be opened is noted as unread.
    """
    if not root.is_dir():
        yield root.name, root
        return

    def closed(fault: OSError) -> None:
        below = clean_name(Path(fault.filename or root).relative_to(root).as_posix())
        why = fault.strerror or "unknown fault"
        receipt.refuse(
            f"{root.name if below == '.' else below}/", f"The folder cannot be opened: {why}.", "Check its permissions."
        )

    for folder, folders, names in os.walk(root, onerror=closed, followlinks=False):
        folders.sort()
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *linked]):
            path = Path(folder) / name
            relative = path.relative_to(root)
            if not SKIPPED_NAMES.intersection(relative.parts):
                yield clean_name(relative.as_posix()), path


def clean_name(name: str) -> str:
    """The name with what cannot be written as text replaced."""
    return name.encode("utf-8", errors="replace").decode("utf-8")


def _receive_one(receipt: Receipt, root: Path, name: str, path: Path) -> None:
    try:
        if path.is_symlink() and not _stays_inside(root, path):
            receipt.refuse(name, "It is a link that leads out of the dossier.", "Put the file itself into the dossier.")
            return
        if not path.is_file():
            reason = "It is a link that leads to no file." if path.is_symlink() else "It is not a file."
            receipt.refuse(name, reason, "Put the file itself into the dossier.")
            return
        size = path.stat().st_size
        if size > receipt.limits.file_bytes:
            _refuse_size(receipt, name, size)
            return
        data = path.read_bytes()
    except OSError as fault:
        receipt.refuse(
            name, f"The file cannot be opened: {fault.strerror or 'unknown fault'}.", "Check its permissions."
        )
        return
    _take(receipt, name, data, inside=path != root)


def _stays_inside(root: Path, path: Path) -> bool:
    if path == root:
        return True
    # realpath, because Path.resolve raises for links that lead in a circle
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _unpack(receipt: Receipt, archive: Arrival, prefix: str) -> None:
    for member in members(archive.file.data, receipt.limits):
        name = f"{prefix}{clean_name(member.name)}" if member.name else archive.file.name
        if isinstance(member, BadMember):
            receipt.refuse(name, member.reason, member.remedy)
        elif receipt.full:
            receipt.refuse(name, f"The dossier holds more than {receipt.limits.files} files.", "Send it in parts.")
            return
        elif not SKIPPED_NAMES.intersection(member.name.split("/")):
            receipt.accept(name, member.data)
