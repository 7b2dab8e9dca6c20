"""Listens on a port for a door over HTTP."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import suppress

import typer
import uvicorn

from accord.doors.guard import App
from accord.doors.patience import Patient
from accord.errors import Unavailable
from accord.settings import settings
from accord.wording import say

SECONDS_TO_LEAVE = 5
# How long a thread that computes may keep the others waiting; a page goes through several, and each waits so long at most.
SECONDS_OF_A_TURN = 0.0005
HERE = "localhost"


def log_to_stderr() -> None:
    """Logs go to the error stream: standard output may carry a protocol.

    The setting holds for our own log alone: libraries would write addresses with their questions and keys.
    """
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("accord").setLevel(settings().log_level)


def listen(app: App, host: str, port: int) -> None:
    """Until it is stopped. Raises Unavailable when the address cannot be had."""
    bound = bind(host, port)
    say_where(host, bound)
    answer_on(app, bound)


def say_where(host: str, bound: list[socket.socket]) -> None:
    """Under which address it answers."""
    address = f"[{host}]" if ":" in host else host
    typer.echo(say("api.listening", address=f"http://{address}:{bound[0].getsockname()[1]}"), err=True)


def answer_on(app: App, bound: list[socket.socket]) -> None:
    """Until it is stopped, on sockets that listen already and that other processes may hold too."""
    config = uvicorn.Config(
        app, access_log=False, log_config=None, server_header=False, date_header=False, proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_LEAVE, http=Patient,
    )  # fmt: skip
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    uvicorn.Server(config).run(sockets=bound)


def bind(host: str, port: int) -> list[socket.socket]:
    """The sockets of an address; of `localhost` both its own, since browsers try the newer one first. Raises Unavailable."""
    try:
        bound = [_bound("127.0.0.1" if host == HERE else host, port)]
    except (OSError, OverflowError) as fault:
        raise Unavailable(say("api.no_port", host=host, port=port), say("api.no_port_remedy")) from fault
    if host == HERE:
        with suppress(OSError):  # a machine without IPv6, or somebody else's program there
            bound.append(_bound("::1", bound[0].getsockname()[1]))
    return bound


def _bound(host: str, port: int) -> socket.socket:
    made = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    # Inherited by each connection; without it an answer in two parts waits 40 ms for the other side's receipt.
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made
