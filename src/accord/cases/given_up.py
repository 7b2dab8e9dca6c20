"""Work that failed too often, or whose worker was killed each time: said once, in the trail and to those who can act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from accord.access import Role
from accord.audit.chain import add_event
from accord.cases.due import SYSTEM, tell
from accord.cases.jobs import MOST_TRIES, is_failed
from accord.db.engine import Database
from accord.db.tables import case, job

GIVEN_UP = "given_up"
KILLED = "killed"  # no worker that was at it lived to say what was wrong
AT_ONCE = 500


def tell_given_up(database: Database, now: dt.datetime) -> int:
    """Says of each piece of work that was given up that it was; how many this call told of. Raises Unavailable.

    A try beyond the most is the mark that it was said, so that of many workers one says it; who has it tried again begins anew.
    """
    told = 0
    while found := _untold(database, now):
        told += sum(_tell(database, row, now) for row in found)
    return told


def _untold(database: Database, now: dt.datetime) -> Sequence[Any]:
    with database.reading() as connection:
        query = select(job.c.id, job.c.organization, job.c.kind, job.c.about, job.c.fault)
        untold = query.where(*is_failed(now), job.c.tries == MOST_TRIES)
        return connection.execute(untold.order_by(job.c.run_at, job.c.id).limit(AT_ONCE)).all()


def _tell(database: Database, row: Any, now: dt.datetime) -> bool:
    """One transaction: the mark, the audit row, the notices; nothing where another worker was first."""
    case_id = row.about.split()[1]
    with database.writing() as connection:
        mine = (job.c.id == row.id, job.c.tries == MOST_TRIES, *is_failed(now))
        if connection.execute(update(job).where(*mine).values(tries=MOST_TRIES + 1)).rowcount != 1:
            return False
        seen = connection.execute(
            select(case.c.state, case.c.side, case.c.owner, case.c.organization).where(case.c.id == case_id)
        ).one()
        tell(connection, GIVEN_UP, case_id, seen, now, Role.ADMINISTRATOR)
        facts = {"kind": row.kind, "fault": row.fault or KILLED}
        add_event(connection, row.organization, SYSTEM, "work_given_up", f"case {case_id}", facts, at=now)
        return True
