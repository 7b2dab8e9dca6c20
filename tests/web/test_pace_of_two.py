"""Two web processes on one database: what a session may send in a minute is counted for both together."""

from __future__ import annotations

import time

import httpx
import pytest

from accord.access.sessions import begin_session
from accord.db.engine import Database
from tests.cases.conftest import People
from tests.cases.load import Processes
from tests.cases.test_killed_web import Web
from tests.cases.test_recovery import now

MOST = 40


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_session_that_asks_two_processes_gets_no_more_than_from_one(database: Database, people: People) -> None:
    env = {**Processes(database).environment(), "ACCORD_REQUESTS_A_MINUTE": str(MOST)}
    both = [Web(env), Web(env)]
    with database.writing() as connection:
        tokens = [
            begin_session(connection, one.id, "password", now()).token for one in (people.reviewer, people.second)
        ]
    try:
        for one in both:
            one.start()
        begun = time.monotonic()
        with httpx.Client(cookies={"accord": tokens[0]}) as client:
            got = [client.get(f"http://127.0.0.1:{both[turn % 2].port}/me").status_code for turn in range(MOST + 20)]
        with httpx.Client(cookies={"accord": tokens[1]}) as client:
            others = [client.get(f"http://127.0.0.1:{one.port}/me").status_code for one in both]
        assert time.monotonic() - begun < 60, "the machine is too slow to tell"
    finally:
        for one in both:
            if one.running is not None:
                one.kill()
    assert got == [200] * MOST + [429] * 20
    assert others == [200, 200]
