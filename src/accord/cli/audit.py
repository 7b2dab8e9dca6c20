"""`accord audit`: the audit trail verified, exported, signed. Only what `--help` needs is imported here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from accord.wording import say

group = typer.Typer(help=say("cli.audit"), no_args_is_help=True, rich_markup_mode=None)


@group.callback()
def audit() -> None:
    """Holds the commands on the audit trail."""


@group.command(help=say("cli.audit_verify"), epilog=say("cli.audit_exit_codes"))
def verify(
    organization: Annotated[
        str, typer.Argument(help=say("cli.audit_organization"), metavar="[ORGANIZATION]", show_default=False)
    ] = "",
    kept: Annotated[
        Path | None, typer.Option("--kept", help=say("cli.audit_kept"), metavar="FILE", show_default=False)
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help=say("cli.audit_file"), metavar="EXPORT", show_default=False)
    ] = None,
) -> None:
    """Does the trail hold?"""
    from accord.cli.audit_run import run_verify, run_verify_file

    raise typer.Exit(run_verify_file(file, organization, kept) if file else run_verify(organization, kept))


@group.command(help=say("cli.audit_export"), epilog=say("cli.audit_exit_codes"))
def export(
    organization: Annotated[str, typer.Argument(help=say("cli.audit_organization"), metavar="ORGANIZATION")],
    out: Annotated[Path, typer.Option("--out", help=say("cli.audit_out"), metavar="FILE")],
) -> None:
    """The trail as lines of JSON."""
    from accord.cli.audit_run import run_export

    raise typer.Exit(run_export(organization, out))


@group.command(help=say("cli.audit_sign"), epilog=say("cli.audit_exit_codes"))
def sign() -> None:
    """The head of each trail, signed for today."""
    from accord.cli.audit_run import run_sign

    raise typer.Exit(run_sign())


def add_audit(app: typer.Typer) -> None:
    """Adds the group to the program."""
    app.add_typer(group, name="audit")
