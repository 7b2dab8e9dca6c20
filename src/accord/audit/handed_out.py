"""An exported trail, verified from its file alone: no database, no key of the site."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.audit.heads import Head, named_keys
from accord.audit.rows import Event
from accord.audit.verifying import Verified, verified
from accord.errors import Invalid, NotFound, Unavailable

KINDS = ("organization", "event", "signed_head", "end")


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Whose trail a file holds, and what came of verifying it."""

    id: str
    name: str
    found: Verified


def verify_file(path: Path, kept: Sequence[Head] = ()) -> HandedOut:
    """Does the trail in the file hold, and do the kept lines stand in it?

    Whose key signed counts where the settings name keys; else any does, and `keys` is for the reader to compare.
    Raises NotFound, Unavailable, Invalid for a file that is no exported trail.
    """
    homes: list[dict[str, Any]] = []
    heads: list[Head] = []
    ends: list[tuple[int, str]] = []
    for number, told in _lines(path):
        try:
            if told["kind"] == "organization":
                homes.append({"id": str(told["id"]), "name": str(told["name"])})
            elif told["kind"] == "signed_head":
                heads.append(_head(told))
            elif told["kind"] == "end":
                ends.append((int(told["number"]), str(told["digest"])))
        except (KeyError, TypeError, ValueError) as fault:
            raise _not_a_line(path, number) from fault
    if len(homes) != 1:
        raise Invalid(f"{path} is no exported audit trail.", "Name a file that 'accord audit export' wrote.")
    home, end = homes[0], ends[0] if len(ends) == 1 else None  # a file that was cut off has none
    mine = [head for head in kept if head.organization == home["id"]]
    if any(head.organization != home["id"] for head in heads):
        return HandedOut(home["id"], home["name"], Verified(home["id"], 0, "a signed head is of another organization"))
    return HandedOut(home["id"], home["name"], verified(home["id"], _events(path), heads, end, named_keys(), mine))


def _events(path: Path) -> Iterator[Event]:
    for number, told in _lines(path):
        if told["kind"] != "event":
            continue
        try:
            yield Event(
                str(told["organization"]), int(told["number"]), dt.datetime.fromisoformat(told["at"]), str(told["who"]),
                str(told["action"]), str(told["about"]), dict(told["told"]), str(told["before"]), str(told["digest"]),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as fault:
            raise _not_a_line(path, number) from fault


def _head(told: dict[str, Any]) -> Head:
    return Head(str(told["organization"]), dt.date.fromisoformat(told["day"]), int(told["number"]), str(told["digest"]),
                str(told["public_key"]), str(told["signature"]))  # fmt: skip


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """A line at a time: a trail can be larger than the machine's memory."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                told = json.loads(line)
                if not isinstance(told, dict) or told.get("kind") not in KINDS:  # pyright: ignore[reportUnknownMemberType]
                    raise _not_a_line(path, number)
                yield number, told
    except FileNotFoundError as fault:
        raise NotFound(f"There is no file {path}.", "Name the file that was handed out.") from fault
    except OSError as fault:
        raise Unavailable(f"{path} cannot be read ({fault.strerror}).", "Name a file that can be read.") from fault
    except ValueError as fault:
        raise Invalid(f"{path} is no exported audit trail.", "Name a file that 'accord audit export' wrote.") from fault


def _not_a_line(path: Path, number: int) -> Invalid:
    return Invalid(
        f"Line {number} of {path} is none of an exported audit trail.", "Export the trail anew, and compare."
    )
