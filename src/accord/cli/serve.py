"""`accord serve`: the pages for people and the tools for programs; in one process, on SQLite with a worker in it, or in several."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import typer
from sqlalchemy import select

from accord.api.app import make_app as make_api
from accord.cases.worker import Worker
from accord.cli import several
from accord.cli.work import end_with_parent
from accord.db.engine import Database, site_database
from accord.db.row_security import holds
from accord.db.tables import person
from accord.doors.guard import App, Guard, Receive, Scope, Send, check_may_listen, is_here
from accord.doors.listen import HERE, answer_on, listen, log_to_stderr
from accord.policies.site import site_pack
from accord.settings import settings
from accord.web.app import make_web
from accord.web.shown import lay_out_newest
from accord.web.site import is_public, utc_now
from accord.wording import say

API = "/api"
SECONDS_FOR_THE_WORKER = 10.0


class Doors:
    """One application of two: programs under /api, people everywhere else."""

    def __init__(self, api: App, web: App) -> None:
        self.api, self.web = api, web

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """To where the path leads."""
        await (self.api if scope["type"] != "http" or for_programs(scope["path"]) else self.web)(scope, receive, send)


def for_programs(path: str) -> bool:
    """Is it an address of the tools?"""
    return path == API or path.startswith(f"{API}/")


def run_serve(host: str, port: int, processes: int = 1, workers: int | None = None, *, demo: bool) -> None:
    """Until it is stopped. Raises Forbidden when others could reach it and no token is set, Unavailable, Invalid, Conflict.

    processes -- that answer on the port; workers -- processes beside them, none said: one on SQLite, none on PostgreSQL.
    """
    log_to_stderr()
    check_may_listen(host, settings().token.get_secret_value(), public=is_public())
    database = site_database()
    if demo:
        from accord.cli.demo import make_demo

        for line in make_demo(database, utc_now()):
            typer.echo(line)
    for line in to_know(database, host, port):
        typer.echo(line, err=True)
    beside = several.workers_for(database, workers)
    if processes > 1 or (beside and not database.is_sqlite):
        site_pack()  # a bad policy is told before anything is started
        several.run(host, port, processes, beside)
        return
    stop = threading.Event()
    worker = _started_worker(database, stop) if database.is_sqlite else None
    try:
        listen(guarded(database, host), host, port)
    finally:
        stop.set()
        if worker is not None:
            worker.join(SECONDS_FOR_THE_WORKER)


def run_one_of_several(host: str, listening: str) -> None:
    """One process of several that answer on the same port: until it is stopped, or until who started it is gone.

    listening -- numbers of the open sockets that it was handed, with commas. Raises as `run_serve`.
    """
    log_to_stderr()
    end_with_parent()
    answer_on(guarded(site_database(), host), [socket.socket(fileno=int(one)) for one in listening.split(",")])


def to_know(database: Database, host: str, port: int) -> Iterator[str]:
    """What somebody who starts it should know: that nobody can sign in yet, that links lead elsewhere, that a line is not held."""
    with database.at_the_door().reading() as connection:
        if connection.execute(select(person.c.id).limit(1)).first() is None:
            yield say("cli.serve_nobody")
        if not database.is_sqlite and not holds(connection):
            yield say("cli.serve_not_held")
    told = urlsplit(settings().address)
    if is_here(host) and told.hostname == HERE and port and (told.port or 80) != port:
        yield say("cli.serve_address", address=settings().address, here=f"http://{HERE}:{port}")


def _keep_elsewhere(line: str) -> None:
    typer.echo(say("cli.signed_head", line=line), err=True)


def guarded(database: Database, host: str) -> App:
    """Both applications behind the guard, which asks programs for the token; people sign in."""
    doors = Doors(make_api(), make_web(database, secure=is_public() or not is_here(host)))
    token = settings().token.get_secret_value()
    return Guard(doors, host=host, token=token, signs_in=lambda path: not for_programs(path), public=is_public())


def _started_worker(database: Database, stop: threading.Event) -> threading.Thread:
    """A worker of this process. Raises Invalid for a bad policy, before anything is served."""
    site_pack()
    worker = Worker(database, site_pack, utc_now, stop, told=_keep_elsewhere, reviewed=lay_out_newest)
    thread = threading.Thread(target=worker.run, name="worker", daemon=True)
    thread.start()
    return thread
