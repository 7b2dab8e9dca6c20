"""What went wrong and what to do, on the error stream."""

from __future__ import annotations

import typer

from accord.dossier.visible import one_line
from accord.wording import say


def complain(sentence: str, remedy: str = "") -> None:
    """One sentence (a line each, where there are several) and a remedy; nothing in them can steer the terminal."""
    first, *others = sentence.splitlines() or [""]
    typer.echo(say("cli.error", sentence=one_line(first)), err=True)
    for line in others:
        typer.echo(f"  {one_line(line)}", err=True)
    if remedy:
        typer.echo(say("cli.remedy", sentence=one_line(remedy)), err=True)
