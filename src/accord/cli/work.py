"""`accord work`: a worker process, until it is told to end."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import threading
import time
from types import FrameType

import typer

from accord.cases.worker import Pace, Worker
from accord.db.engine import site_database
from accord.doors.listen import log_to_stderr
from accord.policies.site import site_pack
from accord.web.shown import lay_out_newest
from accord.wording import say

SECONDS_BETWEEN_LOOKS = 0.1


def run_work(lease: float, patience: float, *, once: bool, quiet: bool, held: bool = False) -> None:
    """Works. A signed head goes to standard output, a line each, for the operator to keep elsewhere.

    Raises Unavailable when the database cannot be opened, Invalid for a bad policy: before any work is claimed.
    """
    log_to_stderr()
    stop = stopped_by_signal()
    if held:
        end_with_parent()
    database = site_database()
    site_pack()
    if not quiet:
        typer.echo(say("cli.work_started"), err=True)
    worker = Worker(
        database,
        site_pack,
        lambda: dt.datetime.now(dt.UTC),
        stop,
        Pace(lease=lease, patience=patience),
        typer.echo,
        lay_out_newest,
    )
    worker.run(once=once)
    if not quiet:
        typer.echo(say("cli.work_ended", done=worker.done, failed=worker.failed), err=True)


def end_with_parent() -> None:
    """A process that another holds by its standard input ends when that is gone, however it went."""

    def watch() -> None:
        while sys.stdin.buffer.read(1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def stopped_by_signal() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set.

    The handler itself only notes it: it runs in the midst of whatever holds the event's lock, and would wait for ever.
    """
    stop, came = threading.Event(), list[int]()

    def note(sign: int, _: FrameType | None) -> None:
        came.append(sign)

    def watch() -> None:
        while not came:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        stop.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, note)
    threading.Thread(target=watch, name="signals", daemon=True).start()
    return stop
