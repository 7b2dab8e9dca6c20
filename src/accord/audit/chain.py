"""The audit trail: one row for each change and each view of a record, each bound to the one before it by its digest.

Rows are only added, in the transaction of what they tell. Who changes, moves or takes away a row breaks the chain from there
on; who takes away the end is found by the head, and by the heads that are signed each day and kept elsewhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, insert, select, update

from accord.db.sealing import site_key
from accord.db.tables import event, event_head, signed_head
from accord.errors import Conflict, NotFound

FIRST = "0" * 64
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Event:
    """One row. who -- a person's id, 'system' or 'rule <name>'; about -- what it concerns, 'case <id>' or the like.

    told -- plain facts of it, ids and names of states; never words of a record.
    """

    organization: str
    number: int
    at: dt.datetime
    who: str
    action: str
    about: str
    told: Mapping[str, Any]
    before: str
    digest: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying one organization's chain. fault -- '' when it holds, else what is wrong and from where."""

    organization: str
    events: int
    fault: str = ""
    signed_days: int = 0


def add_event(
    connection: Connection, organization: str, who: str, action: str, about: str,
    told: Mapping[str, Any] | None = None, *, at: dt.datetime,
) -> Event:  # fmt: skip
    """Adds a row to an organization's chain, in the caller's transaction; the chain's end is locked until that ends."""
    last, before = lock_chain(connection, organization)
    number, facts = last + 1, dict(told or {})
    digest = digest_of(organization, number, at, who, action, about, facts, before)
    made = Event(organization, number, at, who, action, about, facts, before, digest)
    connection.execute(
        insert(event).values(organization=organization, number=number, at=at, who=who, action=action, about=about,
                             told=facts, before=before, digest=digest)
    )  # fmt: skip
    moved = connection.execute(
        update(event_head)
        .where(event_head.c.organization == organization, event_head.c.number == last)
        .values(number=number, digest=digest)
    )
    if moved.rowcount != 1:
        raise Conflict("The audit trail moved on while it was written.", "Try again.")
    return made


def lock_chain(connection: Connection, organization: str) -> tuple[int, str]:
    """The end of the chain (number, digest), held for the caller's transaction: what it counts meanwhile, nobody else counts."""
    query = select(event_head.c.number, event_head.c.digest).where(event_head.c.organization == organization)
    head = connection.execute(query.with_for_update()).first()
    if head is None:
        raise NotFound(
            f"Organization {organization} has no audit trail.", "Organizations are made by Accord, not by hand."
        )
    return head.number, head.digest


def begin_chain(connection: Connection, organization: str) -> None:
    """The empty chain of a new organization."""
    connection.execute(insert(event_head).values(organization=organization, number=0, digest=FIRST))


def digest_of(
    organization: str, number: int, at: dt.datetime, who: str, action: str, about: str, told: Mapping[str, Any],
    before: str,
) -> str:  # fmt: skip
    """SHA-256 of a row and the digest of the row before it."""
    row = [
        organization,
        number,
        at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        who,
        action,
        about,
        told,
        before,
    ]
    return hashlib.sha256(
        json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def events_of(connection: Connection, organization: str, about: str | None = None, after: int = 0) -> Iterator[Event]:
    """The rows in their order; about -- only those that concern one thing."""
    while True:
        query = select(event).where(event.c.organization == organization, event.c.number > after)
        if about is not None:
            query = query.where(event.c.about == about)
        rows = connection.execute(query.order_by(event.c.number).limit(AT_ONCE)).all()
        for row in rows:
            yield Event(
                row.organization, row.number, row.at, row.who, row.action, row.about, row.told, row.before, row.digest
            )
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].number


def verify_chain(connection: Connection, organization: str) -> Verified:
    """Does every row follow from the one before it, up to the head, and do the signed heads stand in the chain?"""
    number, before, digests = 0, FIRST, dict[int, str]()
    signed = connection.execute(select(signed_head).where(signed_head.c.organization == organization)).all()
    wanted = {row.number for row in signed}
    for one in events_of(connection, organization):
        if one.number != number + 1:
            return Verified(organization, number, f"row {number + 1} is missing")
        told = digest_of(organization, one.number, one.at, one.who, one.action, one.about, one.told, before)
        if one.before != before or one.digest != told:
            return Verified(organization, number, f"row {one.number} was changed, or a row before it")
        number, before = one.number, one.digest
        if number in wanted:
            digests[number] = before
    head = connection.execute(select(event_head).where(event_head.c.organization == organization)).first()
    if head is None or (head.number, head.digest) != (number, before):
        return Verified(organization, number, f"rows after {number} are missing")
    for row in signed:
        if digests.get(row.number, FIRST if row.number == 0 else "") != row.digest:
            return Verified(organization, number, f"the head signed on {row.day} does not stand in the chain")
        if not _signature_holds(row.public_key, row.signature, organization, row.day, row.number, row.digest):
            return Verified(organization, number, f"the signature of {row.day} does not hold")
    return Verified(organization, number, signed_days=len(signed))


def sign_head(connection: Connection, organization: str, day: dt.date) -> str | None:
    """Signs the present head for a day, once; the line to keep elsewhere, or None where that day is signed already."""
    known = select(signed_head.c.day).where(signed_head.c.organization == organization, signed_head.c.day == day)
    if connection.execute(known).first() is not None:
        return None
    head = connection.execute(select(event_head).where(event_head.c.organization == organization)).one()
    key = _signing_key()
    public = key.public_key().public_bytes_raw().hex()
    signature = key.sign(_signed_words(organization, day, head.number, head.digest)).hex()
    connection.execute(
        insert(signed_head).values(organization=organization, day=day, number=head.number, digest=head.digest,
                                   public_key=public, signature=signature)
    )  # fmt: skip
    return f"{organization} {day} {head.number} {head.digest} {public} {signature}"


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(site_key(b"audit"))


def _signed_words(organization: str, day: dt.date, number: int, digest: str) -> bytes:
    return f"accord audit head\n{organization}\n{day}\n{number}\n{digest}\n".encode()


def _signature_holds(public: str, signature: str, organization: str, day: dt.date, number: int, digest: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), _signed_words(organization, day, number, digest))
    except (InvalidSignature, ValueError):
        return False
    return public == _signing_key().public_key().public_bytes_raw().hex()
