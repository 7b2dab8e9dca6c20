"""Breaking the glass: one case, for an hour, opened with a reason by somebody whose roles do not show them cases.

It is for an administrator who has to look at a case that goes wrong while nobody whose case it is can be reached. They see it;
what is done with a case still needs the role for it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from accord.access.roles import Act, Person, check_may, may
from accord.access.sessions import Session, digest_of
from accord.audit.chain import add_event
from accord.db.engine import Database
from accord.db.sealing import unveiled, veiled
from accord.db.tables import case, event
from accord.db.tables import session as sessions
from accord.errors import Conflict, Forbidden, Invalid, NotFound

LASTS = dt.timedelta(hours=1)
LEAST_REASON, MOST_REASON = 20, 1_000
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Broken:
    """One time that the glass was broken: when, who, which case, why, until when it was open."""

    at: dt.datetime
    who: str
    case: str
    reason: str
    until: dt.datetime


def check_may_break(person: Person) -> None:
    """Raises Forbidden for who may not, Conflict for who sees all cases of their organization anyhow."""
    check_may(person, Act.BREAK_GLASS)
    if may(person, Act.SEE_CASES):
        raise Conflict("You see the cases of your organization without it.", "Open the case.")


def may_break(person: Person) -> bool:
    """May the person, and is there anything for them to break?"""
    return may(person, Act.BREAK_GLASS) and not may(person, Act.SEE_CASES)


def break_glass(database: Database, session: Session, case_id: str, reason: str, now: dt.datetime) -> dt.datetime:
    """Opens the case to this session; until when. The reason is kept in the audit trail.

    Raises Forbidden, Invalid, NotFound, Conflict for a case that the person sees anyhow.
    """
    person, words = session.person, " ".join(reason.split())
    check_may_break(person)
    if not LEAST_REASON <= len(words) <= MOST_REASON:
        raise Invalid(
            f"A reason has {LEAST_REASON} to {MOST_REASON} characters.",
            "Say why you of all people have to look, and why now.",
        )
    until = min(now + LASTS, session.ends_at)
    with database.writing() as connection:
        known = select(case.c.id).where(case.c.id == case_id, case.c.organization == person.organization)
        if connection.execute(known).first() is None:
            raise NotFound("There is no such case.", "It may belong to another organization.")
        mine = (sessions.c.digest == digest_of(session.token), sessions.c.person == person.id)
        row = connection.execute(select(sessions.c.break_glass).where(*mine).with_for_update()).first()
        if row is None:
            raise Forbidden("You are no longer signed in.", "Sign in again.")
        opened: dict[str, str] = {**(row.break_glass or {}), case_id: until.isoformat()}
        connection.execute(update(sessions).where(*mine).values(break_glass=opened))
        told = {"reason": veiled(words), "until": until.isoformat()}
        add_event(connection, person.organization, person.id, "glass_broken", f"case {case_id}", told, at=now)
    return until


def close_again(database: Database, session: Session, case_id: str, now: dt.datetime) -> None:
    """The case is closed to this session before its hour is over. Raises NotFound where it is not open."""
    person = session.person
    with database.writing() as connection:
        mine = (sessions.c.digest == digest_of(session.token), sessions.c.person == person.id)
        row = connection.execute(select(sessions.c.break_glass).where(*mine).with_for_update()).first()
        opened: dict[str, str] = dict(row.break_glass or {}) if row is not None else {}
        if dt.datetime.fromisoformat(opened.pop(case_id, now.isoformat())) <= now:
            raise NotFound("This case is not open to you.", "Its hour may be over.")
        connection.execute(update(sessions).where(*mine).values(break_glass=opened))
        add_event(connection, person.organization, person.id, "glass_closed", f"case {case_id}", at=now)


def broken_in(connection: Connection, organization: str) -> list[Broken]:
    """Each time that the glass was broken in an organization, the newest first."""
    mine = (event.c.organization == organization, event.c.action == "glass_broken")
    rows = connection.execute(select(event).where(*mine).order_by(event.c.number.desc()).limit(MOST_SHOWN))
    return [
        Broken(row.at, row.who, row.about.removeprefix("case "), unveiled(row.told["reason"]),
               dt.datetime.fromisoformat(row.told["until"]))
        for row in rows
    ]  # fmt: skip
