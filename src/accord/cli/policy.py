"""`accord policy`: the tools of those who write, review and sign policies. Only what `--help` needs is imported here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from accord.cli.policy_export import add_export
from accord.errors import Invalid
from accord.wording import say

NO_DIAGNOSIS = "R69"  # 'illness, unspecified': a new policy needs one to load, and its author writes the right ones

# A command of another file is registered by `@group.command(...)` in an `add_...(group)` that is called at the end of this one.
group = typer.Typer(help=say("cli.policy"), no_args_is_help=True, rich_markup_mode=None)

Folder = Annotated[Path | None, typer.Option("--policies", help=say("cli.policies"), metavar="DIR")]
Json = Annotated[bool, typer.Option("--json", help=say("cli.tool_json"))]
NoColor = Annotated[bool, typer.Option("--no-color", help=say("cli.no_color"))]
Today = Annotated[str | None, typer.Option("--date", help=say("cli.date"), metavar="YYYY-MM-DD")]
By = Annotated[str, typer.Option("--by", help=say("cli.policy_by"), metavar="NAME")]
On = Annotated[str | None, typer.Option("--date", help=say("cli.policy_date"), metavar="YYYY-MM-DD")]
Id = Annotated[str, typer.Argument(help=say("cli.policy_id"), metavar="ID")]


@group.callback()
def policy() -> None:
    """Holds the commands for authors of policies."""


@group.command(help=say("cli.policy_check"), epilog=say("cli.policy_exit_codes"))
def check(
    path: Annotated[Path | None, typer.Argument(help=say("cli.policy_path"), metavar="PATH", readable=False)] = None,
    json: Json = False,
    date: Today = None,
    no_color: NoColor = False,
) -> None:
    """Faults, warnings and notes of policy files."""
    from accord.cli.policy_check import run_check

    raise typer.Exit(run_check(path, _day(date), json, color=not no_color))


@group.command(name="list", help=say("cli.policy_list"))
def list_(policies: Folder = None, json: Json = False, no_color: NoColor = False) -> None:
    """The policies at hand."""
    from accord.cli.policy_show import run_list

    run_list(policies, json, color=not no_color)


@group.command(help=say("cli.policy_show"), epilog=say("cli.policy_exit_codes"))
def show(
    id_: Id,
    html: Annotated[Path | None, typer.Option("--html", help=say("cli.policy_html"), metavar="FILE")] = None,
    json: Json = False,
    policies: Folder = None,
    date: Today = None,
    no_color: NoColor = False,
) -> None:
    """A policy in plain words."""
    from accord.cli.policy_show import run_show

    run_show(id_, policies, html, json, _day(date), color=not no_color)


@group.command(help=say("cli.policy_diff"), epilog=say("cli.policy_exit_codes"))
def diff(
    old: Annotated[str, typer.Argument(help=say("cli.policy_old"), metavar="OLD")],
    new: Annotated[str | None, typer.Argument(help=say("cli.policy_new_one"), metavar="NEW")] = None,
    policies: Folder = None,
    json: Json = False,
    no_color: NoColor = False,
) -> None:
    """Two policies compared."""
    from accord.cli.policy_diff import run_diff

    raise typer.Exit(run_diff(old, new, policies, json, color=not no_color))


@group.command(name="test", help=say("cli.policy_test"), epilog=say("cli.policy_exit_codes"))
def examples(
    folder: Annotated[Path | None, typer.Argument(help=say("cli.policy_folder"), metavar="FOLDER")] = None,
    cases: Annotated[Path | None, typer.Option("--cases", help=say("cli.policy_cases"), metavar="DIR")] = None,
    wrong: Annotated[bool, typer.Option("--wrong", help=say("cli.policy_wrong"))] = False,
    json: Json = False,
    no_color: NoColor = False,
) -> None:
    """A policy's examples, reviewed."""
    from accord.cli.policy_try import run_test

    raise typer.Exit(run_test(folder, cases, json, wrong, color=not no_color))


@group.command(help=say("cli.policy_new"), epilog=say("cli.policy_exit_codes"))
def new(
    id_: Annotated[str, typer.Argument(help=say("cli.policy_new_id"), metavar="ID")],
    title: Annotated[str, typer.Option("--title", help=say("cli.policy_title"), metavar="TITLE")],
    codes: Annotated[list[str], typer.Option("--codes", help=say("cli.policy_codes"), metavar="CODES")],
    payer: Annotated[str, typer.Option("--payer", help=say("cli.policy_payer"), metavar="PAYER")] = "medicare",
    diagnoses: Annotated[
        list[str] | None, typer.Option("--diagnoses", help=say("cli.policy_diagnoses"), metavar="CODES")
    ] = None,
    states: Annotated[list[str] | None, typer.Option("--state", help=say("cli.policy_state"), metavar="XX")] = None,
    folder: Annotated[Path, typer.Option("--in", help=say("cli.policy_in"), metavar="DIR")] = Path("policies"),
    date: Annotated[str | None, typer.Option("--date", help=say("cli.policy_from"), metavar="YYYY-MM-DD")] = None,
) -> None:
    """A policy to start from."""
    from accord.cli.policy_new import run_new
    from accord.policies.new import Wanted

    listed = [_parted(given) for given in (codes, diagnoses or [NO_DIAGNOSIS], states or [])]
    run_new(Wanted(id_, title, listed[0], payer, listed[1], listed[2], _day(date)), folder)


def _parted(given: list[str]) -> tuple[str, ...]:
    """'A5500,A5501' and '--codes A5500 --codes A5501' are the same."""
    return tuple(dict.fromkeys(word.strip().upper() for one in given for word in one.split(",") if word.strip()))


@group.command(help=say("cli.policy_sign"), epilog=say("cli.policy_exit_codes"))
def sign(
    id_: Id,
    by: By,
    credentials: Annotated[str, typer.Option("--credentials", help=say("cli.policy_credentials"), metavar="MD")],
    npi: Annotated[str, typer.Option("--npi", help=say("cli.policy_npi"), metavar="NPI")],
    digest: Annotated[str, typer.Option("--page-digest", help=say("cli.policy_digest"), metavar="DIGEST")],
    date: On = None,
    policies: Folder = None,
) -> None:
    """A clinician's signature under the content of a policy."""
    from accord.cli.policy_records import run_sign

    run_sign(id_, policies, by, credentials, npi, digest, _day(date))


@group.command(help=say("cli.policy_activate"), epilog=say("cli.policy_exit_codes"))
def activate(id_: Id, by: By, date: On = None, policies: Folder = None) -> None:
    """The site switches a signed policy on."""
    from accord.cli.policy_records import run_activate

    run_activate(id_, policies, by, _day(date))


@group.command(help=say("cli.policy_retire"), epilog=say("cli.policy_exit_codes"))
def retire(
    id_: Id,
    by: By,
    date: On = None,
    until: Annotated[str | None, typer.Option("--until", help=say("cli.policy_until"), metavar="YYYY-MM-DD")] = None,
    policies: Folder = None,
) -> None:
    """The site stops using a policy."""
    from accord.cli.policy_records import run_retire

    day = _day(date)
    run_retire(id_, policies, by, day, _day(until, "--until") if until else day)


def _day(written: str | None, option: str = "--date") -> dt.date:
    if written is None:
        return dt.date.today()
    try:
        return dt.datetime.strptime(written, "%Y-%m-%d").date()
    except ValueError as fault:
        raise Invalid(f"'{written}' is no date.", f"Write {option} as YYYY-MM-DD, such as 2026-03-15.") from fault


add_export(group)


def add_policy(app: typer.Typer) -> None:
    """Adds the group to the program."""
    app.add_typer(group, name="policy")
