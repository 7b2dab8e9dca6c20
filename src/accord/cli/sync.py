"""`accord sync`: brings indexes up to date, says how they stand, goes back to the release before."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from accord.cli.complaint import complain
from accord.cli.index_page import print_status
from accord.cli.progress import Shown
from accord.connectors import releases
from accord.connectors.registry import CONNECTORS, loaders
from accord.connectors.releases import Release
from accord.connectors.syncing import Loader, sync
from accord.doors.calls import to_json
from accord.doors.indexes import all_loaders, all_status, back, find_loader
from accord.dossier.visible import one_line
from accord.errors import AccordError, Invalid, Unavailable
from accord.wording import say

INTERRUPTED = 130


@dataclass(frozen=True)
class SyncOrder:
    """What the person asked for."""

    names: tuple[str, ...] = ()
    index: str = ""
    folder: Path | None = None
    accept_fewer: bool = False
    status: bool = False
    back: str = ""
    json: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of one index: its release, or the failure. may_fail -- beside others that were loaded it is no failure of the command."""

    index: str
    release: str
    counts: dict[str, int]
    error: str = ""
    exit_code: int = 0
    may_fail: bool = False


def run_sync(order: SyncOrder) -> int:
    """Does what was asked for; the exit code. Raises AccordError."""
    if order.back:
        typer.echo(one_line(say("cli.back_done", index=order.back, release=back(order.back).name)))
        return 0
    if order.status:
        return _status(order)
    shown = Shown(quiet=order.quiet)
    done: list[Synced] = []
    for loader in chosen_loaders(order):
        try:
            done.append(_synced(loader, sync(loader, order.folder, shown, order.accept_fewer), order))
        except AccordError as error:
            shown.end()
            complain(error.message, error.remedy)
            done.append(Synced(loader.index, "", {}, str(error), error.exit_code, _may_fail(loader, order, error)))
        except KeyboardInterrupt:
            shown.end()
            complain(say("cli.interrupted", index=loader.index), say("cli.interrupted_remedy"))
            return INTERRUPTED
        finally:
            shown.end()
    if order.json:
        sys.stdout.buffer.write(to_json(done, pretty=True) + b"\n")
    return _code(done)


def _may_fail(loader: Loader, order: SyncOrder, error: AccordError) -> bool:
    """Is it one of the indexes beside the main ones, never loaded and not to be fetched (a licence, no public file)?"""
    named = loader.index == order.index or (loader.index in order.names and loader.index not in CONNECTORS)
    return not named and isinstance(error, Unavailable) and not releases.releases(loader.index)


def _code(done: Sequence[Synced]) -> int:
    """The first failure's code; one that may fail counts where nothing was loaded."""
    failures = [told for told in done if told.error]
    if any(not told.error for told in done):
        failures = [told for told in failures if not told.may_fail]
    return failures[0].exit_code if failures else 0


def chosen_loaders(order: SyncOrder) -> tuple[Loader, ...]:
    """The loaders that were named; from a folder, those of them that find their files in it.

    Raises Invalid (nothing named, nothing found), NotFound (no such connector or index).
    """
    if order.index:
        return (find_loader(order.index)[1],)
    if not order.names and order.folder is None:
        raise Invalid(say("cli.sync_what"), say("cli.sync_what_remedy", names=", ".join(CONNECTORS)))
    named = tuple(dict.fromkeys(loader for name in order.names for loader in _named(name)))
    named = named or tuple(loader for _, loader in all_loaders())
    if order.folder is None or len(named) == 1:
        return named
    if not order.folder.exists():
        raise Invalid(say("cli.no_folder", folder=order.folder), say("cli.no_folder_remedy"))
    return _that_find(named, order.folder)


def _named(name: str) -> tuple[Loader, ...]:
    return loaders(name) if name in CONNECTORS else (find_loader(name)[1],)


def _that_find(named: tuple[Loader, ...], folder: Path) -> tuple[Loader, ...]:
    found: list[Loader] = []
    for loader in named:
        try:
            loader.inputs(folder)
        except Invalid:
            continue
        found.append(loader)
    if not found:
        wanted = "\n".join(f"{loader.index}: {loader.wants}" for loader in named)
        raise Invalid(f"{say('cli.nothing_to_load', folder=folder)}\n{wanted}", say("cli.no_folder_remedy"))
    return tuple(found)


def _synced(loader: Loader, release: Release, order: SyncOrder) -> Synced:
    if not order.json:
        counts = ", ".join(f"{count:,} {what}" for what, count in release.counts.items())
        typer.echo(one_line(say("cli.synced", index=loader.index, release=release.name, counts=counts)))
    return Synced(loader.index, release.name, dict(release.counts))


def _status(order: SyncOrder) -> int:
    found = all_status(order.names)
    if order.json:
        sys.stdout.buffer.write(to_json(found, pretty=True) + b"\n")
    else:
        print_status(found)
    return 0
