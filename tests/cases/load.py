"""Cases in number, and real worker processes that are killed."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from accord.access import Person
from accord.audit.chain import events_of, verify_chain
from accord.cases.case import Case
from accord.cases.files import Arrived
from accord.cases.jobs import given_up
from accord.cases.making import make_case
from accord.db.engine import Database
from accord.db.tables import job
from accord.settings import settings
from tests.cases.conftest import NOW
from tests.cases.test_cases import papers


def make_cases(database: Database, person: Person, count: int) -> list[Case]:
    """So many cases, each with papers of its own, so that each needs a review of its own."""
    made: list[Case] = []
    for number in range(count):
        own = Arrived("cover.txt", "text/plain", f"Fax cover sheet, number {number} of {random.random()}".encode())
        made.append(make_case(database, person, [*papers("cpap-approve"), own], NOW))
    return made


@dataclass
class Processes:
    """Worker processes on one database. env -- further settings; words -- further options of `accord work`."""

    database: Database
    words: tuple[str, ...] = ("--lease", "2")
    env: dict[str, str] = field(default_factory=dict)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """In which the program uses the database of the test."""
        address = self.database.url.render_as_string(hide_password=False)
        return {**os.environ, "ACCORD_DATA": str(settings().data), "ACCORD_DATABASE": address, **self.env}

    def start(self, count: int = 1) -> None:
        """So many more."""
        env = self.environment()
        order = [sys.executable, "-m", "accord.cli", "work", "--quiet", *self.words]
        self.running += [
            subprocess.Popen(order, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(count)
        ]

    def kill_one(self) -> None:
        """-9, to any of them."""
        one = self.running.pop(random.randrange(len(self.running)))
        one.send_signal(signal.SIGKILL)
        one.communicate()

    def end(self, seconds: float = 40.0) -> list[tuple[int, bytes]]:
        """SIGTERM to all: (exit code, what they said)."""
        for one in self.running:
            one.terminate()
        told = [(one, one.communicate(timeout=seconds)[1]) for one in self.running]
        self.running.clear()
        return [(one.returncode, words) for one, words in told]

    def kill(self) -> None:
        """Whatever still runs, after a test."""
        while self.running:
            self.kill_one()


def wait_until(holds: Callable[[], bool], seconds: float = 300.0) -> None:
    """Raises AssertionError when it does not come to hold."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come to hold"
        time.sleep(0.2)


def all_done(database: Database) -> bool:
    """Is no work left?"""
    with database.reading() as connection:
        return connection.execute(select(job.c.id).where(job.c.done_at.is_(None)).limit(1)).first() is None


def check_each_reviewed_once(database: Database, organization: str, cases: list[Case]) -> None:
    """Each case has one `reviewed` row, nothing was given up, and the audit trail holds."""
    with database.reading() as connection:
        verified = verify_chain(connection, organization)
        assert verified.fault == ""
        counted = Counter(one.about for one in events_of(connection, organization) if one.action == "reviewed")
        assert given_up(connection, organization, dt.datetime.now(dt.UTC)) == []
    assert counted == {f"case {one.id}": 1 for one in cases}
