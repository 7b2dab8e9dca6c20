"""`accord serve --processes`: several answer on one port, one that dies is started again, all end with the first."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from accord.access.passwords import set_password
from accord.cli.several import workers_for
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.db.tables import event
from accord.errors import Conflict, Invalid
from tests.cases.conftest import NOW, make_people, postgres, site
from tests.cases.postgres import OWNER, WEB, as_account
from tests.web.conftest import upload
from tests.web.test_several_processes import KEY, SECONDS, WORDS, free_port, owner, start, token, until_it_answers

__all__ = ["owner", "postgres", "site"]


@pytest.fixture
def sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    from accord.db import sealing
    from accord.settings import settings

    monkeypatch.setenv("ACCORD_KEY", KEY)
    for kept in (settings, sealing.site_key):
        kept.cache_clear()
    made = Database(f"sqlite:///{tmp_path / 'accord.sqlite'}")
    migrate(made)
    yield made
    made.close()


def children(process: int) -> dict[int, str]:
    """The processes that a process started, with their words."""
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    rows = (line.strip().split(" ", 1) for line in found.stdout.splitlines())
    return {int(number): words for number, words in rows if "accord.cli" in words}


def until(true: Callable[[], object], seconds: float = SECONDS) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.2)


def gone(process: int) -> bool:
    """Has it ended? A process that nobody asked after yet still has its number."""
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def signed_in(address: str, email: str) -> httpx.Client:
    browser = httpx.Client(follow_redirects=True, timeout=60)
    form = {"form_token": token(browser.get(f"{address}/sign-in")), "email": email, "password": WORDS, "next": ""}
    assert browser.post(f"{address}/sign-in", data=form, headers={"origin": address}).status_code == 200
    return browser


def reviewed(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.execute(select(event.c.who).where(event.c.action == "reviewed")).all())


def check(database: Database, address_of_database: str, home: Path, *more: str, workers: int) -> None:
    """Cases are made while a web process is killed; they are reviewed once; all end cleanly at SIGTERM."""
    people = make_people(database)
    set_password(database, None, people.reviewer, WORDS, NOW)
    port = free_port()
    address = f"http://localhost:{port}"
    running = start("serve", "--port", str(port), "--processes", "2", *more, address=address_of_database, home=home)
    try:
        until_it_answers(address)
        until(lambda: len(children(running.pid)) == 2 + workers)
        before = children(running.pid)
        assert sum(" work " in words for words in before.values()) == workers
        browser = signed_in(address, f"Rita.Rowe@{people.payer}.example")

        def make() -> None:
            form = {"form_token": token(browser.get(f"{address}/me")), "urgency": "standard", "received_at": ""}
            answer = browser.post(f"{address}/cases/new", data=form, files=upload())
            assert answer.status_code == 200, answer.text[-300:]

        make()
        killed = next(number for number, words in before.items() if "--listening" in words)
        os.kill(killed, signal.SIGKILL)
        browser.close()
        browser = signed_in(address, f"Rita.Rowe@{people.payer}.example")  # the other answers meanwhile
        make()
        until(lambda: killed not in children(running.pid) and len(children(running.pid)) == 2 + workers)
        until(lambda: reviewed(database) == 2)
        left = children(running.pid)
    finally:
        running.terminate()
        said = running.communicate(timeout=60)[1]
    assert running.returncode == 0, said
    assert re.search(r"Web process \d ended \(code -9\)", said)
    assert "Traceback" not in said
    assert "killed" not in said
    assert all(gone(one) for one in left)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/sign-in")


@pytest.mark.slow
def test_two_processes_on_one_port_over_sqlite_with_one_worker(sqlite: Database, tmp_path: Path) -> None:
    check(sqlite, sqlite.url.render_as_string(), tmp_path / "data", workers=1)


@pytest.mark.slow
@pytest.mark.xdist_group("postgres")
def test_two_processes_on_one_port_over_postgresql_with_two_workers(
    owner: Database, postgres: str, tmp_path: Path
) -> None:
    check(owner, as_account(postgres, OWNER), tmp_path / "data", "--workers", "2", workers=2)


@pytest.mark.slow
def test_they_end_when_who_started_them_is_killed(sqlite: Database, tmp_path: Path) -> None:
    port = free_port()
    make_people(sqlite)
    running = start(
        "serve", "--port", str(port), "--processes", "2", address=sqlite.url.render_as_string(), home=tmp_path
    )
    until_it_answers(f"http://localhost:{port}")
    until(lambda: len(children(running.pid)) == 3)
    left = children(running.pid)
    running.kill()
    until(lambda: all(gone(one) for one in left), 60)
    assert running.stderr is not None
    running.stderr.close()
    running.wait(10)


# ---- how many


def test_on_sqlite_there_is_one_worker(sqlite: Database) -> None:
    assert [workers_for(sqlite, told) for told in (None, 1)] == [1, 1]
    for told in (0, 2):
        with pytest.raises(Invalid, match="one worker"):
            workers_for(sqlite, told)


@pytest.mark.xdist_group("postgres")
def test_on_postgresql_as_many_as_are_said_and_none_for_the_account_of_the_pages(
    owner: Database, postgres: str
) -> None:
    assert [workers_for(owner, told) for told in (None, 0, 3)] == [0, 0, 3]
    web = Database(as_account(postgres, WEB))
    assert workers_for(web, None) == 0
    with pytest.raises(Conflict, match="only show pages"):
        workers_for(web, 1)
    web.close()


def test_a_bad_number_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli", "serve", "--processes", "0"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
