"""Signing in with a password, and the session that comes of it: 30 minutes without a page end it, and 12 hours in any case.

Of the token that the browser holds only a digest is kept: who reads the database cannot act as anybody.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from accord.access.challenges import digest_of
from accord.access.organizations import SYSTEM, person_of, sessions_end_for
from accord.access.passwords import hashed, holds, is_weak
from accord.access.roles import Person
from accord.access.tries import (
    BY_CALLER,
    BY_MAIL,
    MustWait,
    caller_key,
    count_try,
    forget_old_tries,
    forget_tries,
    mail_key,
    take_back_try,
    write_again,
)
from accord.audit.chain import add_event
from accord.db.engine import Database, bind
from accord.db.sealing import site_key
from accord.db.tables import person as people
from accord.db.tables import session as sessions
from accord.errors import Forbidden, NotFound

IDLE = dt.timedelta(minutes=30)
LONGEST = dt.timedelta(hours=12)
REMEMBERED = dt.timedelta(days=1)  # whose it was, once it is over: what they wrote may still come
TOUCH = dt.timedelta(minutes=1)
LONGEST_DEVICE = 60
SET_BACK = dt.timedelta(minutes=2)  # by so much the clocks of a site's machines may differ


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in. token -- for the browser's cookie alone; form_token -- stands in every form of theirs.

    proved_at -- when they last showed who they are, here at this session; opened -- cases that they see for the moment
    (`break_glass`), and until when.
    """

    token: str
    form_token: str
    person: Person
    made_at: dt.datetime
    seen_at: dt.datetime
    ends_at: dt.datetime
    proved_at: dt.datetime
    opened: Mapping[str, dt.datetime] = field(default_factory=dict[str, dt.datetime])


def sign_in(
    database: Database, email: str, password: str, now: dt.datetime, caller: str = "", device: str = ""
) -> Session:
    """A session for who knows the password. caller -- the network address from which it is asked; device -- in words.

    Raises Forbidden, with the same sentence and after the same time whatever was wrong; MustWait (a Forbidden) after too many
    tries.
    """
    door = database.at_the_door()
    with door.writing() as connection:
        if caller:
            count_try(connection, caller_key(caller), BY_CALLER, now)
        locks = count_try(connection, mail_key(email), BY_MAIL, now)
        forget_old_tries(connection, now)
        known = connection.execute(select(people).where(people.c.email == email.strip().casefold())).first()
    right = holds(known.password if known else "", password)
    if known is None or not right or not known.active:
        _tell_failure(
            door, mail_key(email), known.organization if known else None, known.id if known else "", locks, now
        )
        raise _refused()
    better = hashed(password) if is_weak(known.password) else known.password
    with door.writing() as connection:
        still = (people.c.id == known.id, people.c.password == known.password, people.c.active)
        if connection.execute(update(people).where(*still).values(password=better)).rowcount != 1:
            raise _refused()
        if (
            caller
        ):  # rows are taken in the order of the first transaction: two that sign in at once wait, and do not block
            take_back_try(connection, caller_key(caller))
        forget_tries(connection, mail_key(email))
        return begin_session(connection, known.id, "password", now, device)


def begin_session(connection: Connection, person_id: str, way: str, now: dt.datetime, device: str = "") -> Session:
    """A session for a person who has shown who they are. way -- how: password, passkey, oidc, link. Raises NotFound."""
    person = person_of(connection, person_id)
    bind(connection, person.organization)
    token = secrets.token_urlsafe(32)
    made = Session(token, form_token_of(token), person, now, now, now + LONGEST, now)
    over = select(sessions.c.digest).where(sessions.c.ends_at <= now - REMEMBERED).with_for_update(skip_locked=True)
    connection.execute(delete(sessions).where(sessions.c.digest.in_(over)))
    connection.execute(
        insert(sessions).values(
            digest=digest_of(token), person=person_id, made_at=now, seen_at=now, ends_at=made.ends_at, proved_at=now, way=way,
            device=device[:LONGEST_DEVICE],
        )
    )  # fmt: skip
    add_event(connection, person.organization, person.id, "signed_in", f"person {person.id}", {"with": way}, at=now)
    return made


def session_of(database: Database, token: str, now: dt.datetime) -> Session | None:
    """The session of a token with the person as they are now; None for one that is over or was never there.

    Where the clock was set back to before it was last seen, nobody can tell whether it is over: then it is.
    """
    digest, door = digest_of(token), database.at_the_door()
    with door.reading() as connection:
        row = connection.execute(select(sessions).where(sessions.c.digest == digest)).first()
        if row is None or now >= row.ends_at or not -SET_BACK <= now - row.seen_at < IDLE:
            return None
        try:
            person = person_of(connection, row.person)
        except NotFound:
            return None
    seen = row.seen_at
    if now - seen >= TOUCH:
        with door.writing() as connection:
            last = (sessions.c.digest == digest, sessions.c.seen_at == seen)
            connection.execute(update(sessions).where(*last).values(seen_at=now))
        seen = now
    opened = _still_open(row.break_glass or {}, now)
    person, proved = replace(person, opened=frozenset(opened)), row.proved_at or row.made_at
    return Session(token, form_token_of(token), person, row.made_at, seen, row.ends_at, proved, opened)


def sign_out(database: Database, token: str, now: dt.datetime) -> None:
    """Ends the session; one that is over already stays so."""
    with database.at_the_door().writing() as connection:
        mine = sessions.c.digest == digest_of(token)
        person_id = connection.execute(select(sessions.c.person).where(mine)).scalar()
        if person_id is None or connection.execute(delete(sessions).where(mine)).rowcount != 1:
            return
        home = connection.execute(select(people.c.organization).where(people.c.id == person_id)).scalar_one()
        bind(connection, home)
        add_event(connection, home, person_id, "signed_out", f"person {person_id}", at=now)


def check_form_token(session: Session, given: str) -> None:
    """Raises Forbidden where a form does not come from a page of this session."""
    if not hmac.compare_digest(session.form_token.encode(), given.encode()):
        raise Forbidden("This form does not come from a page of yours.", "Open the page again and send it from there.")


def form_token_of(token: str) -> str:
    """What stands in every form of the session of that token."""
    return hmac.new(site_key(b"form"), token.encode(), sha256).hexdigest()


def _still_open(broken: Mapping[str, str], now: dt.datetime) -> Mapping[str, dt.datetime]:
    told = {case: dt.datetime.fromisoformat(until) for case, until in broken.items()}
    return {case: until for case, until in told.items() if now < until}


def _refused() -> Forbidden:
    return Forbidden(
        "The e-mail address and the password do not fit together, or there is no access for them.",
        "Try again, or ask an administrator.",
    )


def _tell_failure(
    database: Database, key: str, organization: str | None, person_id: str, locks: bool, now: dt.datetime
) -> None:  # fmt: skip
    """In the audit trail of the person's organization; an address that nobody has is in no organization's."""
    with database.writing() as connection:
        if organization is None:
            write_again(connection, key)  # so that the time does not tell who is there
            return
        bind(connection, organization)
        add_event(connection, organization, SYSTEM, "sign_in_failed", f"person {person_id}", at=now)
        if locks:
            add_event(connection, organization, SYSTEM, "locked", f"person {person_id}", at=now)


__all__ = [
    "MustWait", "Session", "begin_session", "check_form_token", "digest_of", "form_token_of", "session_of", "sessions_end_for",
    "sign_in", "sign_out",
]  # fmt: skip
