"""Serves the MCP server: over standard input and output for a program that starts it, or over HTTP."""

from __future__ import annotations

import anyio
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from accord.doors.guard import App, Guard
from accord.doors.listen import listen, log_to_stderr
from accord.mcp.server import make_server
from accord.settings import settings

PATH = "/mcp"


def over_stdio() -> None:
    """Until the other side closes; standard output carries the protocol and nothing else."""
    log_to_stderr()
    anyio.run(_over_stdio)


async def _over_stdio() -> None:
    server = make_server()
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def over_http(host: str, port: int) -> None:
    """Until it is stopped. Raises Forbidden when others could reach it and no token is set."""
    log_to_stderr()
    listen(http_app(host), host, port)


def http_app(host: str) -> App:
    """The server behind the guard, which checks host, origin and token for every path."""
    checked_by_the_guard = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = make_server().streamable_http_app(
        streamable_http_path=PATH, stateless_http=True, json_response=True, transport_security=checked_by_the_guard
    )
    return Guard(app, host=host, token=settings().token.get_secret_value())
