"""Organizations and their people, as kept; making either is a row of the audit trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from accord.access.roles import Person, Role
from accord.audit.chain import add_event, begin_chain
from accord.db.tables import organization, person, person_role, session
from accord.errors import Conflict, Invalid, NotFound

SIDES = ("provider", "payer")
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization of the site."""

    id: str
    name: str
    side: str
    time_zone: str


def make_organization(connection: Connection, name: str, side: str, time_zone: str, at: dt.datetime) -> str:
    """A new organization with its empty audit trail; its id. Raises Invalid, Conflict where the name is taken."""
    if side not in SIDES or not name.strip():
        raise Invalid("An organization has a name and is a provider or a payer.")
    _check_zone(time_zone)
    if connection.execute(select(organization.c.id).where(organization.c.name == name.strip())).first() is not None:
        raise Conflict(f"There is an organization '{name.strip()}' already.")
    made = str(uuid4())
    connection.execute(
        insert(organization).values(id=made, name=name.strip(), side=side, time_zone=time_zone, made_at=at)
    )
    begin_chain(connection, made)
    add_event(connection, made, SYSTEM, "organization_made", f"organization {made}", {"side": side}, at=at)
    return made


def make_person(
    connection: Connection, by: str, organization_id: str, name: str, email: str, roles: Iterable[Role], at: dt.datetime,
    *, credentials: str = "", npi: str = "", specialty: str = "", licensed_in: Iterable[str] = (),
) -> Person:  # fmt: skip
    """A new person of an organization, who cannot sign in before a password or passkey is set. Raises Invalid, Conflict."""
    address, told = email.strip().casefold(), frozenset(roles)
    if "@" not in address or not name.strip() or not told:
        raise Invalid("A person has a name, an e-mail address and at least one role.")
    made = Person(str(uuid4()), organization_id, name.strip(), told, credentials.strip(), npi.strip(), specialty.strip(),
                  tuple(licensed_in))  # fmt: skip
    try:
        connection.execute(
            insert(person).values(
                id=made.id, organization=organization_id, name=made.name, email=address, credentials=made.credentials,
                npi=made.npi, specialty=made.specialty, licensed_in=" ".join(made.licensed_in), password="", active=True,
                made_at=at,
            )
        )  # fmt: skip
    except IntegrityError as fault:
        raise Conflict(f"Somebody has the address {address} already.") from fault
    connection.execute(insert(person_role), [{"person": made.id, "role": role.value} for role in sorted(told)])
    add_event(connection, organization_id, by, "person_made", f"person {made.id}", {"roles": sorted(told)}, at=at)
    return made


def person_of(connection: Connection, person_id: str, organization_id: str | None = None) -> Person:
    """The person, of that organization if one is given. Raises NotFound, also for one who may no longer act."""
    query = select(person).where(person.c.id == person_id, person.c.active)
    if organization_id is not None:
        query = query.where(person.c.organization == organization_id)
    row = connection.execute(query).first()
    if row is None:
        raise NotFound("There is no such person.")
    roles = connection.execute(select(person_role.c.role).where(person_role.c.person == person_id)).scalars()
    return Person(
        row.id, row.organization, row.name, frozenset(Role(role) for role in roles), row.credentials, row.npi,
        row.specialty, tuple(row.licensed_in.split()),
    )  # fmt: skip


def person_with(connection: Connection, email: str) -> Person:
    """The person with that address. Raises NotFound, also for one who may no longer act."""
    query = select(person.c.id).where(person.c.email == email.strip().casefold())
    found = connection.execute(query).scalar()
    if found is None:
        raise NotFound(f"Nobody has the address {email.strip()}.", "'accord people list' shows who is there.")
    return person_of(connection, found)


def organizations_of(connection: Connection) -> list[Organization]:
    """Every organization of the site, by name."""
    rows = connection.execute(select(organization).order_by(organization.c.name)).all()
    return [Organization(row.id, row.name, row.side, row.time_zone) for row in rows]


def organization_named(connection: Connection, named: str) -> Organization:
    """The organization of that name or id. Raises NotFound."""
    for one in organizations_of(connection):
        if named.strip() in (one.name, one.id):
            return one
    raise NotFound(f"There is no organization '{named.strip()}'.", "'accord people list' shows which there are.")


def email_of(connection: Connection, person_id: str) -> str:
    """The address with which a person signs in."""
    return connection.execute(select(person.c.email).where(person.c.id == person_id)).scalar_one()


def people_of(connection: Connection, organization_id: str) -> list[Person]:
    """Everybody of an organization who may act, by name."""
    query = select(person.c.id).where(person.c.organization == organization_id, person.c.active).order_by(person.c.name)
    return [person_of(connection, found) for found in connection.execute(query).scalars().all()]


def change_roles(connection: Connection, by: str, who: Person, roles: Iterable[Role], at: dt.datetime) -> None:
    """Other roles for a person, who signs in again to use them. Raises Invalid for none."""
    told = frozenset(roles)
    if not told:
        raise Invalid("A person has at least one role.", "Take away the person's access instead.")
    connection.execute(delete(person_role).where(person_role.c.person == who.id))
    connection.execute(insert(person_role), [{"person": who.id, "role": role.value} for role in sorted(told)])
    sessions_end_for(connection, who.id)
    add_event(connection, who.organization, by, "roles_changed", f"person {who.id}",
              {"from": sorted(who.roles), "to": sorted(told)}, at=at)  # fmt: skip


def change_qualifications(
    connection: Connection, by: str, who: Person, at: dt.datetime,
    *, credentials: str, npi: str, specialty: str, licensed_in: Iterable[str],
) -> None:  # fmt: skip
    """What a person is qualified in from now on; decisions that they signed before keep what held then."""
    told = {
        "credentials": credentials.strip(), "npi": npi.strip(), "specialty": specialty.strip(),
        "licensed_in": " ".join(licensed_in),
    }  # fmt: skip
    before = {
        "credentials": who.credentials, "npi": who.npi, "specialty": who.specialty, "licensed_in": " ".join(who.licensed_in),
    }  # fmt: skip
    connection.execute(update(person).where(person.c.id == who.id).values(**told))
    add_event(connection, who.organization, by, "qualifications_changed", f"person {who.id}",
              {"from": before, "to": told}, at=at)  # fmt: skip


def take_access(connection: Connection, by: str, who: Person, at: dt.datetime) -> None:
    """The person may no longer act, from this moment on; what they did stays."""
    connection.execute(update(person).where(person.c.id == who.id).values(active=False))
    sessions_end_for(connection, who.id)
    add_event(connection, who.organization, by, "access_taken", f"person {who.id}", at=at)


def former_people_of(connection: Connection, organization_id: str) -> list[tuple[str, str, str]]:
    """(id, name, address) of everybody of an organization who may no longer act, by name."""
    query = select(person.c.id, person.c.name, person.c.email).where(
        person.c.organization == organization_id, ~person.c.active
    )
    return [(row.id, row.name, row.email) for row in connection.execute(query.order_by(person.c.name, person.c.id))]


def give_access_back(connection: Connection, by: str, organization_id: str, person_id: str, at: dt.datetime) -> Person:
    """The person may act again, with the roles and ways in that they had. Raises NotFound for who is no former person there."""
    former = (person.c.id == person_id, person.c.organization == organization_id, ~person.c.active)
    if connection.execute(update(person).where(*former).values(active=True)).rowcount != 1:
        raise NotFound("There is no such person among those whose access was taken away.")
    add_event(connection, organization_id, by, "access_given_back", f"person {person_id}", at=at)
    return person_of(connection, person_id)


def check_npi_is_free(connection: Connection, organization_id: str, npi: str, but: str = "") -> None:
    """Raises Conflict for an NPI that somebody else of the organization has: it names one person. but -- whose it may be."""
    same = (person.c.organization == organization_id, person.c.npi == npi, person.c.active, person.c.id != but)
    who = connection.execute(select(person.c.name).where(*same)).scalar() if npi else None
    if who is not None:
        raise Conflict(f"{who} has the NPI {npi} already.", "Each person has a number of their own.")


def sessions_end_for(connection: Connection, person_id: str) -> None:
    """Whoever is signed in as the person is so no longer."""
    connection.execute(delete(session).where(session.c.person == person_id))


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError) as fault:
        raise Invalid(f"'{name}' is no time zone.", "Write it as America/New_York.") from fault
