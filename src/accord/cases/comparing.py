"""Two reviews of one case, chosen by their dates, for whoever wants to know what changed between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from accord.access import Person
from accord.audit.chain import add_event
from accord.cases.case import case_of
from accord.cases.opinions import check_may_see_decision
from accord.cases.reviews import kept_review
from accord.db.engine import Database
from accord.db.tables import case_review
from accord.dossier.changes import Changes, changes
from accord.errors import NotFound
from accord.wording import say

COMPARED = "reviews_compared"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review of a case: its number there, the content it is kept under, when it was made."""

    number: int
    content: str
    at: dt.datetime


def reviews_of(connection: Connection, case_id: str) -> list[Reviewed]:
    """Every review of the case, the oldest first."""
    rows = connection.execute(select(case_review).where(case_review.c.case == case_id).order_by(case_review.c.number))
    return [Reviewed(row.number, row.content, row.at) for row in rows]


def compare(
    database: Database, person: Person, case_id: str, before: int, after: int, now: dt.datetime
) -> Changes:  # fmt: skip
    """What changed between two reviews of a case, by their numbers; that somebody looked is kept before it is shown.

    Raises NotFound, and Forbidden for whoever owes a second opinion on the case.
    """
    with database.writing() as connection:
        seen = case_of(connection, person, case_id)
        check_may_see_decision(connection, person, case_id)
        contents = {one.number: one.content for one in reviews_of(connection, case_id)}
        found = [kept_review(connection, seen.organization, contents.get(number, "")) for number in (before, after)]
        if found[0] is None or found[1] is None:
            raise NotFound(say("web.compare.no_review"), say("web.compare.no_review_remedy"))
        told = {"before": before, "after": after}
        add_event(connection, seen.organization, person.id, COMPARED, f"case {case_id}", told, at=now)
    return changes(found[0], found[1])
