"""The only way out: every call to a live service goes through here, or it is not made.

In this order: the host must be allowed by a setting; only named parameters go out, and none that looks like a patient;
a kept answer is used again while it is young; the service's pace is kept across processes; failures that pass are tried
again with growing waits; each attempt is in the ledger.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Generic, TypeVar
from urllib.parse import unquote_plus, urlencode, urlsplit

import httpx
import tenacity

from accord.audit.ledger import Ledger
from accord.connectors.answer import Backend, Provenance
from accord.connectors.kept_answers import KeptAnswers, Raw
from accord.connectors.patient_words import refuse_patient_data
from accord.connectors.wire import AGENT, opened, whole_body
from accord.errors import AccordError, Forbidden, Invalid, NotFound, Unavailable
from accord.settings import Settings, settings

T = TypeVar("T")
Parameters = Mapping[str, str | Sequence[str]]

TRIES = 5
LONGEST_WAIT = 30.0
SECONDS_TO_ANSWER = 20.0
TRIES_WITH_A_KEPT_ANSWER = 2
PASSING = frozenset({408, 425, 429, *range(500, 600)})
UNREADABLE = (ValueError, LookupError, SyntaxError)


def pause(seconds: float) -> None:
    """Waits: for a turn at a host, and between tries."""
    time.sleep(seconds)


class TryAgain(Exception):
    """What came is no answer, and another attempt may bring one. wait -- seconds the service asked for, if it did."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.why, self.wait = why, wait


@dataclass(frozen=True, slots=True)
class Service:
    """A live service. carries -- the parameters that may go out; any other is a fault of ours and is refused."""

    name: str
    title: str
    base: str
    per_second: float
    carries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. shown -- what stands in the ledger; secret and headers are sent beside it and are kept nowhere."""

    method: str
    path: str
    shown: str
    secret: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def form(self) -> str:
        """Everything that is sent, as a query or a form."""
        return "&".join(part for part in (self.shown, urlencode(self.secret)) if part)

    @property
    def content(self) -> str | None:
        """The body of a POST."""
        return self.form if self.method == "POST" else None

    @property
    def heads(self) -> Mapping[str, str]:
        """The headers, with the kind of the body where there is one."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if self.method == "POST" else {}
        return {**self.headers, **kind}

    def url(self, base: str) -> str:
        """The address that is called."""
        form = self.form if self.method != "POST" else ""
        return f"{base}{self.path}{'?' if form else ''}{form}"


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A decoded answer and what it says of itself."""

    value: T
    provenance: Provenance


class Outward:
    """Calls to one service. decode turns a Raw answer into a value; it raises TryAgain for what is no answer at all
    (a limit in a 200, an HTML page where JSON was due, a body cut short), and our own errors for what is final."""

    def __init__(
        self,
        service: Service,
        site: Settings | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.service = service
        self.site = site or settings()
        self.base = self.site.hosts.get(service.name, service.base).rstrip("/")
        self.kept = KeptAnswers(self.site.data / "live.sqlite")
        self.ledger = Ledger(self.site.data / "ledger.sqlite")
        self.sleep = sleep or pause

    @property
    def host(self) -> str:
        """The host that is called."""
        return urlsplit(self.base).hostname or ""

    @property
    def allowed(self) -> bool:
        """Does a setting allow this service's host?"""
        return self.site.allows(self.host)

    def check_allowed(self) -> None:
        """Raises Forbidden, with the setting to change, unless a setting allows the host."""
        if not self.allowed:
            raise Forbidden(
                f"{self.service.title} was not asked: no setting allows {self.host}.",
                f'Add "{self.host}" to allow_hosts in accord.toml, or ask the local index.',
            )

    def get(
        self,
        path: str,
        carried: Parameters,
        decode: Callable[[Raw], T],
        *,
        fixed: Mapping[str, str] | None = None,
        secret: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        keep: bool = True,
    ) -> Told[T]:
        """One answer.

        carried -- what the person asked with: codes, names and words. fixed -- protocol ('retmode': 'json').
        secret  -- keys: sent, never kept, never in the ledger; headers likewise.
        Raises Forbidden (host, or a value that looks like a patient's), NotFound, Invalid (the service refuses the
        question), Unavailable (after all tries, when no kept answer of any age is at hand).
        """
        self.check_allowed()
        self._check_carried(path, carried, fixed or {})
        shown = _written({**(fixed or {}), **carried})
        key = f"{method} {self.base}{path}?{shown}"
        held = self._held(key, decode) if keep else None
        if held and self._young(held[0]):
            return Told(held[1], self._says(held[0], Backend.CACHE))
        asked = Asked(method, path, shown, dict(secret or {}), dict(headers or {}))
        try:
            raw, value = self._persist(asked, decode, TRIES_WITH_A_KEPT_ANSWER if held else TRIES)
        except Unavailable:
            if held is None:
                raise
            return Told(held[1], self._says(held[0], Backend.CACHE, stale=True))
        if keep:
            self.kept.keep(key, raw)
        return Told(value, self._says(raw, Backend.LIVE))

    def take_turn(self) -> None:
        """Waits for the next turn at the host. Raises Unavailable while the host asked to be left alone for long."""
        wait = self.kept.seconds_to_wait(self.host, self.service.per_second, LONGEST_WAIT)
        if wait is None:
            raise Unavailable(f"{self.service.title} asked not to be called for a while.",
                              "Try again later, or ask the local index.")  # fmt: skip
        self.sleep(wait)

    def check_status(self, answer: httpx.Response) -> None:
        """Raises what the status of an answer means, TryAgain where another attempt may help."""
        status = answer.status_code
        if status in PASSING:
            self._check_passing(status, asked_wait(answer.headers.get("retry-after", "")))
        if 300 <= status < 400:
            raise Unavailable(f"{self.service.title} points elsewhere ({status}), which is not followed.",
                              "Check the address in the setting 'hosts'.")  # fmt: skip
        if status in (401, 403):
            raise Forbidden(f"{self.service.title} refused the call ({status}).", "Check the key or licence setting.")
        if status in (404, 410):
            raise NotFound(f"{self.service.title} does not know what was asked for.")
        if status >= 400:
            raise Invalid(f"{self.service.title} refused the question ({status}).", "Check codes, names and dates.")

    def _check_passing(self, status: int, wait: float | None) -> None:
        if wait:
            self.kept.hold_back(self.host, wait)
        if wait and wait > LONGEST_WAIT:
            raise Unavailable(f"{self.service.title} answered {status} and asked to wait {wait:,.0f} seconds.",
                              "Try again then, or ask the local index.")  # fmt: skip
        raise TryAgain(f"it answered {status}", wait)

    def _check_carried(self, path: str, carried: Parameters, fixed: Mapping[str, str]) -> None:
        for name, text in {**fixed, "path": unquote_plus(path)}.items():
            refuse_patient_data(name, text)
        for name, value in carried.items():
            if name not in self.service.carries:
                raise Forbidden(f"'{name}' may not be sent to {self.service.title}.", "Nothing was sent.")
            for text in [value] if isinstance(value, str) else value:
                refuse_patient_data(name, text)

    def _held(self, key: str, decode: Callable[[Raw], T]) -> tuple[Raw, T] | None:
        """A kept answer; none where an older version kept what this one cannot read."""
        raw = self.kept.find(key)
        try:
            return (raw, decode(raw)) if raw else None
        except (TryAgain, AccordError, *UNREADABLE):
            return None

    def _persist(self, asked: Asked, decode: Callable[[Raw], T], tries: int) -> tuple[Raw, T]:
        def attempt() -> tuple[Raw, T]:
            self.take_turn()
            raw = self._once(asked)
            try:
                return raw, decode(raw)
            except UNREADABLE as fault:
                raise TryAgain(f"the answer cannot be read ({type(fault).__name__})") from fault

        persist = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(TryAgain),
            stop=tenacity.stop_after_attempt(tries),
            wait=wait_between_tries,
            sleep=self.sleep,
            reraise=True,
        )
        try:
            return persist(attempt)
        except TryAgain as fault:
            raise Unavailable(
                f"{self.service.title} did not answer after {tries} tries: {fault.why}.",
                "Try again later, or ask the local index.",
            ) from fault

    def _once(self, asked: Asked) -> Raw:
        at, seconds = dt.datetime.now(dt.UTC), SECONDS_TO_ANSWER
        with self.ledger.call(self.service.name, asked.method, self.host, asked.path, asked.shown) as told:
            try:
                with opened(asked.method, asked.url(self.base), asked.heads, seconds, asked.content) as answer:
                    told.outcome = str(answer.status_code)
                    body = whole_body(answer, seconds)
                    told.bytes_in = len(body)
            except httpx.TimeoutException as fault:
                told.outcome = "timeout"
                raise TryAgain("no answer in time") from fault
            except httpx.HTTPError as fault:
                told.outcome = type(fault).__name__
                raise TryAgain(f"the connection failed ({told.outcome})") from fault
        self.check_status(answer)
        return Raw(answer.status_code, answer.headers.get("content-type", ""), body, at, f"{self.base}{asked.path}")

    def _young(self, raw: Raw) -> bool:
        return dt.datetime.now(dt.UTC) - raw.retrieved_at < dt.timedelta(hours=self.site.live_cache_hours)

    def _says(self, raw: Raw, backend: Backend, stale: bool = False) -> Provenance:
        age = (dt.datetime.now(dt.UTC) - raw.retrieved_at).days
        notice = f"Kept since {raw.retrieved_at:%Y-%m-%d %H:%M} UTC." if backend is Backend.CACHE else ""
        return Provenance(self.service.title, backend, "", None, raw.retrieved_at, age, stale, raw.url, notice)


def _written(parameters: Parameters) -> str:
    return urlencode({name: value for name, value in parameters.items() if value != ""}, doseq=True)


def asked_wait(header: str) -> float | None:
    """Seconds that a Retry-After asks for, in either of its two forms."""
    if header.strip().isdecimal():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds())


def wait_between_tries(state: tenacity.RetryCallState) -> float:
    """What the service asked for, else longer each time, never in step with other callers."""
    fault = state.outcome.exception() if state.outcome else None
    if isinstance(fault, TryAgain) and fault.wait is not None:
        return fault.wait
    return tenacity.wait_exponential_jitter(multiplier=0.5, max=LONGEST_WAIT)(state)


__all__ = ["AGENT", "Outward", "Raw", "Service", "Told", "TryAgain"]
