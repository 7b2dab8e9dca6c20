"""Something asked of a browser that has to come back soon and once: kept by a digest of its name, in the database."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from accord.db.engine import Database
from accord.db.tables import challenge
from accord.errors import Forbidden

LIFE = dt.timedelta(minutes=5)
BYTES = 32


@dataclass(frozen=True, slots=True)
class Challenge:
    """name -- what the browser gives back to say which one it answers; secret -- what it was asked; person -- for whom."""

    name: str
    secret: bytes
    person: str | None = None


def make_challenge(
    connection: Connection, kind: str, now: dt.datetime, person: str | None = None, life: dt.timedelta = LIFE
) -> Challenge:
    """A new challenge, good for five minutes where nothing else is said. Those that are over go."""
    made = Challenge(secrets.token_urlsafe(BYTES), secrets.token_bytes(BYTES), person)
    over = select(challenge.c.digest).where(challenge.c.ends_at <= now).with_for_update(skip_locked=True)
    connection.execute(delete(challenge).where(challenge.c.digest.in_(over)))
    connection.execute(
        insert(challenge).values(digest=digest_of(made.name), kind=kind, person=person, secret=made.secret, ends_at=now + life)
    )  # fmt: skip
    return made


def use_challenge(database: Database, kind: str, name: str, now: dt.datetime) -> Challenge:
    """The challenge, which is then gone, whatever its answer is worth. Raises Forbidden for one that is over or was used."""
    with database.at_the_door().writing() as connection:
        mine = (challenge.c.digest == digest_of(name), challenge.c.kind == kind)
        row = connection.execute(select(challenge).where(*mine)).first()
        used = connection.execute(delete(challenge).where(*mine)).rowcount
    if row is None or used != 1 or row.ends_at <= now:
        raise Forbidden("This took too long, or was sent before.", "Begin again.")
    return Challenge(name, bytes(row.secret), row.person)


def open_challenge(connection: Connection, kind: str, name: str, now: dt.datetime) -> Challenge | None:
    """The challenge, which stays, and is held until the transaction ends; None for one that is over or was used."""
    query = select(challenge).where(challenge.c.digest == digest_of(name), challenge.c.kind == kind)
    row = connection.execute(query.with_for_update()).first()
    return Challenge(name, bytes(row.secret), row.person) if row is not None and now < row.ends_at else None


def forget_challenges(connection: Connection, kind: str, person: str) -> int:
    """A person's challenges of that kind are good no more; how many there were."""
    mine = (challenge.c.kind == kind, challenge.c.person == person)
    return connection.execute(delete(challenge).where(*mine)).rowcount


def digest_of(token: str) -> str:
    """Under which a token is kept, so that who reads the database holds none."""
    return sha256(token.encode()).hexdigest()
