"""`accord database`: tables, row security and rights. Only what `--help` needs is imported here."""

from __future__ import annotations

import typer

from accord.wording import say

group = typer.Typer(help=say("cli.database"), no_args_is_help=True, rich_markup_mode=None)


@group.callback()
def database() -> None:
    """Holds the commands on the database itself."""


@group.command(help=say("cli.database_prepare"), epilog=say("cli.database_exit_codes"))
def prepare() -> None:
    """Tables, policies and rights as this version wants them."""
    from accord.cli.database_run import run_prepare

    run_prepare()


@group.command(help=say("cli.database_status"), epilog=say("cli.database_exit_codes"))
def status() -> None:
    """How it stands, for the account that asks."""
    from accord.cli.database_run import run_status

    run_status()


def add_database(app: typer.Typer) -> None:
    """Adds the group to the program."""
    app.add_typer(group, name="database")
