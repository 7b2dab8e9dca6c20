"""Later papers of a case, a review that is looked for or tried again, and word of clocks."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from accord.access import Act, check_may, may
from accord.cases.case import Case, case_of
from accord.cases.due import notices_of, see_notice
from accord.cases.files import files_of
from accord.cases.jobs import given_up, review_waits, try_again
from accord.cases.making import MOST_BYTES
from accord.cases.moving import add_papers
from accord.cases.reviews import newest_content
from accord.cases.states import OPEN
from accord.cases.views import open_form
from accord.errors import AccordError, Conflict, Invalid
from accord.web.arrivals import Upload, arrived, led_to
from accord.web.pages import fragment, page
from accord.web.problems import status_of
from accord.web.steps import version_of
from accord.web.visit import MOST_FILES, Sent, Visit, Visiting
from accord.web.words import due_of, state_words, time_words
from accord.wording import say

router = APIRouter()


@router.get("/cases/{case_id}/papers")
def ask(case_id: str, visit: Visiting) -> Response:
    """The form for later papers."""
    check_may(visit.person, Act.EDIT_CASE)
    return _form(visit, case_id)


@router.post("/cases/{case_id}/papers")
def add(case_id: str, request: Request, visit: Visiting, form: Upload) -> Response:
    """The case with the papers, which is reviewed again; or the form with what is wrong."""
    check_may(visit.person, Act.EDIT_CASE)
    try:
        add_papers(visit.site.database, visit.person, case_id, version_of(form), arrived(form), visit.now)
    except (Conflict, Invalid) as wrong:
        return _form(visit, case_id, wrong)
    return led_to(request, f"/cases/{case_id}")


@router.get("/cases/{case_id}/again")
def look(case_id: str, request: Request, visit: Visiting) -> Response:
    """For the script: nothing while the review is being made, else where to find it. Nothing of the record is in it."""
    content = request.query_params.get("content", "")
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        newest, behind = newest_content(connection, case_id), behind_of(connection, case, visit.now)
    if newest and not content:
        return Response(headers={"hx-refresh": "true"})
    if behind == "waits":
        return Response(status_code=204)
    told = {"case": case, "visit": visit, "content": content, "oob": False}
    behind = behind or ("made" if newest != content else "same")
    return Response(fragment("again", behind=behind, may_edit=True, **told), media_type="text/html")


@router.post("/cases/{case_id}/again")
def order(case_id: str, visit: Visiting, form: Sent) -> Response:
    """Work on the case that failed too often is tried once more."""
    del form
    check_may(visit.person, Act.EDIT_CASE)
    with visit.site.database.reading() as connection:
        case = case_of(connection, visit.person, case_id)
        failed = [(kind, about) for kind, about, _ in given_up(connection, case.organization, visit.now)
                  if _is_of(about, case_id)]  # fmt: skip
    for kind, about in failed:
        try_again(visit.site.database, visit.person, kind, about, visit.now)
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.get("/notices")
def notices(visit: Visiting) -> Response:
    """What the person is told of clocks and of work that was given up, by name or by role."""
    with visit.site.database.reading() as connection:
        found = notices_of(connection, visit.person)
    rows = [{"id": one.id, "case": one.case, "reference": one.reference, "kind": one.kind, "at": time_words(one.at, visit.zone),
             "words": say(f"web.notices.{one.kind}")} for one in found]  # fmt: skip
    return page("notices", visit, here="/notices", rows=rows, sees_cases=may(visit.person, Act.SEE_CASES))


@router.post("/notices/{notice_id}")
def seen(notice_id: str, visit: Visiting, form: Sent) -> Response:
    """One that was seen."""
    del form
    see_notice(visit.site.database, visit.person, notice_id, visit.now)
    return RedirectResponse("/notices", 303)


def behind_of(connection: Connection, case: Case, now: dt.datetime) -> str:
    """'waits' while a review is ordered that was not made, 'failed' where it failed too often, else ''."""
    if any(
        _is_of(about, case.id) for kind, about, _ in given_up(connection, case.organization, now) if kind == "review"
    ):
        return "failed"
    return "waits" if review_waits(connection, case.id) else ""


def _is_of(about: str, case_id: str) -> bool:
    return about.startswith(f"case {case_id} ")


def _form(visit: Visit, case_id: str, wrong: AccordError | None = None) -> Response:
    with visit.site.database.reading() as connection:
        case, files = case_of(connection, visit.person, case_id), files_of(connection, case_id)
    open_form(visit.site.database, visit.person, case_id, "papers", visit.now)
    return page(
        "papers", visit, status_of(wrong) if wrong else 200, here="/cases", case=case, state=state_words(case.state),
        due=due_of(case, visit.now, visit.zone), open=case.state in OPEN, wrong=str(wrong) if wrong else "",
        most=(MOST_BYTES - sum(file.bytes for file in files)) // 1024**2, most_files=MOST_FILES,
    )  # fmt: skip
