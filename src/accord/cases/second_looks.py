"""The cases that are looked at a second time, and how far each is: for who checks quality, without what anybody decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from accord.access import Act, Person, check_may
from accord.db.tables import case, opinion_asked, second_opinion

MOST = 50


class Standing(StrEnum):
    """How far the second look at a case is."""

    WAITS = "waits"
    TAKEN = "taken"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class SecondLookAt:
    """A case. asked -- somebody wanted it, where it was not drawn; by -- whose look it is; at -- since when it stands so."""

    case: str
    reference: str
    policy: str
    asked: bool
    standing: Standing
    by: str | None
    at: dt.datetime


def looked_at_twice(
    connection: Connection, person: Person, since: dt.datetime, until: dt.datetime, policy: str = "", most: int = MOST
) -> list[SecondLookAt]:
    """Those of the cases that came in a span: first those that wait, then those taken on, then those given; the oldest first."""
    check_may(person, Act.CHECK_QUALITY)
    query = (
        select(case.c.id, case.c.reference, case.c.policy, case.c.received_at, opinion_asked.c.at.label("asked_at"),
               second_opinion.c.by, second_opinion.c.taken_at, second_opinion.c.at.label("given_at"))
        .outerjoin(opinion_asked, opinion_asked.c.case == case.c.id)
        .outerjoin(second_opinion, second_opinion.c.case == case.c.id)
        .where(case.c.organization == person.organization, case.c.sampled)
        .where(case.c.received_at >= since, case.c.received_at < until)
        .order_by(second_opinion.c.at.is_not(None), second_opinion.c.taken_at.is_not(None), case.c.received_at, case.c.id)
    )  # fmt: skip
    if policy:
        query = query.where(case.c.policy == policy)
    found: list[SecondLookAt] = []
    for row in connection.execute(query.limit(most)):
        standing = Standing.GIVEN if row.given_at else Standing.TAKEN if row.taken_at else Standing.WAITS
        at = row.given_at or row.taken_at or row.asked_at or row.received_at
        found.append(
            SecondLookAt(row.id, row.reference, row.policy, row.asked_at is not None, standing, row.by, at)
        )  # fmt: skip
    return found


__all__ = ["MOST", "SecondLookAt", "Standing", "looked_at_twice"]
