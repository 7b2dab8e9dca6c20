"""Passwords: kept as argon2id, checked in the same time whether or not there is somebody to check them for."""

from __future__ import annotations

import datetime as dt
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, update

from accord.access.challenges import forget_challenges
from accord.access.common_passwords import is_common
from accord.access.organizations import SYSTEM, email_of, sessions_end_for
from accord.access.roles import Act, Person, check_may
from accord.access.tries import forget_tries, mail_key
from accord.audit.chain import add_event
from accord.db.engine import Database
from accord.db.tables import person as people
from accord.errors import Forbidden, Invalid

LEAST, MOST = 12, 256  # characters
FIRST_LINK = "first_link"  # a challenge that its person answers with a first password
# More than OWASP's least for argon2id (46 MiB and one pass, cheat sheet on password storage); raised as machines get faster.
HASHER = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1)
# Each check takes 46 MiB and a core: more at once would let a crowd at the door fill the memory.
_AT_ONCE = threading.BoundedSemaphore(4)


def set_password(database: Database, by: Person | None, person: Person, password: str, now: dt.datetime) -> None:
    """A new password for a person; whoever was signed in as them is signed out.

    by -- the person themselves or an administrator of their organization; None for the command line of the machine.
    Raises Forbidden, Invalid.
    """
    if by is not None and by.id != person.id:
        check_may(by, Act.MANAGE_PEOPLE)
        if by.organization != person.organization:
            raise Forbidden("This person belongs to another organization.")
    with database.reading() as connection:
        email = email_of(connection, person.id)
    check_password(password, person.name, email)
    kept = hashed(password)
    with database.at_the_door().writing() as connection:
        keep_password(connection, by.id if by else SYSTEM, person, kept, now)


def keep_password(connection: Connection, by: str, person: Person, kept: str, now: dt.datetime) -> None:
    """Keeps a hashed password within a transaction; sessions, tries and one-time links of before count no more."""
    connection.execute(update(people).where(people.c.id == person.id).values(password=kept))
    forget_tries(connection, mail_key(email_of(connection, person.id)))
    forget_challenges(connection, FIRST_LINK, person.id)
    sessions_end_for(connection, person.id)
    add_event(connection, person.organization, by, "password_set", f"person {person.id}", at=now)


def check_password(password: str, name: str, email: str) -> None:
    """Raises Invalid for a password that is too short, too long, known to everybody or the person's own name."""
    plain = _plain(password)
    if len(plain) < LEAST:
        raise Invalid(f"A password has at least {LEAST} characters.", "Several words in a row are easy to remember.")
    if len(plain) > MOST:
        raise Invalid(f"A password has at most {MOST} characters.")
    folded = _bare(plain)
    if folded in {_bare(own) for own in (name, email, email.partition("@")[0], name + email)} or not folded:
        raise Invalid("A password is not the person's name or e-mail address.", "Take words that nobody would guess.")
    if is_common(plain):
        raise Invalid("This password is one of those that are tried first.", "Take words that nobody would guess.")


def hashed(password: str) -> str:
    """The password as it is kept: argon2id with its salt and cost."""
    with _AT_ONCE:
        return HASHER.hash(_plain(password))


def holds(kept: str, password: str) -> bool:
    """Is it the password? kept '' -- there is none: the answer is no, and takes as long."""
    with _AT_ONCE:
        try:
            return HASHER.verify(kept or _nobodys(), _plain(password)[: MOST + 1]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def is_weak(kept: str) -> bool:
    """Was it kept at another cost than is usual now? Then it is kept anew at the next sign-in."""
    return HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return HASHER.hash("nobody has this password")


def _plain(password: str) -> str:
    """One form for what different keyboards send for the same characters (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _bare(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
