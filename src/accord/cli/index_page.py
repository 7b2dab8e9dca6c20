"""The page of `accord sync --status`: one block for each index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import typer

from accord.doors.indexes import IndexStatus, State
from accord.dossier.visible import one_line
from accord.wording import say, sentences

MEGABYTE = 1_000_000


def print_status(found: Iterable[IndexStatus]) -> None:
    """Prints how each index stands, and for what does not answer the one command."""
    for status in found:
        for line in lines(status):
            typer.echo(one_line(line) if not line.startswith("  ") else f"  {one_line(line)}")


def lines(status: IndexStatus) -> Iterator[str]:
    """'npi: NPI registry', then what there is to say."""
    yield say("cli.index", index=status.index, title=status.title)
    yield f"  {_release(status)}"
    if status.counts:
        counts = ", ".join(f"{count:,} {what}" for what, count in status.counts.items())
        yield f"  {say('cli.index_holds', counts=counts, size=_size(status.bytes_on_disk))}"
    for sentence in (status.notice, *status.faults):
        if sentence:
            yield f"  {sentence}"
    if status.draft:
        yield f"  {say('cli.index_building' if status.building else 'cli.index_left', draft=status.draft)}"
    if status.others:
        yield f"  {say('cli.index_others', releases=', '.join(status.others))}"
    if status.state is not State.LOADED or status.faults or status.stale:
        yield f"  {say('cli.index_command', command=status.command, wants=status.wants)}"


def _release(status: IndexStatus) -> str:
    if status.state is State.NOT_LOADED and f"cli.index_without.{status.index}" in sentences():
        return say(f"cli.index_without.{status.index}")
    if status.state is not State.LOADED:
        return say(f"cli.index_state.{status.state.value}")
    age = say("cli.age", days=status.age_days) if status.age_days is not None else say("cli.age_unknown")
    told = [say("cli.index_release", release=status.release, source=status.source), age]
    return "; ".join([*told, say("cli.stale")] if status.stale else told) + "."


def _size(count: int) -> str:
    return f"{count / MEGABYTE:,.1f} MB"
