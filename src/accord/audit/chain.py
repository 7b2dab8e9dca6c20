"""The audit trail: one row for each change and each view of a record, each bound to the one before it by its digest.

Rows are only added, in the transaction of what they tell. Who changes, moves or takes away a row breaks the chain from there
on; who takes away the end is found by the head, and by the heads that are signed each day and kept elsewhere (`heads`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from accord.audit.heads import Head, known_keys, signed, signing_key
from accord.audit.rows import FIRST as FIRST
from accord.audit.rows import Event as Event
from accord.audit.rows import digest_of as digest_of
from accord.audit.verifying import HEAD_SIGNED, Verified, verified
from accord.db.tables import event, event_head, signed_head
from accord.errors import Conflict, Invalid, NotFound

AT_ONCE = 2_000


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


def verify_chain(connection: Connection, organization: str, kept: Sequence[Head] = ()) -> Verified:
    """Does every row follow from the one before it, up to the head, and do the signed and the kept heads stand in the chain?"""
    end = connection.execute(select(event_head).where(event_head.c.organization == organization)).first()
    return verified(
        organization, events_of(connection, organization), heads_of(connection, organization),
        (end.number, end.digest) if end is not None else None, known_keys(), kept,
    )  # fmt: skip


def heads_of(connection: Connection, organization: str) -> list[Head]:
    """The signed heads, the oldest day first."""
    query = select(signed_head).where(signed_head.c.organization == organization).order_by(signed_head.c.day)
    return [
        Head(row.organization, row.day, row.number, row.digest, row.public_key, row.signature)
        for row in connection.execute(query)
    ]


def sign_head(connection: Connection, organization: str, day: dt.date, now: dt.datetime) -> str | None:
    """Signs the present head for a day, once; the line to keep elsewhere, or None where that day is signed already.

    That it was signed is the next row, so that a signed head which is taken away is missed. Raises Invalid without a key.
    """
    number, digest = lock_chain(connection, organization)  # of several workers one signs
    known = select(signed_head.c.day).where(signed_head.c.organization == organization, signed_head.c.day == day)
    if connection.execute(known).first() is not None:
        return None
    key = signing_key()
    if key is None:
        raise Invalid(
            "This process has no key to sign with, and the settings name the keys that count.",
            "Set ACCORD_AUDIT_KEY where trails are signed.",
        )
    head = signed(key, organization, day, number, digest)
    connection.execute(
        insert(signed_head).values(organization=organization, day=day, number=number, digest=digest,
                                   public_key=head.public_key, signature=head.signature)
    )  # fmt: skip
    told = {"day": str(day), "number": number, "digest": digest}
    add_event(connection, organization, "system", HEAD_SIGNED, f"organization {organization}", told, at=now)
    return head.line
