"""What every page needs: the database, the time, and whether the way to it is private."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from fastapi import Request

from accord.db.engine import Database


def utc_now() -> dt.datetime:
    """The time of this machine."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """secure -- is it reached over TLS, so that cookies may be kept to it? Only on this machine itself it is not."""

    database: Database
    secure: bool
    clock: Callable[[], dt.datetime] = utc_now

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; the prefix ties it to this host, to TLS and to the whole site."""
        return "__Host-accord" if self.secure else "accord"

    @property
    def form_cookie(self) -> str:
        """The name of the cookie that guards the sign-in form, before there is a session."""
        return "__Host-accord-form" if self.secure else "accord-form"


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast(Site, request.app.state.site)
