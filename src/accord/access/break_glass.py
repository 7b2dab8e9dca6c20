"""Breaking the glass: one case, for an hour, opened with a reason by somebody whose roles do not show them cases.

It is for an administrator who has to look at a case that goes wrong while nobody whose case it is can be reached. They see it;
what is done with a case still needs the role for it.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select, update

from accord.access.roles import Act, check_may, may
from accord.access.sessions import Session, digest_of
from accord.audit.chain import add_event
from accord.db.engine import Database
from accord.db.sealing import veiled
from accord.db.tables import case
from accord.db.tables import session as sessions
from accord.errors import Conflict, Forbidden, Invalid, NotFound

LASTS = dt.timedelta(hours=1)
LEAST_REASON, MOST_REASON = 20, 1_000


def break_glass(database: Database, session: Session, case_id: str, reason: str, now: dt.datetime) -> dt.datetime:
    """Opens the case to this session; until when. The reason is kept in the audit trail.

    Raises Forbidden, Invalid, NotFound, Conflict for a case that the person sees anyhow.
    """
    person, words = session.person, " ".join(reason.split())
    check_may(person, Act.BREAK_GLASS)
    if may(person, Act.SEE_CASES):
        raise Conflict("You see this case without it.", "Open the case.")
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
