"""What somebody wrote and sent when their session was over: sealed, theirs alone, gone after a day.

Only a form of a page that their own session had made is kept: the browser still has that session's token, and the form holds
what the token gives.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from accord.access.challenges import digest_of
from accord.access.roles import Person
from accord.access.sessions import form_token_of
from accord.audit.chain import add_event
from accord.db.engine import Database, bind
from accord.db.sealing import seal, unseal
from accord.db.tables import held_form
from accord.db.tables import person as people
from accord.db.tables import session as sessions
from accord.errors import NotFound

LIFE = dt.timedelta(days=1)
MOST = 20  # of one person


@dataclass(frozen=True, slots=True)
class HeldForm:
    """path -- where it was sent; fields -- (name, value) as they stood in it, without its token."""

    path: str
    fields: tuple[tuple[str, str], ...]


def hold_form(
    database: Database, token: str, form_token: str, path: str, fields: Sequence[tuple[str, str]], now: dt.datetime
) -> str:
    """Keeps the form of whoever had the session of that token; the name under which they open it, '' where nothing was kept."""
    if not hmac.compare_digest(form_token_of(token).encode(), form_token.encode()):
        return ""
    with database.at_the_door().writing() as connection:
        owner = (
            select(people.c.id, people.c.organization)
            .join(sessions, sessions.c.person == people.c.id)
            .where(sessions.c.digest == digest_of(token), people.c.active)
        )
        row = connection.execute(owner).first()
        if row is None:
            return ""
        bind(connection, row.organization)
        forget_old_forms(connection, now)
        _make_room(connection, row.id)
        name = secrets.token_urlsafe(32)
        body = json.dumps({"path": path, "fields": [list(one) for one in fields]}, ensure_ascii=False).encode()
        connection.execute(
            insert(held_form).values(digest=digest_of(name), person=row.id, body=seal(body, _about(row.id, name)),
                                     ends_at=now + LIFE)
        )  # fmt: skip
        add_event(connection, row.organization, row.id, "form_held", f"person {row.id}", at=now)
        return name


def show_form(database: Database, person: Person, name: str, now: dt.datetime) -> HeldForm:
    """The form, for who sent it; that it was looked at is kept. Raises NotFound for anybody else's, and after a day."""
    with database.writing() as connection:
        mine = (held_form.c.digest == digest_of(name), held_form.c.person == person.id, held_form.c.ends_at > now)
        body = connection.execute(select(held_form.c.body).where(*mine)).scalar()
        if body is None:
            raise NotFound("What was written is not kept any more, or somebody else wrote it.", "It is kept for a day.")
        add_event(connection, person.organization, person.id, "form_shown", f"person {person.id}", at=now)
    told = json.loads(unseal(bytes(body), _about(person.id, name)))
    return HeldForm(told["path"], tuple((one, value) for one, value in told["fields"]))


def forget_old_forms(connection: Connection, now: dt.datetime) -> None:
    """Those whose day is over go."""
    over = select(held_form.c.digest).where(held_form.c.ends_at <= now).with_for_update(skip_locked=True)
    connection.execute(delete(held_form).where(held_form.c.digest.in_(over)))


def _make_room(connection: Connection, person: str) -> None:
    """The oldest of a person's go before there are more than MOST."""
    held = select(held_form.c.digest).where(held_form.c.person == person)
    kept = connection.execute(held.order_by(held_form.c.ends_at.desc()).limit(MOST - 1)).scalars().all()
    connection.execute(delete(held_form).where(held_form.c.person == person, held_form.c.digest.not_in(kept)))


def _about(person: str, name: str) -> str:
    return f"form {person} {digest_of(name)}"
