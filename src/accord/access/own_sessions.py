"""A person's sessions as they see and end them: on which device, since when, when it was last used."""

from __future__ import annotations

import datetime as dt
import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from accord.access.sessions import IDLE, Session, digest_of
from accord.audit.chain import add_event
from accord.db.engine import Database
from accord.db.sealing import site_key
from accord.db.tables import session as sessions
from accord.errors import NotFound


@dataclass(frozen=True, slots=True)
class KeptSession:
    """name -- says which one, and opens nothing; way -- how it began; here -- is it the one that asks?"""

    name: str
    device: str
    way: str
    made_at: dt.datetime
    seen_at: dt.datetime
    ends_at: dt.datetime
    here: bool


def sessions_of(connection: Connection, session: Session, now: dt.datetime) -> list[KeptSession]:
    """Those of the person that are not over, the one that asks first, then the one used last."""
    here = digest_of(session.token)
    found = [
        KeptSession(_name(row.digest), row.device, row.way, row.made_at, row.seen_at, min(row.ends_at, row.seen_at + IDLE),
                    row.digest == here)
        for row in _rows(connection, session, now)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.here, -one.seen_at.timestamp()))


def end_session(database: Database, session: Session, name: str, now: dt.datetime) -> None:
    """Ends another session of the person. Raises NotFound for one that is over, or somebody else's."""
    with database.writing() as connection:
        mine = [row.digest for row in _rows(connection, session, now) if hmac.compare_digest(_name(row.digest), name)]
        if not mine or _ended(connection, session, mine, now) != 1:
            raise NotFound("There is no such session.", "It may be over already.")


def end_other_sessions(database: Database, session: Session, now: dt.datetime) -> int:
    """Ends all sessions of the person but the one that asks; how many there were."""
    here = digest_of(session.token)
    with database.writing() as connection:
        return _ended(
            connection, session, [row.digest for row in _rows(connection, session, now) if row.digest != here], now
        )


def _rows(connection: Connection, session: Session, now: dt.datetime) -> list[Row[Any]]:
    mine = (sessions.c.person == session.person.id, sessions.c.ends_at > now, sessions.c.seen_at > now - IDLE)
    return list(connection.execute(select(sessions).where(*mine)).all())


def _ended(connection: Connection, session: Session, digests: list[str], now: dt.datetime) -> int:
    """In one row of the audit trail, however many they are."""
    person = session.person
    ended = connection.execute(delete(sessions).where(sessions.c.digest.in_(digests))).rowcount if digests else 0
    if ended:
        told = {"sessions": ended}
        add_event(connection, person.organization, person.id, "sessions_ended", f"person {person.id}", told, at=now)
    return ended


def _name(digest: str) -> str:
    return hmac.new(site_key(b"session name"), digest.encode(), sha256).hexdigest()[:16]
