"""The audit trail of the person's organization, for its auditors: the rows, and whether the chain holds."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import Connection, select

from accord.access import Act, check_may
from accord.audit.chain import verify_chain
from accord.db.tables import case, event
from accord.dossier.visible import one_line
from accord.web.history import action_words, who_words
from accord.web.pages import page
from accord.web.visit import Sent, Visit, Visiting
from accord.web.words import names_of, time_words

MOST = 100
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


def _show(request: Request, visit: Visit, verified: Any = None) -> Response:
    before, about = request.query_params.get("before", ""), request.query_params.get("about", "")[:96]
    query = select(event).where(event.c.organization == visit.person.organization)
    if before.isdigit() and len(before) < 10:
        query = query.where(event.c.number < int(before))
    if about:
        query = query.where(event.c.about == about)
    with visit.site.database.reading() as connection:
        found = connection.execute(query.order_by(event.c.number.desc()).limit(MOST + 1)).all()
        ids = [row.who for row in found] + [row.about.removeprefix("person ") for row in found]
        names = names_of(connection, visit.person.organization, ids)
        references = _references(connection, visit, {row.about for row in found})
    shown = [
        {
            "number": row.number, "at": time_words(row.at, visit.zone), "who": who_words(row.who, names),
            "what": action_words(row.action), "about": row.about,
            "about_words": references.get(row.about) or names.get(row.about.removeprefix("person "), row.about),
            "told": one_line("; ".join(f"{name}: {_plain(value)}" for name, value in row.told.items())),
            "digest": row.digest[:12],
        }
        for row in found[:MOST]
    ]  # fmt: skip
    return page(
        "audit", visit, here="/audit", rows=shown, about=about, verified=verified,
        onward=found[MOST - 1].number if len(found) > MOST else 0,
    )  # fmt: skip


def _plain(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]


def _references(connection: Connection, visit: Visit, about: set[str]) -> dict[str, str]:
    """'case <id>' -> 'PA-2026-000017', of the person's organization."""
    ids = [one.removeprefix("case ") for one in about if one.startswith("case ")]
    query = select(case.c.id, case.c.reference).where(
        case.c.organization == visit.person.organization, case.c.id.in_(ids)
    )
    return {f"case {row.id}": row.reference for row in connection.execute(query)}
