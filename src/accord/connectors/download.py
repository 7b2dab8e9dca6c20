"""Fetches the published files of an index; a download that was cut off goes on where it stopped."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import tenacity

from accord.audit.ledger import OutwardCall
from accord.connectors.outward import AGENT, PASSING, TRIES, Outward, TryAgain, wait_between_tries
from accord.connectors.syncing import Progress
from accord.errors import Invalid, NotFound, Unavailable

BLOCK = 1 << 20
PARTIAL, MISSING, PAST_THE_END = 206, 404, 416
SECONDS_WITHOUT_A_BYTE = 60.0


def download(out: Outward, path: str, to: Path, progress: Progress, digest: str = "") -> Path:
    """Fetches base + path to a file, byte for byte, and gives it its name only when it is whole.

    digest -- 'md5:...' or 'sha256:...' as published, when it is. Raises Forbidden (host not allowed), NotFound,
    Invalid (the digest differs: the file is removed), Unavailable (after all tries; the part is kept).
    """
    out.check_allowed()
    part = to.with_name(f"{to.name}.part")
    tries = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(TryAgain), stop=tenacity.stop_after_attempt(TRIES),
        wait=wait_between_tries, sleep=out.sleep, reraise=True,
    )  # fmt: skip
    try:
        tries(lambda: _go_on(out, path, part, progress))
    except TryAgain as fault:
        raise Unavailable(
            f"{to.name} could not be fetched whole: {fault.why}.", "Run the same command to go on."
        ) from fault
    _check(part, digest, to.name)
    part.replace(to)
    return to


def _go_on(out: Outward, path: str, part: Path, progress: Progress) -> None:
    """One attempt: asks for what is missing. A server that does not know ranges sends all, and all is taken."""
    have = part.stat().st_size if part.exists() else 0
    begun, at, outcome = time.monotonic(), dt.datetime.now(dt.UTC), "failed"
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    received = 0
    try:
        with httpx.stream("GET", f"{out.base}{path}", headers=headers, timeout=SECONDS_WITHOUT_A_BYTE) as answer:
            outcome = str(answer.status_code)
            if _complete(answer, have):
                return
            _check_status(answer, path)
            start = have if answer.status_code == PARTIAL else 0
            total = _total(answer, start)
            received = _write(
                answer, part, start, lambda done: progress(f"fetching {path.rsplit('/', 1)[-1]}", done, total, "bytes")
            )
            if total is not None and start + received != total:
                raise TryAgain(f"{start + received:,} of {total:,} bytes came")
    except httpx.HTTPError as fault:
        outcome = type(fault).__name__
        raise TryAgain(f"the connection failed ({outcome})") from fault
    finally:
        spent = round(time.monotonic() - begun, 3)
        out.ledger.add(OutwardCall(at, out.service.name, "GET", out.host, path, "", outcome, received, spent))


def _complete(answer: httpx.Response, have: int) -> bool:
    """416 to 'from byte n on' where the file has n bytes: nothing is missing."""
    told = answer.headers.get("content-range", "")
    return answer.status_code == PAST_THE_END and told == f"bytes */{have}"


def _check_status(answer: httpx.Response, path: str) -> None:
    if answer.status_code in PASSING:
        raise TryAgain(f"the server answered {answer.status_code}")
    if answer.status_code == MISSING:
        raise NotFound(f"There is no file at {path}.", "It may not be published yet; check the address.")
    if answer.status_code >= 300:
        raise Unavailable(f"{path} was answered with {answer.status_code}.", "Check the setting 'hosts'.")


def _total(answer: httpx.Response, start: int) -> int | None:
    length = answer.headers.get("content-length")
    return None if length is None else start + int(length)


def _write(answer: httpx.Response, part: Path, start: int, heard: Callable[[int], None]) -> int:
    received = 0
    with part.open("r+b" if start else "wb") as file:
        file.seek(start)
        file.truncate()
        for block in answer.iter_raw():
            file.write(block)
            received += len(block)
            heard(start + received)
    return received


def _check(part: Path, digest: str, name: str) -> None:
    if not digest:
        return
    kind, _, wanted = digest.partition(":")
    found = hashlib.new(kind, usedforsecurity=False)
    with part.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    if found.hexdigest() != wanted.lower():
        part.unlink()
        raise Invalid(f"{name} is damaged: its {kind} is not the published one.", "It was removed; fetch it again.")
