"""`accord serve`: the REST interface behind its guard."""

from __future__ import annotations

from accord.api.app import make_app
from accord.doors.guard import App, Guard
from accord.doors.listen import listen, log_to_stderr
from accord.settings import settings


def serve(host: str, port: int) -> None:
    """Until it is stopped. Raises Forbidden when others could reach it and no token is set."""
    log_to_stderr()
    listen(guarded(host), host, port)


def guarded(host: str) -> App:
    """The application behind the guard, which checks host, origin and token for every path."""
    return Guard(make_app(), host=host, token=settings().token.get_secret_value())
