"""An organization's audit trail as lines of JSON, with all that is needed to verify it elsewhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from accord.audit.chain import events_of
from accord.db.tables import organization, signed_head
from accord.errors import NotFound


def audit_lines(connection: Connection, organization_id: str) -> Iterator[str]:
    """A line for the organization, one for each event in order, one for each signed head. `kind` tells which."""
    home = connection.execute(select(organization).where(organization.c.id == organization_id)).one()
    yield _line("organization", id=home.id, name=home.name, side=home.side, time_zone=home.time_zone)
    for one in events_of(connection, organization_id):
        yield _line(
            "event", organization=one.organization, number=one.number, at=one.at, who=one.who, action=one.action,
            about=one.about, told=one.told, before=one.before, digest=one.digest,
        )  # fmt: skip
    heads = select(signed_head).where(signed_head.c.organization == organization_id).order_by(signed_head.c.day)
    for row in connection.execute(heads):
        yield _line(
            "signed_head", organization=row.organization, day=row.day.isoformat(), number=row.number, digest=row.digest,
            public_key=row.public_key, signature=row.signature,
        )  # fmt: skip


def signed_line(connection: Connection, organization_id: str, day: dt.date) -> str:
    """The signed head of a day, as the line that is kept elsewhere. Raises NotFound."""
    mine = (signed_head.c.organization == organization_id, signed_head.c.day == day)
    row = connection.execute(select(signed_head).where(*mine)).first()
    if row is None:
        raise NotFound(f"Nothing is signed for {day}.", "Run 'accord audit sign'.")
    return f"{row.organization} {row.day} {row.number} {row.digest} {row.public_key} {row.signature}"


def _line(kind: str, **told: Any) -> str:
    return json.dumps({"kind": kind, **told}, ensure_ascii=False, separators=(",", ":"), default=_time) + "\n"


def _time(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
