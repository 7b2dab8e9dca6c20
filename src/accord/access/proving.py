"""Showing again who one is, before something that would let somebody else in: a passkey, a password.

An open session may be a browser that was left alone; what follows from it alone must not outlast it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select, update

from accord.access.passkeys import Offer, Party, offer_proof, use_passkey
from accord.access.passwords import check_password, hashed, holds, keep_password
from accord.access.sessions import Session, begin_session, digest_of
from accord.access.tries import BY_MAIL, count_try, forget_tries, mail_key
from accord.audit.chain import add_event
from accord.db.engine import Database
from accord.db.tables import passkey
from accord.db.tables import person as people
from accord.db.tables import session as sessions
from accord.errors import Forbidden

HOLDS = dt.timedelta(minutes=10)


class ProofNeeded(Forbidden):
    """The person has to show again who they are."""

    def __init__(self) -> None:
        super().__init__("This needs you to show again who you are.", "Give your password or passkey, and do it then.")


def is_proved(session: Session, now: dt.datetime) -> bool:
    """Did the person show who they are within the last ten minutes?"""
    return now - session.proved_at < HOLDS


def check_proved(session: Session, now: dt.datetime) -> None:
    """Raises ProofNeeded."""
    if not is_proved(session, now):
        raise ProofNeeded


def ways_of(connection: Connection, session: Session) -> tuple[bool, bool]:
    """Has the person a password, and a passkey?"""
    mine = session.person.id
    kept = connection.execute(select(people.c.password).where(people.c.id == mine)).scalar()
    key = connection.execute(select(passkey.c.person).where(passkey.c.person == mine).limit(1)).first()
    return bool(kept), key is not None


def prove_with_password(database: Database, session: Session, password: str, now: dt.datetime) -> None:
    """From now on the session is proved. Raises Forbidden; after too many tries MustWait."""
    _check_password_holds(database, session, password, now)
    with database.at_the_door().writing() as connection:
        _proved(connection, session, "password", now)


def offer_to_prove(database: Database, session: Session, party: Party, now: dt.datetime) -> Offer:
    """Begins a proof with a passkey."""
    return offer_proof(database, session.person, party, now)


def prove_with_passkey(
    database: Database, session: Session, party: Party, offer: str, answer: str, now: dt.datetime
) -> None:
    """From now on the session is proved. Raises Forbidden, Invalid."""

    def then(connection: Connection, _: str) -> None:
        _proved(connection, session, "passkey", now)

    use_passkey(database, party, offer, answer, now, then, of=session.person.id)


def change_password(
    database: Database, session: Session, current: str, password: str, now: dt.datetime, device: str = ""
) -> Session:
    """A new password for oneself; every session ends, and a new one begins here.

    current -- the password so far; of who has none, the session has to be proved. Raises Forbidden (MustWait), Invalid.
    """
    person = session.person
    with database.reading() as connection:
        has, _ = ways_of(connection, session)
        email = connection.execute(select(people.c.email).where(people.c.id == person.id)).scalar_one()
    if has:
        _check_password_holds(database, session, current, now)
    else:
        check_proved(session, now)
    check_password(password, person.name, email)
    kept = hashed(password)
    with database.at_the_door().writing() as connection:
        _check_open(connection, session)
        keep_password(connection, person.id, person, kept, now)
        return begin_session(connection, person.id, "password", now, device)


def _check_password_holds(database: Database, session: Session, password: str, now: dt.datetime) -> None:
    """Tries are counted as at the door: who found an open session guesses no faster."""
    person = session.person
    with database.at_the_door().writing() as connection:
        row = connection.execute(select(people.c.email, people.c.password).where(people.c.id == person.id)).one()
        count_try(connection, mail_key(row.email), BY_MAIL, now)
    right = holds(row.password, password)
    with database.at_the_door().writing() as connection:
        if right:
            forget_tries(connection, mail_key(row.email))
            return
        add_event(connection, person.organization, person.id, "proof_failed", f"person {person.id}", at=now)
    raise Forbidden("This is not your password.", "Try again, or ask an administrator for a one-time link.")


def _proved(connection: Connection, session: Session, way: str, now: dt.datetime) -> None:
    mine = (sessions.c.digest == digest_of(session.token), sessions.c.person == session.person.id)
    _check_open(connection, session)
    connection.execute(update(sessions).where(*mine).values(proved_at=now))
    about, told = f"person {session.person.id}", {"with": way}
    add_event(connection, session.person.organization, session.person.id, "proved", about, told, at=now)


def _check_open(connection: Connection, session: Session) -> None:
    mine = (sessions.c.digest == digest_of(session.token), sessions.c.person == session.person.id)
    if connection.execute(select(sessions.c.person).where(*mine).with_for_update()).first() is None:
        raise Forbidden("You are no longer signed in.", "Sign in again.")
