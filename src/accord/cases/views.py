"""A case as it is looked at: each view is a row of the audit trail; what happened so far, and what was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select

from accord.access import Person
from accord.audit.chain import add_event
from accord.cases.case import case_of
from accord.db.engine import Database
from accord.db.tables import case_review, event, message

OPENED = "case_opened"
LOOKED = (OPENED, "evidence_opened", "file_taken", "letter_opened", "letter_taken", "reviews_compared")
SENT = ("case_made", "papers_added")
MOST = 200


@dataclass(frozen=True, slots=True)
class Happened:
    """One row of the audit trail as a case shows it."""

    at: dt.datetime
    who: str
    action: str
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What was said inside, or went out."""

    kind: str
    body: str
    by: str | None
    at: dt.datetime
    sent_at: dt.datetime | None


def open_case(database: Database, person: Person, case_id: str, now: dt.datetime) -> None:
    """Keeps that the person looked at the case, before it is shown. Raises Forbidden, NotFound."""
    _looked(database, person, case_id, OPENED, {}, now)


def open_waiting(database: Database, person: Person, case_id: str, now: dt.datetime) -> None:
    """Keeps that the person looked at a case of which there are only files' names to see yet: once, until others come.

    Who sent them has seen them, and that they did is a row already; the page that looks again by itself is no further view.
    """
    with database.reading() as connection:
        seen = case_of(connection, person, case_id)
        mine, came = (
            connection.execute(select(func.max(event.c.number)).where(
                event.c.organization == seen.organization, event.c.about == f"case {case_id}", which)).scalar() or 0
            for which in (and_(event.c.who == person.id, event.c.action.in_((OPENED, *SENT))), event.c.action.in_(SENT))
        )  # fmt: skip
    if not mine or mine < came:
        open_case(database, person, case_id, now)


def take_file(database: Database, person: Person, case_id: str, sha256: str, now: dt.datetime) -> None:
    """Keeps that the person took a file of the case away."""
    _looked(database, person, case_id, "file_taken", {"file": sha256}, now)


def history_of(connection: Connection, organization: str, case_id: str) -> tuple[list[Happened], int]:
    """What was done with the case, newest first, and how often it was looked at."""
    here = (event.c.organization == organization, event.c.about == f"case {case_id}")
    query = select(event).where(*here, event.c.action.not_in(LOOKED)).order_by(event.c.number.desc()).limit(MOST)
    looked = connection.execute(select(func.count()).where(*here, event.c.action == OPENED)).scalar_one()
    return [Happened(row.at, row.who, row.action, row.told) for row in connection.execute(query)], looked


def messages_of(connection: Connection, case_id: str) -> list[Message]:
    """What was said about the case, oldest first."""
    query = select(message).where(message.c.case == case_id).order_by(message.c.at, message.c.id)
    return [Message(row.kind, row.body, row.by, row.at, row.sent_at) for row in connection.execute(query)]


def newest_content(connection: Connection, case_id: str) -> str:
    """Under which content the newest review of a case is kept; '' where it has none yet."""
    query = select(case_review.c.content).where(case_review.c.case == case_id).order_by(case_review.c.number.desc())
    return connection.execute(query.limit(1)).scalar() or ""


def _looked(
    database: Database, person: Person, case_id: str, action: str, told: Mapping[str, Any], now: dt.datetime
) -> None:
    with database.writing() as connection:
        seen = case_of(connection, person, case_id)
        add_event(connection, seen.organization, person.id, action, f"case {case_id}", told, at=now)
