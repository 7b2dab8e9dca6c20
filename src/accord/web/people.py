"""The people of an organization, for its administrators: who there is, their roles, a one-time link, no more access."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection, select
from starlette.datastructures import FormData

from accord.access import Act, Person, Role, check_may
from accord.access.first_link import LIFE, make_first_link
from accord.access.organizations import (
    change_qualifications,
    change_roles,
    check_npi_is_free,
    email_of,
    former_people_of,
    give_access_back,
    make_person,
    people_of,
    person_of,
    take_access,
)
from accord.access.passkeys import drop_passkeys
from accord.access.unlocking import locks_of, unlock
from accord.connectors.coverage.states import read_state
from accord.connectors.npi.check_digit import is_valid
from accord.db.tables import person as people
from accord.dossier.review import Desk
from accord.errors import Conflict, Forbidden, Invalid
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.visit import Sent, Visit, Visiting, word
from accord.web.words import role_words, time_words
from accord.wording import say

SIDES: dict[Desk, frozenset[Role]] = {
    Desk.PROVIDER: frozenset({Role.COORDINATOR, Role.CLINICIAN, Role.AUDITOR, Role.ADMINISTRATOR}),
    Desk.PAYER: frozenset({Role.REVIEWER, Role.MEDICAL_DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR}),
}
HOUR = dt.timedelta(hours=1)
QUALIFICATIONS = ("credentials", "npi", "specialty", "licensed_in")
FIELDS = ("name", "email", *QUALIFICATIONS)
router = APIRouter(prefix="/people")


def administrator(visit: Visiting) -> Visit:
    """Raises Forbidden for anybody else."""
    check_may(visit.person, Act.MANAGE_PEOPLE)
    return visit


Administrator = Annotated[Visit, Depends(administrator)]


@router.get("")
def everybody(request: Request, visit: Administrator) -> Response:
    """The list, what just happened to somebody's access, and the form for one more."""
    return _list(visit, about=(request.query_params.get("former", ""), request.query_params.get("again", "")))


@router.post("")
def add(visit: Administrator, form: Sent) -> Response:
    """One more person, with a one-time link that is shown once."""
    written = {name: word(form, name) for name in FIELDS}
    try:
        _check_npi(written["npi"])
        states = _states(written["licensed_in"])
        with visit.site.database.writing() as connection:
            check_npi_is_free(connection, visit.person.organization, written["npi"])
            made = make_person(
                connection, visit.person.id, visit.person.organization, written["name"], written["email"],
                _roles(form, visit), visit.now, credentials=written["credentials"], npi=written["npi"],
                specialty=written["specialty"], licensed_in=states,
            )  # fmt: skip
    except (Invalid, Conflict) as wrong:
        return _list(visit, written, str(wrong), status_of(wrong), ticked=form.getlist("roles"))
    return _first_link(visit, made)


@router.get("/{person_id}")
def one(person_id: str, visit: Administrator) -> Response:
    """One person: roles, ways in, access."""
    return _one(visit, _person(visit, person_id))


@router.post("/{person_id}/roles")
def give_roles(person_id: str, visit: Administrator, form: Sent) -> Response:
    """Other roles."""
    who = _person(visit, person_id)
    try:
        roles = _roles(form, visit, who.roles)
        _check_stays(visit, who, Role.ADMINISTRATOR in roles)
        with visit.site.database.writing() as connection:
            change_roles(connection, visit.person.id, who, roles, visit.now)
    except (Invalid, Forbidden) as wrong:
        return _one(visit, who, str(wrong), status_of(wrong))
    return RedirectResponse("/people", 303)


@router.post("/{person_id}/qualifications")
def qualify(person_id: str, visit: Administrator, form: Sent) -> Response:
    """Other credentials, NPI, specialty, states."""
    who = _person(visit, person_id)
    told = {name: word(form, name) for name in QUALIFICATIONS}
    try:
        _check_npi(told["npi"])
        states = _states(told["licensed_in"])
        with visit.site.database.writing() as connection:
            check_npi_is_free(connection, visit.person.organization, told["npi"], but=who.id)
            change_qualifications(
                connection, visit.person.id, who, visit.now, credentials=told["credentials"], npi=told["npi"],
                specialty=told["specialty"], licensed_in=states,
            )  # fmt: skip
    except (Invalid, Conflict) as wrong:
        return _one(visit, who, str(wrong), status_of(wrong), told)
    return RedirectResponse("/people", 303)


@router.post("/{person_id}/link")
def give_link(person_id: str, visit: Administrator, form: Sent) -> Response:
    """A one-time link with which the person chooses a password, which the administrator does not learn."""
    del form
    return _first_link(visit, _person(visit, person_id))


@router.post("/{person_id}/drop-passkeys")
def take_passkeys(person_id: str, visit: Administrator, form: Sent) -> Response:
    """No passkey of the person is good any more."""
    del form
    drop_passkeys(visit.site.database, visit.person, _person(visit, person_id), visit.now)
    return RedirectResponse(f"/people/{quote(person_id)}", 303)


@router.post("/{person_id}/unlock")
def end_lock(person_id: str, visit: Administrator, form: Sent) -> Response:
    """The person need not wait any longer after failed tries."""
    del form
    who = _person(visit, person_id)
    try:
        unlock(visit.site.database, visit.person, who, visit.now)
    except Conflict as wrong:
        return _one(visit, who, str(wrong), status_of(wrong))
    return RedirectResponse(f"/people/{quote(person_id)}", 303)


@router.post("/{person_id}/remove")
def remove(person_id: str, visit: Administrator, form: Sent) -> Response:
    """No more access, for who says that they are sure; what the person did stays."""
    who = _person(visit, person_id)
    try:
        _check_stays(visit, who, stays=False)
        _check_sure(form, who)
    except (Forbidden, Invalid) as wrong:
        return _one(visit, who, str(wrong), status_of(wrong))
    with visit.site.database.writing() as connection:
        take_access(connection, visit.person.id, who, visit.now)
    return RedirectResponse(f"/people?former={quote(who.id)}", 303)


@router.post("/{person_id}/restore")
def restore(person_id: str, visit: Administrator, form: Sent) -> Response:
    """The access that was taken away is given back."""
    del form
    with visit.site.database.writing() as connection:
        who = give_access_back(connection, visit.person.id, visit.person.organization, person_id, visit.now)
    return RedirectResponse(f"/people?again={quote(who.id)}", 303)


def _check_stays(visit: Visit, who: Person, stays: bool) -> None:
    """Nobody takes away their own administration: an organization without an administrator could not be helped."""
    if who.id == visit.person.id and not stays:
        raise Forbidden(say("web.people.not_yourself"), say("web.people.not_yourself_remedy"))


def _check_sure(form: FormData, who: Person) -> None:
    if not word(form, "sure"):
        raise Invalid(say("web.people.not_sure", name=who.name))


def _check_npi(npi: str) -> None:
    if npi and not is_valid(npi):
        raise Invalid(say("web.people.no_npi"))


def _states(written: str) -> list[str]:
    """'NY, nj' -> NY and NJ. Raises Invalid for what is no state."""
    return list(dict.fromkeys(read_state(one) for one in written.replace(",", " ").split()))


def _roles(form: FormData, visit: Visit, before: frozenset[Role] = frozenset()) -> frozenset[Role]:
    """Those that were chosen. before -- a person keeps what they have, also where nobody else is given it here."""
    told = {str(value) for value in form.getlist("roles")}
    if told - {role.value for role in SIDES[visit.side] | before}:
        raise Invalid(say("web.people.no_role"))
    return frozenset(Role(value) for value in told)


def _person(visit: Visit, person_id: str) -> Person:
    with visit.site.database.reading() as connection:
        return person_of(connection, person_id, visit.person.organization)


def _first_link(visit: Visit, who: Person) -> Response:
    address = make_first_link(visit.site.database, visit.person, who, visit.now)
    return page("first_link", visit, here="/people", who=who, address=address, hours=LIFE // HOUR)


def _list(
    visit: Visit, written: dict[str, str] | None = None, wrong: str = "", status: int = 200,
    *, ticked: Sequence[object] = (), about: tuple[str, str] = ("", ""),
) -> Response:  # fmt: skip
    """Everybody. ticked -- the roles that were chosen; about -- whose access was just taken away, and whose given back."""
    with visit.site.database.reading() as connection:
        found = people_of(connection, visit.person.organization)
        former = former_people_of(connection, visit.person.organization)
        emails = _emails(connection, visit)
    locked = _locked(visit, emails)
    rows = [
        {"who": who, "email": emails.get(who.id, ""), "roles": _role_list(who), "locked": locked.get(who.id, "")}
        for who in found
    ]
    taken, again = about
    told = [say("web.people.taken", name=name) for id_, name, _ in former if id_ == taken]
    told += [say("web.people.given_back", name=who.name) for who in found if who.id == again]
    return page(
        "people", visit, status, here="/people", rows=rows, wrong=wrong, roles=_offered(visit), former=former, told=told,
        written=written or dict.fromkeys(FIELDS, ""), ticked=ticked,
    )  # fmt: skip


def _emails(connection: Connection, visit: Visit) -> dict[str, str]:
    query = select(people.c.id, people.c.email).where(people.c.organization == visit.person.organization)
    return {row.id: row.email for row in connection.execute(query)}


def _one(
    visit: Visit, who: Person, wrong: str = "", status: int = 200, written: dict[str, str] | None = None
) -> Response:
    qualified = written or {
        "credentials": who.credentials, "npi": who.npi, "specialty": who.specialty, "licensed_in": " ".join(who.licensed_in),
    }  # fmt: skip
    with visit.site.database.reading() as connection:
        locked = _locked(visit, {who.id: email_of(connection, who.id)}).get(who.id, "")
    return page(
        "person", visit, status, here="/people", who=who, wrong=wrong, roles=_offered(visit, who.roles), qualified=qualified,
        locked=locked,
    )  # fmt: skip


def _locked(visit: Visit, emails: dict[str, str]) -> dict[str, str]:
    """Until when whom of them a lock keeps out."""
    return {
        who: time_words(until, visit.zone)
        for who, until in locks_of(visit.site.database, emails, visit.now).items()
    }  # fmt: skip


def _role_list(who: Person) -> str:
    return ", ".join(sorted(role_words(role) for role in who.roles))


def _offered(visit: Visit, before: frozenset[Role] = frozenset()) -> list[tuple[Any, str]]:
    return [(role, role_words(role)) for role in Role if role in SIDES[visit.side] | before]
