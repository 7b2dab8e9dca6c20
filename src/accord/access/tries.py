"""How often somebody may try to sign in: counted in the database, so that all web processes count together.

A try is counted before it is looked at; many at once get no further than one after the other. What is counted is kept as a
digest, for addresses that nobody has as for those that somebody has, so that waiting tells nothing about who is there.
"""

from __future__ import annotations

import datetime as dt
import hmac
import math
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from accord.db.engine import Database
from accord.db.sealing import site_key
from accord.db.tables import sign_in_try
from accord.errors import Forbidden


@dataclass(frozen=True, slots=True)
class Limit:
    """free -- tries before the first lock; then each try locks for twice as long, from `first` up to `longest`.

    forgotten -- after so long since the first of them the tries count no more.
    """

    free: int
    first: dt.timedelta
    longest: dt.timedelta
    forgotten: dt.timedelta


BY_MAIL = Limit(5, dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(hours=24))
# What is asked for before anybody has shown anything, and costs a row: offers of passkeys, ways to the sign-in service, links.
BY_OFFER = Limit(60, dt.timedelta(minutes=1), dt.timedelta(minutes=15), dt.timedelta(minutes=15))
# Many people of one clinic come from one address, and a sign-in that succeeds is not counted.
BY_CALLER = Limit(30, dt.timedelta(minutes=1), dt.timedelta(minutes=15), dt.timedelta(hours=1))


WINDOW = 60.0  # seconds in which the requests of a session are counted


class MustWait(Forbidden):
    """Too many tries. seconds -- how long to wait (HTTP's Retry-After)."""

    def __init__(self, seconds: int) -> None:
        minutes = -(-seconds // 60)
        super().__init__(
            "There were too many tries to sign in.",
            f"Wait {minutes} minute{'s' if minutes > 1 else ''} and try again, or ask an administrator for a one-time link.",
        )
        self.seconds = seconds


def mail_key(email: str) -> str:
    """Under which the tries with an e-mail address are counted."""
    return _digest(f"mail {email.strip().casefold()}")


def caller_key(caller: str) -> str:
    """Under which the tries from a caller's address are counted."""
    return _digest(f"caller {caller}")


def count_try(connection: Connection, key: str, limit: Limit, now: dt.datetime) -> bool:
    """Counts a try; is there a lock from now on, unless it turns out to be the right one? Raises MustWait if there is one."""
    _begin(connection, key, now)
    row = connection.execute(select(sign_in_try).where(sign_in_try.c.digest == key).with_for_update()).one()
    if row.locked_until is not None and row.locked_until > now:
        raise MustWait(math.ceil((row.locked_until - now).total_seconds()))
    tries, since = (1, now) if now - row.since > limit.forgotten else (row.tries + 1, row.since)
    over = tries - limit.free
    until = now + min(limit.first * 2 ** min(over, 20), limit.longest) if over >= 0 else None
    connection.execute(
        update(sign_in_try).where(sign_in_try.c.digest == key).values(tries=tries, since=since, locked_until=until)
    )
    return until is not None


def count_offer(database: Database, caller: str, now: dt.datetime) -> None:
    """Counts what a caller asks for without having shown anything yet. Raises MustWait."""
    with database.at_the_door().writing() as connection:
        count_try(connection, _digest(f"offer {caller}"), BY_OFFER, now)


def take_requests(database: Database, token: str, wanted: int, most: int, now: dt.datetime) -> int:
    """Takes requests of a session ahead of their coming, of as many as it may send in a minute to all processes together.

    Gives how many, one at least. Raises MustWait where none are left.
    """
    key = _digest(f"requests {token}")
    with database.at_the_door().writing() as connection:
        _begin(connection, key, now)
        row = connection.execute(select(sign_in_try).where(sign_in_try.c.digest == key).with_for_update()).one()
        spent = (now - row.since).total_seconds()
        tries, since = (row.tries, row.since) if 0 <= spent < WINDOW else (0, now)  # a clock set back begins anew
        if tries >= most:
            raise MustWait(math.ceil(WINDOW - spent))
        given = min(wanted, most - tries)
        told = update(sign_in_try).where(sign_in_try.c.digest == key)
        connection.execute(told.values(tries=tries + given, since=since))
    return given


def take_back_try(connection: Connection, key: str) -> None:
    """The try was the right one: it does not count, and locks nobody out."""
    connection.execute(
        update(sign_in_try)
        .where(sign_in_try.c.digest == key, sign_in_try.c.tries > 0)
        .values(tries=sign_in_try.c.tries - 1, locked_until=None)
    )


def write_again(connection: Connection, key: str) -> None:
    """Changes nothing, and costs a write to the disk as the audit row of somebody's failure does."""
    connection.execute(update(sign_in_try).where(sign_in_try.c.digest == key).values(tries=sign_in_try.c.tries))


def forget_tries(connection: Connection, key: str) -> None:
    """No tries any more."""
    connection.execute(delete(sign_in_try).where(sign_in_try.c.digest == key))


def forget_old_tries(connection: Connection, now: dt.datetime) -> None:
    """Takes away what counts no more, so that addresses that came once do not stay."""
    over = or_(sign_in_try.c.locked_until.is_(None), sign_in_try.c.locked_until < now)
    old = select(sign_in_try.c.digest).where(sign_in_try.c.since < now - BY_MAIL.forgotten, over)
    free = old.with_for_update(skip_locked=True)  # nobody waits for somebody else's row just to tidy up
    connection.execute(delete(sign_in_try).where(sign_in_try.c.digest.in_(free)))


def _begin(connection: Connection, key: str, now: dt.datetime) -> None:
    """A row to count in, whoever else begins it at the same time."""
    made = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(sign_in_try)
    connection.execute(made.values(digest=key, tries=0, since=now).on_conflict_do_nothing())


def _digest(words: str) -> str:
    return hmac.new(site_key(b"tries"), words.encode(), sha256).hexdigest()
