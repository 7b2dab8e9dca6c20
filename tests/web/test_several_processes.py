"""Two web and two worker processes on one PostgreSQL, each under the account that is meant for it; and what a start says."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, text

from accord.access.passwords import set_password
from accord.cli.serve import to_know
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.db.tables import event
from accord.doors.listen import bind
from tests.cases.conftest import NOW, make_people, people, postgres, site
from tests.cases.load import check_each_reviewed_once
from tests.cases.postgres import OWNER, WEB, WORK, as_account
from tests.web.conftest import upload

__all__ = ["people", "postgres", "site"]
KEY, WORDS = "7c" * 32, "four words in a row"
SECONDS = 240.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def start(*words: str, address: str, home: Path) -> subprocess.Popen[str]:
    env = {**os.environ, "ACCORD_DATABASE": address, "ACCORD_KEY": KEY, "ACCORD_DATA": str(home)}
    return subprocess.Popen([sys.executable, "-m", "accord.cli", *words], env=env, text=True, stderr=subprocess.PIPE)


@pytest.fixture
def owner(postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database whose owner is no superuser."""
    from accord.db import sealing
    from accord.settings import settings

    monkeypatch.setenv("ACCORD_KEY", KEY)
    for kept in (settings, sealing.site_key):
        kept.cache_clear()
    above = Database(postgres)
    with above.writing() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text(f"CREATE SCHEMA public AUTHORIZATION {OWNER}"))
    made = Database(as_account(postgres, OWNER))
    migrate(made)
    yield made
    above.close()
    made.close()


def until_it_answers(address: str) -> None:
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        try:
            if httpx.get(f"{address}/sign-in").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError(address)


def token(page: httpx.Response) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


@pytest.mark.slow
@pytest.mark.xdist_group("postgres")
def test_two_web_and_two_worker_processes_share_one_database(owner: Database, postgres: str, tmp_path: Path) -> None:
    people = make_people(owner)
    set_password(owner, None, people.reviewer, WORDS, NOW)
    web, work = as_account(postgres, WEB), as_account(postgres, WORK)
    ports = (free_port(), free_port())
    running = [start("serve", "--port", str(port), address=web, home=tmp_path / str(port)) for port in ports]
    running += [start("work", "--quiet", address=work, home=tmp_path / f"w{n}") for n in range(2)]
    first, second = (f"http://localhost:{port}" for port in ports)
    try:
        until_it_answers(first)
        until_it_answers(second)
        with httpx.Client(follow_redirects=True, timeout=30) as browser:
            page = browser.get(f"{first}/sign-in")
            email = f"Rita.Rowe@{people.payer}.example"
            form = {"form_token": token(page), "email": email, "password": WORDS, "next": ""}
            assert browser.post(f"{second}/sign-in", data=form, headers={"origin": second}).status_code == 200
            made: list[str] = []
            for turn in range(4):  # each process in turn, one session
                here = (first, second)[turn % 2]
                form = {"form_token": token(browser.get(f"{here}/me")), "urgency": "standard", "received_at": ""}
                answer = browser.post(f"{here}/cases/new", data=form, files=upload())
                assert answer.status_code == 200, answer.text[-500:]
                made.append(answer.url.path.rpartition("/")[2])
            ends = time.monotonic() + SECONDS
            while time.monotonic() < ends and any(
                "criterion" not in browser.get(f"{first}/cases/{one}").text for one in made
            ):
                time.sleep(0.5)
            for one in made:
                assert 'class="criterion"' in browser.get(f"{second}/cases/{one}").text
            bare = httpx.Client(timeout=30)
            assert bare.get(f"{first}/cases/{made[0]}").status_code == 303
    finally:
        for one in running:
            one.terminate()
        said = [one.communicate(timeout=30)[1] for one in running]
    ended = [
        one.returncode for one in running
    ]  # the server of the pages leaves with the signal's own code, once all is answered
    assert set(ended[:2]) <= {0, -signal.SIGTERM}, said
    assert ended[2:] == [0, 0], said
    assert "Traceback" not in "".join(said)
    with owner.reading() as connection:
        query = select(event.c.who).where(event.c.action == "reviewed")
        assert list(connection.execute(query).scalars()) == ["system"] * 4
    cases = [type("Made", (), {"id": one})() for one in made]
    check_each_reviewed_once(owner, people.payer, cases)


# ---- what a start says


def test_of_localhost_both_addresses_answer() -> None:
    sockets = bind("localhost", 0)
    try:
        assert len({one.getsockname()[1] for one in sockets}) == 1
        assert sockets[0].getsockname()[0] == "127.0.0.1"
        if socket.has_ipv6 and len(sockets) > 1:
            assert sockets[1].getsockname()[0] == "::1"
    finally:
        for one in sockets:
            one.close()


def test_a_start_without_people_says_how_to_make_the_first(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    migrate(empty)
    (told,) = to_know(empty, "localhost", 8000)
    for words in ("accord people organization", "accord people add", "accord people link", "--demo"):
        assert words in told
    make_people(empty)
    assert list(to_know(empty, "localhost", 8000)) == []
    empty.close()


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("localhost", 8123, True),
        ("127.0.0.1", 8123, True),
        ("localhost", 8000, False),
        ("localhost", 0, False),
        ("192.0.2.7", 8123, False),
    ],
)
def test_a_port_that_the_address_does_not_name_is_told(tmp_path: Path, host: str, port: int, said: bool) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    migrate(database)
    make_people(database)
    told = list(to_know(database, host, port))
    assert bool(told) is said
    assert all("ACCORD_ADDRESS=http://localhost:8123" in one for one in told)
    database.close()


@pytest.mark.xdist_group("postgres")
def test_an_account_that_passes_row_security_by_is_told(owner: Database, postgres: str) -> None:
    make_people(owner)
    above = Database(postgres)
    assert any("Row security does not hold" in one for one in to_know(above, "localhost", 8000))
    above.close()
    web = Database(as_account(postgres, WEB))
    assert list(to_know(web, "localhost", 8000)) == []
    web.close()


@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize(
    ("account", "words"), [(OWNER, "owns the tables"), (WEB, "does not own the tables"), ("accord", "does NOT hold")]
)
def test_the_command_says_how_the_database_stands(
    owner: Database, postgres: str, tmp_path: Path, account: str, words: str
) -> None:
    assert owner
    env = {
        **os.environ,
        "ACCORD_DATABASE": as_account(postgres, account),
        "ACCORD_KEY": KEY,
        "ACCORD_DATA": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli", "database", "status"], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert words in done.stdout
    assert "accord_web, accord_work" in done.stdout
    done = subprocess.run(
        [sys.executable, "-m", "accord.cli", "database", "prepare"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (6 if account == WEB else 0), (done.stdout, done.stderr)
