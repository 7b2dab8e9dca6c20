"""The REST interface alone, behind its guard."""

from __future__ import annotations

from accord.api.app import make_app
from accord.doors.guard import App, Guard
from accord.settings import settings


def guarded(host: str) -> App:
    """The application behind the guard, which checks host, origin and token for every path."""
    return Guard(make_app(), host=host, token=settings().token.get_secret_value())
