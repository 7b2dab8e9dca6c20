"""A case begins: files come, the clock starts, and the review is ordered; all in one transaction, or nothing of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from accord.access import Act, Person, check_may
from accord.audit.chain import add_event
from accord.cases.case import Case, case_of, time_zone_of
from accord.cases.clocks import ClockRow, RowKind, Urgency, due_at
from accord.cases.files import Arrived, keep_files
from accord.cases.jobs import REVIEW, order_job
from accord.cases.states import FIRST, STATES
from accord.db.engine import Database
from accord.db.tables import case, clock, organization
from accord.dossier.review import Desk
from accord.errors import Invalid

MOST_BYTES = 200 * 1024 * 1024


def make_case(
    database: Database, person: Person, files: Sequence[Arrived], now: dt.datetime, urgency: Urgency = Urgency.STANDARD,
    received_at: dt.datetime | None = None,
) -> Case:  # fmt: skip
    """A new case with its files; its review is ordered.

    received_at -- when the request reached the organization, where that was before now (a fax of the night).
    Raises Forbidden, Invalid, Unavailable; then nothing was kept.
    """
    check_may(person, Act.MAKE_CASE)
    came = received_at or now
    check_files(files)
    if came > now:
        raise Invalid("The request cannot have been received in the future.")
    with database.writing() as connection:
        side = Desk(connection.execute(
            select(organization.c.side).where(organization.c.id == person.organization)).scalar_one())  # fmt: skip
        made = str(uuid4())
        rows = [ClockRow(RowKind.RECEIVED, came)]
        due = due_at(rows, urgency, time_zone_of(connection, person.organization)) if STATES[FIRST[side]].runs else None
        connection.execute(
            insert(case).values(
                id=made, organization=person.organization, reference=_reference(connection, person.organization, now),
                side=side.value, state=FIRST[side].value, version=1, urgency=urgency.value, received_at=came, due_at=due,
                owner=None, services="", policy="", proposal="", sampled=False, changed_at=now,
            )
        )  # fmt: skip
        connection.execute(insert(clock).values(case=made, number=1, kind=rows[0].kind.value, at=came, by=person.id))
        kept = keep_files(connection, person.organization, made, files, person.id, now)
        order_job(connection, person.organization, REVIEW, f"case {made} 1", {"case": made}, now)
        add_event(
            connection, person.organization, person.id, "case_made", f"case {made}",
            {"files": [one.sha256 for one in kept], "urgency": urgency.value, "received_at": came.isoformat()}, at=now,
        )  # fmt: skip
        return case_of(connection, person, made)


def check_files(files: Sequence[Arrived], there: int = 0) -> None:
    """Raises Invalid for no files, or too many bytes. there -- bytes that the case holds already."""
    if not files:
        raise Invalid("There is no file among it.", "Drop the request and what belongs to it.")
    if there + sum(len(file.data) for file in files) > MOST_BYTES:
        raise Invalid(
            f"The files are more than {MOST_BYTES // 1024**2} MB together.", "Leave out what does not belong to it."
        )


def _reference(connection: Connection, organization_id: str, now: dt.datetime) -> str:
    """PA-2026-000017: the number of the case within its organization, counted by one at a time."""
    counted = update(organization).where(organization.c.id == organization_id)
    number = connection.execute(
        counted.values(newest_case=organization.c.newest_case + 1).returning(organization.c.newest_case)
    ).scalar_one()
    return f"PA-{now.year}-{number:06}"
