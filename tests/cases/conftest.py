"""Both databases, empty, with two organizations and their people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from accord.access import Person, Role
from accord.access.organizations import make_organization, make_person
from accord.db import sealing
from accord.db.engine import Database
from accord.db.migrate import migrate
from accord.settings import settings
from tests.cases.postgres import cluster, programs

NOW = dt.datetime(2026, 5, 12, 14, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A data folder and a key of the test's own."""
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    for kept in (settings, sealing.site_key):
        kept.cache_clear()
    yield
    for kept in (settings, sealing.site_key):
        kept.cache_clear()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A running PostgreSQL."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: bin/install-system installs it")
    with cluster() as address:
        yield address


@contextmanager
def empty_database(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with its tables."""
    if which == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'accord.sqlite'}")
    else:
        made = Database(request.getfixturevalue("postgres"))
        with made.writing() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    migrate(made)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of either kind."""
    with empty_database(request.param, request, tmp_path) as made:
        yield made


@dataclass(frozen=True)
class People:
    """The people of a payer, of a clinic, and of another payer."""

    payer: str
    reviewer: Person
    second: Person
    director: Person
    auditor: Person
    clinic: str
    coordinator: Person
    clinician: Person
    stranger: Person


@pytest.fixture
def people(database: Database) -> People:
    """Two organizations and a foreign one."""
    return make_people(database)


def make_people(database: Database) -> People:
    """The same in any database."""
    with database.writing() as connection:
        payer = make_organization(connection, "Hill Health Plan", "payer", "America/New_York", NOW)
        clinic = make_organization(connection, "Lake Clinic", "provider", "America/Chicago", NOW)
        other = make_organization(connection, "Far Plan", "payer", "America/Denver", NOW)

        def person(organization: str, name: str, *roles: Role, **more: object) -> Person:
            return make_person(connection, "system", organization, name, f"{name.replace(' ', '.')}@{organization}.example",
                               roles, NOW, **more)  # type: ignore[arg-type]  # fmt: skip

        doctor = {"credentials": "MD", "npi": "1234567893", "specialty": "sleep medicine",
                  "licensed_in": ("NY", "ME")}  # fmt: skip
        return People(
            payer, person(payer, "Rita Rowe", Role.REVIEWER), person(payer, "Sam Stone", Role.REVIEWER),
            person(payer, "Dora Day", Role.MEDICAL_DIRECTOR, **doctor), person(payer, "Otto Orr", Role.AUDITOR),
            clinic, person(clinic, "Cora Cole", Role.COORDINATOR), person(clinic, "Carl Quist", Role.CLINICIAN, **doctor),
            person(other, "Fay Far", Role.MEDICAL_DIRECTOR, **doctor),
        )  # fmt: skip
