"""`accord serve --demo`: an organization of each side, its people and cases from the shipped examples, to learn with."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

import accord
from accord.access import Person, Role
from accord.access.organizations import make_organization, make_person
from accord.access.passwords import set_password
from accord.cases.clocks import Urgency
from accord.cases.files import Arrived
from accord.cases.making import make_case
from accord.db.engine import Database
from accord.db.tables import organization
from accord.errors import Conflict, NotFound
from accord.wording import say

CLINIC, PLAN = "Demo Clinic", "Demo Health Plan"
DOCTOR: dict[str, Any] = {
    "credentials": "MD", "npi": "1234567893", "specialty": "internal medicine", "licensed_in": ("NY", "IL", "AZ"),
}  # fmt: skip
# (organization, name, address, role): addresses under a name that is reserved for examples.
PEOPLE: tuple[tuple[str, str, str, Role], ...] = (
    (CLINIC, "Cora Coordinator", "coordinator@clinic.example", Role.COORDINATOR),
    (CLINIC, "Clara Clinician", "clinician@clinic.example", Role.CLINICIAN),
    (CLINIC, "Adam Auditor", "auditor@clinic.example", Role.AUDITOR),
    (CLINIC, "Ann Administrator", "administrator@clinic.example", Role.ADMINISTRATOR),
    (PLAN, "Rita Reviewer", "reviewer@plan.example", Role.REVIEWER),
    (PLAN, "Dora Director", "director@plan.example", Role.MEDICAL_DIRECTOR),
    (PLAN, "Otto Auditor", "auditor@plan.example", Role.AUDITOR),
    (PLAN, "Alma Administrator", "administrator@plan.example", Role.ADMINISTRATOR),
)
QUALIFIED = frozenset({Role.CLINICIAN, Role.MEDICAL_DIRECTOR})
# (example, how long ago it came, how urgent)
CASES: tuple[tuple[str, dt.timedelta, Urgency], ...] = (
    ("cpap-approve", dt.timedelta(days=2), Urgency.STANDARD),
    ("oxygen-ask", dt.timedelta(hours=66), Urgency.EXPEDITED),
    ("cgm-clinician", dt.timedelta(days=5, hours=20), Urgency.STANDARD),
)


def make_demo(database: Database, now: dt.datetime) -> list[str]:
    """What to print: the addresses with their passwords, or that the demo was made before.

    Raises Conflict for a database in which somebody works already, NotFound where the examples are not at hand.
    """
    with database.reading() as connection:
        there = set(connection.execute(select(organization.c.name)).scalars())
    if there == {CLINIC, PLAN}:
        return [say("demo.there")]
    if there:
        raise Conflict(say("demo.not_here"), say("demo.not_here_remedy"))
    cases = [(list(_papers(name)), ago, urgency) for name, ago, urgency in CASES]
    with database.writing() as connection:
        people = _people(connection, now)
    lines = [say("demo.made")]
    for (place, _, email, role), person in zip(PEOPLE, people, strict=True):
        password = secrets.token_urlsafe(12)
        set_password(database, None, person, password, now)
        lines.append(
            say("demo.person", organization=place, role=role.value.replace("_", " "), email=email, password=password)
        )
    for maker in (person for person in people if person.roles & {Role.COORDINATOR, Role.REVIEWER}):
        for files, ago, urgency in cases:
            make_case(database, maker, files, now, urgency, now - ago)
    return lines


def _people(connection: Connection, now: dt.datetime) -> list[Person]:
    ids = {
        CLINIC: make_organization(connection, CLINIC, "provider", "America/Chicago", now),
        PLAN: make_organization(connection, PLAN, "payer", "America/New_York", now),
    }
    return [
        make_person(connection, "system", ids[place], name, email, [role], now, **(DOCTOR if role in QUALIFIED else {}))
        for place, name, email, role in PEOPLE
    ]


def _papers(example: str) -> Iterator[Arrived]:
    folder = _examples() / example
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    if not found:
        raise NotFound(say("demo.no_examples", folder=folder), say("demo.no_examples_remedy"))
    return (Arrived(path.name, "application/octet-stream", path.read_bytes()) for path in found)


def _examples() -> Path:
    """Where the examples stand: within an installed program, else in its checkout."""
    package = Path(accord.__file__).resolve().parent
    installed = package / "examples"
    return installed if installed.is_dir() else package.parents[1] / "examples"
