"""`accord policy export`: a policy as CQL, ELM and Questionnaire. Only what `--help` needs is imported at the start."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from accord.wording import say


def add_export(group: typer.Typer) -> None:
    """Adds the command to `accord policy`."""

    @group.command(name="export", help=say("cli.policy_export"), epilog=say("cli.policy_exit_codes"))
    def export(  # pyright: ignore[reportUnusedFunction]
        id_: Annotated[str, typer.Argument(help=say("cli.policy_id"), metavar="ID")],
        out: Annotated[Path, typer.Option("--out", help=say("cli.policy_export_out"), metavar="DIR")],
        no_elm: Annotated[bool, typer.Option("--no-elm", help=say("cli.policy_export_no_elm"))] = False,
        base: Annotated[
            str | None, typer.Option("--base", help=say("cli.policy_export_base"), metavar="ADDRESS")
        ] = None,
        policies: Annotated[Path | None, typer.Option("--policies", help=say("cli.policies"), metavar="DIR")] = None,
    ) -> None:
        """Writes the files and says which."""
        run_export(id_, policies, base, out, with_elm=not no_elm)


def run_export(named: str, policies: Path | None, base: str | None, out: Path, *, with_elm: bool) -> None:
    """Writes the edition that was in force on the named day, else the latest. Raises NotFound, Invalid, Unavailable."""
    from accord.cli.policy_found import found
    from accord.exchange.naming import BASE, Naming
    from accord.exchange.package import export_policy, write_export

    policy = found(named, policies)
    _, _, day = named.rpartition("@")
    edition = policy.edition_on(dt.date.fromisoformat(day)) if "@" in named else policy.editions[-1]
    for path in write_export(export_policy(Naming(policy, edition, base or BASE), with_elm=with_elm), out):
        sys.stdout.write(f"{path}\n")
