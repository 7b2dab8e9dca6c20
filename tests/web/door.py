"""Somebody's browser at the door, with the small words of tests on ways in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from httpx import Response
from starlette.testclient import TestClient

from accord.access import Person
from accord.access.organizations import email_of
from accord.audit.chain import events_of, verify_chain
from accord.settings import settings
from tests.web.conftest import HERE, Browser, Web

WORDS, OTHER = "four green bicycles sing", "nine herons wade slowly"
ORIGIN = "https://accord.hill.example"
MINUTE = dt.timedelta(minutes=1)


@dataclass
class Stranger:
    """Somebody's browser at the door."""

    client: TestClient

    def token(self, path: str = "/sign-in") -> str:
        found = re.search(r'name="form_token" value="([^"]+)"', self.client.get(path).text)
        assert found is not None
        return found[1]

    def send(self, path: str, token: str = "", **form: str) -> Response:
        told = {"form_token": token or self.token(), **form}
        return self.client.post(path, data=told, follow_redirects=False)


def at_the_door(web: Web) -> Stranger:
    """Under the site's own address where one is set."""
    host = "http://accord.hill.example" if settings().address == ORIGIN else HERE
    return Stranger(TestClient(web.app, base_url=host))


def signed_in(web: Web, person: Person) -> Browser:
    browser = web.browser(person)
    if settings().address == ORIGIN:
        cookie = browser.client.cookies["accord"]
        browser.client = TestClient(web.app, base_url="http://accord.hill.example")
        browser.client.cookies.set("accord", cookie)
    return browser


def actions(web: Web, person: Person) -> list[str]:
    with web.database.reading() as connection:
        assert verify_chain(connection, person.organization).fault == ""
        return [one.action for one in events_of(connection, person.organization, f"person {person.id}")]


def mail(web: Web, person: Person) -> str:
    with web.database.reading() as connection:
        return email_of(connection, person.id)
