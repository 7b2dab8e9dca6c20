"""Does a trail hold? Asked of the rows alone, wherever they come from: the database, or a file that was handed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from accord.audit.heads import Head, fault_of_keys
from accord.audit.rows import FIRST, Event, digest_of

HEAD_SIGNED = "head_signed"
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying one organization's chain. fault -- '' when it holds, else what is wrong and from where.

    signed_days -- how many heads are signed; unsigned -- days between the first and the last of them without one;
    keys -- the public halves that signed them; kept -- how many kept lines were held against the trail.
    """

    organization: str
    events: int
    fault: str = ""
    signed_days: int = 0
    unsigned: tuple[dt.date, ...] = ()
    keys: tuple[str, ...] = ()
    kept: int = 0


def verified(
    organization: str, events: Iterable[Event], heads: Sequence[Head], end: tuple[int, str] | None,
    keys: Sequence[str] = (), kept: Sequence[Head] = (),
) -> Verified:  # fmt: skip
    """Does every row follow from the one before it up to the end, and do the signed and the kept heads stand in it?

    keys -- those that count, the oldest first; none: any, and the reader compares. kept -- lines that were kept elsewhere.
    """
    number, before = 0, FIRST
    wanted = {head.number for head in (*heads, *kept)}
    digests, told = {0: FIRST}, dict[str, Any]()
    for one in events:
        if one.number != number + 1:
            return Verified(organization, number, f"row {number + 1} is missing")
        digest = digest_of(organization, one.number, one.at, one.who, one.action, one.about, one.told, before)
        if one.before != before or one.digest != digest:
            return Verified(organization, number, f"row {one.number} was changed, or a row before it")
        number, before = one.number, digest
        if number in wanted:
            digests[number] = before
        if one.action == HEAD_SIGNED:
            told[str(one.told.get("day"))] = (one.told.get("number"), one.told.get("digest"))
    if end != (number, before):
        return Verified(organization, number, f"rows after {number} are missing")
    fault = _fault_of_heads(heads, digests, told) or fault_of_keys(heads, keys) or _fault_of_kept(kept, heads, digests)
    if fault:
        return Verified(organization, number, fault)
    signers = tuple(sorted({head.public_key for head in heads}))
    return Verified(organization, number, "", len(heads), unsigned_days(heads), signers, len(kept))


def _fault_of_heads(heads: Sequence[Head], digests: dict[int, str], told: dict[str, Any]) -> str:
    """told -- what the trail itself says was signed: day to number and digest."""
    for head in heads:
        if digests.get(head.number) != head.digest:
            return f"the head signed on {head.day} does not stand in the chain"
    there = {str(head.day): (head.number, head.digest) for head in heads}
    for day, facts in told.items():
        if there.get(day) != facts:
            return f"the head signed on {day} was taken away or changed"
    return ""


def _fault_of_kept(kept: Sequence[Head], heads: Sequence[Head], digests: dict[int, str]) -> str:
    there = {head.day: head for head in heads}
    for head in kept:
        if not head.holds:
            return f"the kept line of {head.day} is not as it was signed"
        if digests.get(head.number) != head.digest:
            return f"the kept head of {head.day} does not stand in the chain: it was written anew, or cut off"
        if there.get(head.day) != head:
            return f"the kept head of {head.day} is not the one that stands here: it was taken away or signed anew"
    return ""


def unsigned_days(heads: Sequence[Head]) -> tuple[dt.date, ...]:
    """Days without a head between the first and the last that was signed."""
    days = {head.day for head in heads}
    if not days:
        return ()
    first, last = min(days), max(days)
    between = (first + ONE_DAY * n for n in range((last - first).days))
    return tuple(day for day in between if day not in days)
