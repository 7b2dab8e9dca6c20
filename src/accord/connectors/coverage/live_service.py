"""Calls to the CMS Coverage API v1: rows of a path, whole, with the token of the code licences where a path wants one."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, cast

import httpx
import orjson

from accord.connectors.answer import Backend, Provenance
from accord.connectors.outward import Outward, Raw, Service, Told, TryAgain
from accord.errors import Forbidden, Invalid, NotFound, Unavailable
from accord.settings import Settings

Row = Mapping[str, Any]

SERVICE = Service(
    name="coverage",
    title="CMS Coverage API",
    base="https://api.coverage.cms.gov",
    per_second=5.0,
    carries=frozenset(
        {"lcdid", "articleid", "ver", "ncdid", "ncdver", "ncaid", "calid", "medcacid", "taid", "mcdid", "contractor_id",
         "state_id", "document_type", "timeframe", "start_date", "end_date", "hcpcs_code", "keyword"}
    ),
)  # fmt: skip
LICENCE = "/v1/metadata/license-agreement/"
LICENSED = ("/v1/data/lcd/", "/v1/data/article/", "/v1/reports/local-coverage-sad-exclusion-list/")
TOKEN_MINUTES = 55
MOST_PAGES = 500


class TokenRefused(Forbidden):
    """The service did not take the token: it may have run out before its hour."""


class _Calls(Outward):
    """Tells a refused token apart from every other refusal, so that a fresh one can be tried once."""

    def check_status(self, answer: httpx.Response) -> None:
        if answer.status_code in (401, 403):
            raise TokenRefused(
                f"{self.service.title} refused the call ({answer.status_code}).",
                "Try again later, or ask the local index.",
            )
        super().check_status(answer)


@dataclass(frozen=True, slots=True)
class _Part:
    rows: tuple[Row, ...]
    next_token: str


class _Tokens:
    """The tokens of this process, one for each address; none is kept on the disk."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, float]] = {}
        self._lock = Lock()

    def get(self, base: str, fetch: Callable[[], str], now: float, refused: str = "") -> str:
        """The one held, unless it is older than 55 minutes or is the one that was refused."""
        with self._lock:
            token, since = self._held.get(base, ("", 0.0))
            if not token or token == refused or now - since > TOKEN_MINUTES * 60:
                token = fetch()
                self._held[base] = (token, now)
            return token

    def forget(self) -> None:
        """Forgets them all."""
        with self._lock:
            self._held.clear()


TOKENS = _Tokens()


class Api:
    """The rows that the service gives for a path."""

    def __init__(self, site: Settings | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._calls = _Calls(SERVICE, site)
        self._clock = clock

    @property
    def allowed(self) -> bool:
        """Does a setting allow the host?"""
        return self._calls.allowed

    def check_allowed(self) -> None:
        """Raises Forbidden unless a setting allows the host."""
        self._calls.check_allowed()

    def rows(self, path: str, carried: Mapping[str, str | int] | None = None, unknown: str = "") -> Told[Sequence[Row]]:
        """All rows of a path.

        unknown -- what to say when there is none: an unknown id is answered with 200 and no rows.
        Raises NotFound (none, and unknown given), Forbidden (host, licence), Invalid, Unavailable.
        """
        asked = {name: str(value) for name, value in (carried or {}).items()}
        parts = [self._part(path, asked, "")]
        while token := parts[-1].value.next_token:
            if len(parts) == MOST_PAGES:
                raise Unavailable(f"{SERVICE.title} gives a list that does not end.", "Ask the local index.")
            parts.append(self._part(path, asked, token))
        rows = [row for part in parts for row in part.value.rows]
        if not rows and unknown:
            raise NotFound(unknown, "Search for the subject instead.")
        return Told(rows, together(part.provenance for part in parts))

    def _part(self, path: str, asked: Mapping[str, str], next_token: str) -> Told[_Part]:
        fixed = {"next_token": next_token} if next_token else {}
        if not path.startswith(LICENSED):
            return self._calls.get(path, asked, _part, fixed=fixed)
        self._check_licence()
        token = self._token()
        try:
            return self._calls.get(path, asked, _part, fixed=fixed, headers=_bearer(token))
        except TokenRefused:
            return self._calls.get(path, asked, _part, fixed=fixed, headers=_bearer(self._token(refused=token)))

    def _check_licence(self) -> None:
        if not self._calls.site.accept_code_licences:
            raise Forbidden(
                "LCDs, articles and their codes are given only to those who accept the AMA, ADA and AHA code licences.",
                "Set accept_code_licences = true in accord.toml if you accept them, or ask the local index.",
            )

    def _token(self, refused: str = "") -> str:
        self._calls.check_allowed()
        return TOKENS.get(self._calls.base, self._fetch_token, self._clock(), refused)

    def _fetch_token(self) -> str:
        return self._calls.get(LICENCE, {}, _read_token, keep=False).value


def together(provenances: Iterable[Provenance]) -> Provenance:
    """What an answer made of several says of itself: as old as its oldest part."""
    told = list(provenances)
    oldest = min(told, key=lambda one: one.retrieved_at or dt.datetime.max.replace(tzinfo=dt.UTC))
    backend = oldest.backend if all(one.backend is Backend.LIVE for one in told) else Backend.CACHE
    return replace(oldest, backend=backend, stale=any(one.stale for one in told), url=told[0].url)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _part(raw: Raw) -> _Part:
    told = _envelope(raw)
    meta = cast(dict[str, Any], told.get("meta") or {})
    return _Part(tuple(told["data"]), str(meta.get("next_token") or ""))


def _read_token(raw: Raw) -> str:
    """It is called Token in answers and token in the contract."""
    rows = _envelope(raw)["data"]
    first: Any = rows[0] if rows else {}
    token = first.get("Token") or first.get("token")
    if not token:
        raise Unavailable("CMS Coverage API gave no token for the code licences.", "Try again later.")
    return str(token)


def _envelope(raw: Raw) -> dict[str, Any]:
    if raw.is_html:
        raise TryAgain("a page for people came, as during maintenance")
    try:
        told: Any = orjson.loads(raw.body)
    except orjson.JSONDecodeError as fault:
        raise TryAgain("the answer is no whole JSON") from fault
    envelope = cast(dict[str, Any], told) if isinstance(told, dict) else {}
    if not isinstance(envelope.get("data"), list):
        _refused(envelope)
        raise TryAgain("the answer holds no rows")
    return envelope


def _refused(told: Mapping[str, Any]) -> None:
    """An error may come with status 200: {"message": ..., "code": ...}."""
    code = told.get("code")
    if isinstance(code, int) and 400 <= code < 500 and code not in (408, 425, 429):
        raise Invalid(f"{SERVICE.title} refused the question ({code}).", "Check codes, names and dates.")
