"""A case as it is looked at: each view is a row of the audit trail; what happened so far, and what was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select

from accord.access import Person
from accord.audit.chain import add_event, lock_chain
from accord.cases.case import case_of
from accord.db.engine import Database
from accord.db.sealing import blind
from accord.db.tables import event, message

OPENED = "case_opened"
FORM, LETTERS, PART, LISTED = "form_opened", "letters_listed", "part_opened", "cases_listed"
LOOKED = (
    OPENED,
    "evidence_opened",
    "file_taken",
    "letter_opened",
    "letter_taken",
    "reviews_compared",
    FORM,
    LETTERS,
    PART,
)
# So long a row that the case was opened tells of its pictures too: they are parts of the page that was opened.
A_WHILE = dt.timedelta(hours=1)
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


def open_form(database: Database, person: Person, case_id: str, form: str, now: dt.datetime) -> None:
    """Keeps that the person looked at a form of the case, which shows of it what is to be decided. form -- which."""
    _looked(database, person, case_id, FORM, {"form": form}, now)


def list_letters(database: Database, person: Person, case_id: str, now: dt.datetime) -> None:
    """Keeps that the person looked through the letters of the case."""
    _looked(database, person, case_id, LETTERS, {}, now)


def open_part(database: Database, person: Person, case_id: str, part: str, now: dt.datetime) -> None:
    """Keeps that the person saw a part of the case by itself, unless a row of the last hour says that they had it open.

    A page asks for many parts at once: of those that find no such row yet, one writes it. Raises Forbidden, NotFound.
    """
    with database.reading() as connection:
        seen = case_of(connection, person, case_id)
        if _looked_lately(connection, person, seen.organization, case_id, now):
            return
    with database.writing() as connection:
        lock_chain(connection, seen.organization)
        if not _looked_lately(connection, person, seen.organization, case_id, now):
            add_event(connection, seen.organization, person.id, PART, f"case {case_id}", {"part": part}, at=now)


def list_cases(
    database: Database, person: Person, asked: Mapping[str, str], found: int, now: dt.datetime
) -> None:  # fmt: skip
    """Keeps that the person looked at a page of the work list: by what it was narrowed and a digest of the words, not the words.

    asked -- what narrows the list, by name; found -- how many cases the page shows.
    """
    told: dict[str, Any] = {"found": found}
    if asked:
        words = " ".join(f"{name} {asked[name]}" for name in sorted(asked))
        told = {"by": sorted(asked), "digest": blind(words), **told}
    with database.writing() as connection:
        add_event(connection, person.organization, person.id, LISTED, "cases", told, at=now)


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


def _looked_lately(
    connection: Connection, person: Person, organization: str, case_id: str, now: dt.datetime
) -> bool:  # fmt: skip
    query = select(event.c.number).where(
        event.c.organization == organization, event.c.about == f"case {case_id}", event.c.who == person.id,
        event.c.action.in_(LOOKED), event.c.at > now - A_WHILE, event.c.at <= now,
    )  # fmt: skip
    return connection.execute(query.order_by(event.c.number.desc()).limit(1)).first() is not None


def _looked(
    database: Database, person: Person, case_id: str, action: str, told: Mapping[str, Any], now: dt.datetime
) -> None:
    with database.writing() as connection:
        seen = case_of(connection, person, case_id)
        add_event(connection, seen.organization, person.id, action, f"case {case_id}", told, at=now)
