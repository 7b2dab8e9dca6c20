"""`accord people`: organizations, their people and what each may do. Only what `--help` needs is imported here."""

from __future__ import annotations

from typing import Annotated

import typer

from accord.wording import say

group = typer.Typer(help=say("cli.people"), no_args_is_help=True, rich_markup_mode=None)

Email = Annotated[str, typer.Argument(help=say("cli.people_email"), metavar="EMAIL")]


@group.callback()
def people() -> None:
    """Holds the commands on organizations and people."""


@group.command(help=say("cli.people_organization"), epilog=say("cli.people_exit_codes"))
def organization(
    name: Annotated[str, typer.Argument(help=say("cli.people_organization_name"), metavar="NAME")],
    side: Annotated[str, typer.Option("--side", help=say("cli.people_side"), metavar="provider|payer")],
    time_zone: Annotated[str, typer.Option("--time-zone", help=say("cli.people_time_zone"), metavar="ZONE")],
) -> None:
    """A new organization."""
    from accord.cli.people_run import run_organization

    run_organization(name, side, time_zone)


@group.command(help=say("cli.people_add"), epilog=say("cli.people_exit_codes"))
def add(
    organization: Annotated[str, typer.Option("--organization", help=say("cli.people_of"), metavar="NAME")],
    name: Annotated[str, typer.Option("--name", help=say("cli.people_name"), metavar="NAME")],
    email: Annotated[str, typer.Option("--email", help=say("cli.people_email"), metavar="EMAIL")],
    role: Annotated[list[str], typer.Option("--role", help=say("cli.people_role"), metavar="ROLE")],
    credentials: Annotated[
        str, typer.Option("--credentials", help=say("cli.people_credentials"), metavar="WORDS")
    ] = "",
    npi: Annotated[str, typer.Option("--npi", help=say("cli.people_npi"), metavar="NPI")] = "",
    specialty: Annotated[str, typer.Option("--specialty", help=say("cli.people_specialty"), metavar="WORDS")] = "",
    licensed_in: Annotated[
        list[str] | None, typer.Option("--licensed-in", help=say("cli.people_licensed_in"), metavar="STATE")
    ] = None,
) -> None:
    """A new person of an organization."""
    from accord.cli.people_run import NewPerson, run_add

    run_add(NewPerson(organization, name, email, tuple(role), credentials, npi, specialty, tuple(licensed_in or ())))


@group.command(help=say("cli.people_password"), epilog=say("cli.people_exit_codes"))
def password(
    email: Email,
    drop_passkeys: Annotated[bool, typer.Option("--drop-passkeys", help=say("cli.people_drop_passkeys"))] = False,
) -> None:
    """A new password, typed twice or read from standard input."""
    from accord.cli.people_run import run_password

    run_password(email, drop_passkeys=drop_passkeys)


@group.command(help=say("cli.people_link"), epilog=say("cli.people_exit_codes"))
def link(email: Email) -> None:
    """A one-time link to choose a password."""
    from accord.cli.people_run import run_link

    run_link(email)


@group.command(name="list", help=say("cli.people_list"))
def list_(
    organization: Annotated[str, typer.Option("--organization", help=say("cli.people_of"), metavar="NAME")] = "",
    json: Annotated[bool, typer.Option("--json", help=say("cli.tool_json"))] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help=say("cli.no_color"))] = False,
) -> None:
    """Who may act."""
    from accord.cli.people_run import run_list

    run_list(organization, json, color=not no_color)


@group.command(help=say("cli.people_roles"), epilog=say("cli.people_exit_codes"))
def roles(
    email: Email,
    roles: Annotated[list[str], typer.Argument(help=say("cli.people_role"), metavar="ROLE...")],
) -> None:
    """Other roles for a person."""
    from accord.cli.people_run import run_roles

    run_roles(email, tuple(roles))


@group.command(help=say("cli.people_remove"), epilog=say("cli.people_exit_codes"))
def remove(email: Email) -> None:
    """A person's access is taken."""
    from accord.cli.people_run import run_remove

    run_remove(email)


def add_people(app: typer.Typer) -> None:
    """Adds the group to the program."""
    app.add_typer(group, name="people")
