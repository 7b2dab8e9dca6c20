"""The disk is full, the database is killed, clocks jump: nothing accepted is lost, nothing is decided twice, the trail holds."""

from __future__ import annotations

import datetime as dt
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event as engine_event
from sqlalchemy import func, select

from accord.access import Person
from accord.audit.chain import events_of, verify_chain
from accord.cases.case import Case, Filter, case_of, cases_of, lines_of
from accord.cases.files import Arrived, bytes_of, files_of
from accord.cases.making import make_case
from accord.cases.moving import Given, move
from accord.cases.states import State, Step
from accord.cases.worker import Pace, Worker
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.db.tables import case, decision
from accord.errors import Conflict, Unavailable
from accord.policies.load import bundled_pack
from tests.cases.conftest import NOW, People, make_people
from tests.cases.load import all_done, make_cases, wait_until
from tests.cases.postgres import Server, programs, server, small_disk
from tests.cases.test_cases import approvals, papers

QUICK = Pace(lease=5, idle=0.05, look=1, patience=30, longest_wait=0.3)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def check_nothing_lost(database: Database, organization: str, accepted: dict[str, list[Arrived]]) -> None:
    """Every accepted case is there with its bytes; each case has one review and one decision at most; the trail holds."""
    with database.reading() as connection:
        assert verify_chain(connection, organization).fault == ""
        kept = set(connection.execute(select(case.c.id).where(case.c.organization == organization)).scalars())
        assert set(accepted) <= kept
        for one, files in accepted.items():
            back = [bytes_of(connection, organization, file.sha256) for file in files_of(connection, one)]
            assert back == [file.data for file in files]
        actions = Counter((one.about, one.action) for one in events_of(connection, organization))
        for one in kept:
            assert actions[f"case {one}", "case_made"] == 1
            assert actions[f"case {one}", "reviewed"] == 1
            decided = actions[f"case {one}", Step.APPROVE.value]
            rows = connection.execute(select(func.count()).where(decision.c.case == one)).scalar_one()
            assert decided <= 1
            assert rows == decided * len(lines_of(connection, one))


def own_papers(size: int = 0) -> list[Arrived]:
    """Papers that are no other case's, with so many bytes that nobody can read."""
    own = Arrived("cover.txt", "text/plain", f"Fax cover sheet {random.random()}".encode())
    odd = [Arrived("odd.bin", "application/octet-stream", random.randbytes(size))] if size else []
    return [*papers(), own, *odd]


class Workers:
    """Worker threads on a database."""

    def __init__(self, database: Database, count: int = 2, clock: Callable[[], dt.datetime] = now) -> None:
        self.stop = threading.Event()
        self.all = [Worker(database, bundled_pack, clock, self.stop, QUICK) for _ in range(count)]
        self.threads = [threading.Thread(target=one.run, daemon=True) for one in self.all]

    def __enter__(self) -> Workers:
        [thread.start() for thread in self.threads]
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        [thread.join(60) for thread in self.threads]
        assert not any(thread.is_alive() for thread in self.threads)


# ---- a full disk


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Database, Callable[[int], None]]]:
    """A SQLite whose disk is as large as is said, in pages."""
    made, pages = Database(f"sqlite:///{tmp_path / 'accord.sqlite'}"), [1_000_000]

    def limit(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages[0]}")

    engine_event.listen(made.engine, "checkout", limit)
    migrate(made)

    def resize(count: int) -> None:
        pages[0] = count

    yield made, resize
    made.close()


def fill(database: Database, person: Person, accepted: dict[str, list[Arrived]], size: int = 60_000) -> None:
    """Cases until the database takes no more."""
    while True:
        files = own_papers(size)
        try:
            accepted[make_case(database, person, files, now()).id] = files
        except Unavailable:
            return


def test_a_full_disk_refuses_the_new_and_keeps_the_old(small: tuple[Database, Callable[[int], None]]) -> None:
    made, resize = small
    those = make_people(made)
    accepted: dict[str, list[Arrived]] = {}
    resize(260)
    fill(made, those.reviewer, accepted)
    assert accepted
    worker = Worker(made, bundled_pack, now, threading.Event(), QUICK)
    refused = 0
    for _ in range(8):  # more often than work may fail: a full disk is no fault of the work
        resize(1)  # the smallest there is: as many pages as are used now
        try:
            worker.run(once=True)
        except Unavailable:
            refused += 1
    assert refused == 8
    resize(1_000_000)
    with Workers(made):
        wait_until(lambda: all_done(made))
    check_nothing_lost(made, those.payer, accepted)


def test_a_disk_that_fills_and_empties_under_load_loses_nothing(
    small: tuple[Database, Callable[[int], None]],
) -> None:
    made, resize = small
    those = make_people(made)
    accepted: dict[str, list[Arrived]] = {}
    with Workers(made):
        for pages in (230, 300, 380):
            resize(pages)
            fill(made, those.reviewer, accepted)
            time.sleep(0.5)
        resize(1_000_000)
        wait_until(lambda: all_done(made))
    assert len(accepted) >= 3
    check_nothing_lost(made, those.payer, accepted)


def answers(database: Database) -> bool:
    try:
        with database.reading() as connection:
            return connection.execute(select(1)).scalar_one() == 1
    except Unavailable:
        return False


@pytest.mark.slow
def test_a_full_disk_under_postgresql_refuses_the_new_and_keeps_the_old() -> None:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: bin/install-system installs it")
    with ExitStack() as stack:
        try:
            disk = stack.enter_context(small_disk(160))
        except OSError:
            pytest.skip("this account may not mount a small disk")
        home = disk / "server"
        home.mkdir()
        database = Database(stack.enter_context(server(home)).address)
        stack.callback(database.close)
        migrate(database)
        those = make_people(database)
        accepted: dict[str, list[Arrived]] = {}
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(40 * 1024 * 1024))
        fill(database, those.reviewer, accepted, 2_000_000)
        assert accepted
        made, refused = len(accepted), 0
        worker = Worker(database, bundled_pack, now, threading.Event(), QUICK)
        for _ in range(8):
            try:
                worker.run(once=True)
            except Unavailable:
                refused += 1
        ballast.unlink()
        # with no room for its log the server ends all it does and recovers, as soon as there is room
        wait_until(lambda: answers(database), 60)
        with Workers(database):
            wait_until(lambda: all_done(database))
        accepted |= {make_case(database, those.reviewer, files, now()).id: files for files in [own_papers()]}
        with Workers(database):
            wait_until(lambda: all_done(database))
        assert len(accepted) == made + 1
        assert refused > 0
        check_nothing_lost(database, those.payer, accepted)


# ---- a database that is killed


@pytest.fixture
def own_server() -> Iterator[Server]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: bin/install-system installs it")
    with server() as made:
        yield made


class Desk:
    """A person who makes cases, takes and approves them, and tries again when the database does not answer."""

    def __init__(self, database: Database, person: Person) -> None:
        self.database, self.person = database, person
        self.accepted: dict[str, list[Arrived]] = {}
        self.stop = threading.Event()
        self.refused = 0
        self.faults: list[BaseException] = []

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self.make()
                for one in self.waiting():
                    self.decide(one)
            except Unavailable:
                self.refused += 1
                self.stop.wait(0.1)
            except Conflict:
                continue
            except BaseException as fault:  # noqa: BLE001
                self.faults.append(fault)
                return

    def make(self) -> None:
        files = own_papers()
        self.accepted[make_case(self.database, self.person, files, now()).id] = files
        self.stop.wait(0.2)

    def waiting(self) -> list[Case]:
        with self.database.reading() as connection:
            wanted = Filter(states=(State.RECEIVED, State.IN_REVIEW))
            return [one for one in cases_of(connection, self.person, wanted).cases if one.proposal]

    def decide(self, seen: Case) -> None:
        if seen.state is State.RECEIVED:
            seen = move(self.database, self.person, seen.id, seen.version, Step.TAKE, now())
        given = Given(decisions=approvals(self.database, seen))
        move(self.database, self.person, seen.id, seen.version, Step.APPROVE, now(), given)


@pytest.mark.slow
@pytest.mark.xdist_group("postgres")
def test_a_database_that_is_killed_under_load_loses_nothing_and_decides_nothing_twice(own_server: Server) -> None:
    database = Database(own_server.address)
    migrate(database)
    those = make_people(database)
    desks = [Desk(database, those.reviewer), Desk(database, those.second)]
    threads = [threading.Thread(target=one.run, daemon=True) for one in desks]
    with Workers(database):
        [thread.start() for thread in threads]
        for _ in range(3):
            time.sleep(random.uniform(1.0, 3.0))
            own_server.crash()
            time.sleep(random.uniform(0.1, 0.5))
            own_server.start_again()
        time.sleep(1)
        for one in desks:
            one.stop.set()
        [thread.join(60) for thread in threads]
        wait_until(lambda: all_done(database))
    assert [one.faults for one in desks] == [[], []]
    accepted = desks[0].accepted | desks[1].accepted
    assert accepted
    check_nothing_lost(database, those.payer, accepted)
    database.close()


# ---- clocks


def test_clocks_that_jump_lose_nothing_and_do_nothing_twice(database: Database, people: People) -> None:
    chance = random.Random(11)

    def jumps() -> dt.datetime:
        return NOW + dt.timedelta(days=chance.choice([-400, -1, 0, 1, 400]), seconds=chance.uniform(-600, 600))

    made = make_cases(database, people.reviewer, 4)
    with Workers(database, 3, jumps):
        wait_until(lambda: all_done(database))
    with database.reading() as connection:
        counted = Counter(one.action for one in events_of(connection, people.payer))
        assert counted["reviewed"] == len(made)
        assert verify_chain(connection, people.payer).fault == ""
        for action in ("reminded", "escalated", "overdue"):
            assert counted[action] <= len(made)
        assert all(case_of(connection, people.reviewer, one.id).proposal for one in made)
