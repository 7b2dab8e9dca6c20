"""python -m accord.connectors.shards split|start|status|stop: PubMed in shards. See README.md beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from accord.connectors.shards import cluster
from accord.connectors.shards.cluster import Health
from accord.connectors.shards.split import sizes
from accord.connectors.shards.split import split as make_shards
from accord.errors import AccordError, Unavailable
from accord.settings import settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="PubMed in shards, each searched by its own process."
)
Address = Annotated[str, typer.Option(help="Of the Ray cluster, host:port; else the setting 'shards'.")]
Data = Annotated[Path | None, typer.Option(help="Folder of the releases; else the setting 'data'.")]


@app.command()
def split(count: Annotated[int, typer.Option(help="How many shards.")] = 2) -> None:
    """Splits the PubMed release that answers into shards."""
    release = make_shards(count)
    typer.echo(f"{release.name}: {release.counts['citations']:,} citations in {count} shards")


@app.command()
def start(address: Address = "", data: Data = None) -> None:
    """Starts a process for each shard on the Ray cluster, and waits until all have opened it."""
    _print(cluster.start(_address(address), _data(data)))


@app.command()
def status(address: Address = "", data: Data = None) -> None:
    """Says which shards answer; exit code 7 when one does not."""
    told = cluster.health(_address(address), _data(data))
    _print(told)
    silent = [one.number for one in told if not one.process]
    if silent:
        raise Unavailable(f"No answer from shard {', '.join(map(str, silent))}.", "Run start again, or see Ray's log.")


@app.command()
def stop(address: Address = "", data: Data = None) -> None:
    """Ends the processes of the shards; the Ray cluster stays."""
    held = sizes(_data(data))
    cluster.stop(_address(address), len(held.citations) if held else 0)


def main() -> None:
    """The command; an expected failure is one sentence and its exit code."""
    try:
        app(standalone_mode=False)
    except AccordError as fault:
        typer.echo(str(fault), err=True)
        raise SystemExit(fault.exit_code) from fault


def _print(told: tuple[Health, ...]) -> None:
    for one in told:
        typer.echo(f"shard {one.number}  {one.citations:>12,} citations  process {one.process or '-'}")


def _address(given: str) -> str:
    found = given or settings().shards
    if not found:
        raise Unavailable("No Ray cluster is named.", "Give --address host:port, or set 'shards'.")
    return found


def _data(given: Path | None) -> Path:
    return (given or settings().data).absolute()


if __name__ == "__main__":
    main()
