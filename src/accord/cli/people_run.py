"""What `accord people` does. Whoever runs it has the site's key and database: it acts as the system, and is in the audit trail."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.table import Table

from accord.access.organizations import (
    SYSTEM,
    Organization,
    change_roles,
    email_of,
    make_organization,
    make_person,
    organization_named,
    organizations_of,
    people_of,
    person_with,
    take_access,
)
from accord.access.passwords import MOST, set_password
from accord.access.roles import Person, Role
from accord.cli.console import console
from accord.connectors.npi.check_digit import is_valid
from accord.db.engine import Database, site_database
from accord.errors import Invalid
from accord.wording import say


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person as they are written on the command line."""

    organization: str
    name: str
    email: str
    roles: tuple[str, ...]
    credentials: str = ""
    npi: str = ""
    specialty: str = ""
    licensed_in: tuple[str, ...] = ()


def run_organization(name: str, side: str, time_zone: str) -> None:
    """Makes an organization. Raises Invalid, Conflict."""
    with site_database().writing() as connection:
        made = make_organization(connection, name, side, time_zone, _now())
    _tell(say("cli.people_organization_made", name=name.strip(), id=made))


def run_add(new: NewPerson) -> None:
    """Makes a person. Raises Invalid, Conflict, NotFound."""
    roles = _roles(new.roles)
    if new.npi and not is_valid(new.npi):
        raise Invalid(f"'{new.npi}' is no NPI.", "An NPI has ten digits; the last one checks the others.")
    with site_database().writing() as connection:
        home = organization_named(connection, new.organization)
        made = make_person(
            connection, SYSTEM, home.id, new.name, new.email, roles, _now(), credentials=new.credentials, npi=new.npi,
            specialty=new.specialty, licensed_in=[state.strip().upper() for state in new.licensed_in],
        )  # fmt: skip
    _tell(say("cli.people_made", name=made.name, organization=home.name))


def run_password(email: str, *, drop_passkeys: bool) -> None:
    """Sets a password; it is never an argument, where every process of the machine could read it. Raises Invalid, NotFound."""
    database = site_database()
    person = _person(database, email)
    set_password(database, None, person, _asked(), _now())
    _tell(say("cli.people_password_set", name=person.name))
    if drop_passkeys:
        from accord.access.passkeys import drop_passkeys as drop

        _tell(say("cli.people_passkeys_dropped", count=drop(database, None, person, _now())))


def run_link(email: str) -> None:
    """Prints a one-time link alone on the first line, so that a script can take it. Raises NotFound."""
    from accord.access.first_link import LIFE, make_first_link

    database = site_database()
    _tell(make_first_link(database, None, _person(database, email), _now()))
    _tell(say("cli.people_link_made", hours=LIFE // dt.timedelta(hours=1)))


def run_list(named: str, as_json: bool, *, color: bool) -> None:
    """Everybody who may act. Raises NotFound."""
    with site_database().reading() as connection:
        homes = [organization_named(connection, named)] if named else organizations_of(connection)
        rows = [
            _row(home, one, email_of(connection, one.id)) for home in homes for one in people_of(connection, home.id)
        ]
    if as_json:
        told = [
            {"id": home.id, "name": home.name, "side": home.side, "time_zone": home.time_zone,
             "people": [row for row in rows if row["organization"] == home.name]}
            for home in homes
        ]  # fmt: skip
        _tell(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table(box=box.HORIZONTALS)
    for key in ("organization", "name", "email", "roles", "credentials", "specialty"):
        table.add_column(say(f"people_list.{key}"), overflow="fold")
    for row in rows:
        roles = ", ".join(role.replace("_", " ") for role in row["roles"])
        table.add_row(row["organization"], row["name"], row["email"], roles, row["credentials"], row["specialty"])
    for home in homes:
        if not any(row["organization"] == home.name for row in rows):
            table.add_row(home.name, "", "", "", "", "")
    console(color=color).print(table)


def run_roles(email: str, roles: Sequence[str]) -> None:
    """Gives a person other roles. Raises Invalid, NotFound."""
    told = _roles(roles)
    with site_database().writing() as connection:
        person = person_with(connection, email)
        change_roles(connection, SYSTEM, person, told, _now())
    _tell(say("cli.people_roles_changed", name=person.name, roles=", ".join(sorted(told)).replace("_", " ")))


def run_remove(email: str) -> None:
    """Takes a person's access; what they did stays. Raises NotFound."""
    with site_database().writing() as connection:
        person = person_with(connection, email)
        take_access(connection, SYSTEM, person, _now())
    _tell(say("cli.people_removed", name=person.name))


def _asked() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline(4 * MOST).rstrip("\r\n")
    first = getpass.getpass(say("cli.people_password_ask") + " ")
    if getpass.getpass(say("cli.people_password_again") + " ") != first:
        raise Invalid(say("cli.people_password_differs"), say("cli.people_password_differs_remedy"))
    return first


def _roles(words: Sequence[str]) -> frozenset[Role]:
    try:
        return frozenset(Role(word.strip().casefold().replace("-", "_")) for word in words)
    except ValueError as fault:
        raise Invalid(str(fault).replace("a valid Role", "a role") + ".", f"Roles: {', '.join(Role)}.") from fault


def _person(database: Database, email: str) -> Person:
    with database.reading() as connection:
        return person_with(connection, email)


def _row(home: Organization, one: Person, email: str) -> dict[str, Any]:
    return {
        "organization": home.name, "id": one.id, "name": one.name, "email": email,
        "roles": sorted(role.value for role in one.roles), "credentials": one.credentials, "npi": one.npi,
        "specialty": one.specialty, "licensed_in": list(one.licensed_in),
    }  # fmt: skip


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _tell(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
