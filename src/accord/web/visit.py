"""Who asks: the person behind a session, and the forms they send. Every page but sign-in begins here."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlalchemy import select
from starlette.datastructures import FormData

from accord.access import Person
from accord.access.sessions import Session, check_form_token, session_of
from accord.cases.due import count_notices
from accord.db.tables import organization
from accord.dossier.review import Desk
from accord.web.security import check_origin
from accord.web.site import Site, site_of

MOST_FILES = 200
MOST_FIELDS = 500


class SignInNeeded(Exception):
    """Nobody is signed in."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at their organization, now. site -- with the database as that organization's.

    notices -- how many they were told of and nobody has seen, up to `due.MOST_COUNTED`.
    """

    site: Site
    session: Session
    person: Person
    organization: str
    side: Desk
    zone: ZoneInfo
    now: dt.datetime
    notices: int = 0


def visit_of(request: Request) -> Visit:
    """The visit. Raises SignInNeeded, TooFast."""
    site = site_of(request)
    now, token = site.clock(), request.cookies.get(site.cookie, "")
    session = session_of(site.database, token, now) if token else None
    if session is None:
        raise SignInNeeded
    site.pace.check(site.database, token, now)  # of sessions that are there: others cost nobody a row
    site = replace(site, database=site.database.of(session.person.organization))
    with site.database.reading() as connection:
        own = connection.execute(select(organization).where(organization.c.id == session.person.organization)).one()
        waiting = count_notices(connection, session.person)
    return Visit(site, session, session.person, own.name, Desk(own.side), ZoneInfo(own.time_zone), now, waiting)


Visiting = Annotated[Visit, Depends(visit_of)]


async def sent_form(request: Request, visit: Visiting) -> AsyncGenerator[FormData]:
    """A form that the person sent from a page of ours. Raises Forbidden for any other."""
    check_origin(request.headers)
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
        check_form_token(visit.session, word(form, "form_token"))
        yield form


Sent = Annotated[FormData, Depends(sent_form)]


def word(form: FormData, name: str) -> str:
    """What was written in a field; '' where nothing was, or a file stands there."""
    value = form.get(name, "")
    return value.replace("\r\n", "\n").replace("\x00", "").strip() if isinstance(value, str) else ""
