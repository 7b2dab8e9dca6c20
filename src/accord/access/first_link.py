"""The one-time link with which a person first signs in, or again after all was lost: it leads to choosing a password.

Whoever made the link does not learn the password. Until it is used, what the person had before stays good.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from accord.access.challenges import forget_challenges, make_challenge, open_challenge
from accord.access.organizations import SYSTEM, email_of, person_of
from accord.access.passwords import FIRST_LINK, check_password, hashed, keep_password
from accord.access.roles import Act, Person, check_may
from accord.access.sessions import Session, begin_session
from accord.audit.chain import add_event
from accord.db.engine import Database, bind
from accord.errors import Forbidden, NotFound
from accord.settings import settings

LIFE = dt.timedelta(hours=72)
PATH = "/welcome"


def make_first_link(database: Database, by: Person | None, person: Person, now: dt.datetime) -> str:
    """The address that the person opens once within 72 hours; a link made before is good no more.

    by -- an administrator of their organization; None for the command line of the machine. Raises Forbidden.
    """
    if by is not None:
        check_may(by, Act.MANAGE_PEOPLE)
        if by.organization != person.organization:
            raise Forbidden("This person belongs to another organization.")
    with database.writing() as connection:
        forget_challenges(connection, FIRST_LINK, person.id)
        made = make_challenge(connection, FIRST_LINK, now, person.id, LIFE)
        about = f"person {person.id}"
        add_event(connection, person.organization, by.id if by else SYSTEM, "first_link_made", about, at=now)
    return f"{settings().address}{PATH}?link={made.name}"


def who_is_welcome(database: Database, link: str, now: dt.datetime) -> tuple[Person, str]:
    """For whom a link is, and their e-mail address; looking at it does not use it. Raises Forbidden."""
    with database.at_the_door().writing() as connection:
        return _welcomed(connection, link, now)


def enter_by_link(database: Database, link: str, password: str, now: dt.datetime, device: str = "") -> Session:
    """Keeps the password that the person chose, and a session for them; the link is used. Raises Forbidden, Invalid."""
    person, email = who_is_welcome(database, link, now)
    check_password(password, person.name, email)
    kept = hashed(password)
    with database.at_the_door().writing() as connection:
        person, _ = _welcomed(connection, link, now)
        bind(connection, person.organization)
        keep_password(connection, person.id, person, kept, now)
        return begin_session(connection, person.id, "link", now, device)


def _welcomed(connection: Connection, link: str, now: dt.datetime) -> tuple[Person, str]:
    """Raises Forbidden for a link that is over or was used, and for one of who may no longer act."""
    asked = open_challenge(connection, FIRST_LINK, link, now)
    try:
        if asked is not None and asked.person is not None:
            return person_of(connection, asked.person), email_of(connection, asked.person)
    except NotFound:
        pass
    raise Forbidden("This link is no longer good, or was used.", "Ask who sent it to you for a new one.")
