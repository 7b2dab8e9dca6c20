"""The site as it runs: a web server on a port, the pages behind their guard, and a worker that does the reviews."""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from playwright.sync_api import Browser

from accord.access import Person
from accord.access.passwords import set_password
from accord.access.sessions import begin_session
from accord.cases.case import Case, case_of, decisions_of
from accord.cases.files import Arrived
from accord.cases.making import make_case
from accord.cases.reviews import newest_content
from accord.cases.worker import Clock, Pace, Worker
from accord.db.engine import Database
from accord.doors.guard import Guard
from accord.policies.load import bundled_pack
from tests.cases.test_cases import papers
from tests.web.browser.chromium import DESK, Visitor, visitor

PASSWORD = "four green bicycles sing"
SECONDS, SECONDS_TO_REVIEW = 10.0, 60.0
NOTHING = dt.timedelta()


@contextmanager
def served(app: Any) -> Generator[str]:
    """The pages behind their guard, on a free port of this machine; their address."""
    bound = socket.create_server(("127.0.0.1", 0))
    guarded = Guard(app, host="127.0.0.1", token="", signs_in=lambda _: True)
    server = uvicorn.Server(uvicorn.Config(guarded, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(SECONDS)
        bound.close()


@contextmanager
def working(database: Database, clock: Clock) -> Generator[Worker]:
    """A worker that looks for work all the time, as `accord serve` starts one."""
    stop = threading.Event()
    worker = Worker(database, bundled_pack, clock, stop, Pace(idle=0.1))
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    try:
        yield worker
    finally:
        stop.set()
        thread.join(SECONDS)


@dataclass
class Live:
    """A running site and the browser that looks at it."""

    database: Database
    clock: Clock
    origin: str
    browser: Browser
    visitors: list[Visitor]

    def open(self, size: dict[str, int] = DESK, *, script: bool = True, dark: bool = False) -> Visitor:
        """Nobody's browser yet."""
        self.visitors.append(visitor(self.browser, self.origin, size, script=script, dark=dark))
        return self.visitors[-1]

    def enter(self, person: Person, size: dict[str, int] = DESK, *, script: bool = True, dark: bool = False) -> Visitor:
        """The browser of somebody who signed in elsewhere: for tests that are about other pages than that."""
        made = self.open(size, script=script, dark=dark)
        with self.database.writing() as connection:
            session = begin_session(connection, person.id, "password", self.clock())
        made.context.add_cookies([{"name": "accord", "value": session.token, "url": self.origin}])
        return made

    def password(self, person: Person) -> str:
        """Gives the person a password to type."""
        set_password(self.database, None, person, PASSWORD, self.clock())
        return PASSWORD

    def case(self, person: Person, files: list[Arrived] | None = None, *, ago: dt.timedelta = NOTHING) -> Case:
        """A case that came some time ago and was reviewed since by the worker."""
        now = self.clock()
        made = make_case(self.database, person, files or papers(), now, received_at=now - ago)
        until = time.monotonic() + SECONDS_TO_REVIEW
        while time.monotonic() < until:
            with self.database.reading() as connection:
                if newest_content(connection, made.id):
                    return case_of(connection, person, made.id)
            time.sleep(0.05)
        raise AssertionError("the worker did not review the case")

    def decided(self, case: Case) -> list[str]:
        """What was decided on each line, as it is kept."""
        with self.database.reading() as connection:
            return [one.outcome.value for _, one, _ in decisions_of(connection, case.id)]

    def close(self) -> None:
        """Ends all browsers, and looks at what they did."""
        for one in self.visitors:
            one.context.close()
        for one in self.visitors:
            one.watch.check()
