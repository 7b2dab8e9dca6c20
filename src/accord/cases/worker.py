"""A worker: claims work by lease, does it, keeps its lease while it is at it, and looks at the clocks between.

Any number of workers run beside each other, as threads or processes, on either database. One that is killed leaves a lease that
runs out; another does its work then. What a worker wrote when it was killed was one transaction, so it is there or is not.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from accord.audit.chain import sign_head
from accord.audit.heads import signing_key
from accord.cases.clocks import zone_named
from accord.cases.due import look_at_clocks
from accord.cases.given_up import tell_given_up
from accord.cases.jobs import LEASE, Job, claim_job, fail_job, give_back, keep_lease
from accord.cases.reviews import APPROVE_BY_RULE, run_review
from accord.cases.rules import run_rule
from accord.db.engine import Database
from accord.db.tables import organization, signed_head
from accord.errors import Conflict, NotFound, Unavailable
from accord.policies.model import Pack

log = logging.getLogger(__name__)
Clock = Callable[[], dt.datetime]


@dataclass(frozen=True)
class Pace:
    """How a worker goes about it, in seconds. lease -- after so long of silence another does its work.

    patience -- how long the work in hand may still take once the worker is to end; then it is given back.
    """

    lease: float = LEASE.total_seconds()
    idle: float = 1.0
    look: float = 30.0
    patience: float = 20.0
    longest_wait: float = 30.0


@dataclass
class Worker:
    """One worker. policies -- gives the policies of the site, asked before each piece of work.

    told -- is called with each line that is to be kept elsewhere: the signed head of a day; reviewed -- after each review, with
    the organization's database and the case: what is made there is made anew where it is missing, so it may fail.
    """

    database: Database
    policies: Callable[[], Pack]
    clock: Clock
    stop: threading.Event
    pace: Pace = Pace()
    told: Callable[[str], None] = lambda _: None
    reviewed: Callable[[Database, str], None] = lambda _, __: None
    done: int = 0
    failed: int = 0

    def run(self, *, once: bool = False) -> None:
        """Works until it is told to stop, whatever goes wrong beside the work itself: then it waits and goes on.

        once -- until nothing waits that could be done now; what goes wrong is raised then.
        """
        looked, wait = float("-inf"), self.pace.idle
        while not self.stop.is_set():
            try:
                if time.monotonic() - looked >= self.pace.look:
                    self._look()
                    looked = time.monotonic()
                pack = self.policies()  # before any work is claimed: a bad policy is no fault of it
                held = claim_job(self.database, self.clock(), self._lease)
                if held is not None:
                    self._work(held, pack)
                elif once:
                    return
                else:
                    self.stop.wait(self.pace.idle)
                wait = self.pace.idle
            except Exception as fault:
                if once:
                    raise
                log.warning("The work cannot go on (%s); waiting %.0f s.", _kind(fault), wait)
                self.stop.wait(wait)
                wait = min(2 * wait, self.pace.longest_wait)

    def _look(self) -> None:
        """What goes wrong here does not keep the work from being done, but for a database that is away."""
        try:
            look(self.database, self.clock(), self.told)
        except Unavailable:
            raise
        except Exception as fault:  # noqa: BLE001
            # Not its words and not where: they could be words of a record.
            log.error("The clocks could not be looked at (%s).", _kind(fault))  # noqa: TRY400

    @property
    def _lease(self) -> dt.timedelta:
        return dt.timedelta(seconds=self.pace.lease)

    def _work(self, held: Job, pack: Pack) -> None:
        """Does one piece of work in a thread of its own, and keeps the lease from this one meanwhile.

        Raises Unavailable where the database went away; what was in hand is then free again once its lease runs out.
        """
        attempt = Attempt(self, held, pack)
        attempt.start()
        stopped_at: float | None = None
        renewed = time.monotonic()
        while not attempt.ended.wait(min(0.2, self.pace.lease / 10)):
            if self.stop.is_set():
                stopped_at = stopped_at or time.monotonic()
                if time.monotonic() - stopped_at > self.pace.patience:
                    give_back(self.database, held, self.clock())
                    log.info("Gave back %s.", held.about)
                    return
            if time.monotonic() - renewed > self.pace.lease / 3:
                self._renew(held)
                renewed = time.monotonic()
        self._count(held, attempt.fault)

    def _renew(self, held: Job) -> None:
        """A database that is away for a moment does not end the work: keeping what it made decides."""
        try:
            keep_lease(self.database, held, self.clock(), self._lease)
        except Unavailable as fault:
            log.warning("The lease of %s could not be renewed (%s).", held.about, _kind(fault))

    def _count(self, held: Job, fault: Exception | None) -> None:
        if fault is None:
            self.done += 1
        elif isinstance(fault, Conflict):
            log.info("%s was taken over by another worker.", held.about)
        elif _database_is_away(fault):
            give_back(self.database, held, self.clock())
            raise fault
        else:
            self.failed += 1
            log.warning("%s failed (%s).", held.about, _kind(fault))
            fail_job(self.database, held, _kind(fault), self.clock())


class Attempt(threading.Thread):
    """The work itself. A daemon: a process that is to end does not wait for it, and what it had not kept is not kept."""

    def __init__(self, worker: Worker, held: Job, pack: Pack) -> None:
        super().__init__(name=f"work on {held.id}", daemon=True)
        self.worker, self.held, self.pack = worker, held, pack
        self.ended = threading.Event()
        self.fault: Exception | None = None

    def run(self) -> None:
        """Whatever goes wrong is kept for the worker, which tells its kind and never its words."""
        try:
            _work_of(self.held.kind)(self.worker, self.held, self.pack)
        except Exception as fault:  # noqa: BLE001
            self.fault = fault
        finally:
            self.ended.set()


def _review(worker: Worker, held: Job, pack: Pack) -> None:
    own = worker.database.of(held.organization)
    run_review(own, held, pack, worker.clock())
    try:
        worker.reviewed(own, str(held.told["case"]))
    except Exception as fault:  # noqa: BLE001 -- the review itself is made and kept
        log.warning("What follows the review of %s failed (%s).", held.about, _kind(fault))


def _rule(worker: Worker, held: Job, _: Pack) -> None:
    run_rule(worker.database.of(held.organization), held, worker.clock())


WORK: Mapping[str, Callable[[Worker, Job, Pack], None]] = {"review": _review, APPROVE_BY_RULE: _rule}


def _work_of(kind: str) -> Callable[[Worker, Job, Pack], None]:
    """Raises NotFound for work of a version that is newer than this worker."""
    try:
        return WORK[kind]
    except KeyError as fault:
        raise NotFound(f"No work is called '{kind}'.", "Run workers of the newest version.") from fault


def look(database: Database, now: dt.datetime, told: Callable[[str], None] = lambda _: None) -> None:
    """What comes with time alone: the steps of the clocks, word of what was given up, each organization's signed head of the day."""
    look_at_clocks(database, now)
    tell_given_up(database, now)
    for line in sign_heads(database, now):
        told(line)


def sign_heads(database: Database, now: dt.datetime) -> list[str]:
    """Signs each organization's head once for each day of its time zone; the lines to keep elsewhere.

    Nothing where the site names the keys that count and this process has none of them: then it is done where one is.
    """
    if signing_key() is None:
        return []
    with database.reading() as connection:
        days = [
            (row.id, day_in(row.time_zone, now))
            for row in connection.execute(select(organization.c.id, organization.c.time_zone)).all()
        ]
        of_these = signed_head.c.day.in_({day for _, day in days})
        signed = connection.execute(select(signed_head.c.organization, signed_head.c.day).where(of_these)).all()
    lines: list[str] = []
    for one, day in sorted(set(days) - {(row.organization, row.day) for row in signed}):
        with database.writing() as connection:
            line = sign_head(connection, one, day, now)
        lines += [line] if line else []
    return lines


def day_in(zone: str, now: dt.datetime) -> dt.date:
    """Which day it is in a time zone."""
    return now.astimezone(zone_named(zone)).date()


def _database_is_away(fault: Exception) -> bool:
    """The database itself did not answer, or could not write: no fault of the work in hand."""
    return isinstance(fault, Unavailable) and isinstance(fault.__cause__, DBAPIError)


def _kind(fault: Exception) -> str:
    """What may be said of a fault: its kind. Its words could be words of a record."""
    cause = f" from {type(fault.__cause__).__name__}" if fault.__cause__ is not None else ""
    return f"{type(fault).__name__}{cause}"
