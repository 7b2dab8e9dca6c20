"""How long somebody had a case open, as the audit trail tells it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select

from accord.db.tables import event

# After so long without a sign of them a person was elsewhere.
IDLE = dt.timedelta(minutes=5)
# Looks at a case some days before it is decided count for the decision.
BEFORE = dt.timedelta(days=14)


def seconds_open(connection: Connection, organization: str, who: str, case_id: str, now: dt.datetime) -> float:
    """For how many seconds of the last two weeks the person had the case open by now.

    A case is open from an act on it until the person's next act on whatever it is; after five minutes without one they were
    elsewhere. Where a clock was set back between two acts it was open for no time.
    """
    later = event.alias()
    following = (
        select(later.c.at)
        .where(
            later.c.organization == event.c.organization, later.c.who == event.c.who, later.c.number > event.c.number
        )
        .order_by(later.c.number)
        .limit(1)
        .scalar_subquery()
    )
    acts = select(event.c.at, following.label("later")).where(
        event.c.organization == organization, event.c.about == f"case {case_id}", event.c.who == who,
        event.c.at >= now - BEFORE,
    )  # fmt: skip
    open_ = ((row.later or now) - row.at for row in connection.execute(acts))
    return sum(min(max(one, dt.timedelta()), IDLE).total_seconds() for one in open_)
