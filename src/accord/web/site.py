"""What every page needs: the database, the time, and whether the way to it is private."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import quote

from fastapi import Request
from starlette.requests import HTTPConnection

from accord.db.engine import Database
from accord.settings import settings
from accord.web.pace import Pace

LONGEST_CALLER = 60


def utc_now() -> dt.datetime:
    """The time of this machine."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """secure -- is it reached over TLS, so that cookies may be kept to it? Only on this machine itself it is not."""

    database: Database
    secure: bool
    clock: Callable[[], dt.datetime] = utc_now
    pace: Pace = field(default_factory=lambda: Pace(settings().requests_a_minute))

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; the prefix ties it to this host, to TLS and to the whole site."""
        return "__Host-accord" if self.secure else "accord"

    @property
    def service_cookie(self) -> str:
        """The name of the cookie that is kept while a person is at the sign-in service."""
        return "__Host-accord-service" if self.secure else "accord-service"

    @property
    def form_cookie(self) -> str:
        """The name of the cookie that guards the sign-in form, before there is a session."""
        return "__Host-accord-form" if self.secure else "accord-form"


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast(Site, request.app.state.site)


def caller_of(request: Request) -> str:
    """The network address of who asks; of those behind a proxy that a setting names, the one that it tells."""
    near = request.client.host if request.client else ""
    if near not in settings().proxies:
        return near
    return _last(request.headers.get("x-forwarded-for", ""))[:LONGEST_CALLER] or near


def is_public() -> bool:
    """Do people reach the site over TLS, under the address of the settings? What leads them here may stand on this machine."""
    return settings().address.startswith("https://")


def private_address(path: str) -> str:
    """The same page over TLS."""
    return settings().address + quote(path)


def came_plain(connection: HTTPConnection) -> bool:
    """Does a proxy that a setting names say that the way to it was not private? Others are not believed, whatever they say."""
    if not is_public():
        return False
    near = connection.client.host if connection.client else ""
    return near in settings().proxies and _last(connection.headers.get("x-forwarded-proto", "")).lower() == "http"


def _last(told: str) -> str:
    """Of a list the part that the nearest proxy added; what stands before it anybody may have sent."""
    return told.rpartition(",")[2].strip()
