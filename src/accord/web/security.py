"""What holds for every answer and every request: headers, sizes, where a form may come from, and a line in the log."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse

from accord.errors import Forbidden, Invalid
from accord.web.site import came_plain, private_address
from accord.wording import say

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[str, str], ...] = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),  # under no-referrer browsers would send forms without saying from where
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cache-control", "no-store"),
)
TLS_ONLY = ("strict-transport-security", "max-age=31536000")
MOST_FORM = 2 * 1024 * 1024
AROUND_FILES = 5 * 1024 * 1024  # what a form of files holds besides them; people are told of the files alone
MOST_UPLOAD = 200 * 1024 * 1024 + AROUND_FILES
NOWHERE = "/nothing"  # no page: databases refuse the sign U+0000, and no address of ours has it
UPLOADS = re.compile(r"/cases/(new|[^/]+/papers)")
PATIENCE, LEAST_A_SECOND = (
    20.0,
    4 * 1024,
)  # seconds that any body may take, and bytes a second that a longer one has to bring
log = logging.getLogger("accord.web")


class Careful:
    """An ASGI application in front of the pages."""

    def __init__(self, app: App, *, secure: bool) -> None:
        self.app, self.secure = app, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with its size watched, and the answer with its headers; logs neither words nor names."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if "\x00" in scope["path"] or b"%00" in scope.get("query_string", b""):
            scope = {**scope, "path": NOWHERE, "raw_path": NOWHERE.encode(), "query_string": b""}
        begun, status = time.monotonic(), 500
        scope.setdefault("state", {})["request_id"] = uuid4().hex[:12]

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(message)
            await send(message)

        try:
            if self.secure and came_plain(HTTPConnection(scope)):
                # Over this way the browser would not send the session: it is led to the other, and keeps to it from then on.
                await RedirectResponse(private_address(scope["path"]), 308)(scope, receive, answer)
            else:
                await self.app(scope, limited(receive, scope), answer)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            spent = (time.monotonic() - begun) * 1000
            log.info("%s %s %s %d %.0f ms", scope["state"]["request_id"], scope["method"], route, status, spent)

    def _add_headers(self, message: Message) -> None:
        headers = MutableHeaders(raw=message.setdefault("headers", []))
        for name, value in (*HEADERS, *((TLS_ONLY,) if self.secure else ())):
            headers.setdefault(name, value)


def limited(receive: Receive, scope: Scope) -> Receive:
    """The same, raising Invalid when a body is longer than it may be, or comes so slowly that it may never end."""
    most = MOST_UPLOAD if UPLOADS.fullmatch(scope["path"]) else MOST_FORM
    told = Headers(scope=scope).get("content-length", "")
    came, begun, whole = 0, time.monotonic(), False

    async def take() -> Message:
        nonlocal came, whole
        if told.isdigit() and int(told) > most:
            raise _too_long(most)
        if whole:  # only waits for the browser to leave
            return await receive()
        left = begun + PATIENCE + came / LEAST_A_SECOND - time.monotonic()
        try:
            async with asyncio.timeout(max(left, 0)):
                message = await receive()
        except TimeoutError:
            raise Invalid(say("web.wrong.too_slow"), say("web.wrong.too_slow_remedy")) from None
        came += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if came > most:
            raise _too_long(most)
        return message

    return take


def check_origin(headers: Headers) -> None:
    """Raises Forbidden for a form that another site's page sent."""
    origin, here = headers.get("origin"), headers.get("host", "").lower()
    if origin is not None and (not here or _netloc(origin) != here):
        raise Forbidden(say("web.wrong.origin"), say("web.wrong.form_remedy"))
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise Forbidden(say("web.wrong.origin"), say("web.wrong.form_remedy"))


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin.lower()).netloc
    except ValueError:
        return ""


def _too_long(most: int) -> Invalid:
    told = most - AROUND_FILES if most > MOST_FORM else most
    return Invalid(say("web.wrong.too_long", most=told // 1024**2), say("web.wrong.too_long_remedy"))
