"""A site with two organizations and a foreign one, and a browser for each person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from accord.access import Person, Role
from accord.access.organizations import make_person
from accord.access.sessions import begin_session
from accord.cases.jobs import MOST_TRIES, claim_job, fail_job
from accord.cases.outward import digest_of
from accord.cases.reviews import run_review
from accord.db.engine import Database
from accord.policies.load import bundled_pack
from accord.web.app import make_web
from tests.cases.conftest import NOW, People, database, people, postgres, site
from tests.cases.postgres import WEB, as_account
from tests.cases.test_cases import papers

__all__ = ["database", "people", "postgres", "site"]
HERE = "http://127.0.0.1"


@dataclass
class Clock:
    """The time of the site; tests move it."""

    now: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@dataclass
class Browser:
    """One person's browser: no script, cookies, the form token of the last page."""

    client: TestClient
    last: httpx.Response | None = field(default=None)

    def get(self, path: str, status: int = 200) -> str:
        """The page."""
        self.last = self.client.get(path)
        assert self.last.status_code == status, (path, self.last.status_code, self.last.text[-900:])
        return unescape(self.last.text)

    def post(self, path: str, status: int = 200, files: Any = None, headers: Any = None, **form: Any) -> str:
        """What comes of a form, redirects followed. The token is that of the person's own page."""
        form.setdefault("form_token", self.token)
        told = {name: value for name, value in form.items() if value is not None}
        self.last = self.client.post(path, data=told, files=files, headers=headers)
        assert self.last.status_code == status, (path, self.last.status_code, self.last.text[-900:])
        return unescape(self.last.text)

    @property
    def token(self) -> str:
        """The token that stands in every form of the person."""
        found = re.search(r'name="form_token" value="([^"]+)"', self.client.get("/me").text)
        assert found is not None
        return found[1]


@dataclass
class Web:
    """The site as tests use it."""

    database: Database
    people: People
    clock: Clock
    app: Any
    administrator: Person
    payer_administrator: Person

    def stranger(self) -> TestClient:
        """Nobody's browser."""
        return TestClient(self.app, base_url=HERE)

    def browser(self, person: Person) -> Browser:
        """The browser of somebody signed in."""
        client = self.stranger()
        with self.database.writing() as connection:
            made = begin_session(connection, person.id, "password", self.clock.now)
        client.cookies.set("accord", made.token)
        return Browser(client)

    def work(self) -> int:
        """Reviews all that waits, as a worker would."""
        done = 0
        while (held := claim_job(self.database, self.clock.now)) is not None:
            run_review(self.database, held, bundled_pack(), self.clock.now)
            done += 1
        return done

    def given_up(self, person: Person) -> str:
        """A case whose review failed as often as it may; its id."""
        case = self.case(person, review=False)
        for _ in range(MOST_TRIES):
            self.clock.now = self.clock.now.replace(hour=self.clock.now.hour + 1)
            held = claim_job(self.database, self.clock.now)
            assert held is not None
            fail_job(self.database, held, "ValueError", self.clock.now)
        return case

    def case(self, person: Person, example: str = "oxygen-ask", *, review: bool = True) -> str:
        """A case made through the page; its id."""
        browser = self.browser(person)
        browser.post("/cases/new", urgency="standard", received_at="", files=upload(example))
        assert browser.last is not None
        if review:
            self.work()
        return browser.last.url.path.rpartition("/")[2]


def upload(example: str = "oxygen-ask") -> list[tuple[str, tuple[str, bytes, str]]]:
    """The papers of an example as a browser sends them."""
    return [("files", (one.name, one.data, one.media_type)) for one in papers(example)]


def keep(*texts: str) -> str:
    """What the box sends with which a person keeps what nothing of the record bears: letter, words, missing proof, reason."""
    return digest_of(texts)


def version_of(page: str) -> str:
    """The version that a page shows, as its forms send it."""
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def clock() -> Clock:
    """The time."""
    return Clock()


@pytest.fixture
def served(database: Database) -> Iterator[Database]:
    """The database as the pages have it: on PostgreSQL under an account that row security holds."""
    if database.is_sqlite:
        yield database
        return
    made = Database(as_account(database.url.render_as_string(hide_password=False), WEB))
    yield made
    made.close()


@pytest.fixture
def web(database: Database, served: Database, people: People, clock: Clock) -> Web:
    """The pages over the database of the test."""
    add: Callable[[str], Person]
    with database.writing() as connection:

        def add(organization: str) -> Person:
            return make_person(connection, "system", organization, "Ann Ash", f"ann@{organization}.example",
                               [Role.ADMINISTRATOR], NOW)  # fmt: skip

        clinic, payer = add(people.clinic), add(people.payer)
    return Web(database, people, clock, make_web(served, secure=False, clock=clock), clinic, payer)
