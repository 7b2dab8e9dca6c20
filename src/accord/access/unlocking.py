"""Locks that failed tries to sign in put on the people of an organization: who has to wait, and an end of waiting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select

from accord.access import Act, Person, check_may
from accord.access.organizations import email_of
from accord.access.tries import forget_tries, mail_key
from accord.audit.chain import add_event
from accord.db.engine import Database, bind
from accord.db.tables import sign_in_try
from accord.errors import Conflict, NotFound


def locks_of(database: Database, emails: Mapping[str, str], now: dt.datetime) -> Mapping[str, dt.datetime]:
    """Person's id -> until when their password is not asked for. emails -- person's id -> the address they sign in with."""
    keys = {mail_key(email): who for who, email in emails.items()}
    query = select(sign_in_try.c.digest, sign_in_try.c.locked_until).where(
        sign_in_try.c.digest.in_(keys), sign_in_try.c.locked_until > now
    )
    with database.at_the_door().reading() as connection:
        return {keys[row.digest]: row.locked_until for row in connection.execute(query)}


def unlock(database: Database, by: Person, who: Person, now: dt.datetime) -> None:
    """The person may try again at once; the tries so far count no more. Raises Forbidden, NotFound, Conflict where no lock is."""
    check_may(by, Act.MANAGE_PEOPLE)
    if who.organization != by.organization:
        raise NotFound("There is no such person.")
    with database.at_the_door().writing() as connection:
        key = mail_key(email_of(connection, who.id))
        locked = select(sign_in_try.c.digest).where(sign_in_try.c.digest == key, sign_in_try.c.locked_until > now)
        if connection.execute(locked.with_for_update()).first() is None:
            raise Conflict(
                "There is no lock on this person.", "They may try to sign in; make a one-time link if they cannot."
            )
        forget_tries(connection, key)
        bind(connection, who.organization)
        add_event(connection, who.organization, by.id, "unlocked", f"person {who.id}", at=now)
