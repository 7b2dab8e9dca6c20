"""Workers: they take over from each other, keep what they hold, end when told, and nothing is lost or done twice."""

from __future__ import annotations

import datetime as dt
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from accord.audit.chain import verify_chain
from accord.cases import worker as workers
from accord.cases.jobs import MOST_TRIES, claim_job, given_up, try_again, work_of
from accord.cases.making import make_case
from accord.cases.worker import Pace, Worker, sign_heads
from accord.db.engine import Database
from accord.db.tables import event, job, organization, signed_head
from accord.errors import Forbidden, Invalid, NotFound, Unavailable
from accord.policies.load import bundled_pack
from accord.policies.model import Pack
from tests.cases.conftest import NOW, People
from tests.cases.load import Processes, all_done, check_each_reviewed_once, make_cases, wait_until
from tests.cases.test_cases import papers

SECOND = dt.timedelta(seconds=1)
QUICK = Pace(lease=60, idle=0.05, look=3600, patience=0.5, longest_wait=0.1)


class Time:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = NOW + dt.timedelta(hours=1)

    def __call__(self) -> dt.datetime:
        return self.now


def a_worker(database: Database, pace: Pace = QUICK, clock: Time | None = None) -> Worker:
    return Worker(database, bundled_pack, clock or Time(), threading.Event(), pace)


def row_of_job(database: Database) -> tuple[str | None, int, str, dt.datetime | None]:
    with database.reading() as connection:
        row = connection.execute(select(job).where(job.c.kind != "approve_by_rule")).one()
        return row.lease, row.tries, row.fault, row.done_at


@pytest.fixture
def processes(database: Database) -> Iterator[Processes]:
    started = Processes(database)
    yield started
    started.kill()


def test_it_does_what_waits_and_ends(database: Database, people: People) -> None:
    made = make_cases(database, people.reviewer, 3)
    worker = a_worker(database)
    worker.run(once=True)
    assert (worker.done, worker.failed) == (3 + rules_looked_at(database), 0)
    check_each_reviewed_once(database, people.payer, made)
    again = a_worker(database)
    again.run(once=True)
    assert again.done == 0


def rules_looked_at(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).where(job.c.kind != "review")).scalar_one()


def test_several_workers_of_one_process_share_the_work(database: Database, people: People) -> None:
    made = make_cases(database, people.reviewer, 6)
    several = [a_worker(database) for _ in range(3)]
    threads = [threading.Thread(target=one.run, kwargs={"once": True}) for one in several]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sum(one.done for one in several) == 6 + rules_looked_at(database)
    check_each_reviewed_once(database, people.payer, made)


def test_a_fault_is_told_by_its_kind_and_tried_again_until_a_person_looks(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = make_case(database, people.reviewer, papers(), NOW)

    def fails(*_: object) -> None:
        raise Invalid("Mr. Secret has a broken page.")

    monkeypatch.setattr(workers, "run_review", fails)
    clock = Time()
    for _ in range(MOST_TRIES + 2):
        a_worker(database, clock=clock).run(once=True)
        clock.now += dt.timedelta(hours=1)
    with database.reading() as connection:
        assert [fault for _, _, fault in given_up(connection, people.payer, clock.now)] == ["Invalid"]
    assert "Secret" not in caplog.text
    assert row_of_job(database)[1] == MOST_TRIES + 1  # tried as often as may be, and said
    monkeypatch.undo()
    about = f"case {made.id} 1"
    for person in (people.auditor, people.stranger, people.coordinator):
        with pytest.raises((Forbidden, NotFound)):
            try_again(database, person, "review", about, clock.now)
    try_again(database, people.reviewer, "review", about, clock.now)
    with pytest.raises(NotFound):
        try_again(database, people.reviewer, "review", about, clock.now)
    a_worker(database, clock=clock).run(once=True)
    check_each_reviewed_once(database, people.payer, [made])


def test_a_database_that_was_away_is_no_fault_of_the_work(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_cases(database, people.reviewer, 1)
    real, times = workers.run_review, [0]

    def away(*words: object) -> None:
        times[0] += 1
        if times[0] <= 2 * MOST_TRIES:
            with database.writing() as connection:
                connection.exec_driver_sql("SELECT 1")
                raise down()
        real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "run_review", away)
    worker = a_worker(database)
    ended = threading.Thread(target=worker.run)
    ended.start()
    wait_until(lambda: all_done(database), 30)
    worker.stop.set()
    ended.join(10)
    assert worker.failed == 0
    check_each_reviewed_once(database, people.payer, made)


def down() -> Unavailable:
    from sqlalchemy.exc import OperationalError

    fault = Unavailable("The database does not answer.")
    fault.__cause__ = OperationalError("SELECT 1", {}, Exception("gone"))
    return fault


def test_a_bad_policy_is_no_fault_of_the_work(database: Database, people: People) -> None:
    made = make_cases(database, people.reviewer, 1)
    worker, times = a_worker(database), [0]

    def policies() -> Pack:
        times[0] += 1
        if times[0] < 2 * MOST_TRIES:
            raise Invalid("A policy cannot be read.")
        return bundled_pack()

    worker.policies = policies
    ended = threading.Thread(target=worker.run)
    ended.start()
    wait_until(lambda: all_done(database), 60)
    worker.stop.set()
    ended.join(10)
    assert row_of_job(database)[1] == 1
    check_each_reviewed_once(database, people.payer, made)


def test_once_says_when_the_database_is_away(tmp_path: Path) -> None:
    worker = a_worker(Database(f"sqlite:///{tmp_path}/no/such/folder/a.sqlite"))
    with pytest.raises(Unavailable):
        worker.run(once=True)


def slow(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """A review that has begun, and may go on."""
    real, begun, may_go_on = workers.run_review, threading.Event(), threading.Event()

    def waits(*words: object) -> None:
        begun.set()
        may_go_on.wait(30)
        real(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "run_review", waits)
    return begun, may_go_on


def test_the_lease_is_kept_while_a_review_takes_long(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cases(database, people.reviewer, 1)
    begun, may_go_on = slow(monkeypatch)
    clock = Time()
    worker = a_worker(database, Pace(lease=1.2, idle=0.05, look=3600), clock)
    thread = threading.Thread(target=worker.run, kwargs={"once": True})
    thread.start()
    assert begun.wait(10)
    for _ in range(6):
        clock.now += SECOND
        time.sleep(0.7)
        assert claim_job(database, clock.now) is None
    may_go_on.set()
    thread.join(30)
    assert row_of_job(database)[1] == 1
    assert worker.done >= 1


def test_told_to_end_it_finishes_what_is_nearly_done(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cases(database, people.reviewer, 2)
    begun, may_go_on = slow(monkeypatch)
    worker = a_worker(database, Pace(lease=60, idle=0.05, look=3600, patience=30))
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert begun.wait(10)
    worker.stop.set()
    may_go_on.set()
    thread.join(30)
    assert worker.done == 1
    with database.reading() as connection:
        left = connection.execute(select(job.c.lease).where(job.c.done_at.is_(None), job.c.kind == "review")).scalars()
        assert list(left) == [None]


def test_told_to_end_it_gives_back_what_takes_long_and_does_not_count_it(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_cases(database, people.reviewer, 1)
    begun, may_go_on = slow(monkeypatch)
    worker = a_worker(database)
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert begun.wait(10)
    worker.stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert row_of_job(database)[:2] == (None, 0)
    may_go_on.set()  # what it gave back it does not keep, even if it comes to its end
    time.sleep(1)
    a_worker(database).run(once=True)
    check_each_reviewed_once(database, people.payer, made)


def test_a_worker_that_was_overtaken_keeps_nothing(
    database: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_cases(database, people.reviewer, 1)
    begun, may_go_on = slow(monkeypatch)
    slow_one = a_worker(database)
    thread = threading.Thread(target=slow_one.run, kwargs={"once": True})
    thread.start()
    assert begun.wait(10)
    monkeypatch.undo()
    late = Time()
    late.now += dt.timedelta(hours=3)  # the clock of the other one runs ahead
    a_worker(database, clock=late).run(once=True)
    may_go_on.set()
    thread.join(30)
    assert slow_one.failed == 0
    check_each_reviewed_once(database, people.payer, made)


def test_work_of_a_newer_version_is_left_to_a_newer_worker(database: Database, people: People) -> None:
    make_cases(database, people.reviewer, 1)
    with database.writing() as connection:
        connection.execute(update(job).values(kind="dream"))
    worker = a_worker(database)
    worker.run(once=True)
    assert (worker.done, worker.failed) == (0, 1)
    assert row_of_job(database)[2] == "NotFound from KeyError"


def test_each_head_is_signed_once_a_day_of_its_time_zone(database: Database, people: People) -> None:
    night = dt.datetime(2026, 5, 13, 4, 30, tzinfo=dt.UTC)  # the 13th in New York, still the 12th in Chicago and Denver
    assert len(sign_heads(database, night)) == 3
    assert sign_heads(database, night) == sign_heads(database, night + SECOND) == []
    with database.reading() as connection:
        rows = connection.execute(select(signed_head.c.organization, signed_head.c.day)).all()
        days = {row.organization: row.day for row in rows}
        assert (days[people.payer], days[people.clinic]) == (dt.date(2026, 5, 13), dt.date(2026, 5, 12))
    assert len(sign_heads(database, night + dt.timedelta(hours=1))) == 1
    assert len(sign_heads(database, night + dt.timedelta(days=400))) == 3
    back = sign_heads(database, night + dt.timedelta(days=1))  # the clock had been wrong: the right day is signed too
    assert len(back) == 2  # that of Chicago was signed already
    with database.reading() as connection:
        assert verify_chain(connection, people.payer).signed_days == 3
        assert verify_chain(connection, people.payer).fault == ""


def test_many_workers_sign_a_head_once(database: Database, people: People) -> None:
    lines: list[str] = []
    threads = [threading.Thread(target=lambda: lines.extend(sign_heads(database, NOW))) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(lines) == 3


def test_what_is_wrong_with_one_organization_stops_no_work(database: Database, people: People) -> None:
    made = make_cases(database, people.reviewer, 1)
    with database.writing() as connection:
        connection.execute(
            update(organization).where(organization.c.id == people.clinic).values(time_zone="Nowhere/Land")
        )
    worker = a_worker(database)
    worker.run(once=True)
    check_each_reviewed_once(database, people.payer, made)


@pytest.mark.slow
def test_workers_are_killed_at_random_and_nothing_is_lost_or_done_twice(
    database: Database, people: People, processes: Processes
) -> None:
    made = make_cases(database, people.reviewer, 12)
    processes.start(2)
    wait_until(lambda: reviewed_so_far(database) > 0)
    for _ in range(MOST_TRIES - 1):  # fewer than would make anything be given up
        time.sleep(random.uniform(0, 0.5))
        processes.kill_one()
        processes.start()
    wait_until(lambda: all_done(database))
    # One that had only just been started was no worker yet, and ends as any process does.
    assert {code for code, _ in processes.end()} <= {0, -signal.SIGTERM}
    check_each_reviewed_once(database, people.payer, made)
    with database.reading() as connection:
        tried = connection.execute(select(func.max(job.c.tries))).scalar_one()
    assert tried <= MOST_TRIES


@pytest.mark.slow
def test_a_process_ends_on_sigterm_and_says_nothing_of_a_record(
    database: Database, people: People, processes: Processes
) -> None:
    made = make_cases(database, people.reviewer, 4)
    processes.start(2)
    wait_until(lambda: reviewed_so_far(database) > 0)
    told = processes.end()
    assert [code for code, _ in told] == [0, 0]
    assert all(words == b"" for _, words in told)
    with database.reading() as connection:
        assert connection.execute(select(func.count()).where(job.c.lease.is_not(None))).scalar_one() == 0
    processes.words = ("--once",)
    processes.start()
    assert processes.running[0].wait(60) == 0
    processes.running.clear()
    check_each_reviewed_once(database, people.payer, made)


def reviewed_so_far(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).where(event.c.action == "reviewed")).scalar_one()


def test_the_last_try_is_not_given_up_while_it_runs(database: Database, people: People) -> None:
    make_case(database, people.reviewer, papers(), NOW)
    now = NOW
    for _ in range(MOST_TRIES):
        held = claim_job(database, now)
        assert held is not None
        with database.reading() as connection:
            running, waiting, failed = work_of(connection, people.payer, now)
            assert (len(running), waiting, failed) == (1, [], [])
            assert given_up(connection, people.payer, now) == []
        with pytest.raises(NotFound):
            try_again(database, people.reviewer, held.kind, held.about, now)
        now += dt.timedelta(hours=1)
    with database.reading() as connection:
        assert work_of(connection, people.payer, now)[:2] == ([], [])
        assert [about for _, about, _ in given_up(connection, people.payer, now)] == [held.about]
        assert work_of(connection, people.clinic, now) == ([], [], [])
    try_again(database, people.reviewer, held.kind, held.about, now)
    with database.reading() as connection:
        assert [len(found) for found in work_of(connection, people.payer, now)] == [0, 1, 0]
