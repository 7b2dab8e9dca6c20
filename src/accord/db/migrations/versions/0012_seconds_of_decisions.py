"""How long who decided had the case open is kept with the decision; what the figures of a span are read by."""
# pyright: basic

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
IDLE, BEFORE = dt.timedelta(minutes=5), dt.timedelta(days=14)
AT_ONCE = 10_000
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_index("ix_case__changed", "case_", ["organization", "changed_at"], unique=False)
    op.create_index("ix_correction_at", "correction", ["organization", "at"], unique=False)
    op.create_index("ix_second_opinion_at", "second_opinion", ["organization", "at"], unique=False)
    op.create_index("ix_event_who", "event", ["organization", "who", "number"], unique=False)
    op.add_column("decision", sa.Column("seconds", sa.Float(), nullable=True))
    _add_up()


def _add_up() -> None:
    """Of the decisions that persons made so far: from each act on the case to the person's next, as the trail has them."""
    here = op.get_bind()
    decision = sa.table(
        "decision", *(sa.column(name) for name in ("id", "case", "by", "seconds")), sa.column("at", MOMENT)
    )
    case = sa.table("case_", sa.column("id"), sa.column("organization"))
    event = sa.table(
        "event", *(sa.column(name) for name in ("organization", "number", "who", "about")), sa.column("at", MOMENT)
    )
    later = event.alias()
    query = (
        sa.select(decision.c.id, decision.c.case, decision.c.by, decision.c.at, case.c.organization)
        .join_from(decision, case, case.c.id == decision.c.case)
        .where(decision.c.by.is_not(None))
        .order_by(decision.c.at, decision.c.id)  # as the trail goes on
        .limit(AT_ONCE)
    )
    following = (
        sa.select(later.c.at)
        .where(
            later.c.organization == event.c.organization, later.c.who == event.c.who, later.c.number > event.c.number
        )
        .order_by(later.c.number)
        .limit(1)
        .scalar_subquery()
    )
    after = sa.true()
    while rows := here.execute(query.where(after)).all():
        for row in rows:
            acts = sa.select(event.c.at, following).where(
                event.c.organization == row.organization, event.c.about == f"case {row.case}", event.c.who == row.by,
                event.c.at >= row.at - BEFORE, event.c.at < row.at,
            )  # fmt: skip
            open_ = [min((next_ or row.at), row.at) - at for at, next_ in here.execute(acts)]
            seconds = sum(min(max(one, dt.timedelta()), IDLE).total_seconds() for one in open_)
            here.execute(sa.update(decision).where(decision.c.id == row.id).values(seconds=seconds))
        after = sa.tuple_(decision.c.at, decision.c.id) > sa.tuple_(
            sa.bindparam(None, rows[-1].at, MOMENT), sa.bindparam(None, rows[-1].id, sa.String())
        )
