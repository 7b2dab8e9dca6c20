"""Reminders and escalation before a decision is due, and word that it is overdue: each once for each day that is set.

Any number of workers may look at once: a step is taken by whoever's UPDATE still finds it open and the same day set. A process
that was down takes the furthest step that has come; those before it count as passed. Who changes a clock opens its steps anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, Connection, and_, func, insert, or_, select, update

from accord.access import Act, Person, Role, check_may, may
from accord.audit.chain import add_event
from accord.cases.clocks import ESCALATE_BEFORE, REMIND_BEFORE, Urgency
from accord.cases.states import STATES, State
from accord.db.engine import Database
from accord.db.tables import case, notice
from accord.dossier.review import Desk
from accord.errors import NotFound

SYSTEM = "system"
AT_ONCE = 500
MOST_COUNTED = 100
FIRST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class StepBefore:
    """A step of the clock: the event it writes, how long before the day it comes, the column that keeps when it was taken."""

    kind: str
    before: Mapping[Urgency, dt.timedelta]
    taken: Column[Any]


# The furthest first: it closes those below it.
STEPS: Sequence[StepBefore] = (
    StepBefore("overdue", dict.fromkeys(Urgency, dt.timedelta(0)), case.c.overdue_at),
    StepBefore("escalated", ESCALATE_BEFORE, case.c.escalated_at),
    StepBefore("reminded", REMIND_BEFORE, case.c.reminded_at),
)
# Who hears of a case that nearly is, or is, too late; at a provider the payer is late, and a clinician may press it.
ABOVE: Mapping[Desk, Role] = {Desk.PAYER: Role.MEDICAL_DIRECTOR, Desk.PROVIDER: Role.CLINICIAN}
WITHOUT_OWNER: Mapping[Desk, Role] = {Desk.PAYER: Role.REVIEWER, Desk.PROVIDER: Role.COORDINATOR}


@dataclass(frozen=True, slots=True)
class Notice:
    """Word to a person, or to everybody in a role, about a case. kind -- reminded, escalated, overdue or given_up."""

    id: str
    case: str
    reference: str
    kind: str
    at: dt.datetime
    seen_at: dt.datetime | None
    person: str | None
    role: str


def look_at_clocks(database: Database, now: dt.datetime) -> int:
    """Takes every step that has come and was not taken; how many this call took. Raises Unavailable."""
    taken = 0
    for place, step in enumerate(STEPS):
        for urgency, before in step.before.items():
            after = (FIRST, "")
            while found := _waiting(database, step, urgency, now + before, after):
                taken += sum(_take(database, place, row, now) for row in found)
                after = (found[-1].due_at, found[-1].id)
    return taken


def notices_of(connection: Connection, person: Person, *, seen: bool = False, most: int = 100) -> list[Notice]:
    """What the person is told, by name or by role, newest first; once, though it went to several of their roles.

    seen -- also what was seen already.
    """
    check_may(person, Act.SEE_NOTICES)
    query = (
        select(notice, case.c.reference)
        .join(case, case.c.id == notice.c.case)
        .where(notice.c.organization == person.organization, _for(person))
        .order_by(notice.c.at.desc(), notice.c.id)
        .limit(most)
    )
    rows = connection.execute(query if seen else query.where(notice.c.seen_at.is_(None))).all()
    told = [
        Notice(row.id, row.case, row.reference, row.kind, row.at, row.seen_at, row.person, row.role) for row in rows
    ]
    return list({(one.case, one.kind, one.at): one for one in reversed(told)}.values())[::-1]


def count_notices(connection: Connection, person: Person) -> int:
    """How many notices the person was told of and nobody has seen, counted up to MOST_COUNTED; 0 for whom none are."""
    if not may(person, Act.SEE_NOTICES):
        return 0
    each = select(notice.c.case, notice.c.kind, notice.c.at).distinct()
    open_ = each.where(notice.c.organization == person.organization, notice.c.seen_at.is_(None))
    some = open_.where(_for(person)).limit(MOST_COUNTED).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def see_notice(database: Database, person: Person, notice_id: str, now: dt.datetime) -> None:
    """Keeps that a notice was seen, also where it went to several of the person's roles. Raises NotFound.

    One that goes to a role is seen once one of them saw it.
    """
    check_may(person, Act.SEE_NOTICES)
    with database.writing() as connection:
        mine = select(notice).where(
            notice.c.id == notice_id, notice.c.organization == person.organization, _for(person)
        )
        row = connection.execute(mine).first()
        if row is None:
            raise NotFound("There is no such notice.")
        same = (notice.c.case == row.case, notice.c.kind == row.kind, notice.c.at == row.at, _for(person))
        if connection.execute(update(notice).where(*same, notice.c.seen_at.is_(None)).values(seen_at=now)).rowcount:
            add_event(connection, person.organization, person.id, "notice_seen", f"case {row.case}",
                      {"kind": row.kind}, at=now)  # fmt: skip


def _for(person: Person) -> Any:
    return or_(notice.c.person == person.id, and_(notice.c.person.is_(None), notice.c.role.in_(sorted(person.roles))))


def _waiting(
    database: Database, step: StepBefore, urgency: Urgency, until: dt.datetime, after: tuple[dt.datetime, str]
) -> Sequence[Any]:
    """The next of them, by day and id: so the index of the days gives them without a look at any other case."""
    moment, last = after
    with database.reading() as connection:
        query = (
            select(case.c.id, case.c.organization, case.c.due_at)
            .where(case.c.due_at >= moment, case.c.due_at <= until)
            .where(or_(case.c.due_at > moment, case.c.id > last))
            .where(case.c.urgency == urgency.value, step.taken.is_(None))
            .order_by(case.c.due_at, case.c.id)
            .limit(AT_ONCE)
        )
        return connection.execute(query).all()


def _take(database: Database, place: int, row: Any, now: dt.datetime) -> bool:
    """One transaction: the mark, the audit row, the notices; nothing where another worker or a person was first."""
    step, below = STEPS[place], STEPS[place + 1 :]
    marks = {one.taken.name: now for one in (step, *below)}
    with database.writing() as connection:
        changed = connection.execute(
            update(case).where(case.c.id == row.id, case.c.due_at == row.due_at, step.taken.is_(None)).values(**marks)
        )
        if changed.rowcount != 1:
            return False
        seen = connection.execute(
            select(case.c.state, case.c.side, case.c.owner, case.c.organization).where(case.c.id == row.id)
        ).one()
        tell(connection, step.kind, row.id, seen, now)
        told = {"due_at": row.due_at.isoformat()}
        add_event(connection, row.organization, SYSTEM, step.kind, f"case {row.id}", told, at=now)
        return True


def tell(connection: Connection, kind: str, case_id: str, seen: Any, now: dt.datetime, *also: Role) -> None:
    """The owner, or the role whose turn it is; of what is worse than a reminder also the role above them, and who is named."""
    side, turn = Desk(seen.side), STATES[State(seen.state)].owner
    roles = {} if seen.owner else {turn or WITHOUT_OWNER[side]: None}
    if kind != "reminded":
        roles[ABOVE[side]] = None
    roles |= dict.fromkeys(also)
    told = [(seen.owner, "")] if seen.owner else []
    for person, role in [*told, *((None, role.value) for role in roles)]:
        connection.execute(
            insert(notice).values(id=str(uuid4()), organization=seen.organization, person=person, role=role,
                                  case=case_id, kind=kind, at=now)
        )  # fmt: skip
