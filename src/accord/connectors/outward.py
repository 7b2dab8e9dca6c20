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
from typing import Generic, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx
import tenacity

from accord import __version__
from accord.audit.ledger import Ledger, OutwardCall
from accord.connectors.answer import Backend, Provenance
from accord.connectors.kept_answers import KeptAnswers, Raw
from accord.connectors.patient_words import refuse_patient_data
from accord.errors import Forbidden, Invalid, NotFound, Unavailable
from accord.settings import Settings, settings

T = TypeVar("T")
Parameters = Mapping[str, str | Sequence[str]]

TRIES = 5
LONGEST_WAIT = 30.0
SECONDS_TO_ANSWER = 20.0
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
AGENT = f"accord/{__version__}"


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
        self._check_carried(carried)
        shown = _written({**(fixed or {}), **carried})
        key = f"{method} {self.base}{path}?{shown}"
        held = self.kept.find(key) if keep else None
        if held and self._young(held):
            return Told(decode(held), self._says(held, Backend.CACHE))
        try:
            raw, value = self._persist(path, shown, {**(secret or {})}, dict(headers or {}), method, decode)
        except Unavailable:
            if held is None:
                raise
            return Told(decode(held), self._says(held, Backend.CACHE, stale=True))
        if keep:
            self.kept.keep(key, raw)
        return Told(value, self._says(raw, Backend.LIVE))

    def _check_carried(self, carried: Parameters) -> None:
        for name, value in carried.items():
            if name not in self.service.carries:
                raise Forbidden(f"'{name}' may not be sent to {self.service.title}.", "Nothing was sent.")
            for text in [value] if isinstance(value, str) else value:
                refuse_patient_data(name, text)

    def _persist(
        self,
        path: str,
        shown: str,
        secret: dict[str, str],
        headers: dict[str, str],
        method: str,
        decode: Callable[[Raw], T],
    ) -> tuple[Raw, T]:
        def attempt() -> tuple[Raw, T]:
            self.sleep(self.kept.seconds_to_wait(self.host, self.service.per_second))
            raw = self._once(path, shown, secret, headers, method)
            return raw, decode(raw)

        tries = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(TryAgain),
            stop=tenacity.stop_after_attempt(TRIES),
            wait=wait_between_tries,
            sleep=self.sleep,
            reraise=True,
        )
        try:
            return tries(attempt)
        except TryAgain as fault:
            raise Unavailable(
                f"{self.service.title} did not answer after {TRIES} tries: {fault.why}.",
                "Try again later, or ask the local index.",
            ) from fault

    def _once(self, path: str, shown: str, secret: dict[str, str], headers: dict[str, str], method: str) -> Raw:
        begun, at = time.monotonic(), dt.datetime.now(dt.UTC)
        outcome, size = "failed", 0
        try:
            answer = self._send(path, shown, secret, headers, method)
            outcome, size = str(answer.status_code), len(answer.content)
        except httpx.TimeoutException as fault:
            outcome = "timeout"
            raise TryAgain("no answer in time") from fault
        except httpx.TransportError as fault:
            outcome = type(fault).__name__
            raise TryAgain(f"the connection failed ({outcome})") from fault
        finally:
            spent = round(time.monotonic() - begun, 3)
            self.ledger.add(OutwardCall(at, self.service.name, method, self.host, path, shown, outcome, size, spent))
        self._check_status(answer)
        return Raw(answer.status_code, answer.headers.get("content-type", ""), answer.content, at, f"{self.base}{path}")

    def _send(
        self, path: str, shown: str, secret: dict[str, str], headers: dict[str, str], method: str
    ) -> httpx.Response:
        sent = "&".join(part for part in (shown, urlencode(secret)) if part)
        everything = {"User-Agent": AGENT, **headers}
        with httpx.Client(timeout=SECONDS_TO_ANSWER, follow_redirects=False, trust_env=True) as client:
            if method == "POST":
                everything["Content-Type"] = "application/x-www-form-urlencoded"
                return client.post(f"{self.base}{path}", content=sent, headers=everything)
            return client.get(f"{self.base}{path}{'?' if sent else ''}{sent}", headers=everything)

    def _check_status(self, answer: httpx.Response) -> None:
        status = answer.status_code
        if status in PASSING:
            raise TryAgain(f"it answered {status}", _asked_wait(answer.headers.get("retry-after", "")))
        if 300 <= status < 400:
            raise Unavailable(f"{self.service.title} points elsewhere ({status}), which is not followed.",
                              "Check the address in the setting 'hosts'.")  # fmt: skip
        if status in (401, 403):
            raise Forbidden(f"{self.service.title} refused the call ({status}).", "Check the key or licence setting.")
        if status == 404:
            raise NotFound(f"{self.service.title} does not know what was asked for.")
        if status >= 400:
            raise Invalid(f"{self.service.title} refused the question ({status}).", "Check codes, names and dates.")

    def _young(self, raw: Raw) -> bool:
        return dt.datetime.now(dt.UTC) - raw.retrieved_at < dt.timedelta(hours=self.site.live_cache_hours)

    def _says(self, raw: Raw, backend: Backend, stale: bool = False) -> Provenance:
        age = (dt.datetime.now(dt.UTC) - raw.retrieved_at).days
        notice = f"Kept since {raw.retrieved_at:%Y-%m-%d %H:%M} UTC." if backend is Backend.CACHE else ""
        return Provenance(self.service.title, backend, "", None, raw.retrieved_at, age, stale, raw.url, notice)


def _written(parameters: Parameters) -> str:
    return urlencode({name: value for name, value in parameters.items() if value != ""}, doseq=True)


def _asked_wait(header: str) -> float | None:
    return min(float(header), LONGEST_WAIT) if header.isdigit() else None


def wait_between_tries(state: tenacity.RetryCallState) -> float:
    """What the service asked for, else longer each time, never in step with other callers."""
    fault = state.outcome.exception() if state.outcome else None
    if isinstance(fault, TryAgain) and fault.wait is not None:
        return fault.wait
    return tenacity.wait_exponential_jitter(multiplier=0.5, max=LONGEST_WAIT)(state)


__all__ = ["Outward", "Raw", "Service", "Told", "TryAgain"]
