"""Whose a case is after a step, and who is told of it: whoever it now lies with, and whoever referred it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from accord.access import Act, Person
from accord.access.roles import MAY
from accord.cases.case import Case
from accord.cases.states import STATES, State, Step, Transition
from accord.db.tables import event, notice
from accord.db.tables import person as people
from accord.db.tables import person_role as roles

TAKEN = frozenset({Step.TAKE, Step.TAKE_UP})
# What who referred a case to somebody else waits for.
AWAITED = frozenset({State.DECIDED, State.MORE_ASKED})


def owner_after(connection: Connection, seen: Case, way: Transition, person: Person) -> Mapping[str, str | None]:
    """The column of the owner, where the step changes whose the case is: who takes it has it, who refers it gives it away."""
    if way.step in TAKEN:
        return {"owner": person.id}
    if way.step is Step.REFER:
        return {"owner": None}
    return {"owner": _referred_by(connection, seen)} if way.step is Step.RETURN else {}


def tell_of_step(
    connection: Connection, seen: Case, way: Transition, owner: str | None, person: Person, now: dt.datetime
) -> None:
    """Word of a step to the owner, or to the role whose turn it has become, and never to who took it. owner -- after it.

    What a role was told of a step before waits for nobody any more.
    """
    before = (notice.c.case == seen.id, notice.c.person.is_(None), notice.c.kind.in_([one.value for one in Step]))
    connection.execute(update(notice).where(*before, notice.c.seen_at.is_(None)).values(seen_at=now))
    turn = STATES[way.target].owner
    told: dict[str | None, str] = {}
    if owner is not None:
        told[owner] = ""
    elif turn is not None and turn is not STATES[seen.state].owner and turn not in person.roles:
        told[None] = turn.value
    if way.target in AWAITED and (referred := _referred_by(connection, seen)) is not None:
        told[referred] = ""
    for who, role in told.items():
        if who != person.id:
            connection.execute(
                insert(notice).values(id=str(uuid4()), organization=seen.organization, person=who, role=role,
                                      case=seen.id, kind=way.step.value, at=now)
            )  # fmt: skip


def colleagues(connection: Connection, person: Person) -> list[tuple[str, str]]:
    """(id, name) of everybody of the organization who may work on a case."""
    able = select(roles.c.person).where(roles.c.role.in_(sorted(MAY[Act.EDIT_CASE])))
    query = select(people.c.id, people.c.name).where(
        people.c.organization == person.organization, people.c.active, people.c.id.in_(able)
    )
    return [(row.id, row.name) for row in connection.execute(query.order_by(people.c.name))]


def _referred_by(connection: Connection, seen: Case) -> str | None:
    """Who referred the case last, and may still act."""
    query = (
        select(event.c.who)
        .join(people, people.c.id == event.c.who)
        .where(event.c.organization == seen.organization, event.c.about == f"case {seen.id}")
        .where(event.c.action == Step.REFER.value, people.c.active)
        .order_by(event.c.number.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()
