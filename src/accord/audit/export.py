"""An organization's audit trail as lines of JSON, with all that is needed to verify it elsewhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from accord.audit.chain import events_of, heads_of
from accord.db.tables import event_head, organization
from accord.errors import NotFound


def audit_lines(connection: Connection, organization_id: str) -> Iterator[str]:
    """A line for the organization, one for each event in order, one for each signed head, one for the end.

    `kind` tells which.
    """
    home = connection.execute(select(organization).where(organization.c.id == organization_id)).one()
    yield _line("organization", id=home.id, name=home.name, side=home.side, time_zone=home.time_zone)
    for one in events_of(connection, organization_id):
        yield _line(
            "event", organization=one.organization, number=one.number, at=one.at, who=one.who, action=one.action,
            about=one.about, told=one.told, before=one.before, digest=one.digest,
        )  # fmt: skip
    for head in heads_of(connection, organization_id):
        yield _line(
            "signed_head", organization=head.organization, day=head.day.isoformat(), number=head.number,
            digest=head.digest, public_key=head.public_key, signature=head.signature,
        )  # fmt: skip
    end = connection.execute(select(event_head).where(event_head.c.organization == organization_id)).one()
    yield _line("end", number=end.number, digest=end.digest)


def signed_line(connection: Connection, organization_id: str, day: dt.date) -> str:
    """The signed head of a day, as the line that is kept elsewhere. Raises NotFound."""
    for head in heads_of(connection, organization_id):
        if head.day == day:
            return head.line
    raise NotFound(f"Nothing is signed for {day}.", "Run 'accord audit sign'.")


def _line(kind: str, **told: Any) -> str:
    return json.dumps({"kind": kind, **told}, ensure_ascii=False, separators=(",", ":"), default=_time) + "\n"


def _time(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
