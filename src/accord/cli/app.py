"""The commands. Only what `--help` needs is imported here; the rest when a review is asked for."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from accord import __version__
from accord.cli.audit import add_audit
from accord.cli.complaint import complain
from accord.cli.database import add_database
from accord.cli.people import add_people
from accord.cli.policy import add_policy
from accord.cli.tools import add_connectors
from accord.errors import AccordError, Invalid
from accord.wording import say

# Python looks for garbage in cycles each time so many more values are alive; a command leaves little of it and ends soon.
VALUES_BETWEEN_SEARCHES = 100_000

app = typer.Typer(
    name="accord",
    help=say("cli.help"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"accord {__version__}")
        raise typer.Exit


@app.callback()
def accord(
    version: Annotated[
        bool, typer.Option("--version", help=say("cli.version"), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Holds the commands and what is common to them."""


@app.command(help=say("cli.review"), epilog=say("cli.exit_codes"))
def review(
    paths: Annotated[list[Path], typer.Argument(help=say("cli.paths"), metavar="PATH...", readable=False)],
    out: Annotated[Path | None, typer.Option("--out", help=say("cli.out"), metavar="DIR")] = None,
    json: Annotated[bool, typer.Option("--json", help=say("cli.json"))] = False,
    side: Annotated[str, typer.Option("--side", help=say("cli.side"), metavar="provider|payer")] = "payer",
    date: Annotated[str | None, typer.Option("--date", help=say("cli.date"), metavar="YYYY-MM-DD")] = None,
    policies: Annotated[Path | None, typer.Option("--policies", help=say("cli.policies"), metavar="DIR")] = None,
    model: Annotated[bool, typer.Option("--model", help=say("model.extra"))] = False,
    confirmed: Annotated[Path | None, typer.Option("--confirmed", help=say("cli.confirmed"), metavar="FILE")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=say("cli.quiet"))] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help=say("cli.no_color"))] = False,
) -> None:
    """One dossier in, its review out."""
    from accord.cli.run import Order, run

    order = Order(tuple(paths), side, _today(date), policies, out, json, quiet, not no_color, model, confirmed)
    raise typer.Exit(run(order))


@app.command(help=say("cli.confirm"), epilog=say("cli.confirm_exit_codes"))
def confirm(
    folder: Annotated[Path, typer.Argument(help=say("cli.confirm_folder"), metavar="DIR")],
    findings: Annotated[
        list[str] | None, typer.Argument(help=say("cli.confirm_findings"), metavar="FINDING...")
    ] = None,
    by: Annotated[str, typer.Option("--by", help=say("cli.confirm_by"), metavar="NAME")] = "",
    credentials: Annotated[str, typer.Option("--credentials", help=say("cli.confirm_credentials"))] = "",
    reject: Annotated[bool, typer.Option("--reject", help=say("cli.confirm_reject"))] = False,
    date: Annotated[str | None, typer.Option("--date", help=say("cli.confirm_date"), metavar="YYYY-MM-DD")] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help=say("cli.no_color"))] = False,
) -> None:
    """A person's word on what a model proposed."""
    from accord.cli.confirm import ConfirmOrder, run_confirm

    run_confirm(ConfirmOrder(folder, tuple(findings or ()), by, credentials, reject, _today(date), not no_color))


@app.command(help=say("cli.appeal"), epilog=say("cli.appeal_exit_codes"))
def appeal(
    paths: Annotated[list[Path], typer.Argument(help=say("cli.paths"), metavar="PATH...", readable=False)],
    denial: Annotated[Path, typer.Option("--denial", help=say("cli.appeal_denial"), metavar="FILE")],
    out: Annotated[Path | None, typer.Option("--out", help=say("cli.appeal_out"), metavar="DIR")] = None,
    date: Annotated[str | None, typer.Option("--date", help=say("cli.date"), metavar="YYYY-MM-DD")] = None,
    policies: Annotated[Path | None, typer.Option("--policies", help=say("cli.policies"), metavar="DIR")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=say("cli.quiet"))] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help=say("cli.no_color"))] = False,
) -> None:
    """A dossier and the payer's letter in, the appeal out."""
    from accord.cli.appeal import run_appeal
    from accord.cli.run import Order

    order = Order(tuple(paths), "provider", _today(date), policies, out, quiet=quiet, color=not no_color)
    raise typer.Exit(run_appeal(order, denial))


@app.command(help=say("cli.brief"), epilog=say("cli.appeal_exit_codes"))
def brief(
    paths: Annotated[list[Path], typer.Argument(help=say("cli.paths"), metavar="PATH...", readable=False)],
    denial: Annotated[Path | None, typer.Option("--denial", help=say("cli.brief_denial"), metavar="FILE")] = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("cli.brief_out"), metavar="DIR")] = None,
    date: Annotated[str | None, typer.Option("--date", help=say("cli.date"), metavar="YYYY-MM-DD")] = None,
    policies: Annotated[Path | None, typer.Option("--policies", help=say("cli.policies"), metavar="DIR")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=say("cli.quiet"))] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help=say("cli.no_color"))] = False,
) -> None:
    """One page for the call with the payer's clinician."""
    from accord.cli.appeal import run_brief
    from accord.cli.run import Order

    order = Order(tuple(paths), "provider", _today(date), policies, out, quiet=quiet, color=not no_color)
    raise typer.Exit(run_brief(order, denial))


@app.command(name="fill-form", help=say("cli.fill_form"), epilog=say("cli.fill_form_exit_codes"))
def fill_form(
    form: Annotated[Path, typer.Argument(help=say("cli.fill_form_form"), metavar="FORM.pdf", readable=False)],
    paths: Annotated[list[Path], typer.Argument(help=say("cli.paths"), metavar="PATH...", readable=False)],
    out: Annotated[Path | None, typer.Option("--out", help=say("cli.fill_form_out"), metavar="FILE")] = None,
    own_map: Annotated[Path | None, typer.Option("--map", help=say("cli.fill_form_map"), metavar="FILE")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=say("cli.quiet"))] = False,
) -> None:
    """A blank form and a dossier in, the filled form out."""
    from accord.cli.fill_form import run_fill_form

    raise typer.Exit(run_fill_form(form, tuple(paths), out, own_map, quiet))


@app.command(help=say("cli.triage"), epilog=say("cli.triage_exit_codes"))
def triage(
    paths: Annotated[list[Path], typer.Argument(help=say("cli.triage_paths"), metavar="PATH...", readable=False)],
    rules: Annotated[Path | None, typer.Option("--rules", help=say("cli.triage_rules"), metavar="FILE")] = None,
    date: Annotated[str | None, typer.Option("--date", help=say("cli.date"), metavar="YYYY-MM-DD")] = None,
    json: Annotated[bool, typer.Option("--json", help=say("cli.tool_json"))] = False,
) -> None:
    """Referrals in, the next step of each out."""
    from accord.cli.triage import TriageOrder, run_triage

    raise typer.Exit(run_triage(TriageOrder(tuple(paths), _today(date), rules, json)))


@app.command(help=say("cli.denial"), epilog=say("cli.denial_exit_codes"))
def denial(
    paths: Annotated[list[Path], typer.Argument(help=say("cli.denial_paths"), metavar="PATH...", readable=False)],
    rules: Annotated[Path | None, typer.Option("--rules", help=say("cli.triage_rules"), metavar="FILE")] = None,
    date: Annotated[str | None, typer.Option("--date", help=say("cli.date"), metavar="YYYY-MM-DD")] = None,
    json: Annotated[bool, typer.Option("--json", help=say("cli.tool_json"))] = False,
) -> None:
    """Denied claims in, what to do with each out."""
    from accord.cli.triage import TriageOrder, run_denial

    raise typer.Exit(run_denial(TriageOrder(tuple(paths), _today(date), rules, json)))


@app.command(help=say("cli.sync"), epilog=say("cli.sync_exit_codes"))
def sync(
    names: Annotated[list[str] | None, typer.Argument(help=say("cli.sync_names"), metavar="CONNECTOR...")] = None,
    folder: Annotated[Path | None, typer.Option("--from", help=say("cli.sync_from"), metavar="PATH")] = None,
    index: Annotated[str, typer.Option("--index", help=say("cli.sync_index"), metavar="INDEX")] = "",
    accept_fewer: Annotated[bool, typer.Option("--accept-fewer", help=say("cli.sync_accept_fewer"))] = False,
    status: Annotated[bool, typer.Option("--status", help=say("cli.sync_status"))] = False,
    back: Annotated[str, typer.Option("--back", help=say("cli.sync_back"), metavar="INDEX")] = "",
    json: Annotated[bool, typer.Option("--json", help=say("cli.tool_json"))] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help=say("cli.sync_quiet"))] = False,
) -> None:
    """Local indexes brought up to date."""
    from accord.cli.sync import SyncOrder, run_sync

    order = SyncOrder(tuple(names or ()), index, folder, accept_fewer, status, back, json, quiet)
    raise typer.Exit(run_sync(order))


@app.command(help=say("cli.ledger"))
def ledger(
    limit: Annotated[int, typer.Option("--limit", help=say("cli.ledger_limit"), metavar="NUMBER", min=1)] = 50,
    json: Annotated[bool, typer.Option("--json", help=say("cli.tool_json"))] = False,
) -> None:
    """What left this machine."""
    from accord.cli.ledger import run_ledger

    run_ledger(limit, json)


@app.command(help=say("cli.mcp"))
def mcp(
    http: Annotated[bool, typer.Option("--http", help=say("cli.mcp_http"))] = False,
    host: Annotated[str, typer.Option("--host", help=say("cli.host"), metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help=say("cli.port"), metavar="NUMBER", min=0, max=65535)] = 8765,
) -> None:
    """The tools for a language model."""
    from accord.mcp.run import over_http, over_stdio

    over_http(host, port) if http else over_stdio()


@app.command(help=say("cli.serve"))
def serve(
    host: Annotated[str, typer.Option("--host", help=say("cli.host"), metavar="ADDRESS")] = "localhost",
    port: Annotated[int, typer.Option("--port", help=say("cli.port"), metavar="NUMBER", min=0, max=65535)] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help=say("cli.serve_demo"))] = False,
    processes: Annotated[
        int, typer.Option("--processes", help=say("cli.serve_processes"), metavar="NUMBER", min=1, max=64)
    ] = 1,
    workers: Annotated[
        int | None, typer.Option("--workers", help=say("cli.serve_workers"), metavar="NUMBER", min=0, max=64)
    ] = None,
    listening: Annotated[str, typer.Option("--listening", help=say("cli.serve_listening"), metavar="NUMBERS")] = "",
) -> None:
    """The pages for people and the tools for programs, over HTTP. listening -- for processes that this command starts."""
    from accord.cli.serve import run_one_of_several, run_serve

    run_one_of_several(host, listening) if listening else run_serve(host, port, processes, workers, demo=demo)


@app.command(help=say("cli.work"))
def work(
    once: Annotated[bool, typer.Option("--once", help=say("cli.work_once"))] = False,
    lease: Annotated[float, typer.Option("--lease", help=say("cli.work_lease"), metavar="SECONDS", min=1)] = 300,
    patience: Annotated[float, typer.Option("--patience", help=say("cli.work_patience"), metavar="SECONDS")] = 20,
    quiet: Annotated[bool, typer.Option("--quiet", help=say("cli.sync_quiet"))] = False,
    held: Annotated[bool, typer.Option("--held", help=say("cli.work_held"))] = False,
) -> None:
    """What happens by itself. held -- for processes that `accord serve` starts, which end with it."""
    from accord.cli.work import run_work

    run_work(lease, patience, once=once, quiet=quiet, held=held)


add_policy(app)
add_people(app)
add_database(app)
add_audit(app)
add_connectors(app)


def _today(date: str | None) -> dt.date:
    return _day(date) if date else dt.date.today()


def _day(written: str) -> dt.date:
    try:
        return dt.datetime.strptime(written, "%Y-%m-%d").date()
    except ValueError as fault:
        raise Invalid(f"'{written}' is no date.", "Write --date as YYYY-MM-DD, such as 2026-03-15.") from fault


def main() -> None:
    """The entry point: an expected failure is one sentence and a remedy, an unexpected one says where it happened."""
    gc.set_threshold(VALUES_BETWEEN_SEARCHES)
    sys.excepthook = _say_where
    try:
        typer.main.get_command(app)(prog_name="accord")  # calling the app itself would set its own excepthook
    except AccordError as error:
        complain(error.message, error.remedy)
        sys.exit(error.exit_code)


def _say_where(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Names the kind of fault and the line of code, never its message: that could hold words of a record."""
    if os.environ.get("ACCORD_DEBUG"):
        traceback.print_exception(kind, fault, trace)
        return
    last = traceback.extract_tb(trace)[-1] if trace else None
    line = f"{Path(last.filename).name}:{last.lineno}" if last else "?"
    complain(say("cli.unexpected", kind=kind.__name__, line=line), say("cli.unexpected_remedy"))
