"""Web processes are killed with -9 while people send cases and decide them: what a browser was told stays true."""

from __future__ import annotations

import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest

from accord.access import Person
from accord.access.sessions import begin_session
from accord.cases.case import Filter, cases_of
from accord.cases.files import Arrived
from accord.cases.states import State
from accord.db.engine import Database
from tests.cases.conftest import People
from tests.cases.load import Processes, all_done, wait_until
from tests.cases.test_cases import WHY
from tests.cases.test_recovery import check_nothing_lost, now, own_papers
from tests.web.conftest import keep

LETTER = "Approved as asked."


@dataclass
class Web:
    """One `accord serve` on a port that stays the same when it is started again."""

    env: dict[str, str]
    port: int = 0
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Until it answers."""
        self.port = self.port or _free_port()
        order = [sys.executable, "-m", "accord.cli", "serve", "--port", str(self.port)]
        self.running = subprocess.Popen(order, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(self.answers, 60)

    def answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/sign-in").status_code == 200
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """-9."""
        assert self.running is not None
        self.running.send_signal(signal.SIGKILL)
        self.running.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass
class Sender:
    """A person's browser: sends cases, takes and approves them, and tries again when nobody answers."""

    web: Web
    database: Database
    person: Person
    token: str
    accepted: dict[str, list[Arrived]] = field(default_factory=dict)
    approved: int = 0
    unanswered: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    faults: list[str] = field(default_factory=list)

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                with httpx.Client(base_url=f"http://127.0.0.1:{self.web.port}", cookies={"accord": self.token}) as one:
                    self.turn(one)
            except httpx.HTTPError:
                self.unanswered += 1
                self.stop.wait(0.2)
            except Exception as fault:  # noqa: BLE001
                self.faults.append(repr(fault))
                return

    def turn(self, client: httpx.Client) -> None:
        """One case sent; those that wait decided."""
        form = _token(client.get("/me").text)
        files = own_papers()
        sent = [("files", (file.name, file.data, file.media_type)) for file in files]
        answer = client.post(
            "/cases/new", data={"form_token": form, "urgency": "standard", "received_at": ""}, files=sent
        )
        assert answer.status_code == 303, answer.status_code
        self.accepted[answer.headers["location"].rpartition("/")[2]] = files
        with self.database.reading() as connection:
            wanted = Filter(states=(State.RECEIVED, State.IN_REVIEW))
            waiting = [one for one in cases_of(connection, self.person, wanted).cases if one.proposal]
        for case in waiting[:2]:
            version = case.version
            if case.state is State.RECEIVED:
                taken = client.post(f"/cases/{case.id}/steps/take", data={"form_token": form, "version": str(version)})
                if taken.status_code != 303:
                    continue  # the other person was quicker
                version += 1
            lines = _lines(client, case.id)
            told = {f"outcome-{line}": "approved" for line in lines} | {f"reason-{line}": WHY for line in lines}
            decided = client.post(f"/cases/{case.id}/steps/approve",
                                  data={"form_token": form, "version": str(version), "letter": LETTER, "keep": keep(LETTER), **told})  # fmt: skip
            self.approved += decided.status_code == 303


def _token(page: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def _lines(client: httpx.Client, case: str) -> set[str]:
    return set(re.findall(r'name="outcome-(\d+)"', client.get(f"/cases/{case}/steps/approve").text))


@pytest.fixture
def processes(database: Database) -> Iterator[Processes]:
    made = Processes(database)
    yield made
    made.kill()


@pytest.mark.slow
def test_web_processes_are_killed_under_load_and_nothing_accepted_is_lost(
    database: Database, people: People, processes: Processes
) -> None:
    web = Web(processes.environment())
    with database.writing() as connection:
        tokens = [
            begin_session(connection, one.id, "password", now()).token for one in (people.reviewer, people.second)
        ]
    pairs = zip((people.reviewer, people.second), tokens, strict=True)
    senders = [Sender(web, database, person, token) for person, token in pairs]
    threads = [threading.Thread(target=one.run, daemon=True) for one in senders]
    processes.start()  # on SQLite the web process has a worker of its own besides, which is killed with it
    web.start()
    try:
        [thread.start() for thread in threads]
        for _ in range(3):
            time.sleep(random.uniform(0.5, 2.5))
            web.kill()
            web.start()
        wait_until(lambda: sum(one.approved for one in senders) > 0 or any(one.faults for one in senders), 120)
    finally:
        for one in senders:
            one.stop.set()
        [thread.join(60) for thread in threads if thread.ident]
        web.kill()
    wait_until(lambda: all_done(database))
    assert [one.faults for one in senders] == [[], []]
    assert sum(one.unanswered for one in senders) > 0  # they did notice
    assert sum(one.approved for one in senders) > 0
    check_nothing_lost(database, people.payer, senders[0].accepted | senders[1].accepted)
