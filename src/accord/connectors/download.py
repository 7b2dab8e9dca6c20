"""Fetches the published files of an index; a download that was cut off goes on where it stopped.

<name>.part         what came so far
<name>.part.from    which version of the remote file it is a part of, so that two versions are never joined
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
import tenacity

from accord.audit.ledger import Outcome
from accord.connectors.outward import TRIES, Outward, TryAgain, wait_between_tries
from accord.connectors.syncing import Progress
from accord.connectors.wire import opened
from accord.errors import Invalid, Unavailable

BLOCK = 1 << 20
PARTIAL, PAST_THE_END = 206, 416
SECONDS_WITHOUT_A_BYTE = 60.0


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of a remote file: its address, and what the server calls the version."""

    url: str
    etag: str = ""
    last_modified: str = ""

    @property
    def condition(self) -> str:
        """For If-Range: only a strong ETag or a date may join pieces."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


def download(out: Outward, path: str, to: Path, progress: Progress, digest: str = "") -> Path:
    """Fetches base + path to a file, byte for byte, and gives it its name only when it is whole.

    digest -- 'md5:...' or 'sha256:...' as published, when it is. Raises Forbidden (host not allowed), NotFound,
    Invalid (the digest differs: the file is removed), Unavailable (after all tries; the part is kept).
    """
    out.check_allowed()
    part = Part(to.with_name(f"{to.name}.part"), f"{out.base}{path}")
    try:
        _tries(out, part)(lambda: _go_on(out, path, part, progress))
    except TryAgain as fault:
        raise Unavailable(
            f"{to.name} could not be fetched whole: {fault.why}.", "Run the same command to go on."
        ) from fault
    except OSError as fault:
        raise Unavailable(f"{to.name} cannot be written: {fault.strerror}.", "Make room or choose another folder.") from fault  # fmt: skip
    _check(part, digest, to.name)
    part.path.replace(to)
    part.forget_version()
    return to


class Part:
    """What came so far of one file."""

    def __init__(self, path: Path, url: str) -> None:
        self.path, self.url = path, url
        self.told = path.with_name(f"{path.name}.from")

    @property
    def size(self) -> int:
        """Bytes that came so far."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def version(self) -> Version | None:
        """The version that the part is of; None when that is not known, and nothing may be joined to it."""
        try:
            version = Version(**json.loads(self.told.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return version if version.url == self.url and version.condition else None

    def begin(self, answer: httpx.Response) -> None:
        """Forgets what came before, and remembers the version that comes now."""
        self.forget_version()
        self.path.write_bytes(b"")
        told = Version(self.url, answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
        self.told.write_text(json.dumps(asdict(told)), "utf-8")

    def forget_version(self) -> None:
        """From now on nothing may be joined to the part."""
        self.told.unlink(missing_ok=True)


def _tries(out: Outward, part: Part) -> tenacity.Retrying:
    """Gives up after a number of attempts that brought nothing; one that brought bytes starts the count anew."""
    reached, fruitless = part.size, 0

    def enough(_: tenacity.RetryCallState) -> bool:
        nonlocal reached, fruitless
        fruitless = 0 if part.size > reached else fruitless + 1
        reached = max(reached, part.size)
        return fruitless >= TRIES

    passing = tenacity.retry_if_exception_type(TryAgain)
    return tenacity.Retrying(retry=passing, stop=enough, wait=wait_between_tries, sleep=out.sleep, reraise=True)


def _go_on(out: Outward, path: str, part: Part, progress: Progress) -> None:
    """One attempt: asks for what is missing. A server that does not know ranges, or has a newer file, sends all."""
    out.take_turn()
    version = part.version
    have = part.size if version else 0
    headers = {"Accept-Encoding": "identity"}
    if version and have:
        headers |= {"Range": f"bytes={have}-", "If-Range": version.condition}
    with out.ledger.call(out.service.name, "GET", out.host, path, "") as told:
        try:
            with opened("GET", part.url, headers, SECONDS_WITHOUT_A_BYTE) as answer:
                told.outcome = str(answer.status_code)
                if not _complete(answer, have):
                    _check_answer(out, answer, part, have)
                    _take(answer, part, told, _heard(progress, path))
        except httpx.HTTPError as fault:
            told.outcome = type(fault).__name__
            raise TryAgain(f"the connection failed ({told.outcome})") from fault


def _complete(answer: httpx.Response, have: int) -> bool:
    """416 to 'from byte n on' where the file has n bytes: nothing is missing."""
    return answer.status_code == PAST_THE_END and answer.headers.get("content-range", "") == f"bytes */{have}"


def _check_answer(out: Outward, answer: httpx.Response, part: Part, have: int) -> None:
    if answer.status_code == PAST_THE_END:
        part.forget_version()
        raise TryAgain("the file there is shorter than what came of it before")
    if answer.status_code == PARTIAL and not answer.headers.get("content-range", "").startswith(f"bytes {have}-"):
        part.forget_version()
        raise TryAgain("another piece came than was asked for")
    out.check_status(answer)
    if "html" in answer.headers.get("content-type", "") and not part.url.endswith((".html", ".htm", "/")):
        raise TryAgain("a page came instead of the file")


def _take(answer: httpx.Response, part: Part, told: Outcome, heard: Callable[[int, int | None], None]) -> None:
    if answer.status_code != PARTIAL:
        part.begin(answer)
    start = part.size
    length = answer.headers.get("content-length")
    total = None if length is None else start + int(length)
    with part.path.open("ab") as file:
        for block in answer.iter_raw():
            file.write(block)
            told.bytes_in += len(block)
            heard(start + told.bytes_in, total)
    if total is not None and start + told.bytes_in != total:
        raise TryAgain(f"{start + told.bytes_in:,} of {total:,} bytes came")


def _heard(progress: Progress, path: str) -> Callable[[int, int | None], None]:
    step = f"fetching {path.rsplit('/', 1)[-1]}"
    return lambda done, total: progress(step, done, total, "bytes")


def _check(part: Part, digest: str, name: str) -> None:
    if not digest:
        return
    kind, _, wanted = digest.partition(":")
    found = hashlib.new(kind, usedforsecurity=False)
    with part.path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    if found.hexdigest() != wanted.lower():
        part.path.unlink()
        part.forget_version()
        raise Invalid(f"{name} is damaged: its {kind} is not the published one.", "It was removed; fetch it again.")
