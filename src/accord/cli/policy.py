"""`accord policy`: the tools of those who write, review and sign policies. Only what `--help` needs is imported here."""

from __future__ import annotations

import typer

from accord.wording import say

# A command of another file is registered by `@group.command(...)` in an `add_...(group)` that is called at the end of this one.
group = typer.Typer(help=say("cli.policy"), no_args_is_help=True, rich_markup_mode=None)


@group.callback()
def policy() -> None:
    """Holds the commands for authors of policies."""


def add_policy(app: typer.Typer) -> None:
    """Adds the group to the program."""
    app.add_typer(group, name="policy")
