"""Breaking the glass: the page on which an administrator opens one case for an hour, and the list that auditors see."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection, select

from accord.access import Act, check_may
from accord.access.break_glass import LEAST_REASON, MOST_REASON, break_glass, broken_in, check_may_break, close_again
from accord.db.tables import case as cases
from accord.dossier.visible import one_line
from accord.errors import AccordError, Conflict, Invalid, NotFound
from accord.web.pages import page
from accord.web.problems import status_of
from accord.web.visit import Sent, Visit, Visiting, word
from accord.web.words import names_of, time_words
from accord.wording import say

LONGEST_REFERENCE = 40
router = APIRouter()


def breaker(visit: Visiting) -> Visit:
    """Raises Forbidden, Conflict."""
    check_may_break(visit.person)
    return visit


def auditor(visit: Visiting) -> Visit:
    """Raises Forbidden for anybody else."""
    check_may(visit.person, Act.SEE_AUDIT)
    return visit


Breaker = Annotated[Visit, Depends(breaker)]
Auditor = Annotated[Visit, Depends(auditor)]


@router.get("/break-glass")
def ask(visit: Breaker) -> Response:
    """The form, and what is open at the moment."""
    return _form(visit)


@router.post("/break-glass")
def open_it(visit: Breaker, form: Sent) -> Response:
    """The case is open, or the form comes again with what is wrong."""
    reference, reason = word(form, "reference")[:LONGEST_REFERENCE], word(form, "reason")
    try:
        case_id = _case(visit, reference)
        break_glass(visit.site.database, visit.session, case_id, reason, visit.now)
    except (Invalid, NotFound, Conflict) as wrong:
        return _form(visit, reference, reason, wrong)
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.post("/break-glass/close")
def close(visit: Breaker, form: Sent) -> Response:
    """Closed again before the hour is over."""
    close_again(visit.site.database, visit.session, word(form, "case"), visit.now)
    return RedirectResponse("/break-glass", 303)


@router.get("/audit/glass")
def every_time(visit: Auditor) -> Response:
    """Each time that it was done in the organization, for its auditors."""
    with visit.site.database.reading() as connection:
        found = broken_in(connection, visit.person.organization)
        names = names_of(connection, visit.person.organization, [one.who for one in found])
        references = _references(connection, visit, [one.case for one in found])
    rows = [
        {
            "at": time_words(one.at, visit.zone), "who": names.get(one.who, one_line(one.who)), "case": one.case,
            "reference": references.get(one.case, ""), "reason": one_line(one.reason),
            "until": time_words(one.until, visit.zone), "open": visit.now < one.until,
        }
        for one in found
    ]  # fmt: skip
    return page("glass_list", visit, here="/audit", rows=rows)


def _case(visit: Visit, reference: str) -> str:
    """The id of a case of the person's organization. Raises NotFound, as for one of another's."""
    mine = (cases.c.organization == visit.person.organization, cases.c.reference == reference.upper())
    with visit.site.database.reading() as connection:
        found = connection.execute(select(cases.c.id).where(*mine)).scalar()
    if found is None:
        raise NotFound(say("web.glass.no_case"))
    return str(found)


def _references(connection: Connection, visit: Visit, ids: list[str]) -> dict[str, str]:
    mine = (cases.c.organization == visit.person.organization, cases.c.id.in_(ids))
    return {row.id: row.reference for row in connection.execute(select(cases.c.id, cases.c.reference).where(*mine))}


def _form(visit: Visit, reference: str = "", reason: str = "", wrong: AccordError | None = None) -> Response:
    with visit.site.database.reading() as connection:
        references = _references(connection, visit, list(visit.session.opened))
    opened: list[dict[str, Any]] = [
        {"id": id_, "reference": references[id_], "until": time_words(until, visit.zone)}
        for id_, until in visit.session.opened.items() if id_ in references
    ]  # fmt: skip
    told = f"{wrong.message} {wrong.remedy}".strip() if wrong else ""
    return page(
        "glass", visit, status_of(wrong) if wrong else 200, here="/break-glass", opened=opened, wrong=told,
        reference=reference, reason=reason, least=LEAST_REASON, most=MOST_REASON,
    )  # fmt: skip
