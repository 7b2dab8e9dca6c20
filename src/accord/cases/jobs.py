"""Work that waits: claimed by a lease, so that what a killed worker held is picked up by another; done once for all.

One row a piece of work, named by its kind and what it is about. Who claims it gets a lease of its own; only with that lease
can it be ended, so that a worker that was slow and one that took its place never both count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update

from accord.access import Act, Person, check_may
from accord.audit.chain import add_event
from accord.db.engine import Database
from accord.db.tables import job
from accord.errors import NotFound

REVIEW = "review"
LEASE = dt.timedelta(minutes=1)
MOST_TRIES = 5  # one more is the mark that it was said (`given_up`)
WAIT_AFTER_FAULT = dt.timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed piece of work."""

    id: str
    organization: str
    kind: str
    about: str
    told: Mapping[str, Any]
    lease: str
    tries: int


def order_job(
    connection: Connection, organization: str, kind: str, about: str, told: Mapping[str, Any], run_at: dt.datetime
) -> bool:
    """Orders work in the caller's transaction; the same work is ordered once. Was it new?"""
    if connection.execute(select(job.c.id).where(job.c.kind == kind, job.c.about == about)).first() is not None:
        return False
    connection.execute(
        insert(job).values(id=str(uuid4()), organization=organization, kind=kind, about=about, told=dict(told),
                           run_at=run_at, tries=0, fault="")
    )  # fmt: skip
    return True


def order_review(connection: Connection, organization: str, case_id: str, now: dt.datetime) -> None:
    """Orders the review of a case anew, unless one waits that no worker has begun: it will see what is there by then."""
    waiting = select(job.c.id).where(*_reviews_of(case_id), job.c.lease.is_(None), job.c.tries < MOST_TRIES)
    if connection.execute(waiting.limit(1).with_for_update()).first() is None:
        order_job(connection, organization, REVIEW, f"case {case_id} {uuid4()}", {"case": case_id}, now)


def review_waits(connection: Connection, case_id: str) -> bool:
    """Is a review of the case ordered that was not made? Its newest review then knows less than is there."""
    return connection.execute(select(job.c.id).where(*_reviews_of(case_id)).limit(1)).first() is not None


def end_given_up(connection: Connection, case_id: str, now: dt.datetime) -> None:
    """Reviews of the case that failed too often need no more: a newer one was made of all that is there."""
    connection.execute(update(job).where(*_reviews_of(case_id), job.c.tries >= MOST_TRIES, job.c.lease.is_(None))
                       .values(done_at=now))  # fmt: skip


def _reviews_of(case_id: str) -> tuple[Any, ...]:
    """Of what is not done, which is little, the reviews of a case."""
    about = job.c.about.startswith(f"case {case_id} ", autoescape=True)
    return (job.c.done_at.is_(None), job.c.kind == REVIEW, about)


def claim_job(database: Database, now: dt.datetime, lease: dt.timedelta = LEASE) -> Job | None:
    """The oldest work that waits or whose worker fell silent; None where there is none."""
    with database.writing() as connection:
        waiting = (
            select(job)
            .where(job.c.done_at.is_(None), job.c.run_at <= now, job.c.tries < MOST_TRIES)
            .where(or_(job.c.leased_until.is_(None), job.c.leased_until < now))
            .order_by(job.c.run_at, job.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = connection.execute(waiting).first()
        if row is None:
            return None
        given = str(uuid4())
        connection.execute(
            update(job).where(job.c.id == row.id).values(lease=given, leased_until=now + lease, tries=row.tries + 1)
        )
        return Job(row.id, row.organization, row.kind, row.about, row.told, given, row.tries + 1)


def keep_lease(database: Database, held: Job, now: dt.datetime, lease: dt.timedelta = LEASE) -> bool:
    """More time for a worker that is still at it; False where the work is no longer its own."""
    with database.writing() as connection:
        return _changed(connection, held, leased_until=now + lease)


def end_job(connection: Connection, held: Job, now: dt.datetime) -> bool:
    """Ends the work in the caller's transaction; False where another took it over: then the caller undoes what it did."""
    return _changed(connection, held, done_at=now, lease=None, leased_until=None, fault="")


def fail_job(database: Database, held: Job, fault: str, now: dt.datetime) -> None:
    """Gives the work back, to be tried again later. fault -- the kind of fault, never words of a record."""
    with database.writing() as connection:
        _changed(
            connection, held, lease=None, leased_until=None, fault=fault, run_at=now + WAIT_AFTER_FAULT * held.tries
        )


def give_back(database: Database, held: Job, run_at: dt.datetime) -> None:
    """Gives the work back untried: its worker ends, or the database was away; that is no fault of the work."""
    with database.writing() as connection:
        _changed(connection, held, lease=None, leased_until=None, tries=held.tries - 1, run_at=run_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece of work that is not done. leased_until -- of one that a worker is at."""

    kind: str
    about: str
    run_at: dt.datetime
    leased_until: dt.datetime | None
    tries: int
    fault: str


def given_up(connection: Connection, organization: str, now: dt.datetime) -> list[tuple[str, str, str]]:
    """(kind, about, fault) of the work that failed too often: for a person to look at. The last try, while it runs, is none."""
    query = select(job.c.kind, job.c.about, job.c.fault).where(job.c.organization == organization, *is_failed(now))
    return [(kind, about, fault) for kind, about, fault in connection.execute(query).all()]


def work_of(
    connection: Connection, organization: str, now: dt.datetime, most: int = 100
) -> tuple[list[Standing], list[Standing], list[Standing]]:
    """An organization's work that a worker is at, that waits, and that failed too often; the oldest first."""
    running = (job.c.done_at.is_(None), job.c.leased_until >= now)
    waiting = (job.c.done_at.is_(None), job.c.tries < MOST_TRIES, _is_free(now))

    def found(*which: ColumnElement[bool]) -> list[Standing]:
        query = select(job).where(job.c.organization == organization, *which).order_by(job.c.run_at, job.c.id)
        return [
            Standing(row.kind, row.about, row.run_at, row.leased_until, min(row.tries, MOST_TRIES), row.fault)
            for row in connection.execute(query.limit(most))
        ]

    return found(*running), found(*waiting), found(*is_failed(now))


def is_failed(now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """Of work that failed too often and that no worker is at."""
    return job.c.done_at.is_(None), job.c.tries >= MOST_TRIES, _is_free(now)


def _is_free(now: dt.datetime) -> ColumnElement[bool]:
    return or_(job.c.leased_until.is_(None), job.c.leased_until < now)


def try_again(database: Database, person: Person, kind: str, about: str, now: dt.datetime) -> None:
    """Work that failed too often is tried once more from the start. Raises Forbidden, NotFound."""
    check_may(person, Act.TRY_AGAIN)
    with database.writing() as connection:
        told = (
            update(job)
            .where(job.c.organization == person.organization, job.c.kind == kind, job.c.about == about)
            .where(*is_failed(now))
            .values(tries=0, run_at=now, lease=None, leased_until=None)
        )
        if connection.execute(told).rowcount != 1:
            raise NotFound("No such work failed too often.", "It may be under way again.")
        case_id = about.split()[1]
        add_event(
            connection, person.organization, person.id, "work_tried_again", f"case {case_id}", {"kind": kind}, at=now
        )


def _changed(connection: Connection, held: Job, **values: Any) -> bool:
    """Only the holder of the lease changes the row: anybody else changes nothing."""
    told = update(job).where(job.c.id == held.id, job.c.lease == held.lease, job.c.done_at.is_(None)).values(**values)
    return connection.execute(told).rowcount == 1
