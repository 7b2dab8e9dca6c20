"""`accord serve --demo`: people of every role on both sides, cases to work with, and never in a database that is in use."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from accord.access.sessions import sign_in
from accord.cli.demo import CASES, PEOPLE, make_demo
from accord.cli.serve import guarded
from accord.db.engine import Database
from accord.errors import Conflict
from tests.cases.conftest import NOW, People
from tests.web.conftest import HERE


def test_everybody_of_the_demo_signs_in_with_the_printed_password(database: Database) -> None:
    lines = make_demo(database, NOW)
    told = dict(re.findall(r"(\S+@\S+)  (\S+)", "\n".join(lines)))
    assert set(told) == {email for _, _, email, _ in PEOPLE}
    assert len(set(told.values())) == len(PEOPLE)
    for _, name, email, role in PEOPLE:
        person = sign_in(database, email, told[email], NOW).person
        assert (person.name, person.roles) == (name, {role})
    again = make_demo(database, NOW)
    assert len(again) == 1
    assert not any(password in again[0] for password in told.values())


def test_each_side_of_the_demo_has_its_cases_and_the_tools_stay_where_they_were(database: Database) -> None:
    told = dict(re.findall(r"(\S+@\S+)  (\S+)", "\n".join(make_demo(database, NOW))))
    for email in ("reviewer@plan.example", "coordinator@clinic.example"):
        client = TestClient(guarded(database, "127.0.0.1"), base_url=HERE)
        token = re.search(r'name="form_token" value="([^"]+)"', client.get("/sign-in").text)
        assert token is not None
        page = client.post(
            "/sign-in", data={"form_token": token[1], "email": email, "password": told[email], "next": ""}
        )
        assert len(set(re.findall(r'href="/cases/([0-9a-f-]{36})"', page.text))) == len(CASES)
        assert client.get("/api/health").json()["ok"] is True
        assert client.get("/api/nothing").headers["content-type"] == "application/problem+json"


def test_no_demo_is_made_where_somebody_works(database: Database, people: People) -> None:
    with pytest.raises(Conflict, match="Somebody works"):
        make_demo(database, NOW)
    assert people
