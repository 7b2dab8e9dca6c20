"""Everything at once, at random and again by its seed: processes and the database are killed with -9, the disk fills, clocks
jump, while people send cases and decide them. What a browser was told is written down and looked for afterwards.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from sqlalchemy import func, select

from accord.access import Person
from accord.access.sessions import begin_session
from accord.audit.chain import events_of, verify_chain
from accord.cases.case import Case, Filter, cases_of, lines_of
from accord.cases.files import Arrived, bytes_of, files_of
from accord.cases.jobs import given_up
from accord.cases.states import State, Step
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.db.tables import case, decision
from accord.errors import NotFound, Unavailable
from tests.cases.clocked import CLOCK, set_clock
from tests.cases.conftest import People, make_people
from tests.cases.load import all_done, wait_until
from tests.cases.postgres import Server, server, small_disk
from tests.cases.test_cases import REASON, papers
from tests.web.conftest import keep

MEGABYTES, WAL = 250, "64MB"
HOUR, DAY = 3600.0, 86_400.0
JUMPS = (-2 * DAY, -DAY, -HOUR, -120.0, 0.0, 90.0, HOUR, DAY, 2 * DAY)
WHAT = ("web", "worker", "database", "clock", "disk")
UP_FIRST = 0.85
LETTER = "Approved as asked."
PIECES = (bytes(1024 * 1024), bytes(4096), bytes(1))


@dataclass(frozen=True)
class Told:
    """What came of it. unread -- accepted cases without a review that nobody was told of."""

    accepted: int
    approved: int
    refused: int
    unanswered: int
    lost: int
    doubled: int
    unread: int
    verified: str
    days: int


@dataclass
class Desk:
    """A person at a browser who sends cases and approves what was reviewed, again and again, whatever comes back."""

    storm: Storm
    person: Person
    accepted: dict[str, list[Arrived]] = field(default_factory=dict)
    approved: set[str] = field(default_factory=set)
    refused: int = 0
    unanswered: int = 0
    cookies: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Until the storm is over."""
        while not self.storm.over.is_set():
            try:
                with httpx.Client(base_url=self.storm.address, cookies=self.cookies, timeout=20) as client:
                    self.turn(client)
            except (httpx.HTTPError, Unavailable):
                self.unanswered += 1
            except Exception as fault:  # noqa: BLE001
                self.faults.append(repr(fault))
                return
            self.storm.over.wait(self.storm.pause)

    def turn(self, client: httpx.Client) -> None:
        """One case sent; two of those that wait decided."""
        form = re.search(r'name="form_token" value="([^"]+)"', client.get("/me").text)
        if form is None:  # signed out by a clock that jumped, or the page of a fault
            with self.storm.database.writing() as connection:
                made = begin_session(connection, self.person.id, "password", self.storm.now())
            self.cookies = {"accord": made.token}
            return
        own = Arrived("cover.txt", "text/plain", f"Fax cover sheet {self.storm.number()}".encode())
        files = [*papers(), own]
        sent = [("files", (one.name, one.data, one.media_type)) for one in files]
        told = {"form_token": form[1], "urgency": "standard", "received_at": ""}
        if (made_at := self.accepted_at(client.post("/cases/new", data=told, files=sent))) is not None:
            self.accepted[made_at] = files
        for one in self.waiting()[:2]:
            self.decide(client, form[1], one)

    def accepted_at(self, answer: httpx.Response) -> str | None:
        """The case to which an answer leads, if it is one that says so."""
        found = re.fullmatch(r"/cases/([0-9a-f-]{36})", answer.headers.get("location", ""))
        if answer.status_code == 303 and found is not None:
            return found[1]
        self.refused += 1
        return None

    def waiting(self) -> list[Case]:
        with self.storm.database.reading() as connection:
            wanted = Filter(states=(State.RECEIVED, State.IN_REVIEW))
            return [one for one in cases_of(connection, self.person, wanted).cases if one.proposal]

    def decide(self, client: httpx.Client, form: str, seen: Case) -> None:
        told = {"form_token": form, "version": str(seen.version)}
        if seen.state is State.RECEIVED:
            if self.accepted_at(client.post(f"/cases/{seen.id}/steps/take", data=told)) is None:
                return  # the other person was quicker, or it was not kept
            told["version"] = str(seen.version + 1)
        lines = set(re.findall(r'name="outcome-(\d+)"', client.get(f"/cases/{seen.id}/steps/approve").text))
        told |= {f"outcome-{line}": "approved" for line in lines} | {f"reason-{line}": REASON for line in lines}
        told |= {"letter": LETTER, "keep": keep(LETTER)}
        if self.accepted_at(client.post(f"/cases/{seen.id}/steps/approve", data=told)) is not None:
            self.approved.add(seen.id)


@dataclass
class Storm:
    """A site of web and worker processes on one database. disk -- the small one on which the database stands, if there is one."""

    database: Database
    people: People
    folder: Path
    chance: random.Random
    server: Server | None
    disk: Path | None
    pause: float = 0.3
    over: threading.Event = field(default_factory=threading.Event)
    done: Counter[str] = field(default_factory=Counter)
    web: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    port: int = 0
    offset: float = 0.0
    furthest: float = 0.0
    _numbers: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.offset)

    def number(self) -> str:
        self._numbers += 1
        return f"{self._numbers} {time.monotonic_ns()}"

    # ---- what happens

    def rage(self, seconds: float) -> None:
        """One thing after another, in rounds in which each comes once; under load, so mostly when the pages are there again."""
        until, waiting = time.monotonic() + seconds, list(WHAT)
        self.chance.shuffle(waiting)
        while waiting:
            time.sleep(self.chance.uniform(0.5, 2.0))
            one = waiting.pop()
            getattr(self, f"_{one}")()
            self.tend()
            if self.chance.random() < UP_FIRST:
                wait_until(self.is_up, 120)
            if not waiting and time.monotonic() < until:
                waiting = self.chance.sample(WHAT, len(WHAT))

    def _web(self) -> None:
        self._kill("web", self.web)

    def _worker(self) -> None:
        self._kill("worker", self.workers.pop(self.chance.randrange(len(self.workers))))

    def _database(self) -> None:
        """The server; SQLite is in the processes that use it, which all end in the same moment."""
        if self.server is not None:
            self.server.crash()
            self.done["database"] += 1
            time.sleep(self.chance.uniform(0.0, 0.5))
            self.server.start_again()
            return
        for one in [self.web, *self.workers]:
            if one is not None:
                one.send_signal(signal.SIGKILL)
        self.done["database"] += 1

    def _clock(self) -> None:
        self.offset = self.chance.choice(JUMPS)
        self.furthest = max(self.furthest, self.offset)
        set_clock(self.folder / "clock", self.offset)
        self.done["clock"] += 1

    def _disk(self) -> None:
        """Full to the last byte for a while; whatever happened to the server, it runs when there is room again."""
        if self.disk is None:
            return
        ballast = self.disk / "ballast"
        until = time.monotonic() + self.chance.uniform(0.3, 1.5)
        with ballast.open("wb", buffering=0) as file:
            while time.monotonic() < until:  # others write as well, and what they give back is taken too
                for piece in PIECES:
                    with suppress(OSError):
                        while time.monotonic() < until:
                            file.write(piece)
                time.sleep(0.02)
        ballast.unlink()
        self.done["disk"] += 1
        if self.server is not None:
            ends = time.monotonic() + 10
            while not self.answers() and time.monotonic() < ends:
                time.sleep(0.2)
            if not self.answers():
                self.server.start_again()

    def _kill(self, what: str, one: subprocess.Popen[bytes] | None) -> None:
        if one is not None and one.poll() is None:
            one.send_signal(signal.SIGKILL)
            one.wait()
            self.done[what] += 1

    def answers(self) -> bool:
        try:
            with self.database.reading() as connection:
                return connection.execute(select(1)).scalar_one() == 1
        except Unavailable:
            return False

    def is_up(self) -> bool:
        self.tend()
        try:
            return httpx.get(f"{self.address}/sign-in").status_code == 200
        except httpx.HTTPError:
            return False

    # ---- processes

    def tend(self) -> None:
        """Starts what does not run, as whatever looks after the processes of a machine does."""
        if self.web is None or self.web.poll() is not None:
            self.web = self._started("serve", "--port", str(self.port))
        self.workers = [one for one in self.workers if one.poll() is None]
        while len(self.workers) < (1 if self.server is None else 2):  # on SQLite the web process has one too
            self.workers.append(self._started("work", "--quiet", "--lease", "2"))

    def _started(self, *words: str) -> subprocess.Popen[bytes]:
        address = self.database.url.render_as_string(hide_password=False)
        env = {**os.environ, "ACCORD_DATA": str(self.folder / "data"), "ACCORD_DATABASE": address,
               "ACCORD_KEY": os.environ["ACCORD_KEY"], CLOCK: str(self.folder / "clock")}  # fmt: skip
        order = [sys.executable, "-m", "tests.cases.clocked", *words]
        return subprocess.Popen(order, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self) -> None:
        """Kills what runs."""
        for one in [self.web, *self.workers]:
            if one is not None and one.poll() is None:
                one.kill()
                one.wait()

    def calm(self, seconds: float) -> None:
        """Until all work is done; the clock goes on from the furthest that it ever showed, as clocks that are set right do."""
        self.offset = self.furthest + HOUR
        set_clock(self.folder / "clock", self.offset)
        self.tend()
        ends = time.monotonic() + seconds
        while not (self.answers() and all_done(self.database)):
            assert time.monotonic() < ends, "the work did not come to an end"
            self.tend()
            time.sleep(0.3)


@contextmanager
def site(kind: str, seed: int) -> Generator[Storm]:
    """A site that stands ready. kind -- sqlite or postgresql; ACCORD_KEY has to be in the environment."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="accord-storm-")))
        try:
            disk = stack.enter_context(small_disk(MEGABYTES))
        except OSError:  # this account may not mount one
            disk = None
        home = (disk or folder) / "home"
        home.mkdir()
        running = stack.enter_context(server(home)) if kind == "postgresql" else None
        if running is not None:
            for words in (f"ALTER SYSTEM SET max_wal_size = '{WAL}'", "SELECT pg_reload_conf()"):
                running.run("psql", "-h", str(home), "-U", "accord", "-d", "postgres", "-c", words)
        database = Database(running.address if running is not None else f"sqlite:///{home / 'accord.sqlite'}")
        stack.callback(database.close)
        migrate(database)
        made = Storm(database, make_people(database), folder, random.Random(seed), running, disk)
        set_clock(folder / "clock", 0.0)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            made.port = int(taken.getsockname()[1])
        stack.callback(made.end)
        made.tend()
        wait_until(made.is_up, 120)
        yield made


def weather(storm: Storm, seconds: float, calm: float = 120.0) -> tuple[Told, list[str]]:
    """At least so many seconds of it, and the calm afterwards: what came of it, and what went wrong at the desks."""
    desks = [Desk(storm, storm.people.reviewer), Desk(storm, storm.people.second)]
    threads = [threading.Thread(target=one.run, daemon=True) for one in desks]
    for thread in threads:
        thread.start()
    try:
        storm.rage(seconds)
    finally:
        storm.over.set()
        for thread in threads:
            thread.join(60)
    storm.calm(calm)
    return judged(storm, desks), [fault for one in desks for fault in one.faults]


def judged(storm: Storm, desks: list[Desk]) -> Told:
    """Looks for everything that a browser was told, and for what is there twice."""
    organization = storm.people.payer
    accepted = {key: files for one in desks for key, files in one.accepted.items()}
    approved = {key for one in desks for key in one.approved}
    lost = doubled = unread = 0
    with storm.database.reading() as connection:
        verified = verify_chain(connection, organization)
        events = list(events_of(connection, organization))
        actions = Counter((one.about, one.action) for one in events)
        kept = set(connection.execute(select(case.c.id).where(case.c.organization == organization)).scalars())
        for key, files in accepted.items():
            try:
                back = [bytes_of(connection, organization, file.sha256) for file in files_of(connection, key)]
            except (NotFound, Unavailable):
                back = []
            lost += key not in kept or back != [file.data for file in files]
        left = {about.split()[1] for _, about, _ in given_up(connection, organization, storm.now())}
        for key in kept:
            rows = connection.execute(select(func.count()).where(decision.c.case == key)).scalar_one()
            decided = actions[f"case {key}", Step.APPROVE.value]
            lost += key in approved and not decided
            unread += actions[f"case {key}", "reviewed"] == 0 and key not in left
            doubled += decided > 1 or rows != decided * len(lines_of(connection, key))
            doubled += actions[f"case {key}", "reviewed"] > 1 or actions[f"case {key}", "case_made"] != 1
    return Told(
        len(accepted), len(approved), sum(one.refused for one in desks), sum(one.unanswered for one in desks),
        lost, doubled, unread, verified.fault or "yes", len({one.at.date() for one in events}),
    )  # fmt: skip
