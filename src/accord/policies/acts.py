"""What the persons of a site did with a policy: signed it, switched it on, retired it. Lines are only ever added.

One file a policy in the site's folder of records, one JSON object a line. Each line holds the SHA-256 of all lines before
it, so that a line that was changed or taken out later shows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock

from accord.errors import Conflict, Invalid, Unavailable

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
SECONDS_TO_WAIT = 60.0


class Did(StrEnum):
    """What was done."""

    SIGNED = "signed"
    ACTIVATED = "activated"
    RETIRED = "retired"


@dataclass(frozen=True)
class Act:
    """One thing that a named person did with a policy on a day.

    digest      -- of the content that it was done to.
    credentials, npi -- of the clinician who signed; '' for other acts.
    until       -- the last day of service for which a retired policy is still used.
    """

    did: Did
    policy: str
    digest: str
    by: str
    date: dt.date
    credentials: str = ""
    npi: str = ""
    until: dt.date | None = None

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise Invalid("Nobody is named.", "Say who does it: --by 'Ann Bell'.")
        if self.did is Did.SIGNED and not (self.credentials and self.npi):
            raise Invalid("A signature needs the clinician's credentials and NPI.")


class PolicyActs:
    """The records of one site. Raises Unavailable when they cannot be read or written, Conflict when they were changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, policy: str) -> tuple[Act, ...]:
        """All that was done with a policy, oldest first."""
        return tuple(_read(self._path(policy), self._bytes(policy)))

    def add(self, act: Act) -> Path:
        """Writes the act to the disk, behind those before it; the file."""
        path = self._path(act.policy)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(path.with_name(f"{path.name}.lock"), timeout=SECONDS_TO_WAIT):
                before = self._bytes(act.policy)
                _read(path, before)
                line = json.dumps(_plain(act) | {"before": hashlib.sha256(before).hexdigest()}, ensure_ascii=False)
                with path.open("ab") as file:
                    file.write(line.encode("utf-8") + b"\n")
                    file.flush()
                    os.fsync(file.fileno())
        except (OSError, TimeoutError) as fault:
            raise Unavailable(
                f"The record of policy {act.policy} cannot be written ({type(fault).__name__}).",
                f"Make {self.folder} writable, or set ACCORD_DATA to a folder that is.",
            ) from fault
        return path

    def _path(self, policy: str) -> Path:
        if not ID.fullmatch(policy):
            raise Invalid(f"'{policy}' is no id of a policy.", "Use letters, digits, '.', '_' and '-'.")
        return self.folder / f"{policy}.jsonl"

    def _bytes(self, policy: str) -> bytes:
        try:
            return self._path(policy).read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as fault:
            raise Unavailable(f"The record of policy {policy} cannot be read ({type(fault).__name__}).") from fault


def _read(path: Path, data: bytes) -> list[Act]:
    acts: list[Act] = []
    at = 0
    for line in data.splitlines(keepends=True):
        try:
            told: Any = json.loads(line)
            whole = told.pop("before") == hashlib.sha256(data[:at]).hexdigest()
            act = _act(told)
        except (ValueError, KeyError, AttributeError, TypeError) as fault:
            raise _changed(path, len(acts) + 1) from fault
        if not whole:
            raise _changed(path, len(acts) + 1)
        acts.append(act)
        at += len(line)
    return acts


def _changed(path: Path, line: int) -> Conflict:
    return Conflict(
        f"{path}, line {line}: this record was changed after it was written.",
        "Bring the file back from a copy; if there is none, move it away and let the policy be signed again.",
    )


def _plain(act: Act) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(act).items() if value}


def _act(told: dict[str, str]) -> Act:
    days = {name: dt.date.fromisoformat(told[name]) for name in ("date", "until") if name in told}
    words = {f.name: told[f.name] for f in fields(Act) if f.name in told and f.name not in ("did", "date", "until")}
    return Act(did=Did(told["did"]), **words, **days)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
