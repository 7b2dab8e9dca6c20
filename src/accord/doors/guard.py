"""Who may ask over HTTP: the guard in front of the REST and MCP doors. Fails closed.

Bound to this machine alone, a door asks for no token (unless one is set) but refuses names that are not this machine's
and pages of other sites, so that a web page cannot reach it through the reader's browser. Bound to anything else it
asks for the token.
"""

from __future__ import annotations

import hmac
import ipaddress
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson

from accord.doors.faults import place
from accord.dossier.visible import one_line
from accord.errors import Forbidden
from accord.wording import say

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OPEN_PATHS = frozenset({"/api/health"})
SHORTEST_TOKEN = 16
PROBLEM = b"application/problem+json"
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
TLS_ONLY = (b"strict-transport-security", b"max-age=31536000")  # where others can reach the door, TLS stands before it
access = logging.getLogger("accord.access")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further."""

    status: int
    wording: str


NO_HOST = Refusal(421, "api.refused.host")
NO_ORIGIN = Refusal(403, "api.refused.origin")
NO_TOKEN = Refusal(401, "api.refused.token")


def is_here(host: str) -> bool:
    """Is this address reached from this machine alone?"""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def check_may_listen(host: str, token: str, *, public: bool = False) -> None:
    """Raises Forbidden when others could reach the door and no good token is set.

    public -- does a proxy on this machine lead others here?
    """
    if is_here(host) and not public:
        return
    if len(token) < SHORTEST_TOKEN:
        if is_here(host):
            what, remedy = (
                say("api.needs_token_public", host=host, least=SHORTEST_TOKEN),
                "api.needs_token_public_remedy",
            )
        else:
            what, remedy = say("api.needs_token", host=host, least=SHORTEST_TOKEN), "api.needs_token_remedy"
        raise Forbidden(what, say(remedy, least=SHORTEST_TOKEN))


class Guard:
    """An ASGI application in front of another."""

    def __init__(
        self, app: App, *, host: str, token: str, signs_in: Callable[[str], bool] = lambda _: False, public: bool = False
    ) -> None:  # fmt: skip
        """signs_in -- for which paths people sign in, so that no token is asked for and links may lead there.

        public -- does a proxy on this machine lead others here? Then it is as open as if they reached it themselves.
        """
        check_may_listen(host, token, public=public)
        self.app, self.only_here, self.token, self.signs_in = app, is_here(host) and not public, token, signs_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers why not; writes method, path and status to the access log, no question."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # no web sockets here
        begun = time.monotonic()
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _with_headers(list(message.get("headers", [])), secure=not self.only_here)
            await send(message)

        refusal = self.refusal(scope)
        try:
            await (_refuse(refusal, answer) if refusal else self.app(scope, receive, answer))
        except Exception as fault:  # noqa: BLE001 a trace in the log could hold words that were asked for
            access.error("%s", place(fault))
        finally:
            spent = (time.monotonic() - begun) * 1000
            access.info("%s %s %d %.0f ms", scope["method"], one_line(scope["path"])[:200], status, spent)

    def refusal(self, scope: Scope) -> Refusal | None:
        """Why this request is refused, or None."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if self.only_here and not is_here(_parts(f"//{headers.get('host', '')}")[1]):
            return NO_HOST
        people = self.signs_in(scope["path"])
        if not _same_site(headers) and not (people and _is_followed_link(scope, headers)):
            return NO_ORIGIN
        if self.token and not people and scope["path"] not in OPEN_PATHS and not _bears(headers, self.token):
            return NO_TOKEN
        return None


def _same_site(headers: dict[str, str]) -> bool:
    origin = headers.get("origin")
    if origin is not None and _parts(origin)[0] != headers.get("host", "").lower():
        return False
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _is_followed_link(scope: Scope, headers: dict[str, str]) -> bool:
    """Did a person follow a link, in a mail for instance, to a page? Nothing is changed by that."""
    shown = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return scope["method"] == "GET" and "origin" not in headers and shown


def _bears(headers: dict[str, str], token: str) -> bool:
    kind, _, given = headers.get("authorization", "").partition(" ")
    return hmac.compare_digest(given.strip().encode(), token.encode()) and kind.lower() == "bearer"


def _parts(address: str) -> tuple[str, str]:
    """(name with port, name without) of an address; empty where it is none."""
    try:
        parts = urlsplit(address.lower())
    except ValueError:
        return "", ""
    return parts.netloc, parts.hostname or ""


def _with_headers(headers: list[tuple[bytes, bytes]], *, secure: bool) -> list[tuple[bytes, bytes]]:
    there = {name.lower() for name, _ in headers}
    more = ((b"content-security-policy", POLICY.encode()), *HEADERS, *((TLS_ONLY,) if secure else ()))
    return [*headers, *(pair for pair in more if pair[0] not in there)]


async def _refuse(refusal: Refusal, send: Send) -> None:
    body = orjson.dumps(
        {"type": "about:blank", "status": refusal.status, "kind": "forbidden", "title": say(refusal.wording)}
    )
    headers = [(b"content-type", PROBLEM), (b"content-length", str(len(body)).encode())]
    if refusal is NO_TOKEN:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
