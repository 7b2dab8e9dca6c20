"""A case as it is kept: read only through a person, who sees those of their own organization and no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, literal, select, tuple_, union_all

from accord.access import Act, Person, check_may, may
from accord.cases.clocks import ClockRow, RowKind, Urgency
from accord.cases.decisions import Line, LineDecision, Outcome
from accord.cases.states import State
from accord.db.sealing import blind
from accord.db.tables import case, case_line, case_name, clock, decision, organization
from accord.dossier.review import Desk
from accord.errors import NotFound

MOST = 200


@dataclass(frozen=True, slots=True)
class Case:
    """The head of a case. version -- goes up with each change; who changes it says which one they saw."""

    id: str
    organization: str
    reference: str
    side: Desk
    state: State
    version: int
    urgency: Urgency
    received_at: dt.datetime
    due_at: dt.datetime | None
    owner: str | None
    patient: str
    born: dt.date | None
    member: str
    services: str
    policy: str
    proposal: str
    sampled: bool
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Filter:
    """What a work list shows. patient -- words of a name, all of which have to be in it."""

    states: tuple[State, ...] = ()
    owner: str | None = None
    unowned: bool = False
    patient: str = ""
    due_before: dt.datetime | None = None
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of cases, those due first before those without a day; after -- from where the next page goes on."""

    cases: tuple[Case, ...]
    after: tuple[str, str] | None


# Above so many the work list says 'more than': counting a million rows for each view would cost more than the page.
COUNTED = 1_000
MOST_WEIGHED = 2_000  # rows that are counted to choose the rarest of several words


def seen_by(person: Person) -> Select[Any]:
    """The statement to which every question about cases is added: those of the person's organization.

    Whose roles show them no cases sees those that they broke the glass of, and no others.
    """
    own = select(case).where(case.c.organization == person.organization)
    if person.opened and not may(person, Act.SEE_CASES):
        return own.where(case.c.id.in_(sorted(person.opened)))
    check_may(person, Act.SEE_CASES)
    return own


def case_of(connection: Connection, person: Person, case_id: str, *, lock: bool = False) -> Case:
    """The case. Raises NotFound, also for one of another organization: who may not see it does not learn that it is there."""
    query = seen_by(person).where(case.c.id == case_id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotFound("There is no such case.", "It may belong to another organization.")
    return case_from(row)


def case_for_work(connection: Connection, organization_id: str, case_id: str) -> Case:
    """The case for what the program itself does, held until the transaction ends. Raises NotFound."""
    query = select(case).where(case.c.organization == organization_id, case.c.id == case_id)
    row = connection.execute(query.with_for_update()).first()
    if row is None:
        raise NotFound("There is no such case.")
    return case_from(row)


def cases_of(
    connection: Connection,
    person: Person,
    wanted: Filter = Filter(),
    most: int = 50,
    after: tuple[str, str] | None = None,
) -> CaseList:
    """A page of the work list."""
    query = seen_by(person)
    if wanted.states:
        query = query.where(case.c.state.in_([state.value for state in wanted.states]))
    if wanted.owner:
        query = query.where(case.c.owner == wanted.owner)
    if wanted.unowned:
        query = query.where(case.c.owner.is_(None))
    if wanted.proposal:
        query = query.where(case.c.proposal == wanted.proposal)
    if wanted.due_before is not None:
        query = query.where(case.c.due_order < wanted.due_before)
    for number, digest in enumerate(_rarest_first(connection, person.organization, wanted.patient)):
        word = case_name.alias(f"n{number}")
        named = (word.c.organization == person.organization, word.c.digest == digest, word.c.case == case.c.id)
        # From the rarest word the others are looked up, each by its key.
        query = (
            query.join(word, and_(*named)) if number == 0 else query.where(select(word.c.case).where(*named).exists())
        )
    if after is not None:
        here = tuple_(literal(dt.datetime.fromisoformat(after[0]), case.c.due_order.type), literal(after[1]))
        query = query.where(tuple_(case.c.due_order, case.c.id) > here)
    most = min(most, MOST)
    rows = connection.execute(query.order_by(case.c.due_order, case.c.id).limit(most + 1)).all()
    last = rows[most - 1] if len(rows) > most else None
    return CaseList(
        tuple(case_from(row) for row in rows[:most]), (last.due_order.isoformat(), last.id) if last else None
    )


def _rarest_first(connection: Connection, organization_id: str, name: str) -> list[str]:
    """The digests of the words of a name."""
    digests = list(name_digests(name))
    if len(digests) < 2:
        return digests
    here = select(case_name.c.case).where(case_name.c.organization == organization_id)
    some = [here.where(case_name.c.digest == one).limit(MOST_WEIGHED).subquery() for one in digests]
    counted = union_all(
        *(select(literal(one), func.count()).select_from(rows) for one, rows in zip(digests, some, strict=True))
    )
    weight = {row[0]: row[1] for row in connection.execute(counted).all()}
    return sorted(digests, key=lambda digest: weight[digest])


def counts_of(connection: Connection, person: Person) -> dict[State, int]:
    """How many cases stand where; COUNTED + 1 says that it is more than COUNTED."""
    check_may(person, Act.SEE_CASES)
    here = select(case.c.id).where(case.c.organization == person.organization)
    some = {state: here.where(case.c.state == state.value).limit(COUNTED + 1).subquery() for state in State}
    counted = union_all(*(select(literal(state.value), func.count()).select_from(rows) for state, rows in some.items()))
    return {State(state): count for state, count in connection.execute(counted).all() if count}


def lines_of(connection: Connection, case_id: str) -> list[Line]:
    """What was asked for."""
    rows = connection.execute(select(case_line).where(case_line.c.case == case_id).order_by(case_line.c.number)).all()
    return [
        Line(row.number, row.code, tuple(row.modifiers.split()), row.description, row.quantity, row.starts, row.ends)
        for row in rows
    ]


def decisions_of(connection: Connection, case_id: str) -> list[tuple[int, LineDecision, Row[Any]]]:
    """Every decision on the case, also those that a later one took the place of: (round, decision, its row)."""
    query = select(decision).where(decision.c.case == case_id).order_by(decision.c.round, decision.c.line)
    return [
        (
            row.round,
            LineDecision(row.line, Outcome(row.outcome), row.quantity, row.starts, row.ends, row.criterion, row.missing,
                         row.reason, authorization=row.authorization),
            row,
        )
        for row in connection.execute(query).all()
    ]  # fmt: skip


def clock_of(connection: Connection, case_id: str) -> list[ClockRow]:
    """The rows of the clock."""
    rows = connection.execute(select(clock).where(clock.c.case == case_id).order_by(clock.c.number)).all()
    return [ClockRow(RowKind(row.kind), row.at, row.days or 0, row.reason) for row in rows]


def time_zone_of(connection: Connection, organization_id: str) -> str:
    """The zone in which an organization counts its days."""
    return connection.execute(select(organization.c.time_zone).where(organization.c.id == organization_id)).scalar_one()


def name_digests(name: str) -> Sequence[str]:
    """Under which a name is found again: each of its words."""
    return sorted({blind(word.strip(",.")) for word in name.split() if word.strip(",.")})


def case_from(row: Row[Any]) -> Case:
    """The head of a case from its row."""
    return Case(
        id=row.id, organization=row.organization, reference=row.reference, side=Desk(row.side), state=State(row.state),
        version=row.version, urgency=Urgency(row.urgency), received_at=row.received_at, due_at=row.due_at, owner=row.owner,
        patient=row.patient or "", born=row.born, member=row.member or "", services=row.services, policy=row.policy,
        proposal=row.proposal, sampled=row.sampled, changed_at=row.changed_at,
    )  # fmt: skip


__all__ = [
    "COUNTED", "Case", "CaseList", "Filter", "case_for_work", "case_from", "case_of", "cases_of", "clock_of", "counts_of", "decisions_of", "lines_of",
    "name_digests", "seen_by", "time_zone_of",
]  # fmt: skip
