"""The audit trail of the person's organization, for its auditors: the rows, and whether the chain holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection, Select, select

from accord.access import Act, check_may
from accord.access.organizations import SYSTEM
from accord.audit.chain import add_event, verify_chain
from accord.audit.export import audit_lines
from accord.db.engine import Database
from accord.db.tables import case, event, person, signed_head
from accord.dossier.visible import one_line
from accord.errors import Invalid
from accord.web.audit_words import SHORT, Reader, row_words, whole
from accord.web.history import action_words, who_words
from accord.web.pages import page
from accord.web.visit import Sent, Visit, Visiting
from accord.web.words import names_of, time_words
from accord.wording import say, sentences

MOST, MOST_HEADS = 100, 31
LONGEST = 96
PREFIX = "web.event."
router = APIRouter(prefix="/audit")


def auditor(visit: Visiting) -> Visit:
    """Raises Forbidden for anybody else."""
    check_may(visit.person, Act.SEE_AUDIT)
    return visit


Auditor = Annotated[Visit, Depends(auditor)]


@router.get("")
def rows(request: Request, visit: Auditor) -> Response:
    """The rows, newest first."""
    return _show(request, visit)


@router.post("/verify")
def verify(request: Request, visit: Auditor, form: Sent) -> Response:
    """Does every row follow from the one before it?"""
    del form
    with visit.site.database.reading() as connection:
        told = verify_chain(connection, visit.person.organization)
    return _show(request, visit, told)


@router.post("/export")
def export(visit: Auditor, form: Sent) -> Response:
    """The whole trail as a file of lines, with all that is needed to verify it elsewhere; that it was taken is its last row."""
    del form
    home = visit.person.organization
    with visit.site.database.writing() as connection:
        add_event(connection, home, visit.person.id, "audit_exported", f"organization {home}", at=visit.now)
    name = f"accord-audit-{visit.now.astimezone(visit.zone):%Y-%m-%d}.jsonl"
    return StreamingResponse(
        _lines(visit.site.database, home), media_type="application/x-ndjson",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


def _lines(database: Database, home: str) -> Iterator[str]:
    with database.reading() as connection:
        yield from audit_lines(connection, home)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows. since, until -- days of the organization's calendar, both included."""

    about: str = ""
    who: str = ""
    action: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def query(self) -> dict[str, str]:
        """As the address of the page has it."""
        told = {"about": self.about, "who": self.who, "action": self.action, "since": self.since, "until": self.until}
        return {name: str(value) for name, value in told.items() if value}


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    about, who, action = (asked.get(name, "")[:LONGEST] for name in ("about", "who", "action"))
    return Wanted(about, who, action, _day(asked.get("since", "")), _day(asked.get("until", "")))


def _day(told: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(told) if told else None
    except ValueError:
        raise Invalid(say("web.audit.no_day"), say("web.audit.no_day_remedy")) from None


def _query(visit: Visit, wanted: Wanted) -> Select[Any]:
    query = select(event).where(event.c.organization == visit.person.organization)
    if wanted.about:
        query = query.where(event.c.about == wanted.about)
    if wanted.who:
        query = query.where(event.c.who == wanted.who)
    if wanted.action:
        query = query.where(event.c.action == wanted.action)
    if wanted.since:
        query = query.where(event.c.at >= _midnight(wanted.since, visit))
    if wanted.until and wanted.until < dt.date.max:
        query = query.where(event.c.at < _midnight(wanted.until + dt.timedelta(days=1), visit))
    return query


def _midnight(day: dt.date, visit: Visit) -> dt.datetime:
    """Of the first and the last years that there are no zone can tell it; then that of Greenwich."""
    zone = visit.zone if 1900 < day.year < 9000 else dt.UTC
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _show(request: Request, visit: Visit, verified: Any = None) -> Response:
    before, wanted = request.query_params.get("before", ""), _wanted(request)
    about, query = wanted.about, _query(visit, wanted)
    if before.isdigit() and len(before) < 10:
        query = query.where(event.c.number < int(before))
    with visit.site.database.reading() as connection:
        found = connection.execute(query.order_by(event.c.number.desc()).limit(MOST + 1)).all()
        ids = [row.who for row in found] + [row.about.removeprefix("person ") for row in found]
        names = names_of(connection, visit.person.organization, ids)
        references = _references(connection, visit, {row.about for row in found})
        people, heads = _people(connection, visit), _heads(connection, visit)
    reader = Reader({**names, **dict(people)}, visit.zone)
    shown = [
        {
            "number": row.number, "at": time_words(row.at, visit.zone), "who": who_words(row.who, names),
            "what": action_words(row.action), "about": row.about,
            "about_words": references.get(row.about) or _about(row.about, visit, reader),
            "told": "; ".join(row_words(row.told, reader)), "short": row.digest[:SHORT], "digest": row.digest,
            "before": row.before, "whole": whole({"action": row.action, "about": row.about, "who": row.who, **row.told}),
        }
        for row in found[:MOST]
    ]  # fmt: skip
    return page(
        "audit", visit, here="/audit", rows=shown, about=about, verified=verified, heads=heads, people=people,
        actions=_actions(), asked={**dict.fromkeys(("who", "action", "since", "until"), ""), **wanted.query},
        onward=f"/audit?{urlencode({**wanted.query, 'before': found[MOST - 1].number})}" if len(found) > MOST else "",
    )  # fmt: skip


def _about(about: str, visit: Visit, reader: Reader) -> str:
    """What a row concerns, but for a case: a person's name, the own organization's, a policy's id."""
    kind, _, id_ = about.partition(" ")
    if kind == "organization" and id_ == visit.person.organization:
        return one_line(visit.organization)
    return reader.name(id_) if kind == "person" else one_line(about)


def _people(connection: Connection, visit: Visit) -> list[tuple[str, str]]:
    """Who may stand in a row: the program itself, and everybody of the organization, also who may no longer act."""
    query = select(person.c.id, person.c.name).where(person.c.organization == visit.person.organization)
    found = [(row.id, one_line(row.name)) for row in connection.execute(query.order_by(person.c.name))]
    return [(SYSTEM, say("web.history.system")), *found]


def _actions() -> list[tuple[str, str]]:
    """What rows tell of, in words, by their words."""
    known = [key.removeprefix(PREFIX) for key in sentences() if key.startswith(PREFIX)]
    return sorted(((one, action_words(one)) for one in known), key=lambda pair: pair[1])


def _heads(connection: Connection, visit: Visit) -> list[dict[str, Any]]:
    """The days whose end was signed, the newest first."""
    mine = select(signed_head).where(signed_head.c.organization == visit.person.organization)
    rows = connection.execute(mine.order_by(signed_head.c.day.desc()).limit(MOST_HEADS)).all()
    return [
        {
            "day": row.day.isoformat(),
            "number": row.number,
            "digest": row.digest,
            "short": row.digest[:SHORT],
            "key": row.public_key,
            "key_short": row.public_key[:SHORT],
            "signature": row.signature,
        }
        for row in rows
    ]


def _references(connection: Connection, visit: Visit, about: set[str]) -> dict[str, str]:
    """'case <id>' -> 'PA-2026-000017', of the person's organization."""
    ids = [one.removeprefix("case ") for one in about if one.startswith("case ")]
    query = select(case.c.id, case.c.reference).where(
        case.c.organization == visit.person.organization, case.c.id.in_(ids)
    )
    return {f"case {row.id}": row.reference for row in connection.execute(query)}
